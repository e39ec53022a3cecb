// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>

#include "tests/model_check/facts.hpp"

// What must hold in every state and over every step, whatever the order of calls. Each sentence
// answers an attack that happened: flash-loaned votes (Beanstalk, B.Protocol), a defeated proposal
// revived by a lower quorum (CVE-2022-31198), a cancelled operation that still executes, execution
// without its delay, votes counted twice, a late whale without an answer.

namespace ambag::model {

inline constexpr std::uint64_t spend = 10;          // what a passed spending proposal pays
inline constexpr std::uint64_t voting_period = 2;   // ticks
inline constexpr std::uint64_t late_extension = 1;  // ticks
inline constexpr std::uint64_t timelock_delay = 1;  // seconds
inline constexpr std::uint64_t purse_at_start = 100;

// `history[t]` is how tick t ended. The broken property as a sentence; nothing when all hold.
std::optional<std::string> broken_in(const Facts& facts, std::span<const Tick> history);

// `spends[i]`: whether proposal i pays from the purse.
std::optional<std::string> broken_by_step(const Facts& before, const Facts& after,
                                          const std::array<bool, proposals_max>& spends);

}  // namespace ambag::model
