// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/payable.hpp"
#include "emission/registry/interface.hpp"
#include "emission/registry/money_interface.hpp"

// The guards that calls share.

namespace ambag::emission::registry {

inline chain::Result<Asset> known_asset(const chain::ViewContext& ctx, const Hash& id) {
    Asset asset = assets.get(ctx, id);
    if (asset.kind == AssetKind::none) return chain::fail(RegistryUnknownAsset{id});
    return asset;
}

inline chain::Result<Asset> owned_asset(const chain::ViewContext& ctx, const Hash& id) {
    Asset asset = TRY(known_asset(ctx, id));
    if (ctx.sender() != asset.owner) return chain::fail(RegistryUnauthorized{ctx.sender()});
    return asset;
}

inline chain::Result<> only_authority(const chain::ViewContext& ctx) {
    if (ctx.sender() != chain::authority_address)
        return chain::fail(RegistryUnauthorized{ctx.sender()});
    return {};
}

}  // namespace ambag::emission::registry
