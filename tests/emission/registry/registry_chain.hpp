// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/addresses.hpp"
#include "emission/attestation/module.hpp"
#include "emission/attestation/state.hpp"
#include "emission/issuance/module.hpp"
#include "emission/registry/module.hpp"
#include "emission/registry/state.hpp"
#include "tests/support/test_chain.hpp"

// A chain with issuance, the records of attestation that the registry reads, and the registry.
// Pool "open" holds 1,000 base units for open models, pool "training" pays job `job`, which is
// open; `paid_receipt` is paid and `held_receipt` is not. At the governor's address stands a module
// that calls proposal 7 executed and every other one defeated. Every person has 10,000 base units.

namespace ambag::emission::registry {

using namespace chain;
using test::error_data;

inline constexpr Address ann{{0xa1}};
inline constexpr Address ben{{0xb1}};
inline constexpr Address lab{{0xc1}};
inline constexpr Address tuner{{0xd1}};
inline constexpr Address stranger{{0xe1}};

inline constexpr Hash dataset{{0x01}};
inline constexpr Hash base_model{{0x02}};
inline constexpr Hash tuned_model{{0x03}};
inline constexpr Hash licence_text{{0x11}};
inline constexpr Hash job{{0x21}};
inline constexpr Hash closed_job{{0x22}};
inline constexpr Hash paid_receipt{{0x31}};
inline constexpr Hash held_receipt{{0x32}};

inline constexpr std::string_view register_call =
    "registerAsset(uint8,bytes32,bytes32,address[],uint64[],bytes32[],uint64[])";

inline Amount units(std::uint64_t n) {
    return Amount{U256{n}};
}

extern const ModuleDescriptor stand_in_governor;

class RegistryChain : public testing::Test {
 protected:
    RegistryChain();

    template <class... Ts>
    Result<Bytes> call(const Address& from, std::string_view text, const Ts&... arguments) {
        return chain_.call(from, registry_address, text, arguments...);
    }
    template <class... Ts>
    Result<Bytes> pay(const Address& from, std::uint64_t value, std::string_view text,
                      const Ts&... arguments) {
        return chain_.call_with_value(from, units(value), registry_address, text, arguments...);
    }
    template <class... Ts>
    Bytes refusal(const Address& from, std::string_view text, const Ts&... arguments) {
        return revert_data(call(from, text, arguments...));
    }
    static Bytes revert_data(const Result<Bytes>& result) {
        if (!result) return result.error().data;
        ADD_FAILURE() << "it did not revert";
        return {};
    }
    template <class T, class... Ts>
    T view(std::string_view text, const Ts&... arguments) {
        return chain_.view<T>(registry_address, text, arguments...);
    }
    std::uint64_t credit(const Address& who) {
        return view<U256>("creditOf(address)", who).low_u64();
    }
    Result<Bytes> register_asset(const Address& owner, AssetKind kind, const Hash& id,
                                 const std::vector<Address>& accounts,
                                 const std::vector<std::uint64_t>& weights,
                                 const std::vector<Hash>& sources = {},
                                 const std::vector<std::uint64_t>& source_weights = {}) {
        return call(owner, register_call, static_cast<std::uint8_t>(kind), id, licence_text,
                    accounts, weights, sources, source_weights);
    }
    // The dataset of ann (3 of 4) and ben (1 of 4), lab's model of it (half each), and tuner's
    // model of both (2 of 4, and 1 of 4 each).
    void register_family();
    // Runs `change` as `module`, behind the back of its calls.
    void tamper(const Address& module, const std::function<void(Context&)>& change) {
        chain_.genesis(module, [&](Context& ctx) -> Result<void, Fault> {
            change(ctx);
            return {};
        });
    }

    test::TestChain chain_{
        {&stand_in_governor, &attestation::descriptor, &descriptor, &issuance::descriptor}};
};

}  // namespace ambag::emission::registry
