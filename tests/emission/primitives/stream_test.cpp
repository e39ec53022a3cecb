// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "emission/primitives/stream.hpp"

namespace ambag::emission {
namespace {

using chain::Amount;
using chain::Hash;
using chain::Timestamp;
using chain::U256;

Amount of(std::uint64_t units) {
    return Amount{U256{units}};
}

GateFacts at(std::uint64_t now, std::span<const Hash> milestones = {}) {
    return {.now = Timestamp{now}, .milestones_voted = milestones};
}

// 10 units every 3 seconds, from second 100 to second 109.
Stream thirty() {
    return {.amount = of(10), .per_seconds = 3, .start = Timestamp{100}, .stop = Timestamp{109}};
}

TEST(Stream, runs_evenly_and_stops) {
    const std::pair<std::uint64_t, std::uint64_t> expected[]{
        {0, 0}, {100, 0}, {101, 3}, {102, 6}, {103, 10}, {108, 26}, {109, 30}, {500, 30}};
    for (const auto& [second, amount] : expected)
        EXPECT_EQ(has_run(thirty(), at(second)).value(), of(amount)) << second;
    EXPECT_EQ(total_of(thirty()), of(30));
}

TEST(Stream, pays_what_has_run_and_was_not_paid) {
    EXPECT_EQ(due(thirty(), of(3), at(102)).value(), of(3));
    EXPECT_EQ(due(thirty(), of(7), at(102)).error(), StreamError::paid_too_much);
}

TEST(Stream, asked_each_second_pays_what_one_question_pays) {
    Amount paid;
    for (std::uint64_t second = 100; second <= 10'100; ++second) {
        Stream endless = thirty();
        endless.stop.reset();
        paid = *checked_add(paid, due(endless, paid, at(second)).value());
    }
    EXPECT_EQ(paid, of(33'333));  // floor(10,000 * 10 / 3)
}

TEST(Stream, a_closed_gate_holds_the_payment_but_not_the_stream) {
    Stream stream = thirty();
    stream.gates = {NotBefore{Timestamp{106}}};
    EXPECT_EQ(due(stream, {}, at(105)).error(), StreamError::gate_closed);
    EXPECT_EQ(due(stream, {}, at(106)).value(), of(20));
}

TEST(Stream, stands_still_at_a_checkpoint_until_its_milestone_is_voted) {
    const Hash milestone{{1}};
    Stream stream = thirty();
    stream.checkpoints = {{Timestamp{103}, MilestoneVoted{milestone}}};
    EXPECT_EQ(has_run(stream, at(102)).value(), of(6));
    EXPECT_EQ(has_run(stream, at(108)).value(), of(10));
    const Hash voted[]{milestone};
    EXPECT_EQ(has_run(stream, at(108, voted)).value(), of(26));
}

TEST(Stream, stopped_early_keeps_what_it_earned_and_frees_the_rest) {
    EXPECT_EQ(total_of(stopped(thirty(), at(103))), of(10));
    EXPECT_EQ(total_of(stopped(thirty(), at(50))), of(0));
    EXPECT_EQ(total_of(stopped(thirty(), at(500))), of(30));
    EXPECT_TRUE(validate(stopped(thirty(), at(50))));
    Stream held = thirty();
    held.checkpoints = {{Timestamp{103}, MilestoneVoted{Hash{{1}}}}};
    EXPECT_EQ(total_of(stopped(held, at(108))), of(10));
}

TEST(Stream, refuses_what_cannot_run) {
    Stream stream = thirty();
    stream.per_seconds = 0;
    EXPECT_EQ(validate(stream).error(), StreamError::zero_seconds);
    stream = thirty();
    stream.stop = Timestamp{99};
    EXPECT_EQ(validate(stream).error(), StreamError::stop_before_start);
    stream = {.amount = Amount{U256::max()}, .start = Timestamp{0}};
    EXPECT_EQ(has_run(stream, at(2)).error(), StreamError::overflow);
    EXPECT_EQ(total_of(stream), std::nullopt);
}

}  // namespace
}  // namespace ambag::emission
