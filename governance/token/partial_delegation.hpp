// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/event.hpp"
#include "governance/token/state.hpp"

// Splitting one's votes over up to eight delegates, for custodians and pools that speak for many.
// Weights are basis points that sum to 10,000. The shares of a balance are exact to the unit: each
// is rounded down, and the units that are left go one each to the largest remainders, ties to the
// lowest index (Hamilton's method), so that the shares always sum to the balance. They are kept in
// the same checkpoints as plain delegation and change with every move of the balance.
//
// A split replaces a plain delegation and is replaced by one. As long as nobody splits, nothing
// here is executed and the trace is OpenZeppelin's.

namespace ambag::governance::token {

inline constexpr std::size_t split_delegates_max = 8;
inline constexpr std::uint16_t split_weight_total = 10'000;  // basis points

// Empty lists when a plain delegation replaces the split.
struct SplitDelegationSet {
    static constexpr Literal abi{"SplitDelegationSet(indexed delegator,delegatees,weights)"};
    Address delegator;
    std::vector<Address> delegatees;
    std::vector<std::uint16_t> weights;
};

struct TokenInvalidSplitLength {
    static constexpr Literal abi{"TokenInvalidSplitLength(delegatees,weights,maximum)"};
    U256 delegatees, weights, maximum;
};
struct TokenInvalidSplitEntry {
    static constexpr Literal abi{"TokenInvalidSplitEntry(index,delegatee,weight)"};
    U256 index;
    Address delegatee;
    std::uint16_t weight;
};
struct TokenInvalidSplitTotal {
    static constexpr Literal abi{"TokenInvalidSplitTotal(total,required)"};
    U256 total, required;
};

// Pure. `weights` sum to 10,000; the shares have the same order.
std::vector<Amount> split_shares(const Amount& balance, const std::vector<std::uint16_t>& weights);

// For the token's own calls: the votes that follow when `amount` moved from one account to another,
// at least one of which splits its votes. Balances are those after the move; zero means mint, burn.
chain::Result<> move_split_votes(chain::Context& ctx, const Address& from, const Address& to,
                                 const Amount& amount);
// Takes the votes of the account's split back and forgets the split.
chain::Result<> drop_split(chain::Context& ctx, const Address& account);

// Rows of the descriptor.
// TokenInvalidSplitLength unless there are one to eight of both, TokenInvalidSplitEntry for a
// delegate that is zero or named twice or a weight of zero, TokenInvalidSplitTotal.
chain::Result<> delegate_split(chain::Context& ctx, const std::vector<Address>& delegatees,
                               const std::vector<std::uint16_t>& weights);
// Empty lists for an account that does not split.
chain::Result<std::tuple<std::vector<Address>, std::vector<std::uint16_t>>> split_of(
    const chain::ViewContext& ctx, const Address& account);

}  // namespace ambag::governance::token
