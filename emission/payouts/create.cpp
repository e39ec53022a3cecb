// SPDX-License-Identifier: Apache-2.0
#include "chain/module/addresses.hpp"
#include "emission/payouts/interface.hpp"
#include "emission/payouts/money.hpp"
#include "emission/payouts/terms.hpp"

namespace ambag::emission::payouts {

using namespace chain;

namespace {

std::unexpected<Revert> invalid(std::string_view accepted) {
    return fail(PayoutsInvalid{std::string{accepted}});
}

// Who may promise, and whether the coins are there.
Result<> funded(const ViewContext& ctx, const std::string& pool, const Amount& total) {
    if (total.is_zero()) return invalid("a total above 0");
    if (pool.empty()) {
        if (ctx.value() != total) return fail(PayoutsWrongPayment{ctx.value(), total});
        return {};
    }
    if (ctx.sender() != authority_address) return fail(PayoutsUnauthorized{ctx.sender()});
    if (!ctx.value().is_zero()) return fail(PayoutsWrongPayment{ctx.value(), {}});
    if (pool.size() > name_size_max) return fail(PayoutsUnknownPool{pool});
    const auto free = free_of_pool(ctx, pool);
    if (!free) return fail(PayoutsUnknownPool{pool});
    if (*free < total) return fail(PayoutsPoolShort{pool, *free, total});
    return {};
}

Result<> payable_beneficiary(const ViewContext& ctx, const Address& beneficiary) {
    if (!can_be_paid(ctx, beneficiary))
        return invalid("a beneficiary that is an account, no module, not zero");
    return {};
}

}  // namespace

Result<std::uint64_t> create_vesting(Context& ctx, std::string pool, Address beneficiary,
                                     Amount total, Timestamp start, Amount at_start,
                                     Timestamp cliff, Amount at_cliff, Timestamp end,
                                     bool from_start, bool revocable) {
    TRY(payable_beneficiary(ctx, beneficiary));
    const VestingRecord record{total, start, at_start, cliff, at_cliff, end, from_start};
    if (const auto valid = validate(vesting_of(record)); !valid)
        return invalid(describe(valid.error()));
    TRY(funded(ctx, pool, total));
    // Must succeed from here.
    const std::uint64_t id = TRY(promise(ctx, {.kind = PayoutKind::vesting,
                                               .pool = std::move(pool),
                                               .funder = {},
                                               .beneficiary = beneficiary,
                                               .total = total,
                                               .paid = {},
                                               .revocable = revocable}));
    vestings.set(ctx, id, record);
    return id;
}

Result<std::uint64_t> create_tranches(Context& ctx, std::string pool, Address beneficiary,
                                      std::vector<Timestamp> dates, std::vector<Amount> amounts,
                                      bool revocable) {
    TRY(payable_beneficiary(ctx, beneficiary));
    if (dates.size() != amounts.size() || dates.size() > tranches_max)
        return invalid("one amount for each of at most 64 dates");
    std::vector<TrancheRecord> table;
    for (std::size_t i = 0; i < dates.size(); ++i) table.push_back({dates[i], amounts[i]});
    const Vesting vesting = vesting_of(table);
    if (const auto valid = validate(vesting); !valid) return invalid(describe(valid.error()));
    TRY(funded(ctx, pool, total_of(vesting)));
    TRY(ctx.charge(Gas{gas::stored_byte * 40 * table.size()}));
    // Must succeed from here.
    const std::uint64_t id = TRY(promise(ctx, {.kind = PayoutKind::tranches,
                                               .pool = std::move(pool),
                                               .funder = {},
                                               .beneficiary = beneficiary,
                                               .total = total_of(vesting),
                                               .paid = {},
                                               .revocable = revocable}));
    tranche_tables.set(ctx, id, table);
    return id;
}

Result<std::uint64_t> create_stream(Context& ctx, std::string pool, Address beneficiary,
                                    Amount amount, std::uint64_t per_seconds, Timestamp start,
                                    Timestamp stop, std::vector<Timestamp> checkpoints,
                                    bool revocable) {
    TRY(payable_beneficiary(ctx, beneficiary));
    if (checkpoints.size() > checkpoints_max || !std::ranges::is_sorted(checkpoints))
        return invalid("at most 16 checkpoints in order of their dates");
    const StreamRecord record{amount, per_seconds, start, stop, std::move(checkpoints), 0};
    const Stream stream = stream_of(0, record);
    if (const auto valid = validate(stream); !valid) return invalid(describe(valid.error()));
    const auto total = total_of(stream);
    if (!total) return invalid("a total of at most 2^256 - 1");
    TRY(funded(ctx, pool, *total));
    TRY(ctx.charge(Gas{gas::stored_byte * 8 * record.checkpoints.size()}));
    // Must succeed from here.
    const std::uint64_t id = TRY(promise(ctx, {.kind = PayoutKind::stream,
                                               .pool = std::move(pool),
                                               .funder = {},
                                               .beneficiary = beneficiary,
                                               .total = *total,
                                               .paid = {},
                                               .revocable = revocable}));
    streams.set(ctx, id, record);
    return id;
}

Result<std::uint64_t> create_claim(Context& ctx, std::string pool, Hash root, Timestamp opens,
                                   Timestamp closes, Amount funds) {
    if (root.is_zero()) return invalid("a root other than 0");
    if (const auto valid = validate(Claim{root, opens, closes, funds}); !valid)
        return invalid(describe(valid.error()));
    if (closes <= ctx.block().time) return invalid("a window that ends after this block");
    TRY(funded(ctx, pool, funds));
    // Must succeed from here.
    const std::uint64_t id = TRY(promise(ctx, {.kind = PayoutKind::claim,
                                               .pool = std::move(pool),
                                               .funder = {},
                                               .beneficiary = {},
                                               .total = funds,
                                               .paid = {}}));
    claims.set(ctx, id, {root, opens, closes});
    return id;
}

}  // namespace ambag::emission::payouts
