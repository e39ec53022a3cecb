// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/bonds.hpp"

#include "chain/module/addresses.hpp"
#include "emission/attestation/device_interface.hpp"
#include "emission/attestation/state.hpp"

namespace ambag::emission::attestation {

using namespace chain;

namespace {

Amount plus(const Amount& a, const Amount& b) {
    const auto sum = checked_add(a, b);
    CHECK(sum);  // parts of one account's balance
    return *sum;
}

Amount minus(const Amount& a, const Amount& b) {
    const auto difference = checked_sub(a, b);
    CHECK(difference);  // what leaves was booked before
    return *difference;
}

void store(const Context& ctx, const Address& account, const Bonds& now) {
    bonds.set(ctx, account, now);
    ctx.emit(BondChanged{account, now.free, now.locked, now.leaving});
}

void take_from_total(const Context& ctx, const Amount& amount) {
    Totals all = totals.get(ctx);
    all.bonds = minus(all.bonds, amount);
    totals.set(ctx, all);
}

}  // namespace

Result<> bond(Context& ctx) {
    if (ctx.is_module(ctx.sender())) return fail(AttestationAccountIsModule{ctx.sender()});
    if (ctx.value().is_zero()) return fail(AttestationNothingSent{});
    // Must succeed from here.
    Totals all = totals.get(ctx);
    all.bonds = plus(all.bonds, ctx.value());
    totals.set(ctx, all);
    Bonds mine = bonds.get(ctx, ctx.sender());
    mine.free = plus(mine.free, ctx.value());
    store(ctx, ctx.sender(), mine);
    return {};
}

Result<> unbond(Context& ctx, Amount amount) {
    if (amount.is_zero()) return fail(AttestationNothingSent{});
    TRY(free_at_least(ctx, ctx.sender(), amount));
    // Must succeed from here. Bounds of the parameter keep the sum far below 2^64.
    Bonds mine = bonds.get(ctx, ctx.sender());
    mine.free = minus(mine.free, amount);
    mine.leaving = plus(mine.leaving, amount);
    mine.leaves = Timestamp{ctx.block().time.value + parameters.get(ctx).unbond_seconds};
    store(ctx, ctx.sender(), mine);
    return {};
}

Result<Amount> withdraw_bond(Context& ctx) {
    Bonds mine = bonds.get(ctx, ctx.sender());
    const Amount amount = mine.leaving;
    if (amount.is_zero() || ctx.block().time < mine.leaves)
        return fail(AttestationBondNotDue{mine.leaves, amount});
    // Must succeed from here.
    mine.leaving = {};
    mine.leaves = {};
    take_from_total(ctx, amount);
    store(ctx, ctx.sender(), mine);
    TRY(ctx.send(ctx.sender(), amount));
    return amount;
}

Result<Bonds> bond_view(const ViewContext& ctx, Address account) {
    return bonds.get(ctx, account);
}

Result<> free_at_least(const ViewContext& ctx, const Address& account, const Amount& amount) {
    const Amount available = bonds.get(ctx, account).free;
    if (available < amount) return fail(AttestationBondShort{account, available, amount});
    return {};
}

Result<> lock_bond(const Context& ctx, const Address& account, const Amount& amount) {
    return relock_bond(ctx, account, {}, amount);
}

Result<> relock_bond(const Context& ctx, const Address& account, const Amount& before,
                     const Amount& amount) {
    Bonds his = bonds.get(ctx, account);
    his.locked = minus(his.locked, before);
    his.free = plus(his.free, before);
    if (his.free < amount) return fail(AttestationBondShort{account, his.free, amount});
    // Must succeed from here.
    his.free = minus(his.free, amount);
    his.locked = plus(his.locked, amount);
    store(ctx, account, his);
    return {};
}

void release_bond(const Context& ctx, const Address& account, const Amount& amount) {
    Bonds his = bonds.get(ctx, account);
    his.locked = minus(his.locked, amount);
    his.free = plus(his.free, amount);
    store(ctx, account, his);
}

Result<> forfeit_bond(const Context& ctx, const Address& account, const Amount& amount,
                      const std::string& pool) {
    static constexpr Selector fund_pool = Selector::from(keccak256_constant("fundPool(string)"));
    Bonds his = bonds.get(ctx, account);
    his.locked = minus(his.locked, amount);
    take_from_total(ctx, amount);
    store(ctx, account, his);
    TRY(ctx.call(issuance_address, amount, abi::encode_call(fund_pool, pool)));
    ctx.emit(BondForfeited{account, amount, pool});
    return {};
}

Result<void, Fault> bonds_equal_balance(const ViewContext& ctx) {
    const Amount booked = totals.get(ctx).bonds;
    const Amount balance = ctx.balance_of(ctx.self());
    if (booked == balance) return {};
    return std::unexpected(Fault{"attestation.bonds", "the bonds are " + booked.units.to_decimal() +
                                                          ", the module's account " +
                                                          balance.units.to_decimal()});
}

}  // namespace ambag::emission::attestation
