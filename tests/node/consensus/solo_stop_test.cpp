// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "node/consensus/solo.hpp"
#include "tests/node/consensus/small_chain.hpp"

// Stopping while a block is being executed: a module whose hook waits makes that moment long.

namespace ambag::test {

using namespace chain;

namespace {

struct Gate {
    std::mutex mutex;
    std::condition_variable changed;
    bool entered = false;
    bool open = false;
};
Gate gate;

Result<void, Fault> wait_at_gate(Context& ctx) {
    if (ctx.block().height.value == 0) return {};
    std::unique_lock lock{gate.mutex};
    gate.entered = true;
    gate.changed.notify_all();
    gate.changed.wait(lock, [] { return gate.open; });
    return {};
}

constexpr ModuleDescriptor waiter{.name = "waiter",
                                  .address = Address{{0x79}},
                                  .purpose = "Waits in its hook.",
                                  .privileges = {},
                                  .state = {},
                                  .calls = {},
                                  .events = {},
                                  .errors = {},
                                  .parameters = {},
                                  .hooks = {.begin_block = &wait_at_gate, .end_block = nullptr},
                                  .invariants = {}};

}  // namespace

TEST(SoloStop, commits_the_block_that_is_being_executed_and_ends) {
    const ModuleTable modules{{&waiter}};
    const auto store = *node::Store::open({.path = "", .in_memory = true});
    const auto app = *node::Application::init(*store, small_spec(), modules);
    node::SoloSequencer solo{
        *app, *store, {node::SealMode::manual, 1000, small_key(0)}, {nullptr, nullptr}};
    solo.start();
    std::thread miner_thread{[&] { EXPECT_TRUE(solo.mine(1, {})); }};
    {
        std::unique_lock lock{gate.mutex};
        gate.changed.wait(lock, [] { return gate.entered; });
    }
    std::thread stopper{[&] { solo.stop(); }};
    // Long enough for the stop to reach both threads; too short only makes the test tamer.
    std::this_thread::sleep_for(std::chrono::milliseconds{50});
    {
        const std::lock_guard lock{gate.mutex};
        gate.open = true;
    }
    gate.changed.notify_all();
    stopper.join();
    miner_thread.join();
    EXPECT_EQ(store->snapshot()->head(), Height{1});
    EXPECT_EQ(solo.in_flight(), nullptr);
}

}  // namespace ambag::test
