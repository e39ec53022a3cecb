// SPDX-License-Identifier: Apache-2.0
#include "governance/treasury/spending.hpp"

#include "governance/treasury/guards.hpp"
#include "governance/treasury/interface.hpp"

namespace ambag::governance::treasury {

using chain::Context;
using chain::fail;
using chain::Result;
using chain::ViewContext;

namespace {

constexpr std::size_t slots_counted = window_slots + 1;

std::uint64_t slot_at(std::uint64_t period_seconds, Timestamp time) {
    return time.value / ((period_seconds + window_slots - 1) / window_slots);
}

// The sums as this block's slot sees them: older ones moved back, those out of the window gone.
std::vector<Amount> window_of(const ClassSpending& spending, std::uint64_t slot) {
    std::vector<Amount> sums(slots_counted);
    const std::uint64_t passed = slot - std::min(slot, spending.slot);
    for (std::size_t i = 0; i + passed < slots_counted && i < spending.sums.size(); ++i)
        sums[i + passed] = spending.sums[i];
    return sums;
}

Result<Amount> sum_of(const std::vector<Amount>& sums) {
    Amount sum;
    for (const Amount& one : sums) sum = TRY(chain::add(sum, one));
    return sum;
}

}  // namespace

PeriodSpending current_spending(const ViewContext& ctx) {
    const std::uint64_t now = ctx.block().time.value;
    const std::uint64_t start = now - now % spend_limit.get(ctx).period_seconds;
    const PeriodSpending last = period_spending.get(ctx);
    // After a change of the length, a last period that began inside the new one counts in full.
    return {start, last.start >= start ? last.spent : Amount{}};
}

Amount left_of_cap(const ViewContext& ctx) {
    return checked_sub(spend_limit.get(ctx).cap, current_spending(ctx).spent).value_or(Amount{});
}

Amount spent_in_window(const ViewContext& ctx, std::uint32_t spend_class) {
    const ClassLimit limit = class_limits.get(ctx, spend_class);
    if (limit.period_seconds == 0) return {};
    const auto window = window_of(class_spending.get(ctx, spend_class),
                                  slot_at(limit.period_seconds, ctx.block().time));
    // The sums were within the total that was granted, which fits.
    return sum_of(window).value_or(Amount{U256::max()});
}

Amount left_of_class(const ViewContext& ctx, std::uint32_t spend_class) {
    const ClassLimit limit = class_limits.get(ctx, spend_class);
    if (limit.period_seconds == 0) return Amount{U256::max()};
    return checked_sub(limit.cap, spent_in_window(ctx, spend_class)).value_or(Amount{});
}

bool is_class(const ViewContext& ctx, std::uint32_t spend_class) {
    return spend_class == 0 || class_limits.get(ctx, spend_class).period_seconds != 0;
}

Result<> check_purse(const ViewContext& ctx, const Amount& amount, std::uint32_t spend_class) {
    const Amount held = purse.get(ctx);
    if (held < amount) return fail(TreasuryInsufficientFunds{held, amount});
    const Amount left = left_of_cap(ctx);
    if (left < amount) return fail(TreasurySpendCapExceeded{left, amount});
    const Amount of_class = left_of_class(ctx, spend_class);
    if (of_class < amount) return fail(TreasuryClassCapExceeded{spend_class, of_class, amount});
    return {};
}

Result<> take_from_purse(Context& ctx, const Amount& amount, std::uint32_t spend_class) {
    PeriodSpending spending = current_spending(ctx);
    spending.spent = TRY(chain::add(spending.spent, amount));
    period_spending.set(ctx, spending);
    const ClassLimit limit = class_limits.get(ctx, spend_class);
    if (limit.period_seconds != 0) {
        const std::uint64_t slot = slot_at(limit.period_seconds, ctx.block().time);
        std::vector<Amount> window = window_of(class_spending.get(ctx, spend_class), slot);
        window.front() = TRY(chain::add(window.front(), amount));
        class_spending.set(ctx, spend_class, {slot, std::move(window)});
    }
    purse.set(ctx, TRY(chain::subtract(purse.get(ctx), amount)));
    return {};
}

Result<> put_into_purse(Context& ctx, const Amount& amount) {
    purse.set(ctx, TRY(chain::add(purse.get(ctx), amount)));
    return {};
}

Result<> set_class_limit(Context& ctx, std::uint32_t spend_class, const Amount& cap,
                         std::uint64_t period_seconds) {
    TRY(only_authority(ctx));
    if (period_seconds < period_seconds_min || period_seconds > period_seconds_max)
        return fail(TreasuryInvalidPeriod{period_seconds, period_seconds_min, period_seconds_max});
    // What the old window held counts as spent now.
    const Amount spent = spent_in_window(ctx, spend_class);
    // Must succeed from here.
    const ClassLimit old = class_limits.get(ctx, spend_class);
    if (old.period_seconds == 0) class_ids.push(ctx, spend_class);
    if (old.period_seconds != 0 && old.period_seconds != period_seconds) {
        std::vector<Amount> window(slots_counted);
        window.front() = spent;
        class_spending.set(ctx, spend_class,
                           {slot_at(period_seconds, ctx.block().time), std::move(window)});
    }
    class_limits.set(ctx, spend_class, {cap, period_seconds});
    ctx.emit(ClassLimitSet{spend_class, cap, period_seconds});
    return {};
}

Result<std::tuple<Amount, std::uint64_t, Amount, Amount>> class_limit_view(
    const ViewContext& ctx, std::uint32_t spend_class) {
    if (class_limits.get(ctx, spend_class).period_seconds == 0)
        return fail(TreasuryUnknownClass{spend_class});
    const ClassLimit limit = class_limits.get(ctx, spend_class);
    return std::tuple{limit.cap, limit.period_seconds, spent_in_window(ctx, spend_class),
                      left_of_class(ctx, spend_class)};
}

Result<std::tuple<std::vector<std::uint32_t>, std::uint64_t>> classes_view(const ViewContext& ctx,
                                                                           std::uint64_t offset,
                                                                           std::uint64_t limit) {
    const std::uint64_t total = class_ids.size(ctx);
    const std::uint64_t first = std::min(offset, total);
    const std::uint64_t count = std::min({limit, std::uint64_t{page_entries_max}, total - first});
    std::vector<std::uint32_t> page;
    for (std::uint64_t i = 0; i < count; ++i) page.push_back(class_ids.get(ctx, first + i));
    return std::tuple{std::move(page), total};
}

}  // namespace ambag::governance::treasury
