// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "emission/attestation/state.hpp"
#include "emission/registry/calls.hpp"
#include "emission/registry/guards.hpp"

namespace ambag::emission::registry {

using namespace chain;

namespace {

std::unexpected<Revert> invalid(std::string_view member, std::string_view accepted) {
    return fail(RegistryInvalid{std::string{member}, std::string{accepted}});
}

Result<std::vector<Contributor>> read_contributors(const ViewContext& ctx,
                                                   const std::vector<Address>& accounts,
                                                   const std::vector<std::uint64_t>& weights) {
    if (accounts.size() != weights.size() || accounts.size() > paths_max)
        return invalid("weights", "one for each of at most 128 accounts");
    std::vector<Contributor> contributors;
    std::set<Address> seen;
    for (std::size_t i = 0; i < accounts.size(); ++i) {
        if (!can_be_paid(ctx, accounts[i]) || !seen.insert(accounts[i]).second)
            return invalid("accounts", "each account once, no module, not zero");
        if (weights[i] == 0) return invalid("weights", "above 0");
        contributors.push_back({accounts[i], weights[i]});
    }
    return contributors;
}

// The sources, with depth and paths of the asset brought up to date.
Result<> read_sources(const ViewContext& ctx, const std::vector<Hash>& ids,
                      const std::vector<std::uint64_t>& weights, Asset& asset) {
    if (ids.size() != weights.size() || ids.size() > paths_max)
        return invalid("sourceWeights", "one for each of at most 128 sources");
    std::set<Hash> seen;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const Asset source = TRY(known_asset(ctx, ids[i]));
        if (source.withdrawn) return fail(RegistryConsentWithdrawn{ids[i]});
        if (!seen.insert(ids[i]).second) return invalid("sources", "each source once");
        if (weights[i] == 0) return invalid("sourceWeights", "above 0");
        asset.sources.push_back({ids[i], weights[i]});
        asset.depth = std::max(asset.depth, static_cast<std::uint8_t>(source.depth + 1));
        asset.paths += source.paths;  // at most 128 times 128
    }
    return {};
}

}  // namespace

Result<> register_asset(Context& ctx, AssetKind kind, Hash id, Hash licence,
                        std::vector<Address> accounts, std::vector<std::uint64_t> weights,
                        std::vector<Hash> source_ids, std::vector<std::uint64_t> source_weights) {
    if (kind != AssetKind::model && kind != AssetKind::dataset)
        return invalid("kind", "1 for a model, 2 for a dataset");
    if (id.is_zero()) return invalid("asset", "a commitment other than 0");
    if (assets.get(ctx, id).kind != AssetKind::none) return fail(RegistryAssetExists{id});
    Asset asset{.kind = kind,
                .owner = ctx.sender(),
                .maintainer = ctx.sender(),
                .licence = licence,
                .registered = ctx.block().height,
                .withdrawn = false,
                .depth = 1,
                .paths = 0,
                .contributors = TRY(read_contributors(ctx, accounts, weights)),
                .sources = {}};
    TRY(ctx.charge({.reads = static_cast<std::uint32_t>(source_ids.size())}));
    TRY(read_sources(ctx, source_ids, source_weights, asset));
    asset.paths += static_cast<std::uint32_t>(asset.contributors.size());
    if (asset.paths == 0) return invalid("accounts", "one contributor or source at least");
    if (asset.depth > depth_max || asset.paths > paths_max)
        return fail(RegistryGraphTooLarge{U256{asset.depth}, U256{asset.paths}, U256{depth_max},
                                          U256{paths_max}});
    TRY(ctx.charge(Gas{gas::stored_byte * (32 * accounts.size() + 40 * source_ids.size())}));
    // Must succeed from here.
    assets.set(ctx, id, asset);
    asset_ids.push(ctx, id);
    ctx.emit(AssetRegistered{id, asset.owner, kind, licence});
    return {};
}

Result<> transfer_asset(Context& ctx, Hash id, Address owner) {
    Asset asset = TRY(known_asset(ctx, id));
    if (ctx.sender() != asset.owner && ctx.sender() != authority_address)
        return fail(RegistryUnauthorized{ctx.sender()});
    if (!can_be_paid(ctx, owner)) return invalid("owner", "an account, no module, not zero");
    // Must succeed from here.
    const Address previous = std::exchange(asset.owner, owner);
    assets.set(ctx, id, asset);
    ctx.emit(AssetTransferred{id, previous, owner});
    return {};
}

Result<> set_maintainer(Context& ctx, Hash id, Address maintainer) {
    Asset asset = TRY(owned_asset(ctx, id));
    if (!can_be_paid(ctx, maintainer))
        return invalid("maintainer", "an account, no module, not zero");
    // Must succeed from here.
    asset.maintainer = maintainer;
    assets.set(ctx, id, asset);
    ctx.emit(MaintainerSet{id, maintainer});
    return {};
}

Result<> withdraw_consent(Context& ctx, Hash id) {
    Asset asset = TRY(owned_asset(ctx, id));
    if (asset.kind != AssetKind::dataset) return invalid("asset", "a dataset");
    if (asset.withdrawn) return fail(RegistryConsentWithdrawn{id});
    // Must succeed from here.
    asset.withdrawn = true;
    assets.set(ctx, id, asset);
    ctx.emit(ConsentWithdrawn{id});
    return {};
}

Result<> set_terms(Context& ctx, Hash id, Amount use_fee, Amount licence_fee,
                   std::uint64_t licence_seconds) {
    TRY(owned_asset(ctx, id));
    if (licence_seconds > seconds_max) return invalid("licenceSeconds", "at most 31622400");
    // Must succeed from here.
    terms.set(ctx, id, {use_fee, licence_fee, licence_seconds});
    ctx.emit(TermsSet{id, use_fee, licence_fee, licence_seconds});
    return {};
}

Result<> link_training(Context& ctx, Hash id, Hash receipt) {
    TRY(owned_asset(ctx, id));
    std::vector<Hash> linked = training.get(ctx, id);
    if (linked.size() == receipts_max) return invalid("receipt", "at most 64 for an asset");
    const ViewContext work = ctx.view_of(attestation_address);
    if (attestation::receipts.get(work, receipt).status != attestation::ReceiptStatus::paid ||
        std::find(linked.begin(), linked.end(), receipt) != linked.end())
        return fail(RegistryReceiptNotPaid{receipt});
    TRY(ctx.charge(Gas{gas::stored_byte * 32}));
    // Must succeed from here.
    linked.push_back(receipt);
    training.set(ctx, id, linked);
    ctx.emit(TrainingLinked{id, receipt});
    return {};
}

Result<> link_vote(Context& ctx, Hash id, U256 proposal) {
    TRY(owned_asset(ctx, id));
    // The governor is asked by its public view: 7 is Executed (IGovernor.ProposalState).
    static constexpr Selector state_selector = Selector::from(keccak256_constant("state(uint256)"));
    constexpr std::uint64_t executed = 7;
    const auto answer =
        ctx.static_call(governor_address, abi::encode_call(state_selector, proposal));
    const auto state = answer ? abi::decode<U256>(*answer) : std::nullopt;
    if (!state || std::get<0>(*state) != U256{executed})
        return fail(RegistryVoteNotExecuted{proposal});
    // Must succeed from here.
    votes.set(ctx, id, proposal);
    ctx.emit(VoteLinked{id, proposal});
    return {};
}

}  // namespace ambag::emission::registry
