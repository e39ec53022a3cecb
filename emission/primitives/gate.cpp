// SPDX-License-Identifier: Apache-2.0
#include "emission/primitives/gate.hpp"

#include <algorithm>

namespace ambag::emission {

using chain::Hash;

namespace {

bool contains(std::span<const Hash> list, const Hash& wanted) {
    return std::find(list.begin(), list.end(), wanted) != list.end();
}

bool holds(const ReceiptAccepted& gate, const GateFacts& facts) {
    return contains(facts.receipts_accepted, gate.receipt) &&
           !contains(facts.receipts_disputed, gate.receipt);
}

bool holds(const WindowOver& gate, const GateFacts& facts) {
    return facts.now >= gate.ends;
}

bool holds(const MilestoneVoted& gate, const GateFacts& facts) {
    return contains(facts.milestones_voted, gate.milestone);
}

bool holds(const BondHeld& gate, const GateFacts& facts) {
    return std::any_of(facts.bonds.begin(), facts.bonds.end(), [&](const Bond& bond) {
        return bond.owner == gate.owner && bond.amount >= gate.at_least;
    });
}

bool holds(const NotBefore& gate, const GateFacts& facts) {
    return facts.now >= gate.date;
}

struct Describe {
    std::string_view operator()(const ReceiptAccepted&) const {
        return "the receipt is not accepted, or a dispute of it is open";
    }
    std::string_view operator()(const WindowOver&) const {
        return "the challenge window is not over";
    }
    std::string_view operator()(const MilestoneVoted&) const {
        return "the milestone has not been voted";
    }
    std::string_view operator()(const BondHeld&) const {
        return "the bond is smaller than the payment needs";
    }
    std::string_view operator()(const NotBefore&) const { return "the date has not come"; }
};

}  // namespace

bool is_open(const Gate& gate, const GateFacts& facts) {
    return std::visit([&](const auto& condition) { return holds(condition, facts); }, gate);
}

std::optional<std::size_t> first_closed(std::span<const Gate> gates, const GateFacts& facts) {
    for (std::size_t i = 0; i < gates.size(); ++i)
        if (!is_open(gates[i], facts)) return i;
    return std::nullopt;
}

std::string_view describe(const Gate& gate) {
    return std::visit(Describe{}, gate);
}

}  // namespace ambag::emission
