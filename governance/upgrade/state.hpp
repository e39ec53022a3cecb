// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/cell.hpp"

// Every record of the module. Upgrades are known by their names, which are never used twice.

namespace ambag::governance::upgrade {

using chain::Hash;
using chain::Height;

// What governance decided: from block `height` on the rules of the release `name` hold.
struct Plan {
    std::string name;
    Height height;
    std::string info;  // for operators: where the release is, or what it changes
    Hash hash;         // of the release, by whatever `info` says; zero when not given
};

inline constexpr chain::Item<Plan> plan{0x01};
inline constexpr chain::Map<Hash, Height> applied{0x02};  // by keccak256 of the name

inline constexpr chain::Item<std::string> last_applied{0x03};  // name of the newest of them

inline constexpr std::size_t name_size_max = 64;
inline constexpr std::size_t info_size_max = 4'096;

}  // namespace ambag::governance::upgrade
