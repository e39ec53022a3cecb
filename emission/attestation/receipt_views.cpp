// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/evidence/evidence.hpp"
#include "emission/attestation/paging.hpp"
#include "emission/attestation/receipts.hpp"
#include "emission/attestation/state.hpp"

namespace ambag::emission::attestation {

using namespace chain;

namespace {

// A receipt is stored only after this check passed with a valid signature.
std::string verified() {
    return std::string{verdict_text({"", CheckOutcome::passed, "", SignatureVerdict::valid})};
}

std::string replay_verdict(const ViewContext& ctx, const Receipt& receipt) {
    if (receipt.status == ReceiptStatus::held) return "contradicted: held";
    if (receipt.status == ReceiptStatus::rejected) return "contradicted: rejected";
    return std::to_string(receipt.equal_replays) + " of " +
           std::to_string(parameters.get(ctx).replay_quorum) + " re-executions gave equal roots";
}

std::string window_verdict(const ViewContext& ctx, const Receipt& receipt) {
    const bool over = ctx.block().time >= receipt.window_ends;
    return std::string{over ? "over" : "open"} +
           (ctx.rules().trusted_sequencer
                ? ", with one sequencer that genesis trusts not to hide a dispute"
                : ", unpaid: genesis does not trust the one sequencer");
}

}  // namespace

Result<Receipt> receipt_view(const ViewContext& ctx, Hash id) {
    return known_receipt(ctx, id);
}

Result<std::vector<ReceiptCheck>> receipt_checks_view(const ViewContext& ctx, Hash id) {
    const Receipt receipt = TRY(known_receipt(ctx, id));
    std::vector<ReceiptCheck> checks{{"worker signature", Basis::signature, verified()}};
    if (receipt.tier > 0)
        checks.push_back({"device evidence", Basis::signature,
                          verified() + (receipt.recorded ? "; recorded, not fresh" : "")});
    checks.push_back({"assignment, steps and state root in", Basis::chain_state, "equal"});
    checks.push_back({"units and price", Basis::chain_state,
                      std::to_string(receipt.units) + " units, computed from the program"});
    checks.push_back({"roots out", Basis::replay, replay_verdict(ctx, receipt)});
    checks.push_back({"challenge window", Basis::trust, window_verdict(ctx, receipt)});
    checks.push_back({"work was done on the attested device", Basis::trust,
                      receipt.tier > 0 ? "not provable: a report can be relayed" : "no device"});
    return checks;
}

Result<std::tuple<std::vector<Hash>, std::uint64_t>> receipts_view(const ViewContext& ctx,
                                                                   std::uint64_t offset,
                                                                   std::uint64_t limit) {
    return page_of<Hash>(ctx, receipt_ids, offset, limit, [](const Hash& id) { return id; });
}

Result<Replay> replay_view(const ViewContext& ctx, Hash id, Address auditor) {
    return replays.get(ctx, {id, auditor});
}

Result<std::tuple<Amount, Amount, Amount, Amount>> totals_view(const ViewContext& ctx) {
    const Totals all = totals.get(ctx);
    return std::tuple{all.bonds, all.budget, all.owed, all.paid};
}

Result<U256> paid_units_view(const ViewContext& ctx, Hash job, Address owner) {
    return paid_units.get(ctx, {job, owner});
}

}  // namespace ambag::emission::attestation
