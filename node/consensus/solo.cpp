// SPDX-License-Identifier: Apache-2.0
#include "node/consensus/solo.hpp"

#include <chrono>

namespace ambag::node {

using namespace chain;

SoloSequencer::SoloSequencer(Application& app, const Store& store, SoloOptions options,
                             Events events)
    : app_{app},
      store_{store},
      options_{std::move(options)},
      events_{std::move(events)},
      mode_{options_.mode},
      interval_ms_{options_.interval_ms} {
    publish_head();
}

SoloSequencer::~SoloSequencer() {
    stop();
}

void SoloSequencer::start() {
    next_seal_ = Clock::now() + std::chrono::milliseconds{interval_ms_};
    committer_ = std::thread{[this] { commit_loop(); }};
    driver_ = std::thread{[this] { drive(); }};
}

void SoloSequencer::stop() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    changed_.notify_all();
    if (driver_.joinable()) driver_.join();
    if (committer_.joinable()) committer_.join();
}

std::shared_ptr<const FinalizedBlock> SoloSequencer::in_flight() const {
    const std::lock_guard lock{mutex_};
    return in_flight_;
}

void SoloSequencer::notify_pool() {
    {
        const std::lock_guard lock{mutex_};
        pool_changed_ = true;
    }
    changed_.notify_all();
}

void SoloSequencer::drive() {
    while (wait_for_work()) {
        std::deque<Command> commands;
        bool pool_changed = false;
        {
            const std::lock_guard lock{mutex_};
            commands.swap(commands_);
            pool_changed = std::exchange(pool_changed_, false);
        }
        for (const Command& command : commands) command();
        const bool due = mode_ == SealMode::interval && Clock::now() >= next_seal_;
        const bool waiting = mode_ == SealMode::instant && pool_changed && app_.has_work();
        if (!due && !waiting) continue;
        if (due)
            next_seal_ =
                std::max(next_seal_ + std::chrono::milliseconds{interval_ms_}, Clock::now());
        if (auto made = make_block({}); !made) fail(made.error());
    }
    drain();
    {
        const std::lock_guard lock{mutex_};
        for (const Command& command : commands_) command();  // they find `stopping_` and say so
        commands_.clear();
        driver_done_ = true;
    }
    changed_.notify_all();
}

bool SoloSequencer::wait_for_work() {
    std::unique_lock lock{mutex_};
    const auto ready = [&] { return stopping_ || !commands_.empty() || pool_changed_; };
    if (mode_ == SealMode::interval)
        changed_.wait_until(lock, next_seal_, ready);
    else
        changed_.wait(lock, ready);
    return !stopping_;
}

Timestamp SoloSequencer::block_time(std::optional<Timestamp> wanted) {
    if (wanted) return *wanted;
    if (next_time_) return *std::exchange(next_time_, {});
    if (time_interval_) {
        const auto block = in_flight();
        const Timestamp last = block ? block->record.header.timestamp : head()->header.timestamp;
        return Timestamp{last.value + *time_interval_};
    }
    const auto now = std::chrono::duration_cast<std::chrono::seconds>(
        std::chrono::system_clock::now().time_since_epoch());
    return Timestamp{
        static_cast<std::uint64_t>(std::max<std::int64_t>(0, now.count() + time_offset_))};
}

Result<void, NodeFailure> SoloSequencer::make_block(std::optional<Timestamp> time) {
    if (auto halt = app_.upgrade_halt()) {
        drain();  // the block before the upgrade is durable and visible
        std::string message = halt->message();
        return std::unexpected(NodeFailure{std::move(message), std::move(*halt)});
    }
    ProposedBlock proposal = app_.propose(std::min(block_time(time), block_time_max),
                                          address_of(options_.key.public_key()));
    proposal.dev_balances = std::exchange(dev_balances_, {});
    auto finalized = app_.finalize(proposal);
    if (!finalized)
        return std::unexpected(
            NodeFailure{"broken rule \"" + finalized.error().rule + "\" in block " +
                        std::to_string(proposal.env.height.value) + ": " +
                        finalized.error().detail + "; nothing of the block was written"});
    finalized->record.seal = seal(finalized->record.hash);
    auto block = std::make_shared<const FinalizedBlock>(std::move(*finalized));
    {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return in_flight_ == nullptr || failed_; });
        if (failed_) return std::unexpected(NodeFailure{"the node has stopped"});
        in_flight_ = block;
        // Transactions beyond this block's gas are still waiting in instant mode.
        pool_changed_ = true;
    }
    changed_.notify_all();
    app_.settle_pool(*block);
    if (app_.wants_rebase()) {
        drain();
        app_.rebase();
    }
    return {};
}

void SoloSequencer::commit_loop() {
    while (true) {
        std::shared_ptr<const FinalizedBlock> block;
        {
            std::unique_lock lock{mutex_};
            // Not until `stopping_` alone: the driver may be making a block, and waits for it.
            changed_.wait(lock, [&] { return in_flight_ != nullptr || driver_done_ || failed_; });
            if (in_flight_ == nullptr) return;
            block = in_flight_;
        }
        const auto committed = app_.commit(*block);
        if (!committed) {
            fail(committed.error());
            return;
        }
        publish_head();
        if (events_.on_block) events_.on_block(block);
        {
            const std::lock_guard lock{mutex_};
            in_flight_ = nullptr;
        }
        changed_.notify_all();
    }
}

void SoloSequencer::drain() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [&] { return in_flight_ == nullptr || failed_; });
}

void SoloSequencer::publish_head() {
    auto snapshot = store_.snapshot();
    const auto block = snapshot->block_head(snapshot->head());
    auto view = std::make_shared<HeadView>(
        HeadView{snapshot, block->header, block->hash, ancestors_of(*snapshot)});
    std::atomic_store(&head_, HeadPointer{std::move(view)});
}

std::vector<Hash> SoloSequencer::ancestors_of(const StoreSnapshot& snapshot) const {
    constexpr std::size_t count_max = 256;
    const HeadPointer old = head();
    std::vector<Hash> hashes;
    if (old && old->header.number.value + 1 == snapshot.head().value) {
        hashes = old->ancestors;
        hashes.insert(hashes.begin(), old->hash);
        if (hashes.size() > count_max) hashes.pop_back();
        return hashes;
    }
    for (std::uint64_t h = snapshot.head().value; h-- > 0 && hashes.size() < count_max;)
        hashes.push_back(snapshot.block_head(Height{h})->hash);
    return hashes;
}

void SoloSequencer::fail(const NodeFailure& failure) {
    {
        const std::lock_guard lock{mutex_};
        if (failed_) return;
        failed_ = true;
        stopping_ = true;
    }
    changed_.notify_all();
    if (events_.on_failure) events_.on_failure(failure);
}

Bytes SoloSequencer::seal(const Hash& hash) const {
    const Signature signature = sign(options_.key, hash);
    Bytes bytes(65);
    std::copy(signature.r.bytes.begin(), signature.r.bytes.end(), bytes.begin());
    std::copy(signature.s.bytes.begin(), signature.s.bytes.end(), bytes.begin() + 32);
    bytes[64] = signature.y_parity ? 1 : 0;
    return bytes;
}

}  // namespace ambag::node
