// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/cell.hpp"

// Every record that the timelock owns.

namespace ambag::governance::timelock {

struct RoleMember {
    chain::Hash role;
    chain::Address account;
};

// When an operation becomes ready, in seconds since 1970; 1 once it is done, absent when unknown.
inline constexpr chain::Map<chain::Hash, chain::U256> timestamps{0x01};
inline constexpr chain::Item<chain::U256> min_delay{0x02};  // seconds
inline constexpr chain::Map<RoleMember, bool> members{0x03};
// Set while the calls of an operation run, absent between transactions.
inline constexpr chain::Item<chain::Hash> running{0x04};

inline constexpr std::uint64_t done_timestamp = 1;

}  // namespace ambag::governance::timelock
