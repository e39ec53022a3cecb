// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "emission/primitives/merkle.hpp"

// An epoch's points as a list of claims that anybody can recompute: accounts in ascending order,
// the budget divided by their points (primitives/split: floors, what they leave to the largest
// remainders, ties to the lower account), index i for the i-th account. Accounts that get nothing
// keep their index, so that the list does not depend on the budget.

namespace ambag::emission::payouts {

struct AccountPoints {
    chain::Address account;
    chain::U256 points;
};

// Nothing when no account has a point, or an account stands twice.
std::optional<std::vector<ClaimLeaf>> claims_of_points(std::vector<AccountPoints> points,
                                                       const chain::Amount& budget);

}  // namespace ambag::emission::payouts
