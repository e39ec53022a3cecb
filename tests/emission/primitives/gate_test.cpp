// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "emission/primitives/gate.hpp"

namespace ambag::emission {
namespace {

using chain::Address;
using chain::Amount;
using chain::Hash;
using chain::Timestamp;
using chain::U256;

Hash hash(chain::Byte last) {
    Hash value;
    value.bytes[31] = last;
    return value;
}

Address address(chain::Byte last) {
    Address value;
    value.bytes[19] = last;
    return value;
}

GateFacts at(std::uint64_t seconds) {
    return {.now = Timestamp{seconds}};
}

TEST(Gate, a_payment_without_gates_may_go) {
    EXPECT_EQ(first_closed({}, at(0)), std::nullopt);
}

TEST(Gate, all_gates_must_be_open_and_the_first_closed_one_is_named) {
    const Gate gates[]{NotBefore{Timestamp{5}}, WindowOver{Timestamp{9}}};
    EXPECT_EQ(first_closed(gates, at(4)), 0U);
    EXPECT_EQ(first_closed(gates, at(5)), 1U);
    EXPECT_EQ(first_closed(gates, at(8)), 1U);
    EXPECT_EQ(first_closed(gates, at(9)), std::nullopt);
}

TEST(Gate, a_receipt_opens_once_accepted_and_not_while_disputed) {
    const Gate gate = ReceiptAccepted{hash(1)};
    const std::vector<Hash> one{hash(1)}, other{hash(2)};
    GateFacts facts = at(0);
    EXPECT_FALSE(is_open(gate, facts));
    facts.receipts_accepted = other;
    EXPECT_FALSE(is_open(gate, facts));
    facts.receipts_accepted = one;
    EXPECT_TRUE(is_open(gate, facts));
    facts.receipts_disputed = other;
    EXPECT_TRUE(is_open(gate, facts));
    facts.receipts_disputed = one;
    EXPECT_FALSE(is_open(gate, facts));
}

TEST(Gate, a_milestone_opens_once_voted) {
    const Gate gate = MilestoneVoted{hash(7)};
    GateFacts facts = at(0);
    EXPECT_FALSE(is_open(gate, facts));
    const std::vector<Hash> voted{hash(3), hash(7)};
    facts.milestones_voted = voted;
    EXPECT_TRUE(is_open(gate, facts));
}

TEST(Gate, a_bond_opens_at_its_size_and_only_for_its_owner) {
    const auto gate_for = [](std::uint64_t units) {
        return Gate{BondHeld{address(1), Amount{U256{units}}}};
    };
    const std::vector<Bond> bonds{{address(2), Amount{U256{99U}}}, {address(1), Amount{U256{10U}}}};
    GateFacts facts = at(0);
    EXPECT_FALSE(is_open(gate_for(0), facts)) << "a bond of nothing is still a bond to be shown";
    facts.bonds = bonds;
    EXPECT_TRUE(is_open(gate_for(10), facts));
    EXPECT_FALSE(is_open(gate_for(11), facts));
}

TEST(Gate, says_what_it_waits_for) {
    EXPECT_EQ(describe(WindowOver{}), "the challenge window is not over");
    EXPECT_EQ(describe(BondHeld{}), "the bond is smaller than the payment needs");
}

}  // namespace
}  // namespace ambag::emission
