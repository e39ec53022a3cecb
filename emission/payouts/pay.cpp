// SPDX-License-Identifier: Apache-2.0
#include "chain/module/addresses.hpp"
#include "emission/payouts/interface.hpp"
#include "emission/payouts/money.hpp"
#include "emission/payouts/terms.hpp"

namespace ambag::emission::payouts {

using namespace chain;

namespace {

Result<Payout> of_kind(const ViewContext& ctx, std::uint64_t id, PayoutKind kind) {
    Payout payout = TRY(known_payout(ctx, id));
    if (payout.kind != kind) return fail(PayoutsWrongKind{id, payout.kind});
    return payout;
}

}  // namespace

Result<Amount> collect(Context& ctx, std::uint64_t id) {
    Payout payout = TRY(known_payout(ctx, id));
    if (payout.kind == PayoutKind::claim) return fail(PayoutsWrongKind{id, payout.kind});
    const Amount earned = TRY(earned_by_now(ctx, id, payout));
    const Amount due = checked_sub(earned, payout.paid).value_or(Amount{});
    if (due.is_zero()) return fail(PayoutsNothingDue{id});
    // Must succeed from here, but for a pool that another spender has emptied.
    TRY(pay(ctx, id, payout, payout.beneficiary, due));
    ctx.emit(Collected{id, payout.beneficiary, due});
    return due;
}

Result<> claim(Context& ctx, std::uint64_t id, std::uint64_t index, Address account, Amount amount,
               std::vector<Hash> proof) {
    Payout payout = TRY(of_kind(ctx, id, PayoutKind::claim));
    const auto refused = [&](std::string_view reason) {
        return fail(PayoutsClaimRefused{id, index, std::string{reason}});
    };
    if (proof.size() > proof_max) return refused("a proof has at most 64 hashes");
    TRY(ctx.charge({.hashes = static_cast<std::uint32_t>(proof.size())}));
    if (!can_be_paid(ctx, account)) return refused("nobody could move coins of this account");
    const ClaimRecord terms = claims.get(ctx, id);
    const UsedKey key{id, used_word(index)};
    const auto done = claim_leaf({terms.root, terms.opens, terms.closes, payout.total},
                                 {.claimed = payout.paid, .returned = {}}, used_words.get(ctx, key),
                                 {index, account, amount}, proof, ctx.block().time);
    if (!done) return refused(describe(done.error()));
    // Must succeed from here, but for a pool that another spender has emptied.
    used_words.set(ctx, key, done->used);
    TRY(pay(ctx, id, payout, account, amount));
    ctx.emit(payouts::Claimed{id, account, index, amount});
    return {};
}

Result<Amount> expire(Context& ctx, std::uint64_t id) {
    Payout payout = TRY(of_kind(ctx, id, PayoutKind::claim));
    const ClaimRecord terms = claims.get(ctx, id);
    const auto expired =
        emission::expire({terms.root, terms.opens, terms.closes, payout.total},
                         {.claimed = payout.paid, .returned = {}}, ctx.block().time);
    if (!expired) return fail(PayoutsClaimRefused{id, 0, std::string{describe(expired.error())}});
    // Must succeed from here.
    return end(ctx, id, payout, payout.paid);
}

Result<> approve_checkpoint(Context& ctx, std::uint64_t id, std::uint8_t checkpoint) {
    if (ctx.sender() != authority_address) return fail(PayoutsUnauthorized{ctx.sender()});
    TRY(of_kind(ctx, id, PayoutKind::stream));
    StreamRecord stream = streams.get(ctx, id);
    if (checkpoint >= stream.checkpoints.size())
        return fail(PayoutsUnknownCheckpoint{id, checkpoint});
    // Must succeed from here.
    stream.approved |= std::uint64_t{1} << checkpoint;
    streams.set(ctx, id, stream);
    ctx.emit(CheckpointApproved{id, checkpoint});
    return {};
}

Result<Amount> revoke(Context& ctx, std::uint64_t id) {
    Payout payout = TRY(known_payout(ctx, id));
    if (ctx.sender() != payout.funder && ctx.sender() != authority_address)
        return fail(PayoutsUnauthorized{ctx.sender()});
    if (!payout.revocable || payout.ended) return fail(PayoutsNotRevocable{id});
    const Amount earned = TRY(earned_by_now(ctx, id, payout));
    // Must succeed from here: what was earned stays the beneficiary's, to be collected.
    return end(ctx, id, payout, std::max(earned, payout.paid));
}

Result<> set_beneficiary(Context& ctx, std::uint64_t id, Address beneficiary) {
    Payout payout = TRY(known_payout(ctx, id));
    if (payout.kind == PayoutKind::claim) return fail(PayoutsWrongKind{id, payout.kind});
    if (ctx.sender() != payout.beneficiary) return fail(PayoutsUnauthorized{ctx.sender()});
    if (!can_be_paid(ctx, beneficiary))
        return fail(PayoutsInvalid{"a beneficiary that is an account, no module, not zero"});
    // Must succeed from here.
    payout.beneficiary = beneficiary;
    payouts.set(ctx, id, payout);
    ctx.emit(BeneficiaryChanged{id, beneficiary});
    return {};
}

Result<Amount> take_returned(Context& ctx) {
    const Amount amount = returned_to.get(ctx, ctx.sender());
    if (amount.is_zero()) return fail(PayoutsNothingReturned{ctx.sender()});
    Totals all = totals.get(ctx);
    all.returned = TRY(subtract(all.returned, amount));
    // Must succeed from here.
    totals.set(ctx, all);
    returned_to.erase(ctx, ctx.sender());
    TRY(ctx.send(ctx.sender(), amount));
    ctx.emit(ReturnTaken{ctx.sender(), amount});
    return amount;
}

Result<std::uint64_t> payout_count_view(const ViewContext& ctx) {
    return payout_count.get(ctx);
}

Result<std::tuple<Payout, Amount>> payout_view(const ViewContext& ctx, std::uint64_t id) {
    Payout payout = TRY(known_payout(ctx, id));
    const Amount earned = TRY(earned_by_now(ctx, id, payout));
    const Amount due = checked_sub(earned, payout.paid).value_or(Amount{});
    return std::tuple{std::move(payout), due};
}

Result<VestingRecord> vesting_view(const ViewContext& ctx, std::uint64_t id) {
    TRY(of_kind(ctx, id, PayoutKind::vesting));
    return vestings.get(ctx, id);
}

Result<std::vector<TrancheRecord>> tranches_view(const ViewContext& ctx, std::uint64_t id) {
    TRY(of_kind(ctx, id, PayoutKind::tranches));
    return tranche_tables.get(ctx, id);
}

Result<StreamRecord> stream_view(const ViewContext& ctx, std::uint64_t id) {
    TRY(of_kind(ctx, id, PayoutKind::stream));
    return streams.get(ctx, id);
}

Result<ClaimRecord> claim_view(const ViewContext& ctx, std::uint64_t id) {
    TRY(of_kind(ctx, id, PayoutKind::claim));
    return claims.get(ctx, id);
}

Result<bool> claimed_view(const ViewContext& ctx, std::uint64_t id, std::uint64_t index) {
    TRY(of_kind(ctx, id, PayoutKind::claim));
    const Hash word = used_words.get(ctx, {id, used_word(index)}).to_word();
    const std::uint64_t bit = index % 256;
    return (word.bytes[31 - bit / 8] >> (bit % 8) & 1) != 0;
}

Result<Amount> reserved_view(const ViewContext& ctx, std::string pool) {
    return pool_reserved.get(ctx, keccak256(as_bytes(pool)));
}

Result<Amount> returned_view(const ViewContext& ctx, Address account) {
    return returned_to.get(ctx, account);
}

Result<Totals> totals_view(const ViewContext& ctx) {
    return totals.get(ctx);
}

}  // namespace ambag::emission::payouts
