// SPDX-License-Identifier: Apache-2.0
#include "governance/token/bonding.hpp"

#include "chain/module/addresses.hpp"
#include "governance/token/balances.hpp"
#include "governance/token/interface.hpp"

namespace ambag::governance::token {

using chain::Context;
using chain::fail;
using chain::Result;
using chain::Selector;
using chain::ViewContext;

namespace {

consteval Selector selector_of(std::string_view signature) {
    return Selector::from(chain::keccak256_constant(signature));
}

constexpr Selector settle_selector = selector_of("settle(address)");
constexpr Selector carry_selector = selector_of("receiveCarry()");

Result<> only_staking(const ViewContext& ctx) {
    if (ctx.sender() != chain::staking_address) return fail(TokenUnauthorized{ctx.sender()});
    return {};
}

// What is bonded, of the holder and of all, after `amount` less.
struct Released {
    Amount rest;
    Amount total;
};

Result<Released> released(const ViewContext& ctx, const Address& holder, const Amount& amount) {
    const Amount held = bonds.get(ctx, holder);
    const auto rest = checked_sub(held, amount);
    if (!rest) return fail(TokenInsufficientBond{holder, held, amount});
    return Released{*rest, TRY(chain::subtract(bonded_total.get(ctx), amount))};
}

void store(const Context& ctx, const Address& holder, const Released& now) {
    bonds.set(ctx, holder, now.rest);
    bonded_total.set(ctx, now.total);
}

}  // namespace

Result<> settle(Context& ctx, const Address& holder) {
    if (bonds.get(ctx, holder).is_zero()) return {};
    TRY(ctx.call(chain::staking_address, {}, chain::abi::encode_call(settle_selector, holder)));
    return {};
}

Result<> settle_holder(Context& ctx, const Address& holder) {
    if (bonds.get(ctx.view_of(chain::token_address), holder).is_zero()) return {};
    TRY(ctx.call(chain::token_address, {}, chain::abi::encode_call(settle_selector, holder)));
    return {};
}

Result<Amount> bonded(const ViewContext& ctx, const Address& holder) {
    return bonds.get(ctx, holder);
}

Result<Amount> bonded_total_view(const ViewContext& ctx) {
    return bonded_total.get(ctx);
}

Result<Amount> unsettled_view(const ViewContext& ctx) {
    return unsettled.get(ctx);
}

Result<> bond(Context& ctx, const Address& holder, const Amount& amount) {
    TRY(only_staking(ctx));
    const Amount held = bonds.get(ctx, holder);
    const Amount transferable = TRY(chain::subtract(balances.get(ctx, holder), held));
    if (transferable < amount) return fail(TokenInsufficientUnbonded{holder, transferable, amount});
    const Amount sum = TRY(chain::add(held, amount));
    const Amount total = TRY(chain::add(bonded_total.get(ctx), amount));
    // Must succeed from here.
    store(ctx, holder, {sum, total});
    ctx.emit(Bonded{holder, amount});
    return {};
}

Result<> unbond(Context& ctx, const Address& holder, const Amount& amount) {
    TRY(only_staking(ctx));
    const Released rest = TRY(released(ctx, holder, amount));
    // Must succeed from here.
    store(ctx, holder, rest);
    ctx.emit(Unbonded{holder, amount});
    return {};
}

Result<> burn_bonded(Context& ctx, const Address& holder, const Amount& amount) {
    TRY(only_staking(ctx));
    const Released rest = TRY(released(ctx, holder, amount));
    // Must succeed from here.
    store(ctx, holder, rest);
    TRY(burn_tokens(ctx, holder, amount));
    TRY(ctx.burn(ctx.self(), amount));
    ctx.emit(BondBurned{holder, amount});
    return {};
}

Result<> slash_bonded(Context& ctx, const Amount& amount) {
    TRY(only_staking(ctx));
    const Amount backed = TRY(chain::subtract(bonded_total.get(ctx), unsettled.get(ctx)));
    if (amount > backed) return fail(TokenInsufficientBond{ctx.self(), backed, amount});
    const Amount sum = TRY(chain::add(unsettled.get(ctx), amount));
    // Must succeed from here.
    unsettled.set(ctx, sum);
    TRY(ctx.burn(ctx.self(), amount));
    ctx.emit(BondsSlashed{amount});
    return {};
}

Result<> settle_slash(Context& ctx, const Address& holder, const Amount& loss,
                      const Amount& carry) {
    TRY(only_staking(ctx));
    const Released rest = TRY(released(ctx, holder, loss));
    const Amount burned = TRY(chain::subtract(loss, carry));
    const Amount waiting = unsettled.get(ctx);
    const auto left = checked_sub(waiting, burned);
    if (!left) return fail(TokenInsufficientBond{holder, waiting, burned});
    // Must succeed from here.
    store(ctx, holder, rest);
    unsettled.set(ctx, *left);
    TRY(burn_tokens(ctx, holder, loss));
    if (!carry.is_zero())
        TRY(ctx.call(chain::staking_address, carry, chain::abi::encode_call(carry_selector)));
    ctx.emit(SlashSettled{holder, loss, carry});
    return {};
}

Result<> settle_call(Context& ctx, const Address& holder) {
    return settle(ctx, holder);
}

}  // namespace ambag::governance::token
