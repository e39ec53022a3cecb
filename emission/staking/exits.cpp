// SPDX-License-Identifier: Apache-2.0
#include "emission/staking/exits.hpp"

#include "emission/staking/errors.hpp"
#include "emission/staking/events.hpp"
#include "emission/staking/settlement.hpp"
#include "emission/staking/stake.hpp"
#include "emission/staking/token_calls.hpp"

namespace ambag::emission::staking {

using namespace chain;

namespace {

// Cumulative, so that a slash finds the sum since any height by a search.
void record_departure(const Context& ctx, const Address& validator, const Amount& amount) {
    const std::uint32_t count = departure_counts.get(ctx, validator);
    const Height now = ctx.block().height;
    Departure last = count == 0 ? Departure{} : departures.get(ctx, {validator, count - 1});
    const bool same_block = count > 0 && last.height == now;
    const Departure next{now, plus(last.cumulative, amount)};
    departures.set(ctx, {validator, same_block ? count - 1 : count}, next);
    if (!same_block) departure_counts.set(ctx, validator, count + 1);
}

void unlist(const Context& ctx, const Address& holder, std::uint64_t id) {
    Holding holding = holdings.get(ctx, holder);
    std::erase(holding.exits, id);
    holdings.set(ctx, holder, holding);
}

}  // namespace

std::uint64_t start_exit(const Context& ctx, Exit exit) {
    ExitQueue queue = exit_queue.get(ctx);
    const std::uint64_t id = queue.next;
    const Timestamp due{ctx.block().time.value + parameters.get(ctx).unbond_seconds};
    queue.last = std::max(queue.last, due);
    ++queue.next;
    exit_queue.set(ctx, queue);
    exit.height = ctx.block().height;
    exit.matures = queue.last;
    exit.seen = slash_count.get(ctx);
    exits.set(ctx, id, exit);
    Holding holding = holdings.get(ctx, exit.holder);
    holding.exits.push_back(id);
    holdings.set(ctx, exit.holder, holding);
    if (exit.kind == ExitKind::redelegation) return id;
    record_departure(ctx, exit.from, exit.amount);
    Totals all = totals.get(ctx);
    all.leaving = plus(all.leaving, exit.amount);
    totals.set(ctx, all);
    return id;
}

Result<Amount> release(Context& ctx, std::uint64_t id) {
    TRY(settle_holder(ctx, exits.get(ctx, id).holder));
    const Exit exit = exits.get(ctx, id);
    exits.erase(ctx, id);
    unlist(ctx, exit.holder, id);
    ctx.emit(ExitReleased{exit.holder, id, exit.amount});
    if (exit.kind == ExitKind::redelegation) return Amount{};
    released_until.set(ctx, exit.from, std::max(released_until.get(ctx, exit.from), exit.height));
    Totals all = totals.get(ctx);
    all.leaving = minus(all.leaving, exit.amount);
    totals.set(ctx, all);
    if (!exit.amount.is_zero()) TRY(token::tell(ctx, token::unbond, exit.holder, exit.amount));
    return exit.amount;
}

Result<> release_matured(Context& ctx) {
    ExitQueue queue = exit_queue.get(ctx);
    const std::uint64_t first = queue.head;
    const std::uint32_t budget = parameters.get(ctx).exits_per_block;
    for (std::uint32_t i = 0; i < budget && queue.head < queue.next; ++i, ++queue.head) {
        if (!exits.has(ctx, queue.head)) continue;
        if (exits.get(ctx, queue.head).matures > ctx.block().time) break;
        TRY(release(ctx, queue.head));
    }
    if (queue.head != first) exit_queue.set(ctx, queue);
    return {};
}

Amount departed_since(const ViewContext& ctx, const Address& validator, Height since) {
    const std::uint32_t count = departure_counts.get(ctx, validator);
    std::uint32_t low = 0;  // the first departure that is not before `since`
    std::uint32_t high = count;
    while (low < high) {
        const std::uint32_t middle = low + (high - low) / 2;
        if (departures.get(ctx, {validator, middle}).height < since)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == count) return {};
    const Amount before =
        low == 0 ? Amount{} : departures.get(ctx, {validator, low - 1}).cumulative;
    return minus(departures.get(ctx, {validator, count - 1}).cumulative, before);
}

Result<Amount> withdraw(Context& ctx) {
    TRY(settle_holder(ctx, ctx.sender()));
    Amount sum;
    bool any = false;
    for (const std::uint64_t id : holdings.get(ctx, ctx.sender()).exits) {
        if (exits.get(ctx, id).matures > ctx.block().time) continue;
        TRY(ctx.charge(Cost{.reads = 5, .writes = 6, .logs = 2}));
        sum = plus(sum, TRY(release(ctx, id)));
        any = true;
    }
    if (!any) return fail(StakingNothingDue{});
    return sum;
}

}  // namespace ambag::emission::staking
