// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "chain/module/addresses.hpp"
#include "emission/scoring/events.hpp"
#include "emission/scoring/interface.hpp"
#include "emission/scoring/state.hpp"

// The guards that calls and views share, and reading a subnet with its progress.

namespace ambag::emission::scoring {

inline chain::Result<> only_authority(const chain::ViewContext& ctx) {
    if (ctx.sender() != chain::authority_address)
        return chain::fail(ScoringUnauthorized{ctx.sender()});
    return {};
}

inline chain::Result<Subnet> known_subnet(const chain::ViewContext& ctx, std::uint32_t subnet) {
    if (subnet >= subnets.size(ctx)) return chain::fail(ScoringUnknownSubnet{subnet});
    return subnets.get(ctx, subnet);
}

inline std::optional<std::uint32_t> uid_of(const chain::ViewContext& ctx, std::uint32_t subnet,
                                           const chain::Address& account) {
    const std::uint32_t next = uids.get(ctx, {subnet, account});
    return next == 0 ? std::nullopt : std::optional{next - 1};
}

inline chain::Result<std::uint32_t> registered_uid(const chain::ViewContext& ctx,
                                                   std::uint32_t subnet,
                                                   const chain::Address& account) {
    const auto uid = uid_of(ctx, subnet, account);
    if (!uid) return chain::fail(ScoringNotRegistered{subnet, account});
    return *uid;
}

// Coins on a validator of a subnet.
inline chain::Amount stake_of(const chain::ViewContext& ctx, std::uint32_t subnet,
                              const chain::Address& validator) {
    return chain::Amount{stake_pools.get(ctx, {subnet, validator}).units};
}

}  // namespace ambag::emission::scoring
