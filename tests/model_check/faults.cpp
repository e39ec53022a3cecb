// SPDX-License-Identifier: Apache-2.0
#include "tests/model_check/faults.hpp"

#include "chain/module/addresses.hpp"
#include "governance/governor/lifecycle.hpp"
#include "governance/timelock/module.hpp"
#include "governance/timelock/state.hpp"
#include "governance/token/module.hpp"
#include "governance/token/votes.hpp"
#include "governance/treasury/module.hpp"
#include "governance/treasury/spending.hpp"

namespace ambag::model {

namespace governor = governance::governor;
namespace timelock = governance::timelock;
namespace token = governance::token;
namespace treasury = governance::treasury;

namespace {

constexpr std::string_view vote_call = "castVote(uint256,uint8)";
constexpr std::string_view queue_call = "queue(address[],uint256[],bytes[],bytes32)";
constexpr std::string_view cancel_call = "cancel(address[],uint256[],bytes[],bytes32)";
constexpr std::string_view schedule_call =
    "scheduleBatch(address[],uint256[],bytes[],bytes32,bytes32,uint256)";

// The right function of a call.
Result<Bytes> rightly(const ModuleDescriptor& module, std::string_view signature, Context& ctx,
                      BytesView data) {
    for (const CallRow& row : module.calls)
        if (row.signature == signature) return row.run(ctx, data);
    return fail_empty();
}

U256 first_word(BytesView data) {
    return U256::from_big_endian(Hash::from(data.first(32)));
}

U256 id_of_operation(BytesView data) {
    const auto of =
        abi::decode<std::vector<Address>, std::vector<Amount>, std::vector<Bytes>, Hash>(data);
    if (!of) return {};
    return governor::proposal_id(std::get<0>(*of), std::get<1>(*of), std::get<2>(*of),
                                 std::get<3>(*of));
}

// Beanstalk: what the voter has now counts, not what he had at the snapshot.
Result<Bytes> weigh_now(Context& ctx, BytesView data) {
    const Bytes answer = TRY(rightly(governor::descriptor, vote_call, ctx, data));
    const governor::Timeline timeline = governor::timelines.get(ctx, first_word(data));
    const governor::BallotKey key{timeline.number, ctx.sender()};
    governor::Ballot ballot = governor::ballots.get(ctx, key);
    const auto type = static_cast<governor::VoteType>(ballot.support_plus_one - 1);
    const governor::TallyKey tally{timeline.number, type};
    const Result<Bytes> now = ctx.static_call(
        token_address,
        abi::encode_call(Selector::from(keccak256(as_bytes("getVotes(address)"))), ctx.sender()));
    const U256 votes = std::get<0>(abi::decode<U256>(TRY(now)).value());
    const Amount others =
        TRY(subtract(governor::tallies.get(ctx, tally), Amount{ballot.weight.value}));
    governor::tallies.set(ctx, tally, TRY(add(others, Amount{votes})));
    ballot.weight = TRY(or_panic(std::remove_cvref_t<decltype(ballot.weight)>::from(votes)));
    governor::ballots.set(ctx, key, ballot);
    return answer;
}

// A ballot that is forgotten can be cast again.
Result<Bytes> forget_ballot(Context& ctx, BytesView data) {
    const Bytes answer = TRY(rightly(governor::descriptor, vote_call, ctx, data));
    const governor::Timeline timeline = governor::timelines.get(ctx, first_word(data));
    governor::ballots.erase(ctx, {timeline.number, ctx.sender()});
    return answer;
}

// Each vote pushes the deadline: an election without end.
Result<Bytes> extend_always(Context& ctx, BytesView data) {
    const Bytes answer = TRY(rightly(governor::descriptor, vote_call, ctx, data));
    governor::Timeline timeline = governor::timelines.get(ctx, first_word(data));
    timeline.extended_deadline = Uint48{ctx.clock().value + late_extension + 1};
    governor::timelines.set(ctx, first_word(data), timeline);
    return answer;
}

// RAAC: the governor cancels what the timelock still executes.
Result<Bytes> cancel_half(Context& ctx, BytesView data) {
    const U256 id = id_of_operation(data);
    governor::Timeline timeline = governor::timelines.get(ctx, id);
    if (timeline.vote_start == Uint48{}) return fail_empty();
    timeline.canceled = true;
    governor::timelines.set(ctx, id, timeline);
    return abi::encode(id);
}

// Defeated proposals are queued as well.
Result<Bytes> queue_anything(Context& ctx, BytesView data) {
    const auto of =
        abi::decode<std::vector<Address>, std::vector<Amount>, std::vector<Bytes>, Hash>(data);
    if (!of) return fail_empty();
    const auto& [targets, values, calldatas, text] = *of;
    Hash salt = text;
    for (std::size_t i = 0; i < Address::width; ++i) salt.bytes[i] ^= governor_address.bytes[i];
    TRY(ctx.call(timelock_address, {},
                 abi::encode_call(Selector::from(keccak256(as_bytes(schedule_call))), targets,
                                  values, calldatas, Hash{}, salt, U256{timelock_delay})));
    return abi::encode(id_of_operation(data));
}

// The timelock forgets its delay.
Result<Bytes> schedule_at_once(Context& ctx, BytesView data) {
    const Bytes answer = TRY(rightly(timelock::descriptor, schedule_call, ctx, data));
    const auto of = abi::decode<std::vector<Address>, std::vector<Amount>, std::vector<Bytes>, Hash,
                                Hash, U256>(data);
    if (!of) return fail_empty();
    const auto& [targets, values, payloads, before, salt, delay] = *of;
    timelock::timestamps.set(ctx, timelock::operation_id(targets, values, payloads, before, salt),
                             U256{ctx.block().time.value});
    return answer;
}

// CVE-2022-31198: a new quorum holds for proposals of the past.
Result<Bytes> lower_for_all(Context& ctx, BytesView data) {
    const Bytes answer =
        TRY(rightly(governor::descriptor, "updateQuorumNumerator(uint256)", ctx, data));
    const std::uint64_t size = governor::quorum_numerators.size(ctx);
    for (std::uint64_t i = 0; i < size; ++i) {
        auto checkpoint = governor::quorum_numerators.get(ctx, i);
        checkpoint.numerator = Uint208{first_word(data)};
        governor::quorum_numerators.set(ctx, i, checkpoint);
    }
    for (std::uint64_t number = 0; number < proposals_max; ++number)
        governor::snapshot_quorums.erase(ctx, number);
    return answer;
}

// The treasury pays whoever asks.
Result<Bytes> pay_anybody(Context& ctx, BytesView data) {
    const auto of = abi::decode<Address, Amount, std::string>(data);
    if (!of) return fail_empty();
    TRY(treasury::take_from_purse(ctx, std::get<1>(*of), 0));
    TRY(ctx.send(std::get<0>(*of), std::get<1>(*of)));
    const Amount more = std::get<1>(*of);
    treasury::total_granted.set(ctx, TRY(add(treasury::total_granted.get(ctx), more)));
    treasury::total_paid.set(ctx, TRY(add(treasury::total_paid.get(ctx), more)));
    return abi::encode(U256{1U});
}

// Money that no ledger knows of.
Result<Bytes> pay_unbooked(Context& ctx, BytesView data) {
    const auto of = abi::decode<Address, Amount, std::string>(data);
    if (!of) return fail_empty();
    TRY(ctx.send(std::get<0>(*of), std::get<1>(*of)));
    return abi::encode(U256{1U});
}

// Anybody cancels what was decided.
Result<Bytes> cancel_for_anybody(Context& ctx, BytesView data) {
    const Hash id = Hash::from(data.first(32));
    if (timelock::timestamps.get(ctx, id).is_zero()) return fail_empty();
    timelock::timestamps.erase(ctx, id);
    return Bytes{};
}

const Scenario one{.name = "one spending",
                   .weights = {40, 35, 25},
                   .proposals = 1,
                   .last_tick = 5,
                   .transfers = 0,
                   .quorum = 50};
const Scenario lent{.name = "lent votes",
                    .weights = {40, 35, 25},
                    .proposals = 1,
                    .last_tick = 3,
                    .transfers = 2,
                    .quorum = 50};
const Scenario lowered{.name = "a lower quorum",
                       .weights = {60, 40},
                       .proposals = 2,
                       .last_tick = 6,
                       .transfers = 0,
                       .quorum = 70};

const PlantedFault faults[]{
    {"votes are weighed now", "governor", vote_call, &weigh_now, lent},
    {"ballots are forgotten", "governor", vote_call, &forget_ballot, one},
    {"every vote extends the deadline", "governor", vote_call, &extend_always, one},
    {"cancelled in the governor alone", "governor", cancel_call, &cancel_half, one},
    {"whatever was proposed is queued", "governor", queue_call, &queue_anything, one},
    {"no delay in the timelock", "timelock", schedule_call, &schedule_at_once, one},
    {"a new quorum holds for old proposals", "governor", "updateQuorumNumerator(uint256)",
     &lower_for_all, lowered},
    {"the treasury pays anybody", "treasury", "pay(address,uint256,string)", &pay_anybody, one},
    {"a payment is not booked", "treasury", "pay(address,uint256,string)", &pay_unbooked, one},
    {"anybody cancels in the timelock", "timelock", "cancel(bytes32)", &cancel_for_anybody, one},
};

const ModuleDescriptor* const all[]{&token::descriptor, &timelock::descriptor,
                                    &governor::descriptor, &treasury::descriptor};

}  // namespace

const ModuleTable& sound_modules() {
    static const ModuleTable table{{std::begin(all), std::end(all)}};
    return table;
}

std::span<const PlantedFault> planted_faults() {
    return faults;
}

FaultyModules::FaultyModules(const PlantedFault& fault) {
    std::vector<const ModuleDescriptor*> modules{std::begin(all), std::end(all)};
    for (const ModuleDescriptor*& module : modules) {
        if (module->name != fault.module) continue;
        rows_.assign(module->calls.begin(), module->calls.end());
        for (CallRow& row : rows_)
            if (row.signature == fault.signature) row.run = fault.run;
        copy_ = *module;
        copy_.calls = rows_;
        module = &copy_;
    }
    table_ = std::make_unique<ModuleTable>(std::move(modules));
}

}  // namespace ambag::model
