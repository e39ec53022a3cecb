// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/treasury/module.hpp"

// Views of grants with parts, and reads of the node.

namespace ambag::governance::treasury {

chain::Result<Amount> purse_view(const chain::ViewContext& ctx);
// What the grants hold.
chain::Result<Amount> committed_view(const chain::ViewContext& ctx);
chain::Result<std::tuple<Amount, Amount, Amount>> totals_view(const chain::ViewContext& ctx);
chain::Result<Award> award_view(const chain::ViewContext& ctx, std::uint64_t id);
chain::Result<std::vector<Part>> parts_view(const chain::ViewContext& ctx, std::uint64_t id);
// What `claim` would pay now, and what keeps the gate closed (see Missing).
chain::Result<std::tuple<Amount, std::uint8_t>> claimable_view(const chain::ViewContext& ctx,
                                                               std::uint64_t id, std::uint8_t part);
// Grants with parts of one receiver, in order of making; at most 100 a page.
chain::Result<std::tuple<std::vector<std::uint64_t>, std::uint64_t>> grants_of(
    const chain::ViewContext& ctx, const Address& to, std::uint64_t offset, std::uint64_t limit);

}  // namespace ambag::governance::treasury
