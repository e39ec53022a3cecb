// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "chain/module/addresses.hpp"
#include "emission/payouts/state.hpp"
#include "emission/payouts/terms.hpp"
#include "node/rpc/shapes.hpp"
#include "node/service/methods_ambag.hpp"

// Vestings, streams and claim lists.

namespace ambag::node {

namespace payouts = emission::payouts;

namespace {

std::string_view kind_name(payouts::PayoutKind kind) {
    constexpr std::string_view names[]{"none", "vesting", "tranches", "stream", "claim"};
    return names[static_cast<std::size_t>(kind)];
}

Json payout_json(const chain::ViewContext& view, std::uint64_t id) {
    const payouts::Payout payout = payouts::payouts.get(view, id);
    if (payout.kind == payouts::PayoutKind::none) return {};
    const auto earned = payouts::earned_by_now(view, id, payout);
    const chain::Amount due =
        earned ? checked_sub(*earned, payout.paid).value_or(chain::Amount{}) : chain::Amount{};
    Json json = Json::object({{"id", quantity(id)},
                              {"kind", kind_name(payout.kind)},
                              {"pool", payout.pool},
                              {"funder", chain::to_checksum(payout.funder)},
                              {"beneficiary", chain::to_checksum(payout.beneficiary)},
                              {"total", payout.total.units.to_hex()},
                              {"paid", payout.paid.units.to_hex()},
                              {"due", due.units.to_hex()},
                              {"revocable", payout.revocable},
                              {"ended", payout.ended}});
    if (payout.kind == payouts::PayoutKind::claim) {
        const payouts::ClaimRecord terms = payouts::claims.get(view, id);
        json.set("root", chain::to_hex(terms.root));
        json.set("opens", quantity(terms.opens.value));
        json.set("closes", quantity(terms.closes.value));
    }
    return json;
}

RpcResult<> get_payouts(const RpcContext& context, const Json& params) {
    const Page wanted = TRY(read_page(params, 0));
    const auto reader = TRY(ambag_reader(context, params, 2));
    const chain::ViewContext view = reader.modules->view(chain::payouts_address);
    const std::uint64_t total = payouts::payout_count.get(view);
    Json list = Json::array();
    for (std::uint64_t i = wanted.first; i < total && i - wanted.first < wanted.count; ++i)
        list.push(payout_json(view, i + 1));
    return Json::object({{"total", quantity(total)}, {"payouts", list}});
}

RpcResult<> get_payout(const RpcContext& context, const Json& params) {
    const std::uint64_t id = TRY(read_u64(param_at(params, 0), "id"));
    const auto reader = TRY(ambag_reader(context, params, 1));
    return payout_json(reader.modules->view(chain::payouts_address), id);
}

constexpr MethodRow rows[]{
    {"ambag_getPayouts",
     "first quantity?, count quantity?, block block?",
     "object",
     &get_payouts,
     "vestings, streams and claim lists in order of creation, with what is due",
     {.cost = 200, .lane = RpcLane::heavy}},
    {"ambag_getPayout",
     "id quantity, block block?",
     "object|null",
     &get_payout,
     "one payout, with what is due",
     {.cost = 20, .lane = RpcLane::heavy}},
};

}  // namespace

MethodFamily ambag_payouts_methods() {
    return rows;
}

}  // namespace ambag::node
