// SPDX-License-Identifier: Apache-2.0
#include "emission/registry/attribution.hpp"
#include "emission/registry/calls.hpp"
#include "emission/registry/guards.hpp"

namespace ambag::emission::registry {

using namespace chain;

namespace {

// The cost of dividing among an asset's paths: each asset on the way is read, each account's
// credit read and written.
Cost attribution_cost(const Asset& asset) {
    return {.reads = 2 * asset.paths, .writes = asset.paths};
}

// Books the call's value, which is in the module's account already, as credits of the contributors.
Result<> distribute(const Context& ctx, const Hash& id, const Asset& asset) {
    TRY(ctx.charge(attribution_cost(asset)));
    const Amount amount = ctx.value();
    Totals all = totals.get(ctx);
    all.credits = TRY(add(all.credits, amount));
    const Amount sum = TRY(add(earned.get(ctx, id), amount));
    // Must succeed from here: no credit exceeds their total.
    for (const Payee& payee : attribute(ctx, id, amount))
        credits.set(ctx, payee.account, TRY(add(credits.get(ctx, payee.account), payee.amount)));
    totals.set(ctx, all);
    earned.set(ctx, id, sum);
    ctx.emit(RevenuePaid{id, ctx.sender(), amount});
    return {};
}

}  // namespace

Result<> pay_revenue(Context& ctx, Hash id) {
    const Asset asset = TRY(known_asset(ctx, id));
    if (ctx.value().is_zero()) return fail(RegistryWrongPayment{{}, Amount{U256{1U}}});
    return distribute(ctx, id, asset);
}

Result<> pay_use(Context& ctx, Hash id, std::uint64_t units) {
    const Asset asset = TRY(known_asset(ctx, id));
    if (asset.withdrawn) return fail(RegistryConsentWithdrawn{id});
    if (units == 0) return fail(RegistryInvalid{"units", "above 0"});
    const Amount due{TRY(multiply(terms.get(ctx, id).use_fee.units, U256{units}))};
    if (ctx.value() != due) return fail(RegistryWrongPayment{ctx.value(), due});
    if (!due.is_zero()) TRY(distribute(ctx, id, asset));
    // Must succeed from here.
    ctx.emit(UsePaid{id, ctx.sender(), units});
    return {};
}

Result<Timestamp> buy_licence(Context& ctx, Hash id, Address holder) {
    const Asset asset = TRY(known_asset(ctx, id));
    if (asset.withdrawn) return fail(RegistryConsentWithdrawn{id});
    const Terms asked = terms.get(ctx, id);
    if (asked.licence_seconds == 0) return fail(RegistryNoLicenceSold{id});
    if (holder.is_zero()) return fail(RegistryInvalid{"holder", "an account other than zero"});
    if (ctx.value() != asked.licence_fee)
        return fail(RegistryWrongPayment{ctx.value(), asked.licence_fee});
    if (!asked.licence_fee.is_zero()) TRY(distribute(ctx, id, asset));
    const AssetAccount key{id, holder};
    const std::uint64_t from = std::max(licences.get(ctx, key).value, ctx.block().time.value);
    // At most a year beyond a time that blocks can have.
    const Timestamp until{from + asked.licence_seconds};
    if (until.value < from) return panic(panic_arithmetic);
    // Must succeed from here.
    licences.set(ctx, key, until);
    ctx.emit(LicenceBought{id, holder, until});
    return until;
}

Result<Amount> withdraw(Context& ctx) {
    const Amount amount = credits.get(ctx, ctx.sender());
    if (amount.is_zero()) return fail(RegistryNothingOwed{ctx.sender()});
    Totals all = totals.get(ctx);
    all.credits = TRY(subtract(all.credits, amount));
    // Must succeed from here.
    credits.erase(ctx, ctx.sender());
    totals.set(ctx, all);
    TRY(ctx.send(ctx.sender(), amount));
    ctx.emit(CreditWithdrawn{ctx.sender(), amount});
    return amount;
}

}  // namespace ambag::emission::registry
