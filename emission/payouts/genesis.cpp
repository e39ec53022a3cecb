// SPDX-License-Identifier: Apache-2.0
#include "emission/payouts/module.hpp"
#include "emission/payouts/money.hpp"
#include "emission/payouts/terms.hpp"

namespace ambag::emission::payouts {

using namespace chain;

namespace {

template <class R>
std::optional<std::string> text_of(const R& valid) {
    if (valid) return std::nullopt;
    return std::string{describe(valid.error())};
}

std::optional<std::string> prepare_stream(GenesisPayout& promised) {
    const Stream stream = stream_of(0, promised.stream);
    if (auto text = text_of(validate(stream))) return text;
    if (promised.stream.checkpoints.size() > checkpoints_max ||
        !std::ranges::is_sorted(promised.stream.checkpoints))
        return "at most 16 checkpoints in order of their dates";
    const auto total = total_of(stream);
    if (!total) return "a total of at most 2^256 - 1";
    promised.payout.total = *total;
    return std::nullopt;
}

void store(const Context& ctx, std::uint64_t id, const GenesisPayout& promised) {
    switch (promised.payout.kind) {
        case PayoutKind::vesting:
            vestings.set(ctx, id, promised.vesting);
            break;
        case PayoutKind::tranches:
            tranche_tables.set(ctx, id, promised.tranches);
            break;
        case PayoutKind::stream:
            streams.set(ctx, id, promised.stream);
            break;
        default:
            claims.set(ctx, id, promised.claim);
            break;
    }
}

}  // namespace

std::optional<std::string> prepare(GenesisPayout& promised) {
    std::optional<std::string> wrong;
    switch (promised.payout.kind) {
        case PayoutKind::vesting:
            wrong = text_of(validate(vesting_of(promised.vesting)));
            promised.payout.total = promised.vesting.total;
            break;
        case PayoutKind::tranches: {
            const Vesting vesting = vesting_of(promised.tranches);
            if (promised.tranches.size() > tranches_max) return "at most 64 tranches";
            wrong = text_of(validate(vesting));
            if (!wrong) promised.payout.total = total_of(vesting);
            break;
        }
        case PayoutKind::stream:
            wrong = prepare_stream(promised);
            break;
        default:
            wrong = text_of(validate(Claim{promised.claim.root, promised.claim.opens,
                                           promised.claim.closes, promised.payout.total}));
            break;
    }
    if (wrong) return wrong;
    if (promised.payout.total.is_zero()) return "a total above 0";
    return std::nullopt;
}

Result<void, Fault> genesis(Context& ctx, const std::vector<GenesisPayout>& promises) {
    for (std::size_t i = 0; i < promises.size(); ++i) {
        const Payout& payout = promises[i].payout;
        const auto fault = [&](std::string what) {
            return std::unexpected(
                Fault{"genesis payouts[" + std::to_string(i) + "]", std::move(what)});
        };
        const auto free = free_of_pool(ctx, payout.pool);
        if (!free) return fault("there is no pool \"" + payout.pool + "\"");
        if (*free < payout.total)
            return fault("promises " + payout.total.units.to_decimal() + ", of pool \"" +
                         payout.pool + "\" " + free->units.to_decimal() + " is free");
        if (payout.kind != PayoutKind::claim && !can_be_paid(ctx, payout.beneficiary))
            return fault("the beneficiary must be an account, no module, not zero");
        const auto id = promise(ctx, payout);
        if (!id) return fault("it cannot be booked");
        store(ctx, *id, promises[i]);
    }
    return {};
}

}  // namespace ambag::emission::payouts
