// SPDX-License-Identifier: Apache-2.0
#include "node/consensus/solo.hpp"

// What developers may ask of the sequencer. Everything runs on its own thread, between two blocks.

namespace ambag::node {

using namespace chain;

namespace {

constexpr std::uint64_t step_seconds_max = 1'000'000'000;

// What no clock of a module can hold, and no supply, would stop the chain: it is refused here.
std::optional<NodeFailure> refuse_step(std::optional<std::uint64_t> seconds) {
    if (!seconds || *seconds <= step_seconds_max) return std::nullopt;
    return NodeFailure{"at most " + std::to_string(step_seconds_max) + " seconds between blocks"};
}

}  // namespace

template <class T>
Result<T, NodeFailure> SoloSequencer::on_driver(std::function<Result<T, NodeFailure>()> work) {
    std::promise<Result<T, NodeFailure>> promise;
    auto result = promise.get_future();
    {
        const std::lock_guard lock{mutex_};
        if (stopping_) return std::unexpected(NodeFailure{"the node is stopping"});
        commands_.push_back([&] {
            if (!stopping_)
                promise.set_value(work());
            else
                promise.set_value(std::unexpected(NodeFailure{"the node is stopping"}));
        });
    }
    changed_.notify_all();
    return result.get();
}

Result<void, NodeFailure> SoloSequencer::mine(std::uint64_t count,
                                              std::optional<std::uint64_t> interval_seconds) {
    return on_driver<void>([&]() -> Result<void, NodeFailure> {
        if (auto refused = refuse_step(interval_seconds)) return std::unexpected(*refused);
        for (std::uint64_t i = 0; i < count; ++i) {
            if (stopping_) return std::unexpected(NodeFailure{"the node is stopping"});
            std::optional<Timestamp> time;
            if (interval_seconds && i > 0) {
                drain();
                time = Timestamp{head()->header.timestamp.value + *interval_seconds};
            }
            if (auto made = make_block(time); !made) {
                fail(made.error());
                return made;
            }
        }
        drain();
        return {};
    });
}

Result<void, NodeFailure> SoloSequencer::set_next_time(Timestamp time) {
    return on_driver<void>([&]() -> Result<void, NodeFailure> {
        drain();
        const Timestamp last = head()->header.timestamp;
        if (time < last)
            return std::unexpected(NodeFailure{"timestamp " + std::to_string(time.value) +
                                               " is before the head's, which is " +
                                               std::to_string(last.value)});
        if (time > block_time_max)
            return std::unexpected(NodeFailure{"timestamp " + std::to_string(time.value) +
                                               " is above the highest, which is " +
                                               std::to_string(block_time_max.value)});
        next_time_ = time;
        // The clock goes on from there, as anvil's does.
        const auto now = std::chrono::duration_cast<std::chrono::seconds>(
            std::chrono::system_clock::now().time_since_epoch());
        time_offset_ = static_cast<std::int64_t>(time.value) - now.count();
        return {};
    });
}

Result<void, NodeFailure> SoloSequencer::set_time_interval(std::optional<std::uint64_t> seconds) {
    return on_driver<void>([&]() -> Result<void, NodeFailure> {
        if (auto refused = refuse_step(seconds)) return std::unexpected(*refused);
        time_interval_ = seconds;
        return {};
    });
}

Result<std::uint64_t, NodeFailure> SoloSequencer::increase_time(std::uint64_t seconds) {
    return on_driver<std::uint64_t>([&]() -> Result<std::uint64_t, NodeFailure> {
        if (auto refused = refuse_step(seconds)) return std::unexpected(*refused);
        time_offset_ += static_cast<std::int64_t>(seconds);
        if (next_time_) next_time_->value += seconds;
        return static_cast<std::uint64_t>(std::max<std::int64_t>(0, time_offset_));
    });
}

Result<void, NodeFailure> SoloSequencer::set_mode(SealMode mode, std::uint64_t interval_ms) {
    return on_driver<void>([&]() -> Result<void, NodeFailure> {
        mode_ = mode;
        if (mode == SealMode::interval) {
            interval_ms_ = std::max<std::uint64_t>(interval_ms, 1);
            next_seal_ = Clock::now() + std::chrono::milliseconds{interval_ms_};
        }
        pool_changed_ = true;
        return {};
    });
}

Result<std::uint64_t, NodeFailure> SoloSequencer::take_snapshot() {
    return on_driver<std::uint64_t>([&]() -> Result<std::uint64_t, NodeFailure> {
        drain();
        snapshots_.push_back({next_snapshot_, head()->header.number, time_offset_});
        return next_snapshot_++;
    });
}

Result<bool, NodeFailure> SoloSequencer::revert_to(std::uint64_t snapshot) {
    return on_driver<bool>([&]() -> Result<bool, NodeFailure> {
        drain();
        const auto at =
            std::find_if(snapshots_.begin(), snapshots_.end(),
                         [&](const DevSnapshot& taken) { return taken.id == snapshot; });
        if (at == snapshots_.end()) return false;
        const DevSnapshot taken = *at;
        snapshots_.erase(at, snapshots_.end());
        TRY(app_.roll_back(taken.height));
        time_offset_ = taken.time_offset;
        next_time_.reset();
        dev_balances_.clear();
        publish_head();
        return true;
    });
}

Result<void, NodeFailure> SoloSequencer::set_balance(const DevBalance& balance) {
    return on_driver<void>([&]() -> Result<void, NodeFailure> {
        if (!app_.rules().dev)
            return std::unexpected(NodeFailure{"balances can be set in a dev genesis only"});
        if (app_.modules().find(balance.address) != nullptr)
            return std::unexpected(NodeFailure{"a module's balance cannot be set"});
        // Beyond it a few such balances would exceed what a supply can be: a broken rule.
        const Amount most{U256::power_of_two(200)};
        if (balance.balance > most)
            return std::unexpected(
                NodeFailure{"a balance can be set to at most 2^200 base units, got " +
                            balance.balance.units.to_decimal()});
        dev_balances_.push_back(balance);
        if (auto made = make_block({}); !made) {
            fail(made.error());
            return made;
        }
        drain();
        return {};
    });
}

}  // namespace ambag::node
