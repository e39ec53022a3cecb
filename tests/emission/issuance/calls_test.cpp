// SPDX-License-Identifier: Apache-2.0
#include "emission/issuance/interface.hpp"
#include "tests/emission/issuance/issuance_chain.hpp"

namespace ambag::emission::issuance {
namespace {

constexpr std::string_view pay_text = "payFromPool(string,address,uint256)";
constexpr std::string_view weights_text = "setSplitWeights(uint32,uint256[])";
constexpr std::string_view amount_text = "setScheduleAmount(uint32,uint256)";
constexpr std::string_view rate_text = "setScheduleRate(uint32,uint64,uint64)";
constexpr std::string_view spender_text = "setPoolSpender(string,address,bool)";

const std::string training = "training";

class IssuanceCalls : public IssuanceChain {
 protected:
    void expect_only_log(const Log& expected) {
        const auto logs = chain_->take_logs();
        ASSERT_EQ(logs.size(), 1U);
        EXPECT_EQ(logs[0], expected);
    }
};

TEST_F(IssuanceCalls, pay_from_pool_checks_pool_spender_receiver_and_balance_in_this_order) {
    const auto error = [&](const Address& from, const std::string& pool, const Address& to,
                           std::uint64_t amount) {
        return call(from, pay_text, pool, to, U256{amount}).error().data;
    };
    EXPECT_EQ(error(alice, "nowhere", Address{}, 9999),
              error_data("IssuanceUnknownPool(string)", std::string{"nowhere"}));
    EXPECT_EQ(error(alice, training, Address{}, 9999),
              error_data("IssuanceNotSpender(string,address)", training, alice));
    EXPECT_EQ(error(attestation_address, "treasury", bob, 0),
              error_data("IssuanceNotSpender(string,address)", std::string{"treasury"},
                         attestation_address));
    EXPECT_EQ(error(attestation_address, training, Address{}, 9999),
              error_data("IssuanceInvalidReceiver(address)", Address{}));
    EXPECT_EQ(error(attestation_address, training, issuance_address, 9999),
              error_data("IssuanceInvalidReceiver(address)", issuance_address));
    EXPECT_EQ(error(attestation_address, training, bob, 1001),
              error_data("IssuancePoolShort(string,uint256,uint256)", training, U256{1001U},
                         U256{1000U}));
}

TEST_F(IssuanceCalls, pay_from_pool_moves_coins_for_a_spender_and_for_the_timelock) {
    ASSERT_TRUE(call(attestation_address, pay_text, training, bob, U256{400U}));
    expect_only_log(
        to_log(issuance_address, PoolPaid{training, bob, attestation_address, coins(400)}));
    ASSERT_TRUE(govern(pay_text, training, bob, U256{600U}));
    EXPECT_EQ(pool(training), 0U);
    EXPECT_EQ(chain_->balance(bob), coins(1000));
    EXPECT_EQ(supply(), 6000U);
}

TEST_F(IssuanceCalls, fund_pool_takes_coins_from_anyone_into_a_known_pool) {
    const auto fund = [&](const std::string& pool) {
        return chain_->call_with_value(alice, coins(250), issuance_address, "fundPool(string)",
                                       pool);
    };
    EXPECT_EQ(fund("nowhere").error().data,
              error_data("IssuanceUnknownPool(string)", std::string{"nowhere"}));
    ASSERT_TRUE(fund("treasury"));
    EXPECT_EQ(pool("treasury"), 250U);
    EXPECT_EQ(chain_->balance(alice), coins(4750));
    expect_only_log(to_log(issuance_address, PoolFunded{"treasury", alice, coins(250)}));
}

TEST_F(IssuanceCalls, every_setter_obeys_the_timelock_alone) {
    const auto refused = error_data("IssuanceUnauthorized(address)", alice);
    EXPECT_EQ(call(alice, weights_text, 9U, std::vector<U256>{}).error().data, refused);
    EXPECT_EQ(call(alice, amount_text, 9U, U256{1U}).error().data, refused);
    EXPECT_EQ(call(alice, rate_text, 9U, std::uint64_t{1}, std::uint64_t{1}).error().data, refused);
    EXPECT_EQ(call(alice, "setCatchUpTicksMax(uint64)", std::uint64_t{0}).error().data, refused);
    EXPECT_EQ(call(alice, "setFeePool(string)", std::string{"x"}).error().data, refused);
    EXPECT_EQ(call(alice, spender_text, std::string{"x"}, bob, true).error().data, refused);
}

TEST_F(IssuanceCalls, set_split_weights_needs_one_weight_for_each_pool_and_a_positive_sum) {
    const auto error = [&](std::uint32_t schedule, const std::vector<U256>& weights) {
        return govern(weights_text, schedule, weights).error().data;
    };
    const auto invalid = [](std::uint64_t given) {
        return error_data("IssuanceInvalidWeights(uint64,uint64)", given, std::uint64_t{3});
    };
    EXPECT_EQ(error(1, {}), error_data("IssuanceUnknownSchedule(uint32)", 1U));
    EXPECT_EQ(error(0, {U256{1U}, U256{1U}}), invalid(2));
    EXPECT_EQ(error(0, {U256{}, U256{}, U256{}}), invalid(3));
    EXPECT_EQ(error(0, {U256::max(), U256{1U}, U256{}}), invalid(3));
}

TEST_F(IssuanceCalls, set_split_weights_gives_out_the_old_carry_by_the_new_weights) {
    chain_->next_block(1);  // 6 and 3, 1 carried
    chain_->next_block(0);
    chain_->take_logs();
    const std::vector<U256> weights{U256{}, U256{}, U256{1U}};
    ASSERT_TRUE(govern(weights_text, 0U, weights));
    expect_only_log(to_log(issuance_address, SplitWeightsChanged{0, weights}));
    chain_->next_block(1);
    EXPECT_EQ(pools(), (std::vector<std::uint64_t>{1006, 3, 11}));
}

TEST_F(IssuanceCalls, set_schedule_amount_keeps_its_bounds_and_counts_from_the_next_interval) {
    EXPECT_EQ(govern(amount_text, 1U, U256{1U}).error().data,
              error_data("IssuanceUnknownSchedule(uint32)", 1U));
    const U256 above = U256::power_of_two(128);
    EXPECT_EQ(govern(amount_text, 0U, above).error().data,
              error_data("IssuanceOutOfBounds(uint256,uint256,uint256)", above, U256{},
                         *checked_sub(above, U256{1U})));
    ASSERT_TRUE(govern(amount_text, 0U, U256{30U}));
    expect_only_log(to_log(issuance_address, ScheduleAmountChanged{0, coins(10), coins(30)}));
    chain_->next_block(1);
    EXPECT_EQ(pools(), (std::vector<std::uint64_t>{1020, 10, 0}));
    ASSERT_TRUE(govern(amount_text, 0U, U256{}));
    chain_->next_block(100);
    EXPECT_EQ(supply(), 6030U);
}

TEST_F(IssuanceCalls, set_schedule_rate_is_for_rates_between_zero_and_one_a_year) {
    auto section = example_genesis();
    section.schedules.push_back({"yield",
                                 {.rule = RateOnSupply{.numerator = 0, .elapsed_per_year = 10}},
                                 {{"fees", U256{1U}}}});
    start(section);
    const auto rate = [&](std::uint32_t schedule, std::uint64_t numerator,
                          std::uint64_t denominator) {
        return govern(rate_text, schedule, numerator, denominator);
    };
    EXPECT_EQ(rate(0, 1, 1).error().data,
              error_data("IssuanceWrongKind(uint32,uint8)", 0U, RuleKind::constant));
    EXPECT_EQ(rate(1, 1, 0).error().data, error_data("IssuanceOutOfBounds(uint256,uint256,uint256)",
                                                     U256{}, U256{1U}, U256{~std::uint64_t{0}}));
    EXPECT_EQ(rate(1, 3, 2).error().data, error_data("IssuanceOutOfBounds(uint256,uint256,uint256)",
                                                     U256{3U}, U256{}, U256{2U}));
    EXPECT_EQ(govern(amount_text, 1U, U256{1U}).error().data,
              error_data("IssuanceWrongKind(uint32,uint8)", 1U, RuleKind::rate_on_supply));
    ASSERT_TRUE(rate(1, 1, 10));
    expect_only_log(to_log(issuance_address, ScheduleRateChanged{1, 1, 10}));
    chain_->next_block(1);
    EXPECT_EQ(pool("fees"), 60U);  // 6,010 / 10 / 10
}

TEST_F(IssuanceCalls, set_catch_up_ticks_max_is_at_least_one) {
    EXPECT_EQ(govern("setCatchUpTicksMax(uint64)", std::uint64_t{0}).error().data,
              error_data("IssuanceOutOfBounds(uint256,uint256,uint256)", U256{}, U256{1U},
                         U256{~std::uint64_t{0}}));
    ASSERT_TRUE(govern("setCatchUpTicksMax(uint64)", std::uint64_t{1}));
    expect_only_log(to_log(issuance_address, CatchUpTicksMaxChanged{3600, 1}));
    chain_->next_block(50);
    EXPECT_EQ(supply(), 6010U);
}

TEST_F(IssuanceCalls, set_fee_pool_names_a_known_pool) {
    EXPECT_EQ(govern("setFeePool(string)", std::string{"x"}).error().data,
              error_data("IssuanceUnknownPool(string)", std::string{"x"}));
    ASSERT_TRUE(govern("setFeePool(string)", training));
    expect_only_log(to_log(issuance_address, FeePoolChanged{training}));
    EXPECT_EQ(view<std::string>("feePool()"), training);
}

TEST_F(IssuanceCalls, set_pool_spender_opens_and_closes_the_door) {
    ASSERT_FALSE(call(alice, pay_text, training, bob, U256{1U}));
    ASSERT_TRUE(govern(spender_text, training, alice, true));
    ASSERT_TRUE(govern(spender_text, training, alice, true));
    EXPECT_EQ(view<std::vector<Address>>("poolSpenders(string)", training),
              (std::vector{attestation_address, alice}));
    EXPECT_TRUE(call(alice, pay_text, training, bob, U256{1U}));
    chain_->take_logs();
    ASSERT_TRUE(govern(spender_text, training, alice, false));
    expect_only_log(to_log(issuance_address, PoolSpenderChanged{training, alice, false}));
    EXPECT_FALSE(call(alice, pay_text, training, bob, U256{1U}));
}

TEST_F(IssuanceCalls, a_pool_has_at_most_sixteen_spenders) {
    for (Byte i = 1; i < 16; ++i) ASSERT_TRUE(govern(spender_text, training, Address{{i}}, true));
    EXPECT_EQ(
        govern(spender_text, training, bob, true).error().data,
        error_data("IssuanceOutOfBounds(uint256,uint256,uint256)", U256{17U}, U256{}, U256{16U}));
}

TEST_F(IssuanceCalls, views_show_schedules_splits_and_the_clock) {
    chain_->next_block(1);
    const auto record = view<ScheduleRecord>("schedule(uint32)", 0U);
    EXPECT_EQ(record.name, "base");
    EXPECT_EQ(record.kind, RuleKind::constant);
    EXPECT_EQ(record.amount, coins(10));
    EXPECT_FALSE(record.capped);
    const auto state =
        chain_->read(issuance_address, TestChain::encode("scheduleState(uint32)", 0U));
    EXPECT_EQ(*state, abi::encode(std::uint64_t{1}, U256{10U}, U256{}, U256{}));
    const auto split =
        chain_->read(issuance_address, TestChain::encode("splitWeights(uint32)", 0U));
    EXPECT_EQ(*split, abi::encode(std::vector{U256{2U}, U256{1U}, U256{}}, U256{1U}));
    const auto clock = chain_->read(issuance_address, TestChain::encode("clock()"));
    EXPECT_EQ(*clock, abi::encode(std::uint64_t{1'700'000'000}, std::uint64_t{1}, std::uint64_t{0},
                                  std::uint64_t{3600}));
    const auto all = chain_->read(issuance_address, TestChain::encode("pools()"));
    EXPECT_EQ(*all, abi::encode(std::vector<std::string>{"training", "treasury", "fees"},
                                std::vector{U256{1006U}, U256{3U}, U256{}}));
    for (const std::string_view text :
         {"schedule(uint32)", "scheduleState(uint32)", "splitWeights(uint32)"})
        EXPECT_EQ(chain_->read(issuance_address, TestChain::encode(text, 7U)).error().data,
                  error_data("IssuanceUnknownSchedule(uint32)", 7U));
}

}  // namespace
}  // namespace ambag::emission::issuance
