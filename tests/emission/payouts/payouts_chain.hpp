// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/addresses.hpp"
#include "emission/issuance/module.hpp"
#include "emission/payouts/module.hpp"
#include "tests/support/test_chain.hpp"

// A chain with issuance and payouts. Pool "team" holds 10,000 base units that payouts may spend;
// ann and ben have 10,000 each.

namespace ambag::emission::payouts {

using namespace chain;
using test::error_data;

inline constexpr Address ann{{0xa1}};
inline constexpr Address ben{{0xb1}};
inline constexpr Address stranger{{0xe1}};

inline constexpr std::uint64_t start_time = 1'700'000'000;  // of the first block

inline Amount units(std::uint64_t n) {
    return Amount{U256{n}};
}

inline constexpr std::string_view vesting_call =
    "createVesting(string,address,uint256,uint64,uint256,uint64,uint256,uint64,bool,bool)";
inline constexpr std::string_view tranches_call =
    "createTranches(string,address,uint64[],uint256[],bool)";
inline constexpr std::string_view stream_call =
    "createStream(string,address,uint256,uint64,uint64,uint64,uint64[],bool)";
inline constexpr std::string_view claim_call = "createClaim(string,bytes32,uint64,uint64,uint256)";

class PayoutsChain : public testing::Test {
 protected:
    PayoutsChain() {
        chain_.fund(ann, units(10'000));
        chain_.fund(ben, units(10'000));
        chain_.genesis(issuance_address, [](Context& ctx) {
            return issuance::genesis(
                ctx, {.pools = {{"team", units(10'000), {payouts_address}}, {"fees"}},
                      .schedules = {},
                      .fee_pool = "fees"});
        });
    }
    template <class... Ts>
    Result<Bytes> call(const Address& from, std::string_view text, const Ts&... arguments) {
        return chain_.call(from, payouts_address, text, arguments...);
    }
    template <class... Ts>
    Result<Bytes> pay(const Address& from, std::uint64_t value, std::string_view text,
                      const Ts&... arguments) {
        return chain_.call_with_value(from, units(value), payouts_address, text, arguments...);
    }
    static Bytes revert_data(const Result<Bytes>& result) {
        if (!result) return result.error().data;
        ADD_FAILURE() << "it did not revert";
        return {};
    }
    static Bytes invalid(const std::string& accepted) {
        return error_data("PayoutsInvalid(string)", accepted);
    }
    // 1,000 to ben: 100 at the start, 100 at the cliff after 100 s, the rest evenly until 900 s.
    Result<Bytes> vest(const Address& from, std::uint64_t value, const std::string& pool,
                       bool revocable = false) {
        return pay(from, value, vesting_call, pool, ben, U256{1'000U}, start_time, U256{100U},
                   start_time + 100, U256{100U}, start_time + 900, false, revocable);
    }
    void advance_to(std::uint64_t seconds) {
        chain_.next_block(start_time + seconds - chain_.block.time.value);
    }
    std::uint64_t due(std::uint64_t id) {
        const auto data = chain_.read(payouts_address, chain_.encode("payout(uint64)", U256{id}));
        const auto both = abi::decode<Payout, U256>(data.value());
        return std::get<1>(both.value()).low_u64();
    }
    std::uint64_t gained(const Address& who) {
        return chain_.balance(who).units.low_u64() - 10'000;
    }
    std::uint64_t pool_balance() {
        return chain_.view<U256>(issuance_address, "pool(string)", std::string{"team"}).low_u64();
    }
    std::uint64_t reserved() {
        return chain_.view<U256>(payouts_address, "reservedOf(string)", std::string{"team"})
            .low_u64();
    }

    test::TestChain chain_{{&descriptor, &issuance::descriptor}};
};

}  // namespace ambag::emission::payouts
