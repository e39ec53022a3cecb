// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/error.hpp"

// Events and custom errors of the upgrade module. Heights are block numbers.

namespace ambag::governance::upgrade {

using chain::Address;
using chain::Height;
using chain::Literal;
using chain::U256;

struct UpgradeScheduled {
    static constexpr Literal abi{"UpgradeScheduled(name,height,info,releaseHash)"};
    std::string name;
    Height height;
    std::string info;
    chain::Hash release_hash;
};
struct UpgradeCanceled {
    static constexpr Literal abi{"UpgradeCanceled(name,height)"};
    std::string name;
    Height height;
};
// The first event of the block from which the new rules hold.
struct UpgradeApplied {
    static constexpr Literal abi{"UpgradeApplied(name,height)"};
    std::string name;
    Height height;
};

// The call is the timelock's alone.
struct UpgradeUnauthorized {
    static constexpr Literal abi{"UpgradeUnauthorized(account)"};
    Address account;
};
// 1 to 64 of a-z, 0-9, '.', '_' and '-', a letter or digit first: operators' tools make a folder of
// that name, so it must be one word without a path in it.
struct UpgradeInvalidName {
    static constexpr Literal abi{"UpgradeInvalidName(name)"};
    std::string name;
};
// An upgrade of that name happened at `height`.
struct UpgradeNameUsed {
    static constexpr Literal abi{"UpgradeNameUsed(name,height)"};
    std::string name;
    Height height;
};
// `height` must be above the current one.
struct UpgradeHeightPassed {
    static constexpr Literal abi{"UpgradeHeightPassed(height,current)"};
    Height height, current;
};
struct UpgradeInfoTooLong {
    static constexpr Literal abi{"UpgradeInfoTooLong(length,maximum)"};
    U256 length, maximum;
};
struct UpgradeNotScheduled {
    static constexpr Literal abi{"UpgradeNotScheduled()"};
};
struct UpgradeUnknownParameter {
    static constexpr Literal abi{"UpgradeUnknownParameter(index,count)"};
    U256 index, count;
};

}  // namespace ambag::governance::upgrade
