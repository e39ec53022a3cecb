// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/participation.hpp"

#include <algorithm>

#include "chain/base/check.hpp"
#include "chain/module/addresses.hpp"
#include "governance/token/checkpoints.hpp"
#include "governance/token/delegated_supply.hpp"
#include "governance/token/votes.hpp"

namespace ambag::governance::governor {

using namespace chain;

namespace {

// A proposal's ids, timeline, ballot and the voter's checkpoints.
constexpr Cost judging{.reads = 12, .hashes = 2};

Uint48 created_at(const ViewContext& ctx, Number number) {
    const Content content = contents.get(ctx, number);
    return Uint48{ctx.rules().clock == ClockMode::timestamp ? content.created_time.value
                                                            : content.created_height.value};
}

// The first proposal that was made since the account had votes.
Number first_of(const ViewContext& ctx, const Address& account) {
    const token::Trace votes = token::votes_of(account);
    const ViewContext token = ctx.view_of(chain::token_address);
    Number high = proposal_ids.size(ctx);
    if (votes.length(token) == 0) return high;
    const Uint48 since = votes.at(token, 0).key;
    Number low = 0;
    while (low < high) {
        const Number middle = low + (high - low) / 2;
        if (created_at(ctx, middle) < since)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool has_opened(const ViewContext& ctx, const Timeline& timeline) {
    return timeline.vote_start < ctx.clock();
}

bool could_vote(const ViewContext& ctx, const Timeline& timeline, const Address& account) {
    if (timeline.canceled && !ballots.has(ctx, {timeline.number, account})) return false;
    const auto votes =
        token::past_votes(ctx.view_of(chain::token_address), account, timeline.vote_start);
    CHECK(votes);  // the snapshot is past
    return !votes->is_zero();
}

// Nothing begins for an account that never had votes.
Participation begin(const ViewContext& ctx, const Address& account) {
    Participation record = participations.get(ctx, account);
    if (record.begun) return record;
    record.begun = token::votes_of(account).length(ctx.view_of(chain::token_address)) > 0;
    record.start = first_of(ctx, account);
    record.judged = record.start;
    return record;
}

// Up to `count` proposals in order of creation, as far as their votes have opened.
std::uint64_t judge(const ViewContext& ctx, const Address& account, std::uint64_t count,
                    Participation& record) {
    const Number end = proposal_ids.size(ctx);
    std::uint64_t done = 0;
    for (; done < count && record.judged < end; ++done) {
        const Timeline timeline = timelines.get(ctx, proposal_ids.get(ctx, record.judged));
        if (!has_opened(ctx, timeline)) break;
        if (could_vote(ctx, timeline, account)) ++record.could;
        ++record.judged;
    }
    return done;
}

}  // namespace

Result<> note_vote(Context& ctx, Number number, const Address& voter, bool has_reason) {
    if (!participation_kept.get(ctx)) return {};
    TRY(ctx.charge({.reads = 2, .writes = 1}));
    const bool first = !participations.get(ctx, voter).begun;
    if (first) TRY(ctx.charge({.reads = 24}));
    Participation record = begin(ctx, voter);
    for (std::uint64_t i = 0; i < judged_per_vote; ++i) TRY(ctx.charge(judging));
    judge(ctx, voter, judged_per_vote, record);
    if (!ballots.has(ctx, {number, voter})) {
        ++record.voted;
        if (has_reason) ++record.with_reason;
        if (number < record.start) ++record.could;
    }
    participations.set(ctx, voter, record);
    return {};
}

Result<std::uint64_t> settle_participation(Context& ctx, Address account, std::uint64_t count) {
    if (!participation_kept.get(ctx)) return fail_empty();
    count = std::min(count, judged_per_settlement);
    for (std::uint64_t i = 0; i < count; ++i) TRY(ctx.charge(judging));
    Participation record = begin(ctx, account);
    const std::uint64_t done = judge(ctx, account, count, record);
    if (record.begun) participations.set(ctx, account, record);
    return done;
}

Result<std::tuple<std::uint64_t, std::uint64_t, std::uint64_t, std::uint64_t>> get_participation(
    const ViewContext& ctx, Address account) {
    if (!participation_kept.get(ctx)) return fail_empty();
    Participation record = begin(ctx, account);
    judge(ctx, account, judged_per_view, record);
    return std::tuple{std::uint64_t{record.could}, std::uint64_t{record.voted},
                      std::uint64_t{record.with_reason}, record.judged};
}

bool keeps_participation(const ViewContext& ctx) {
    return participation_kept.get(ctx);
}

std::uint64_t delegate_total(const ViewContext& ctx) {
    return token::delegate_list.size(ctx.view_of(chain::token_address));
}

std::vector<DelegateSummary> delegate_summaries(const ViewContext& ctx, std::uint64_t first,
                                                std::uint64_t count) {
    const ViewContext token = ctx.view_of(chain::token_address);
    const bool kept = participation_kept.get(ctx);
    const std::uint64_t total = token::delegate_list.size(token);
    std::vector<DelegateSummary> page;
    for (std::uint64_t i = first; i < total && i - first < count; ++i) {
        const Address account = token::delegate_list.get(token, i);
        DelegateSummary summary{account, token::votes(token, account), {}};
        if (kept) {
            summary.counters = begin(ctx, account);
            judge(ctx, account, judged_per_view, summary.counters);
        }
        page.push_back(std::move(summary));
    }
    return page;
}

}  // namespace ambag::governance::governor
