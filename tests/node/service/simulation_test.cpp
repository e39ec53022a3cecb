// SPDX-License-Identifier: Apache-2.0
#include "chain/module/registry.hpp"
#include "emission/issuance/state.hpp"
#include "node/service/simulation_report.hpp"
#include "tests/determinism/generator.hpp"
#include "tests/node/service/simulated_chain.hpp"

// A simulated outcome is the executed one when nothing else changed: random proposals over the
// setters of all modules, other calls of governance and payments of the treasury, drafted (so that
// they run as if they had passed) and then really proposed, voted, queued and executed.

namespace ambag::test {

namespace {

// Records that only the execution itself writes, or the fee of its transaction.
bool is_bookkeeping(const RecordChange& change) {
    namespace issuance = emission::issuance;
    if (change.module == governor_address || change.module == timelock_address) return true;
    return change.module == issuance_address && (change.slot.bytes[0] == issuance::burned_in.id ||
                                                 change.slot.bytes[0] == issuance::burned_total.id);
}

void expect_equal(const Simulation& simulated, const node::FinalizedBlock& real,
                  const StateView& state, const Address& payer) {
    const auto& tx = real.record.transactions.front();
    ASSERT_FALSE(simulated.fault) << simulated.fault->rule << ": " << simulated.fault->detail;
    ASSERT_EQ(tx.receipt.success, !simulated.failure) << to_hex(tx.output);
    if (simulated.failure) {
        EXPECT_EQ(to_hex(tx.output), to_hex(simulated.failure->data));
        EXPECT_TRUE(simulated.changes.records.empty() && simulated.changes.accounts.empty());
        return;
    }
    for (const RecordChange& change : simulated.changes.records)
        EXPECT_EQ(state.record(change.module, change.slot), change.after)
            << to_hex(change.module) << " " << to_hex(change.slot);
    for (const AccountChange& change : simulated.changes.accounts)
        if (change.address != payer) {
            EXPECT_EQ(state.account(change.address), change.after) << to_hex(change.address);
        }
    for (const RecordChange& change : real.diff.records)
        if (simulated.after.record(change.module, change.slot) != change.after) {
            EXPECT_TRUE(is_bookkeeping(change))
                << to_hex(change.module) << " " << to_hex(change.slot);
        }
}

// Draws actions.
class Actions {
 public:
    Actions(const SimulatedChain& chain, std::uint64_t seed) : random_{seed} {
        pool_.addresses = chain.accounts;
        pool_.addresses.push_back(Address{{0x77}});
        for (const std::uint64_t n : {0U, 1U, 2U, 60U, 3'600U, 1'000'000U})
            pool_.numbers.push_back(U256{n});
        pool_.hashes = {Hash{}, keccak256(as_bytes("one"))};
        pool_.texts = {"", "training", "treasury", "v2", "work"};
        pool_.byte_strings = {{}, {1, 2, 3}};
        for (const ModuleDescriptor* module : node::all_modules().all()) {
            for (const ParameterRow& row : module->parameters) setters_.push_back({module, &row});
            for (const CallRow& row : module->calls)
                if (row.mutability == Mutability::nonpayable && !moves_authority(row.signature))
                    calls_.push_back({module, &row});
        }
    }

    Draft draw(const std::string& description, chain::StateReader& reader) {
        Draft draft;
        draft.description = description;
        const std::uint64_t count = 1 + random_.below(3);
        for (std::uint64_t i = 0; i < count; ++i) add(draft, reader);
        return draft;
    }

 private:
    // The governor or its timelock would no longer be what carries proposals out.
    static bool moves_authority(std::string_view signature) {
        return signature.starts_with("updateTimelock") || signature.find("Role") != signature.npos;
    }

    void add(Draft& draft, chain::StateReader& reader) {
        const std::uint64_t kind = random_.below(8);
        if (kind < 2) {
            const Address to = pool_.addresses[random_.below(pool_.addresses.size())];
            const U256 amount{1 + random_.below(1'000'000)};
            draft.add(
                treasury_address,
                abi::encode_call(Selector::from(keccak256(as_bytes("pay(address,uint256,string)"))),
                                 to, amount, std::string{"work"}));
        } else if (kind < 3) {
            const auto& [module, row] = calls_[random_.below(calls_.size())];
            draft.add(module->address, make_call(*row, pool_, random_));
        } else {
            const auto& [module, row] = setters_[random_.below(setters_.size())];
            add_setter(draft, *module, *row, reader);
        }
    }

    // Numbers around the parameter's bounds and its value; names stand for themselves.
    void add_setter(Draft& draft, const ModuleDescriptor& module, const ParameterRow& row,
                    chain::StateReader& reader) {
        const auto call =
            std::find_if(module.calls.begin(), module.calls.end(),
                         [&](const CallRow& one) { return one.signature == row.setter; });
        ASSERT_NE(call, module.calls.end()) << module.name << "." << row.name;
        const ViewContext view = reader.view(module.address);
        const U256 low = bound_value(module, row.minimum, view).value_or(U256{});
        const U256 high = bound_value(module, row.maximum, view).value_or(U256::max());
        ValuePool pool = pool_;
        pool.numbers = {low, high, row.read(view), wrapping_add(low, U256{1U}),
                        wrapping_add(high, U256{1U})};
        pool.texts = {std::string{row.name}};
        draft.add(module.address, make_call(*call, pool, random_));
    }

    ValuePool pool_;
    Random random_;
    std::vector<std::pair<const ModuleDescriptor*, const ParameterRow*>> setters_;
    std::vector<std::pair<const ModuleDescriptor*, const CallRow*>> calls_;
};

}  // namespace

TEST(Simulation, tells_what_the_execution_then_does) {
    std::size_t successes = 0;
    std::size_t failures = 0;
    for (std::uint64_t seed = 1; seed <= 8; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        SimulatedChain chain;
        Actions actions{chain, seed};
        chain.make({chain.call(2, treasury_address, "deposit()")});  // refused: no coins came
        std::vector<Draft> drafts;
        {
            const auto state = chain.state();
            StateReader reader{*state, chain.next().env, chain.app->rules(), chain.app->modules()};
            for (int i = 0; i < 20; ++i)
                drafts.push_back(actions.draw("draft " + std::to_string(i), reader));
        }
        chain.queue(drafts);
        chain.make({}, 5);
        for (const Draft& draft : drafts) {
            SCOPED_TRACE(draft.description);
            const auto before = chain.state();
            const Simulation simulated = chain.simulate(draft.request(), chain.next().env, *before);
            const auto real = chain.make({chain.operate(1, "execute", draft)});
            expect_equal(simulated, real, *chain.state(), chain.accounts[1]);
            ++(simulated.failure ? failures : successes);
        }
    }
    EXPECT_GE(successes, 20U);
    EXPECT_GE(failures, 20U);
}

TEST(Simulation, runs_a_queued_proposal_through_the_governor) {
    SimulatedChain chain;
    Draft draft;
    draft.description = "slower votes";
    draft.add(
        governor_address,
        abi::encode_call(Selector::from(keccak256(as_bytes("setVotingDelay(uint48)"))), U256{7U}));
    chain.queue({draft});
    SimulationRequest request = draft.request();
    request.description_hash = draft.hash();
    const auto waiting = chain.simulate(request, chain.next().env, *chain.state());
    EXPECT_FALSE(waiting.by_governor);
    EXPECT_FALSE(waiting.failure);
    chain.make({}, 5);
    const auto ready = chain.state();
    const auto simulated = chain.simulate(request, chain.next().env, *ready);
    EXPECT_TRUE(simulated.by_governor);
    const auto real = chain.make({chain.operate(1, "execute", draft)});
    expect_equal(simulated, real, *chain.state(), chain.accounts[1]);
    EXPECT_EQ(simulated.gas_used, real.record.transactions.front().gas_used);
}

TEST(Simulation, says_in_words_what_changes_and_names_the_action_that_fails) {
    SimulatedChain chain;
    Draft draft;
    draft.add(
        governor_address,
        abi::encode_call(Selector::from(keccak256(as_bytes("setVotingDelay(uint48)"))), U256{7U}));
    const node::ChainLaws laws{chain.app->rules(), chain.app->modules()};
    const auto state = chain.state();
    const BlockEnv env = chain.next().env;
    const auto good = chain.simulate(draft.request(), env, *state);
    const node::Json report = simulation_json(good, laws, draft.request(), {});
    EXPECT_EQ(report.find("words")->dump(),
              R"(["governor.votingDelay (from proposal to snapshot; only for later proposals): )"
              R"(1 clock becomes 7 clock"])");
    EXPECT_EQ(report.find("emission")->find("changed")->as_bool(), false);
    draft.add(treasury_address,
              abi::encode_call(Selector::from(keccak256(as_bytes("pay(address,uint256,string)"))),
                               Address{}, U256{5U}, std::string{"x"}));
    const auto bad = chain.simulate(draft.request(), env, *state);
    const node::Json failed = simulation_json(bad, laws, draft.request(), {});
    EXPECT_EQ(failed.find("ok")->as_bool(), false);
    EXPECT_EQ(*failed.find("failure")->find("name")->as_string(), "TreasuryInvalidReceiver");
    EXPECT_EQ(*failed.find("failure")->find("action")->as_string(), "0x1");
    EXPECT_TRUE(failed.find("parameters")->as_array()->empty());
}

// Lets issuance mint what is due before the payload runs at a later time.
TEST(Simulation, sees_the_pools_as_they_will_be) {
    SimulatedChain chain;
    Draft draft;
    draft.add(
        governor_address,
        abi::encode_call(Selector::from(keccak256(as_bytes("setVotingDelay(uint48)"))), U256{7U}));
    const auto state = chain.state();
    const BlockEnv head = chain.next().env;
    BlockEnv later = head;
    later.time = Timestamp{head.time.value + 100'000};
    later.height = Height{head.height.value + 100'000};
    const auto done = node::simulate_proposal(
        *state, head, later, {chain.app->rules(), chain.app->modules()}, draft.request());
    EXPECT_FALSE(done.fault);
    EXPECT_GT(done.empty_blocks, 0U);
    StateReader reader{done.before, later, chain.app->rules(), chain.app->modules()};
    const auto clock = emission::issuance::clock.get(reader.view(issuance_address));
    EXPECT_EQ(clock.ticks, later.time.value - genesis_time);
}

}  // namespace ambag::test
