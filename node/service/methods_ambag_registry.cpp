// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "chain/module/addresses.hpp"
#include "emission/registry/state.hpp"
#include "node/rpc/shapes.hpp"
#include "node/service/methods_ambag.hpp"

// Models and datasets.

namespace ambag::node {

namespace registry = emission::registry;

namespace {

using chain::Hash;
using chain::to_hex;
using chain::ViewContext;

Json asset_json(const ViewContext& view, const Hash& id) {
    const registry::Asset asset = registry::assets.get(view, id);
    if (asset.kind == registry::AssetKind::none) return {};
    Json contributors = Json::array();
    for (const registry::Contributor& one : asset.contributors)
        contributors.push(Json::object(
            {{"account", chain::to_checksum(one.account)}, {"weight", quantity(one.weight)}}));
    Json sources = Json::array();
    for (const registry::Source& one : asset.sources)
        sources.push(
            Json::object({{"asset", to_hex(one.asset)}, {"weight", quantity(one.weight)}}));
    const registry::Terms terms = registry::terms.get(view, id);
    return Json::object({{"id", to_hex(id)},
                         {"kind", asset.kind == registry::AssetKind::model ? "model" : "dataset"},
                         {"owner", chain::to_checksum(asset.owner)},
                         {"maintainer", chain::to_checksum(asset.maintainer)},
                         {"licence", to_hex(asset.licence)},
                         {"registeredBlock", quantity(asset.registered.value)},
                         {"withdrawn", asset.withdrawn},
                         {"contributors", contributors},
                         {"sources", sources},
                         {"useFee", terms.use_fee.units.to_hex()},
                         {"licenceFee", terms.licence_fee.units.to_hex()},
                         {"licenceSeconds", quantity(terms.licence_seconds)},
                         {"earned", registry::earned.get(view, id).units.to_hex()},
                         {"vote", registry::votes.get(view, id).to_hex()}});
}

RpcResult<> get_assets(const RpcContext& context, const Json& params) {
    const Page wanted = TRY(read_page(params, 0));
    const auto reader = TRY(ambag_reader(context, params, 2));
    const ViewContext view = reader.modules->view(chain::registry_address);
    const std::uint64_t total = registry::asset_ids.size(view);
    Json list = Json::array();
    for (std::uint64_t i = wanted.first; i < total && i - wanted.first < wanted.count; ++i)
        list.push(asset_json(view, registry::asset_ids.get(view, i)));
    return Json::object({{"total", quantity(total)}, {"assets", list}});
}

RpcResult<> get_asset(const RpcContext& context, const Json& params) {
    const Hash id = TRY(read_hash(param_at(params, 0), "id"));
    const auto reader = TRY(ambag_reader(context, params, 1));
    return asset_json(reader.modules->view(chain::registry_address), id);
}

constexpr MethodRow rows[]{
    {"ambag_getAssets",
     "first quantity?, count quantity?, block block?",
     "object",
     &get_assets,
     "models and datasets in order of registration",
     {.cost = 200, .lane = RpcLane::heavy}},
    {"ambag_getAsset",
     "id hash, block block?",
     "object|null",
     &get_asset,
     "one model or dataset: contributors, sources, terms, what it earned",
     {.cost = 20, .lane = RpcLane::heavy}},
};

}  // namespace

MethodFamily ambag_registry_methods() {
    return rows;
}

}  // namespace ambag::node
