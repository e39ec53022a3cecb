// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/proposals.hpp"

#include "chain/base/hex.hpp"
#include "chain/module/addresses.hpp"
#include "governance/governor/authority.hpp"
#include "governance/governor/events.hpp"
#include "governance/governor/guardian.hpp"
#include "governance/governor/lifecycle.hpp"
#include "governance/governor/timelock_calls.hpp"
#include "governance/governor/track_execution.hpp"
#include "governance/governor/track_limits.hpp"
#include "governance/timelock/module.hpp"
#include "governance/token/votes.hpp"

namespace ambag::governance::governor {

using namespace chain;

namespace {

Result<Uint48> to_uint48(const U256& value) {
    if (const auto small = Uint48::from(value)) return *small;
    return fail(SafeCastOverflowedUintDowncast{48, value});
}

Result<> check_votes(const ViewContext& ctx, const Amount& threshold) {
    const Address& proposer = ctx.sender();
    if (threshold.is_zero()) return {};
    if (ctx.clock() == Uint48{}) return panic(panic_arithmetic);
    const Amount votes = TRY(token::past_votes(ctx.view_of(chain::token_address), proposer,
                                               Uint48{ctx.clock().value - 1}));
    if (votes < threshold)
        return fail(GovernorInsufficientProposerVotes{proposer, votes, threshold});
    return {};
}

Result<> check_free(const ViewContext& ctx, const U256& id) {
    const Timeline taken = timelines.get(ctx, id);
    if (taken.vote_start == Uint48{}) return {};
    return fail(GovernorUnexpectedProposalState{id, TRY(state_of(ctx, id, taken)), Hash{}});
}

// The actions and the description stand in a record and in a log.
Result<> charge_content(const Context& ctx, const Calldatas& calldatas, std::size_t description) {
    constexpr std::uint64_t bytes_per_action = 20 + 32 + 4;
    std::uint64_t bytes = description + bytes_per_action * calldatas.size();
    for (const Bytes& calldata : calldatas) bytes += calldata.size();
    return ctx.charge(Gas{2 * gas::stored_byte * bytes});
}

struct Draft {
    Targets targets;
    Values values;
    Calldatas calldatas;
    std::string description;
};

// `propose` is not payable, so that the deposit is nothing there.
Result<U256> submit(Context& ctx, Draft draft) {
    auto& [targets, values, calldatas, description] = draft;
    if (!is_valid_description(ctx.sender(), description))
        return fail(GovernorRestrictedProposer{ctx.sender()});
    const Terms terms = TRY(terms_of(ctx, targets, values, calldatas));
    TRY(check_votes(ctx, terms.threshold));
    const U256 id = proposal_id(targets, values, calldatas, keccak256(as_bytes(description)));
    if (targets.size() != values.size() || targets.size() != calldatas.size() || targets.empty())
        return fail(GovernorInvalidProposalLength{U256{targets.size()}, U256{calldatas.size()},
                                                  U256{values.size()}});
    TRY(check_free(ctx, id));
    TRY(charge_content(ctx, calldatas, description.size()));
    const Admission admission = TRY(check_admission(ctx, terms, ctx.value()));
    const U256 snapshot{ctx.clock().value + terms.voting_delay.value};
    const Uint48 vote_start = TRY(to_uint48(snapshot));
    // Must succeed from here.
    const Number number = proposal_ids.size(ctx);
    timelines.set(ctx, id, {vote_start, terms.voting_period, false, false, {}, {}, number});
    proposers.set(ctx, number, ctx.sender());
    proposal_ids.push(ctx, id);
    contents.set(ctx, number,
                 {targets, values, calldatas, description, ctx.block().height, ctx.block().time});
    std::vector<std::string> signatures(targets.size());
    ctx.emit(ProposalCreated{id, ctx.sender(), std::move(targets), std::move(values),
                             std::move(signatures), std::move(calldatas), snapshot,
                             U256{vote_start.value + terms.voting_period}, std::move(description)});
    enter_track(ctx, id, number, terms, admission);
    return id;
}

// bytes20(governor) ^ descriptionHash: two governors on one timelock do not collide.
Hash timelock_salt(const Address& governor, Hash description_hash) {
    for (std::size_t i = 0; i < Address::width; ++i) description_hash.bytes[i] ^= governor.bytes[i];
    return description_hash;
}

}  // namespace

U256 proposal_id(const Targets& targets, const Values& values, const Calldatas& calldatas,
                 const Hash& description_hash) {
    return U256::from_big_endian(
        keccak256(abi::encode(targets, values, calldatas, description_hash)));
}

bool is_valid_description(const Address& proposer, std::string_view description) {
    constexpr std::string_view marker = "#proposer=";
    constexpr std::size_t address_width = 42;
    if (description.size() < marker.size() + address_width) return true;
    const std::string_view suffix =
        description.substr(description.size() - marker.size() - address_width);
    if (!suffix.starts_with(marker)) return true;
    const std::string_view text = suffix.substr(marker.size());
    if (!text.starts_with("0x")) return true;
    const auto named = fixed_from_hex<Address>(text);
    return !named || *named == proposer;
}

Result<U256> propose(Context& ctx, Targets targets, Values values, Calldatas calldatas,
                     std::string description) {
    return submit(
        ctx, {std::move(targets), std::move(values), std::move(calldatas), std::move(description)});
}

Result<U256> propose_with_deposit(Context& ctx, Targets targets, Values values, Calldatas calldatas,
                                  std::string description) {
    if (tracks.size(ctx) == 0 || ctx.is_module(ctx.sender())) return fail_empty();
    return submit(
        ctx, {std::move(targets), std::move(values), std::move(calldatas), std::move(description)});
}

Result<U256> queue(Context& ctx, Targets targets, Values values, Calldatas calldatas,
                   Hash description_hash) {
    const U256 id = proposal_id(targets, values, calldatas, description_hash);
    Timeline timeline = timelines.get(ctx, id);
    TRY(check_state(ctx, id, timeline, ProposalState::succeeded));
    const U256 delay =
        std::max(TRY(ask_timelock<U256>(ctx, get_min_delay)), delay_of_track(ctx, timeline.number));
    const Hash salt = timelock_salt(ctx.self(), description_hash);
    timelock_ids.set(ctx, timeline.number,
                     timelock::operation_id(targets, values, calldatas, Hash{}, salt));
    TRY(tell_timelock(ctx, Amount{}, schedule_batch, targets, values, calldatas, Hash{}, salt,
                      delay));
    timeline.eta = TRY(to_uint48(TRY(add(U256{ctx.block().time.value}, delay))));
    // Must succeed from here.
    timelines.set(ctx, id, timeline);
    ctx.emit(ProposalQueued{id, U256{timeline.eta.value}});
    put_in_line(ctx, timeline.number);
    return id;
}

Result<U256> execute(Context& ctx, Targets targets, Values values, Calldatas calldatas,
                     Hash description_hash) {
    const U256 id = proposal_id(targets, values, calldatas, description_hash);
    Timeline timeline = timelines.get(ctx, id);
    TRY(check_state(ctx, id, timeline, ProposalState::queued));
    TRY(count_spending(ctx, timeline.number));
    // Executed before its calls run, so that none of them can execute it again.
    timeline.executed = true;
    timelines.set(ctx, id, timeline);
    for (std::size_t i = 0; i < targets.size(); ++i)
        if (targets[i] == ctx.self()) TRY(allow_call(ctx, calldatas[i]));
    TRY(tell_timelock(ctx, ctx.value(), execute_batch, targets, values, calldatas, Hash{},
                      timelock_salt(ctx.self(), description_hash)));
    timelock_ids.erase(ctx, timeline.number);
    forget_allowed_calls(ctx);
    ctx.emit(ProposalExecuted{id});
    return id;
}

Result<U256> cancel(Context& ctx, Targets targets, Values values, Calldatas calldatas,
                    Hash description_hash) {
    const U256 id = proposal_id(targets, values, calldatas, description_hash);
    const Timeline timeline = timelines.get(ctx, id);
    TRY(check_may_cancel(ctx, id, timeline));
    TRY(check_state(ctx, id, timeline,
                    {ProposalState::pending, ProposalState::active, ProposalState::defeated,
                     ProposalState::succeeded, ProposalState::queued}));
    TRY(mark_canceled(ctx, id, timeline));
    return id;
}

}  // namespace ambag::governance::governor
