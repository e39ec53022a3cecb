// SPDX-License-Identifier: Apache-2.0
#include "governance/treasury/grants.hpp"

#include "chain/module/addresses.hpp"
#include "governance/timelock/module.hpp"
#include "governance/treasury/grant_interface.hpp"
#include "governance/treasury/guards.hpp"
#include "governance/treasury/interface.hpp"
#include "governance/treasury/spending.hpp"

namespace ambag::governance::treasury {

using chain::Context;
using chain::Cost;
using chain::fail;
using chain::Gas;
using chain::Result;
using chain::U256;
using chain::ViewContext;

namespace {

constexpr chain::Selector paid_units =
    chain::Selector::from(chain::keccak256_constant("paidUnits(bytes32,address)"));

struct Draft {
    const Address& to;
    const Address& sponsor;
    const Address& guardian;
    std::uint32_t spend_class;
    const std::vector<PartTerms>& terms;
    const std::string& memo;
};

// Guards of both ways to make a grant; the sum of the parts.
Result<Amount> check_draft(const ViewContext& ctx, const Draft& draft) {
    if (is_dead(ctx, draft.to)) return fail(TreasuryInvalidReceiver{draft.to});
    const std::size_t count = draft.terms.size();
    if (count == 0 || count > parts_max)
        return fail(TreasuryInvalidPartCount{U256{count}, U256{1U}, U256{parts_max}});
    Amount sum;
    for (std::size_t i = 0; i < count; ++i) {
        if (auto defect = defect_of(draft.terms[i], i, ctx.block().time))
            return fail(TreasuryInvalidPart{static_cast<std::uint8_t>(i), std::move(*defect)});
        sum = TRY(chain::add(sum, draft.terms[i].amount));
    }
    TRY(check_memo(draft.memo));
    return sum;
}

Result<> charge_draft(const Context& ctx, const Draft& draft) {
    TRY(ctx.charge(Cost{.writes = static_cast<std::uint32_t>(2 * draft.terms.size())}));
    return ctx.charge(Gas{chain::gas::stored_byte * draft.memo.size()});
}

// A gate that asks for nothing is open from the start.
bool is_open_at_once(const PartTerms& terms) {
    return !terms.milestone && !terms.after_previous && terms.units.is_zero() &&
           terms.not_before.value == 0;
}

void write_parts(const Context& ctx, std::uint64_t id, const std::vector<PartTerms>& terms) {
    for (std::size_t i = 0; i < terms.size(); ++i) {
        Part part{.terms = terms[i], .claimed = {}, .returned = {}, .decision = {}};
        if (part.terms.start.value == 0) part.terms.start = ctx.block().time;
        part.open = is_open_at_once(part.terms);
        parts.set(ctx, {id, static_cast<std::uint8_t>(i)}, part);
    }
}

Result<std::uint64_t> make_grant(Context& ctx, const Draft& draft, const Amount& sum,
                                 const Hash& operation) {
    committed.set(ctx, TRY(chain::add(committed.get(ctx), sum)));
    total_granted.set(ctx, TRY(chain::add(total_granted.get(ctx), sum)));
    // Must succeed from here.
    const std::uint64_t id = grant_count.get(ctx) + 1;
    grant_count.set(ctx, id);
    grants.set(ctx, id,
               {draft.to, sum, chain::keccak256(chain::as_bytes(draft.memo)), ctx.block().time});
    awards.set(ctx, id,
               {.sponsor = draft.sponsor,
                .guardian = draft.guardian,
                .operation = operation,
                .spend_class = draft.spend_class,
                .parts = static_cast<std::uint8_t>(draft.terms.size()),
                .status = AwardStatus::active,
                .paused_since = {},
                .paused_seconds = 0,
                .held = sum});
    write_parts(ctx, id, draft.terms);
    const std::uint64_t of_recipient = recipient_counts.get(ctx, draft.to);
    recipient_grants.set(ctx, {draft.to, of_recipient}, id);
    recipient_counts.set(ctx, draft.to, of_recipient + 1);
    ctx.emit(GrantCreated{id, draft.to, draft.sponsor, draft.guardian, draft.spend_class, sum,
                          static_cast<std::uint8_t>(draft.terms.size()), operation, draft.memo});
    return id;
}

// Receipts count once they are paid: after re-execution, with no dispute left.
Result<bool> receipts_suffice(const ViewContext& ctx, const PartTerms& terms) {
    if (terms.units.is_zero()) return true;
    const Result<chain::Bytes> answer = ctx.static_call(
        chain::attestation_address, chain::abi::encode_call(paid_units, terms.job, terms.worker));
    // A chain without that module, or a job that it does not know, has no receipts.
    if (!answer) return false;
    const auto units = chain::abi::decode<U256>(*answer);
    return units && std::get<0>(*units) >= terms.units;
}

// Opens the gate or says what is missing.
Result<> open_or_fail(Context& ctx, const PartKey& key, const Award& award, Part& part) {
    if (part.open) return {};
    const std::uint8_t missing = TRY(gate_missing(ctx, key, award, part));
    if (missing != 0) return fail(TreasuryGateClosed{key.grant, key.part, missing});
    part.open = true;
    parts.set(ctx, key, part);
    ctx.emit(GateOpened{key.grant, key.part});
    return {};
}

}  // namespace

Result<std::uint8_t> gate_missing(const ViewContext& ctx, const PartKey& key, const Award& award,
                                  const Part& part) {
    if (part.open) return std::uint8_t{0};
    const bool previous_open =
        part.terms.after_previous &&
        parts.get(ctx, {key.grant, static_cast<std::uint8_t>(key.part - 1)}).open;
    const Timestamp now = ctx.block().time;
    unsigned missing = missing_of(part, now, clock_of(award, now), previous_open);
    if (!TRY(receipts_suffice(ctx, part.terms))) missing |= missing_receipts;
    return static_cast<std::uint8_t>(missing);
}

Result<std::uint64_t> create_grant(Context& ctx, const Address& to, std::uint32_t spend_class,
                                   const Address& guardian, const std::vector<PartTerms>& terms,
                                   const std::string& memo) {
    TRY(only_authority(ctx));
    if (!is_class(ctx, spend_class)) return fail(TreasuryUnknownClass{spend_class});
    const Address from_purse{};
    const Draft draft{to, from_purse, guardian, spend_class, terms, memo};
    const Amount sum = TRY(check_draft(ctx, draft));
    TRY(check_purse(ctx, sum, spend_class));
    TRY(charge_draft(ctx, draft));
    TRY(take_from_purse(ctx, sum, spend_class));
    return make_grant(ctx, draft, sum,
                      timelock::running_operation(ctx.view_of(chain::timelock_address)));
}

Result<std::uint64_t> sponsor_grant(Context& ctx, const Address& to, const Address& guardian,
                                    const std::vector<PartTerms>& terms, const std::string& memo) {
    if (is_dead(ctx, ctx.sender())) return fail(TreasuryInvalidSponsor{ctx.sender()});
    const Draft draft{to, ctx.sender(), guardian, 0, terms, memo};
    const Amount sum = TRY(check_draft(ctx, draft));
    if (ctx.value() != sum) return fail(TreasuryWrongValue{ctx.value(), sum});
    TRY(charge_draft(ctx, draft));
    return make_grant(ctx, draft, sum, Hash{});
}

Result<Amount> claim(Context& ctx, std::uint64_t id, std::uint8_t index) {
    Award award = TRY(known_award(ctx, id));
    Part part = TRY(known_part(ctx, id, award, index));
    const Address to = grants.get(ctx, id).to;
    if (ctx.sender() != to) return fail(TreasuryNotReceiver{ctx.sender(), to});
    if (award.status == AwardStatus::paused) return fail(TreasuryGrantPaused{id});
    TRY(open_or_fail(ctx, {id, index}, award, part));
    const Amount amount = payable(part, clock_of(award, ctx.block().time));
    if (amount.is_zero()) return fail(TreasuryNothingToClaim{id, index});
    award.held = TRY(chain::subtract(award.held, amount));
    part.claimed = TRY(chain::add(part.claimed, amount));
    const Amount total = TRY(chain::add(total_paid.get(ctx), amount));
    // Must succeed from here.
    awards.set(ctx, id, award);
    parts.set(ctx, {id, index}, part);
    committed.set(ctx, TRY(chain::subtract(committed.get(ctx), amount)));
    total_paid.set(ctx, total);
    TRY(ctx.send(to, amount));
    ctx.emit(GrantClaimed{id, to, index, amount});
    return amount;
}

Result<> open_gate(Context& ctx, std::uint64_t id, std::uint8_t index) {
    const Award award = TRY(known_award(ctx, id));
    Part part = TRY(known_part(ctx, id, award, index));
    if (award.status == AwardStatus::paused) return fail(TreasuryGrantPaused{id});
    if (award.status == AwardStatus::revoked) return fail(TreasuryGrantRevoked{id});
    return open_or_fail(ctx, {id, index}, award, part);
}

}  // namespace ambag::governance::treasury
