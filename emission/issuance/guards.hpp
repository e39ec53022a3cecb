// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/addresses.hpp"
#include "emission/issuance/interface.hpp"

// The guards that calls and views share.

namespace ambag::emission::issuance {

inline chain::Result<> only_authority(const chain::ViewContext& ctx) {
    if (ctx.sender() != chain::authority_address)
        return chain::fail(IssuanceUnauthorized{ctx.sender()});
    return {};
}

// The pool's index.
inline chain::Result<std::uint32_t> known_pool(const chain::ViewContext& ctx,
                                               const std::string& pool) {
    const auto index = find_pool(ctx, pool);
    if (!index) return chain::fail(IssuanceUnknownPool{pool});
    return *index;
}

inline chain::Result<> known_schedule(const chain::ViewContext& ctx, std::uint32_t schedule) {
    if (schedule >= schedules.size(ctx)) return chain::fail(IssuanceUnknownSchedule{schedule});
    return {};
}

}  // namespace ambag::emission::issuance
