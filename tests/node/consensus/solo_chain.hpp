// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "node/consensus/solo.hpp"
#include "tests/node/consensus/small_node.hpp"

// The small chain under its sequencer.

namespace ambag::test {

inline chain::PrivateKey sealing_key() {
    return *chain::PrivateKey::from(chain::Bytes(32, chain::Byte{0x42}));
}

// What the sequencer reports, and a wait for it. The limit only ends a test that hangs.
class Reports {
 public:
    node::SoloSequencer::Events events() {
        return {[this](const std::shared_ptr<const node::FinalizedBlock>& block) {
                    const std::lock_guard lock{mutex_};
                    heights_.push_back(block->record.header.number.value);
                    changed_.notify_all();
                },
                [this](const node::NodeFailure& failure) {
                    const std::lock_guard lock{mutex_};
                    failures_.push_back(failure.message);
                    changed_.notify_all();
                }};
    }
    bool wait_for_blocks(std::size_t count) {
        std::unique_lock lock{mutex_};
        return changed_.wait_for(lock, limit, [&] { return heights_.size() >= count; });
    }
    bool wait_for_failure() {
        std::unique_lock lock{mutex_};
        return changed_.wait_for(lock, limit, [&] { return !failures_.empty(); });
    }
    std::vector<std::uint64_t> heights() const {
        const std::lock_guard lock{mutex_};
        return heights_;
    }
    std::vector<std::string> failures() const {
        const std::lock_guard lock{mutex_};
        return failures_;
    }

 private:
    static constexpr std::chrono::seconds limit{30};
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::uint64_t> heights_;
    std::vector<std::string> failures_;
};

class SoloChain {
 public:
    explicit SoloChain(node::SealMode mode = node::SealMode::manual,
                       std::uint64_t interval_ms = 1000, const node::ChainSpec& spec = small_spec(),
                       const chain::ModuleTable& modules = small_modules())
        : store{*node::Store::open({.path = "", .in_memory = true})},
          app{*node::Application::init(*store, spec, modules)},
          solo{*app, *store, {mode, interval_ms, sealing_key()}, reports.events()} {
        solo.start();
    }

    // As the RPC does it.
    void submit(const SmallTransaction& wanted) {
        EXPECT_TRUE(app->check(small_signed(wanted), *solo.head()->snapshot,
                               chain::Amount{chain::U256{1U}}));
        solo.notify_pool();
    }
    // The driver takes commands before it looks at the pool: the second follows a look.
    void let_it_look() {
        for (int i = 0; i < 2; ++i) EXPECT_TRUE(solo.set_time_interval({}));
    }
    node::BlockRecord block(std::uint64_t height) const {
        return *solo.head()->snapshot->block(chain::Height{height});
    }
    std::uint64_t head() const { return solo.head()->header.number.value; }
    std::uint64_t head_time() const { return solo.head()->header.timestamp.value; }

    std::unique_ptr<node::Store> store;
    std::unique_ptr<node::Application> app;
    Reports reports;
    node::SoloSequencer solo;
};

}  // namespace ambag::test
