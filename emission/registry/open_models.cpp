// SPDX-License-Identifier: Apache-2.0
#include "emission/issuance/module.hpp"
#include "emission/primitives/split.hpp"
#include "emission/registry/attribution.hpp"
#include "emission/registry/calls.hpp"
#include "emission/registry/guards.hpp"

namespace ambag::emission::registry {

using namespace chain;

namespace {

template <class T>
Result<T> or_overflow(AccumulatorResult<T> result) {
    if (!result) return panic(panic_arithmetic);
    return *std::move(result);
}

// What reached the pool since the last time, made claimable by all open models. The coins stay in
// the pool until they are claimed, so `openOwed` of its balance is spoken for.
Result<Accumulator> with_new_money(const ViewContext& ctx, Totals& all) {
    const Accumulator now = open_models.get(ctx);
    const std::string pool = settings.get(ctx).open_pool;
    if (pool.empty()) return now;
    const auto balance = issuance::pool_balance(ctx.view_of(issuance_address), pool);
    const Amount fresh = checked_sub(balance.value_or(Amount{}), all.open_owed).value_or(Amount{});
    // What came while no model had a weight goes out with the first weight, new money or not.
    if (fresh.is_zero() && (now.idle.is_zero() || now.units.is_zero())) return now;
    if (!fresh.is_zero()) all.open_owed = *balance;
    return or_overflow(deposit(now, fresh));
}

}  // namespace

Result<> set_open_weight(Context& ctx, Hash id, U256 weight) {
    TRY(only_authority(ctx));
    const Asset asset = TRY(known_asset(ctx, id));
    if (asset.kind != AssetKind::model) return fail(RegistryInvalid{"asset", "a model"});
    if (weight > U256{std::uint64_t{1} << 32U})
        return fail(RegistryInvalid{"weight", "at most 4294967296"});
    Totals all = totals.get(ctx);
    const Accumulator pool = TRY(with_new_money(ctx, all));
    const AccumulatorChange change =
        TRY(or_overflow(set_units(pool, open_accounts.get(ctx, id), weight)));
    // Must succeed from here.
    totals.set(ctx, all);
    open_models.set(ctx, change.pool);
    open_accounts.set(ctx, id, change.account);
    ctx.emit(OpenWeightSet{id, weight, change.pool.units});
    return {};
}

Result<Amount> claim_open(Context& ctx, Hash id) {
    const Asset asset = TRY(known_asset(ctx, id));
    Totals all = totals.get(ctx);
    const Accumulator pool = TRY(with_new_money(ctx, all));
    AccumulatorAccount account = TRY(or_overflow(settle(pool, open_accounts.get(ctx, id))));
    const Amount amount = std::exchange(account.owed, {});
    if (amount.is_zero()) return fail(RegistryNothingOwed{asset.maintainer});
    TRY(ctx.charge({.reads = 3 * asset.paths, .writes = 3 * asset.paths, .logs = asset.paths}));
    all.open_owed = TRY(subtract(all.open_owed, amount));
    const Settings now = settings.get(ctx);
    const std::array shares{U256{now.maintainer_bps}, U256{10'000U - now.maintainer_bps}};
    const auto parts = split(amount, shares);
    CHECK(parts);  // the weights sum to 10,000
    // Must succeed from here, but for a pool that another spender has emptied.
    totals.set(ctx, all);
    open_models.set(ctx, pool);
    open_accounts.set(ctx, id, account);
    if (!(*parts)[0].is_zero())
        TRY(issuance::pay_from_pool(ctx, now.open_pool, asset.maintainer, (*parts)[0]));
    for (const Payee& payee : attribute(ctx, id, (*parts)[1]))
        TRY(issuance::pay_from_pool(ctx, now.open_pool, payee.account, payee.amount));
    ctx.emit(OpenModelPaid{id, (*parts)[0], (*parts)[1]});
    return amount;
}

Result<> set_maintainer_share(Context& ctx, std::uint32_t basis_points) {
    TRY(only_authority(ctx));
    if (basis_points > 10'000) return fail(RegistryInvalid{"basisPoints", "0 to 10000"});
    // Must succeed from here.
    Settings changed = settings.get(ctx);
    changed.maintainer_bps = basis_points;
    settings.set(ctx, changed);
    ctx.emit(MaintainerShareSet{basis_points});
    return {};
}

Result<std::tuple<U256, U256, Amount>> open_model_view(const ViewContext& ctx, Hash id) {
    TRY(known_asset(ctx, id));
    Totals all = totals.get(ctx);
    const Accumulator pool = TRY(with_new_money(ctx, all));
    const AccumulatorAccount account = TRY(or_overflow(settle(pool, open_accounts.get(ctx, id))));
    return std::tuple{account.units, pool.units, account.owed};
}

}  // namespace ambag::emission::registry
