// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/treasury/state.hpp"
#include "tests/governance/treasury/treasury_fixture.hpp"

// Grants with parts on the chain of treasury_fixture.hpp. A small module at the attestation's
// address answers for the units of paid receipts.

namespace ambag::governance::treasury {

inline constexpr std::uint64_t begin = 1'700'000'000;  // block time of the first block
inline constexpr std::uint64_t day = 86'400;
inline constexpr std::uint64_t month = 30 * day;

inline constexpr Map<Hash, U256> stub_units{0x01};

inline Result<U256> stub_paid_units(const ViewContext& ctx, Hash job, Address) {
    return stub_units.get(ctx, job);
}
inline Result<> stub_set_units(Context& ctx, Hash job, U256 units) {
    stub_units.set(ctx, job, units);
    return {};
}

inline constexpr CallRow stub_calls[]{
    view<"paidUnits(job,owner) -> units", &stub_paid_units>({}),
    call<"setUnits(job,units)", &stub_set_units>({}),
};
inline constexpr ModuleDescriptor attestation_stub{.name = "attestation",
                                                   .address = attestation_address,
                                                   .purpose = "Answers for receipts.",
                                                   .privileges = {},
                                                   .state = {},
                                                   .calls = stub_calls,
                                                   .events = {},
                                                   .errors = {},
                                                   .parameters = {},
                                                   .hooks = {},
                                                   .invariants = {}};

inline PartTerms once(std::uint64_t units) {
    PartTerms terms;
    terms.amount = amount(units);
    return terms;
}
inline PartTerms stream(std::uint64_t units, std::uint64_t duration) {
    PartTerms terms = once(units);
    terms.duration = duration;
    return terms;
}

class GrantTest : public TreasuryTest {
 protected:
    static constexpr Address guardian{{0x6a}};
    static constexpr Address sponsor{{0x59}};
    static constexpr std::string_view create_call =
        "createGrant(address,uint32,address,(uint256,uint64,uint64,uint64,uint64,bool,bool,bytes32,"
        "address,uint256)[],string)";
    static constexpr std::string_view sponsor_call =
        "sponsorGrant(address,address,(uint256,uint64,uint64,uint64,uint64,bool,bool,bytes32,"
        "address,uint256)[],string)";
    static constexpr std::string_view class_limit_call = "setClassLimit(uint32,uint256,uint64)";

    GrantTest() : TreasuryTest{{&descriptor, &attestation_stub}} {}

    Result<Bytes> create(const std::vector<PartTerms>& terms, std::uint32_t spend_class = 0,
                         const Address& to = alice) {
        return call(authority_address, create_call, to, spend_class, guardian, terms,
                    std::string{"research"});
    }
    Bytes creation_refused(const std::vector<PartTerms>& terms, std::uint32_t spend_class = 0) {
        return revert_of(authority_address, create_call, alice, spend_class, guardian, terms,
                         std::string{});
    }
    Result<Bytes> sponsored(const std::vector<PartTerms>& terms, std::uint64_t coins) {
        return chain.call_with_value(sponsor, amount(coins), treasury_address, sponsor_call, alice,
                                     guardian, terms, std::string{"gift"});
    }
    template <class... Ts>
    Result<Bytes> by(const Address& who, std::string_view name, const Ts&... arguments) {
        return call(who, name, arguments...);
    }
    Result<Bytes> claim(std::uint64_t id, std::uint8_t part = 0) {
        return call(alice, "claim(uint64,uint8)", U256{id}, U256{part});
    }
    Bytes claim_refused(std::uint64_t id, std::uint8_t part = 0) {
        return revert_of(alice, "claim(uint64,uint8)", U256{id}, U256{part});
    }
    static Bytes gate_closed(std::uint64_t id, std::uint8_t part, unsigned missing) {
        return error_data("TreasuryGateClosed(uint64,uint8,uint8)", U256{id}, U256{part},
                          U256{missing});
    }
    void go_to(std::uint64_t time) { chain.next_block(time - chain.block.time.value); }
    U256 total(std::string_view name) { return view<U256>(name); }
    std::uint64_t coins_of(const Address& who) { return chain.balance(who).units.low_u64(); }
    Award award(std::uint64_t id) {
        const auto data = chain.read(treasury_address, chain.encode("award(uint64)", U256{id}));
        return std::get<0>(abi::decode<Award>(data.value()).value());
    }
    void set_units(const Hash& job, std::uint64_t units) {
        ASSERT_TRUE(
            chain.call(bob, attestation_address, "setUnits(bytes32,uint256)", job, U256{units}));
    }
};

}  // namespace ambag::governance::treasury
