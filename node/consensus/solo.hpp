// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>

#include "chain/crypto/secp256k1.hpp"
#include "node/consensus/application.hpp"

// The embedded sequencer: one thread proposes and executes blocks, a second makes them durable and
// then visible, so that the sync of block N overlaps the execution of N + 1. Blocks carry the
// sequencer's signature over their hash.
//
//   interval  a block every `interval_ms`, empty ones too
//   instant   a block as soon as a transaction waits that it can take, with all of them
//   manual    only when asked to

namespace ambag::node {

enum class SealMode : std::uint8_t { interval, instant, manual };

// The latest time that a developer can set: a genesis takes no later one either.
inline constexpr chain::Timestamp block_time_max{1'000'000'000'000};

struct SoloOptions {
    SealMode mode = SealMode::interval;
    std::uint64_t interval_ms = 1000;  // of SealMode::interval, at least 1
    chain::PrivateKey key;             // seals blocks; its address is the coinbase
};

// What readers see: one durable block and everything up to it.
struct HeadView {
    std::shared_ptr<const StoreSnapshot> snapshot;
    chain::Header header;
    chain::Hash hash;
    std::vector<chain::Hash> ancestors;  // hashes of the blocks before it, newest first
};
using HeadPointer = std::shared_ptr<const HeadView>;

class SoloSequencer {
 public:
    // `on_block` is called on the committing thread after the block became visible; `on_failure`
    // once, when the node must stop.
    struct Events {
        std::function<void(const std::shared_ptr<const FinalizedBlock>&)> on_block;
        std::function<void(const NodeFailure&)> on_failure;
    };

    // `app` and `store` must outlive it; `app` must be initialised. Blocks are made after `start`.
    SoloSequencer(Application& app, const Store& store, SoloOptions options, Events events);
    ~SoloSequencer();

    void start();
    void stop();  // finishes what is under way; idempotent

    // The newest durable block; never null. Safe from any thread.
    HeadPointer head() const { return std::atomic_load(&head_); }
    // Executed but not yet durable; null when there is none.
    std::shared_ptr<const FinalizedBlock> in_flight() const;

    void notify_pool();  // a transaction was added

    // The rest is for developers, runs on the sequencer's thread and returns when its effect is
    // visible. Fails when the sequencer has stopped.
    // `count` blocks now; from the second on `interval_seconds` of block time apart where given.
    chain::Result<void, NodeFailure> mine(std::uint64_t count,
                                          std::optional<std::uint64_t> interval_seconds);
    // Of the next block; the clock goes on from there. Fails when before the head's or too late.
    chain::Result<void, NodeFailure> set_next_time(chain::Timestamp time);
    // Between further blocks, in place of the clock; nothing: the clock again.
    chain::Result<void, NodeFailure> set_time_interval(std::optional<std::uint64_t> seconds);
    // Moves the clock ahead, by at most 10^9 s at once; returns by how much it is ahead now.
    chain::Result<std::uint64_t, NodeFailure> increase_time(std::uint64_t seconds);
    // `interval_ms` counts for SealMode::interval alone.
    chain::Result<void, NodeFailure> set_mode(SealMode mode, std::uint64_t interval_ms);
    SealMode mode() const { return mode_.load(); }
    // An id for `revert_to`, which undoes the blocks since, empties the pool and forgets this and
    // later snapshots; false when there is no such id.
    chain::Result<std::uint64_t, NodeFailure> take_snapshot();
    chain::Result<bool, NodeFailure> revert_to(std::uint64_t snapshot);
    // Mints or burns in a block of its own. Fails without a dev genesis, for modules and above
    // 2^200.
    chain::Result<void, NodeFailure> set_balance(const chain::DevBalance& balance);

 private:
    using Clock = std::chrono::steady_clock;
    using Command = std::function<void()>;

    void drive();
    void commit_loop();
    bool wait_for_work();
    template <class T>
    chain::Result<T, NodeFailure> on_driver(std::function<chain::Result<T, NodeFailure>()> work);

    chain::Result<void, NodeFailure> make_block(std::optional<chain::Timestamp> time);
    chain::Timestamp block_time(std::optional<chain::Timestamp> wanted);
    void drain();  // until nothing is in flight
    void publish_head();
    std::vector<chain::Hash> ancestors_of(const StoreSnapshot& snapshot) const;
    void fail(const NodeFailure& failure);
    chain::Bytes seal(const chain::Hash& hash) const;

    Application& app_;
    const Store& store_;
    const SoloOptions options_;
    const Events events_;
    HeadPointer head_;

    std::atomic<SealMode> mode_;
    std::uint64_t interval_ms_;
    std::int64_t time_offset_ = 0;
    std::optional<chain::Timestamp> next_time_;
    std::optional<std::uint64_t> time_interval_;
    std::vector<chain::DevBalance> dev_balances_;
    struct DevSnapshot {
        std::uint64_t id;
        chain::Height height;
        std::int64_t time_offset;
    };
    std::vector<DevSnapshot> snapshots_;
    std::uint64_t next_snapshot_ = 1;
    Clock::time_point next_seal_;

    mutable std::mutex mutex_;  // commands, flags, in-flight block
    std::condition_variable changed_;
    std::deque<Command> commands_;
    bool pool_changed_ = false;
    std::atomic<bool> stopping_ = false;
    bool failed_ = false;
    bool driver_done_ = false;  // no further block will come
    std::shared_ptr<const FinalizedBlock> in_flight_;
    std::thread driver_;
    std::thread committer_;
};

}  // namespace ambag::node
