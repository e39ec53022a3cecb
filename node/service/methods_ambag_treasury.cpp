// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "chain/module/addresses.hpp"
#include "governance/treasury/module.hpp"
#include "node/rpc/shapes.hpp"
#include "node/service/methods_ambag.hpp"

// Grants of the treasury with their parts: what is earned, what a gate still misses.

namespace ambag::node {

namespace treasury = governance::treasury;

namespace {

std::string_view status_name(treasury::AwardStatus status) {
    constexpr std::string_view names[]{"paid", "active", "paused", "revoked"};
    return names[static_cast<std::size_t>(status)];
}

Json missing_json(unsigned missing) {
    constexpr std::string_view names[]{"date", "milestone", "receipts", "previous", "deadline"};
    Json list = Json::array();
    for (unsigned bit = 0; bit < std::size(names); ++bit)
        if ((missing >> bit & 1U) != 0) list.push(names[bit]);
    return list;
}

Json part_json(const treasury::PartSummary& summary) {
    const treasury::Part& part = summary.part;
    const treasury::PartTerms& terms = part.terms;
    Json json = Json::object({{"amount", terms.amount.units.to_hex()},
                              {"claimed", part.claimed.units.to_hex()},
                              {"returned", part.returned.units.to_hex()},
                              {"claimable", summary.claimable.units.to_hex()},
                              {"open", part.open},
                              {"missing", missing_json(summary.missing)},
                              {"start", quantity(terms.start.value)},
                              {"duration", quantity(terms.duration)},
                              {"notBefore", quantity(terms.not_before.value)},
                              {"deadline", quantity(terms.deadline.value)},
                              {"milestone", terms.milestone},
                              {"approved", part.approved},
                              {"decision", chain::to_hex(part.decision)},
                              {"afterPrevious", terms.after_previous}});
    const bool by_work = !terms.units.is_zero();
    json.set("work", by_work ? Json::object({{"job", chain::to_hex(terms.job)},
                                             {"worker", chain::to_checksum(terms.worker)},
                                             {"units", terms.units.to_hex()}})
                             : Json{});
    return json;
}

// A payment by `pay` has no parts, no guardian and nothing left.
Json grant_json(const treasury::GrantSummary& summary) {
    const treasury::Award& award = summary.award;
    Json parts = Json::array();
    for (const treasury::PartSummary& part : summary.parts) parts.push(part_json(part));
    return Json::object({{"id", quantity(summary.id)},
                         {"to", chain::to_checksum(summary.grant.to)},
                         {"amount", summary.grant.amount.units.to_hex()},
                         {"time", quantity(summary.grant.time.value)},
                         {"memoHash", chain::to_hex(summary.grant.memo_hash)},
                         {"status", status_name(award.status)},
                         {"class", quantity(award.spend_class)},
                         {"sponsor", chain::to_checksum(award.sponsor)},
                         {"guardian", chain::to_checksum(award.guardian)},
                         {"operation", chain::to_hex(award.operation)},
                         {"held", award.held.units.to_hex()},
                         {"parts", parts}});
}

RpcResult<> get_grants(const RpcContext& context, const Json& params) {
    const Page page = TRY(read_page(params, 0));
    const auto reader = TRY(ambag_reader(context, params, 2));
    const chain::ViewContext view = reader.modules->view(chain::treasury_address);
    const std::uint64_t total = treasury::count_of_grants(view);
    Json list = Json::array();
    for (std::uint64_t i = page.first; i < total && i - page.first < page.count; ++i) {
        const auto summary = treasury::summary_of(view, i + 1);
        if (!summary) return std::unexpected(reverted(summary.error()));
        list.push(grant_json(*summary));
    }
    return Json::object({{"total", quantity(total)},
                         {"purse", treasury::purse.get(view).units.to_hex()},
                         {"committed", treasury::committed.get(view).units.to_hex()},
                         {"grants", list}});
}

RpcResult<> get_grant(const RpcContext& context, const Json& params) {
    const chain::U256 id = TRY(read_u256(param_at(params, 0), "id"));
    const auto reader = TRY(ambag_reader(context, params, 1));
    const chain::ViewContext view = reader.modules->view(chain::treasury_address);
    if (id.is_zero() || id > chain::U256{treasury::count_of_grants(view)}) return Json{};
    const auto summary = treasury::summary_of(view, id.low_u64());
    if (!summary) return std::unexpected(reverted(summary.error()));
    return grant_json(*summary);
}

constexpr MethodRow rows[]{
    {"ambag_getGrants",
     "first quantity?, count quantity?, block block?",
     "object",
     &get_grants,
     "grants of the treasury in order of making, with their parts and what may be claimed",
     {.cost = 200, .lane = RpcLane::heavy}},
    {"ambag_getGrant",
     "id quantity, block block?",
     "object|null",
     &get_grant,
     "one grant: parts, gates, what was claimed and what may be",
     {.cost = 20, .lane = RpcLane::heavy}},
};

}  // namespace

MethodFamily ambag_treasury_methods() {
    return rows;
}

}  // namespace ambag::node
