// SPDX-License-Identifier: Apache-2.0
#include "tests/model_check/world.hpp"

#include <cstdio>
#include <cstdlib>

#include "chain/module/addresses.hpp"
#include "governance/governor/module.hpp"
#include "governance/timelock/module.hpp"
#include "governance/token/module.hpp"
#include "governance/treasury/module.hpp"

namespace ambag::model {

namespace {

constexpr Address receiver{{0xee}};

Amount amount(std::uint64_t units) {
    return Amount{U256{units}};
}

void must(const Result<void, Fault>& done) {
    if (done) return;
    std::fprintf(stderr, "genesis: %s: %s\n", done.error().rule.c_str(),
                 done.error().detail.c_str());
    std::exit(2);
}

}  // namespace

World::World(const Scenario& scenario, const ModuleTable& modules)
    : modules_{modules}, transfers_max_{scenario.transfers}, last_tick_{scenario.last_tick} {
    rules_.clock = ClockMode::block_number;
    block_.height = Height{0};
    block_.time = Timestamp{1'000'000};
    block_.gas_limit = Gas{~std::uint64_t{0}};
    for (std::size_t i = 0; i < scenario.weights.size(); ++i)
        cast_.voters.push_back(Address{{static_cast<Byte>(0x11 * (i + 1)), 0x01}});
    make_proposals(scenario);
    begin(scenario);
    make_moves(scenario);
}

void World::begin(const Scenario& scenario) {
    Journal journal{state_};
    Ledger ledger{journal};
    Machine machine{journal, ledger, block_, rules_, modules_};
    for (const ModuleDescriptor* module : modules_.all()) journal.mark_module(module->address);
    governance::token::TokenGenesis token;
    token.name = "Votes";
    token.symbol = "V";
    token.self_delegate = true;
    std::uint64_t supply = 0;
    for (std::size_t i = 0; i < scenario.weights.size(); ++i) {
        token.wrapped.emplace_back(cast_.voters[i], amount(scenario.weights[i]));
        held_[i] = scenario.weights[i];
        supply += scenario.weights[i];
    }
    must(machine.mint(token_address, amount(supply)));
    must(machine.mint(treasury_address, amount(purse_at_start)));
    must(machine.run_as(token_address,
                        [&](Context& ctx) { return governance::token::genesis(ctx, token); }));
    must(machine.run_as(timelock_address, [](Context& ctx) {
        return governance::timelock::genesis(
            ctx, {.min_delay = timelock_delay, .executors = {Address{}}});
    }));
    governance::governor::GovernorGenesis governor;
    governor.name = "Model";
    governor.voting_delay = 0;
    governor.voting_period = voting_period;
    governor.quorum_numerator = scenario.quorum;
    governor.late_quorum_extension = late_extension;
    must(machine.run_as(governor_address, [&](Context& ctx) {
        return governance::governor::genesis(ctx, governor);
    }));
    must(machine.run_as(treasury_address,
                        [](Context& ctx) { return governance::treasury::genesis(ctx, {}); }));
    state_.apply(journal.diff());
    // The first tick is 1: a snapshot at 0 would stand for no proposal.
    facts_.numerator = scenario.quorum;
    static_cast<void>(tick());
}

void World::make_proposals(const Scenario& scenario) {
    const auto call = [](std::string_view signature, const auto&... arguments) {
        return abi::encode_call(Selector::from(keccak256(as_bytes(signature))), arguments...);
    };
    const std::pair<Address, Bytes> actions[]{
        {treasury_address,
         call("pay(address,uint256,string)", receiver, U256{spend}, std::string{"work"})},
        {governor_address, call("updateQuorumNumerator(uint256)", U256{10U})},
        {governor_address, call("updateQuorumNumerator(uint256)", U256{90U})},
    };
    for (std::size_t i = 0; i < scenario.proposals; ++i) {
        Proposal proposal{.targets = {actions[i].first},
                          .values = {Amount{}},
                          .calldatas = {actions[i].second},
                          .description = "proposal " + std::to_string(i),
                          .description_hash = {},
                          .operation = {},
                          .salt = {},
                          .id = {}};
        proposal.description_hash = keccak256(as_bytes(proposal.description));
        proposal.salt = proposal.description_hash;
        for (std::size_t b = 0; b < Address::width; ++b)
            proposal.salt.bytes[b] ^= governor_address.bytes[b];
        proposal.id = governance::governor::proposal_id(
            proposal.targets, proposal.values, proposal.calldatas, proposal.description_hash);
        proposal.operation = governance::timelock::operation_id(
            proposal.targets, proposal.values, proposal.calldatas, Hash{}, proposal.salt);
        cast_.proposals.push_back(std::move(proposal));
    }
}

std::uint64_t World::fingerprint() const {
    return state_.fingerprint() ^ mixed(block_.height.value * 64 + transfers_ + 1);
}

std::optional<std::string> World::check(const Facts& before, Machine& machine) {
    if (const auto sound = machine.check_invariants(); !sound)
        return sound.error().rule + ": " + sound.error().detail;
    if (auto broken = broken_in(facts_, history_)) return broken;
    return broken_by_step(before, facts_, spends_);
}

World::Attempt World::attempt(const Move& move) {
    return move.kind == MoveKind::tick ? tick() : call(move);
}

World::Attempt World::tick() {
    Attempt attempt{.happened = true, .step = {.diff = {}, .before = facts_}, .broken = {}};
    attempt.step.transfers = transfers_;
    attempt.step.held = held_;
    attempt.step.ticked = true;
    history_.push_back({held_, facts_.numerator});
    block_.height.value += 1;
    block_.time.value += 1;
    Journal journal{state_};
    Ledger ledger{journal};
    Machine machine{journal, ledger, block_, rules_, modules_};
    facts_ = facts_of(machine, cast_);
    attempt.broken = check(attempt.step.before, machine);
    return attempt;
}

World::Attempt World::call(const Move& move) {
    Attempt attempt{.happened = false, .step = {.diff = {}, .before = facts_}, .broken = {}};
    attempt.step.transfers = transfers_;
    attempt.step.held = held_;
    Journal journal{state_};
    Ledger ledger{journal};
    Machine machine{journal, ledger, block_, rules_, modules_};
    machine.begin_gas(Gas{~std::uint64_t{0}});
    attempt.happened = machine.call(move.from, move.to, move.value, move.data).has_value();
    attempt.step.diff = journal.diff();
    if (!attempt.happened) {
        if (!attempt.step.diff.accounts.empty() || !attempt.step.diff.records.empty())
            attempt.broken = "a reverted call left something behind";
        return attempt;
    }
    if (const auto sound = check_supply(attempt.step.diff, ledger.totals()); !sound)
        attempt.broken = sound.error().detail;
    if (move.kind == MoveKind::transfer) {
        const std::size_t other = move.voter == 0 ? cast_.voters.size() - 1 : 0;
        held_[other] += std::exchange(held_[move.voter], 0);
        ++transfers_;
    }
    state_.apply(attempt.step.diff);
    facts_ = facts_of(machine, cast_);
    if (!attempt.broken) attempt.broken = check(attempt.step.before, machine);
    return attempt;
}

void World::take_back(const Step& step) {
    if (step.ticked) {
        history_.pop_back();
        block_.height.value -= 1;
        block_.time.value -= 1;
    }
    state_.take_back(step.diff);
    transfers_ = step.transfers;
    held_ = step.held;
    facts_ = step.before;
}

}  // namespace ambag::model
