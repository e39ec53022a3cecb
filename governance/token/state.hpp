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

// Whom an account has chosen. `chosen` tells "delegated to nobody" from "never delegated".
struct Delegation {
    Address delegatee;
    bool chosen = false;
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

}  // namespace ambag::governance::token
