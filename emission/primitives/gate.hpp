// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <variant>

#include "chain/base/amount.hpp"
#include "chain/base/bytes.hpp"
#include "chain/base/quantity.hpp"

// Conditions on a payment. A payment has zero or more gates and leaves its pool only when every
// one is open. Gates are data and decide on the facts they are given; whoever gathers the facts
// (a module's payment door) answers for them. A fact that is not given counts as not so.

namespace ambag::emission {

// The receipt with this hash was accepted, and no dispute of it is open.
struct ReceiptAccepted {
    chain::Hash receipt;
    bool operator==(const ReceiptAccepted&) const = default;
};

// The challenge window has ended, `ends` included among the times when it has.
struct WindowOver {
    chain::Timestamp ends;
    bool operator==(const WindowOver&) const = default;
};

// A vote has confirmed this milestone.
struct MilestoneVoted {
    chain::Hash milestone;
    bool operator==(const MilestoneVoted&) const = default;
};

// The owner has at least this much at risk: a payment is never above the bond behind it.
struct BondHeld {
    chain::Address owner;
    chain::Amount at_least;
    bool operator==(const BondHeld&) const = default;
};

// Not before this date.
struct NotBefore {
    chain::Timestamp date;
    bool operator==(const NotBefore&) const = default;
};

using Gate = std::variant<ReceiptAccepted, WindowOver, MilestoneVoted, BondHeld, NotBefore>;

struct Bond {
    chain::Address owner;
    chain::Amount amount;
};

// What is so at the moment of the payment. The lists are short: those of one payment.
struct GateFacts {
    chain::Timestamp now{};
    std::span<const chain::Hash> receipts_accepted{};
    std::span<const chain::Hash> receipts_disputed{};
    std::span<const chain::Hash> milestones_voted{};
    std::span<const Bond> bonds{};
};

bool is_open(const Gate& gate, const GateFacts& facts);

// The index of the first gate that is closed; nothing when the payment may go.
std::optional<std::size_t> first_closed(std::span<const Gate> gates, const GateFacts& facts);

// What the gate waits for, for error texts.
std::string_view describe(const Gate& gate);

}  // namespace ambag::emission
