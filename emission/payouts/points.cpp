// SPDX-License-Identifier: Apache-2.0
#include "emission/payouts/points.hpp"

#include <algorithm>

#include "emission/primitives/split.hpp"

namespace ambag::emission::payouts {

using namespace chain;

std::optional<std::vector<ClaimLeaf>> claims_of_points(std::vector<AccountPoints> points,
                                                       const Amount& budget) {
    std::ranges::sort(points, {}, &AccountPoints::account);
    if (std::ranges::adjacent_find(points, {}, &AccountPoints::account) != points.end())
        return std::nullopt;
    std::vector<U256> weights;
    for (const AccountPoints& one : points) weights.push_back(one.points);
    const auto parts = split(budget, weights);
    if (!parts) return std::nullopt;
    std::vector<ClaimLeaf> leaves;
    for (std::size_t i = 0; i < points.size(); ++i)
        leaves.push_back({i, points[i].account, (*parts)[i]});
    return leaves;
}

}  // namespace ambag::emission::payouts
