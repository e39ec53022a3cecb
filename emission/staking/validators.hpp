// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emission/staking/state.hpp"

// Registration of validators. A validator is known by its operator's address; its consensus key
// stays for good and is never used again by another.

namespace ambag::emission::staking {

inline constexpr std::size_t moniker_max = 70;  // bytes
inline constexpr std::size_t website_max = 140;
inline constexpr std::size_t details_max = 280;
inline constexpr std::uint64_t day_seconds = 86'400;

struct Application {
    Address validator;
    chain::ConsensusKeyType key_type{};
    Bytes key;
    Commission commission;
    Amount self_bond;
    std::string moniker, website, details;
};

// The registration that genesis and `create_validator` share: key, commission, texts and self-bond
// are checked, the proof is the caller's to check.
chain::Result<> register_validator(chain::Context& ctx, const Application& application);

// Rows of the descriptor. Rates are parts per million.
chain::Result<> create_validator(chain::Context& ctx, std::uint8_t key_type, Bytes key, Bytes proof,
                                 std::uint32_t rate, std::uint32_t rate_max,
                                 std::uint32_t daily_change_max, Amount amount, std::string moniker,
                                 std::string website, std::string details);
// The rate moves at most once a day, by at most the daily maximum; what was earned before is
// divided by the old one.
chain::Result<> edit_validator(chain::Context& ctx, std::uint32_t rate, std::string moniker,
                               std::string website, std::string details);

}  // namespace ambag::emission::staking
