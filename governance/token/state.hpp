// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/cell.hpp"

// Every record of the voting token.

namespace ambag::governance::token {

using chain::Address;
using chain::Amount;
using chain::Item;
using chain::Literal;
using chain::Map;
using chain::U256;
using chain::Uint208;
using chain::Uint48;

struct AllowanceKey {
    Address owner, spender;
};

// Whom an account has chosen. `chosen` tells "delegated to nobody" from "never delegated"; an
// account that splits its votes has no delegatee here.
struct Delegation {
    Address delegatee;
    bool chosen = false;
    bool split = false;
};

// Weights in basis points, in the order of the delegatees.
struct SplitDelegation {
    std::vector<Address> delegatees;
    std::vector<std::uint16_t> weights;
};

// Votes or supply from clock `key` on, until the next checkpoint.
struct Checkpoint208 {
    static constexpr Literal abi{"Checkpoint208(_key,_value)"};
    Uint48 key;
    Uint208 value;
};

struct CheckpointKey {
    Address account;
    std::uint32_t index;
};

inline constexpr Item<std::string> token_name{0x01};
inline constexpr Item<std::string> token_symbol{0x02};
inline constexpr Item<bool> self_delegate{0x03};
inline constexpr Item<Amount> supply{0x04};
inline constexpr Map<Address, Amount> balances{0x05};
inline constexpr Map<AllowanceKey, Amount> allowances{0x06};
inline constexpr Map<Address, U256> signature_nonces{0x07};
inline constexpr Map<Address, Delegation> delegations{0x08};
inline constexpr Map<Address, std::uint32_t> vote_lengths{0x09};
inline constexpr Map<CheckpointKey, Checkpoint208> vote_points{0x0a};
inline constexpr Map<Address, std::uint32_t> supply_lengths{0x0b};  // of the zero address alone
inline constexpr Map<CheckpointKey, Checkpoint208> supply_points{0x0c};
inline constexpr Map<Address, Amount> bonds{0x0d};
inline constexpr Item<Amount> bonded_total{0x0e};
inline constexpr Item<Amount> unsettled{0x0f};
// Partial delegation, and the sums over all delegation (delegated_supply.hpp).
inline constexpr Map<Address, SplitDelegation> split_delegations{0x30};
inline constexpr Map<Address, std::uint32_t> delegated_lengths{0x31};  // of the zero address alone
inline constexpr Map<CheckpointKey, Checkpoint208> delegated_points{0x32};
inline constexpr Item<Amount> delegating{0x33};
inline constexpr chain::List<Address> delegate_list{0x34};
// Of holders, by checkpoint: only where genesis asks for them (holder_history.hpp).
inline constexpr Item<bool> holder_history{0x20};
inline constexpr Map<Address, std::uint32_t> balance_lengths{0x21};
inline constexpr Map<CheckpointKey, Checkpoint208> balance_points{0x22};
inline constexpr Map<Address, std::uint32_t> delegate_lengths{0x23};
inline constexpr Map<CheckpointKey, Checkpoint208> delegate_points{0x24};
inline constexpr Item<bool> locks_allowed{0x25};
inline constexpr Map<Address, Amount> locks{0x26};  // vote_locks.hpp

}  // namespace ambag::governance::token
