// SPDX-License-Identifier: Apache-2.0
#include "governance/treasury/queries.hpp"

#include "governance/treasury/grants.hpp"
#include "governance/treasury/guards.hpp"

namespace ambag::governance::treasury {

using chain::Result;
using chain::ViewContext;

namespace {

Result<PartSummary> summary_of(const ViewContext& ctx, const PartKey& key, const Award& award) {
    PartSummary summary{.part = parts.get(ctx, key), .claimable = {}, .missing = 0};
    summary.missing = TRY(gate_missing(ctx, key, award, summary.part));
    if (summary.missing == 0 && award.status != AwardStatus::paused)
        summary.claimable = payable(summary.part, clock_of(award, ctx.block().time));
    return summary;
}

}  // namespace

Result<Amount> purse_view(const ViewContext& ctx) {
    return purse.get(ctx);
}

Result<Amount> committed_view(const ViewContext& ctx) {
    return committed.get(ctx);
}

Result<std::tuple<Amount, Amount, Amount>> totals_view(const ViewContext& ctx) {
    return std::tuple{total_granted.get(ctx), total_paid.get(ctx), total_returned.get(ctx)};
}

Result<Award> award_view(const ViewContext& ctx, std::uint64_t id) {
    return known_award(ctx, id);
}

Result<std::vector<Part>> parts_view(const ViewContext& ctx, std::uint64_t id) {
    const Award award = TRY(known_award(ctx, id));
    std::vector<Part> all;
    for (std::uint8_t i = 0; i < award.parts; ++i) all.push_back(parts.get(ctx, {id, i}));
    return all;
}

Result<std::tuple<Amount, std::uint8_t>> claimable_view(const ViewContext& ctx, std::uint64_t id,
                                                        std::uint8_t part) {
    const Award award = TRY(known_award(ctx, id));
    TRY(known_part(ctx, id, award, part));
    const PartSummary summary = TRY(summary_of(ctx, {id, part}, award));
    return std::tuple{summary.claimable, summary.missing};
}

Result<std::tuple<std::vector<std::uint64_t>, std::uint64_t>> grants_of(const ViewContext& ctx,
                                                                        const Address& to,
                                                                        std::uint64_t offset,
                                                                        std::uint64_t limit) {
    const std::uint64_t total = recipient_counts.get(ctx, to);
    const std::uint64_t first = std::min(offset, total);
    const std::uint64_t count = std::min({limit, std::uint64_t{page_entries_max}, total - first});
    std::vector<std::uint64_t> page;
    for (std::uint64_t i = 0; i < count; ++i)
        page.push_back(recipient_grants.get(ctx, {to, first + i}));
    return std::tuple{std::move(page), total};
}

std::uint64_t count_of_grants(const ViewContext& ctx) {
    return grant_count.get(ctx);
}

Result<GrantSummary> summary_of(const ViewContext& ctx, std::uint64_t id) {
    GrantSummary summary{
        .id = id, .grant = grants.get(ctx, id), .award = awards.get(ctx, id), .parts = {}};
    for (std::uint8_t i = 0; i < summary.award.parts; ++i)
        summary.parts.push_back(TRY(summary_of(ctx, {id, i}, summary.award)));
    return summary;
}

}  // namespace ambag::governance::treasury
