// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "node/rpc/backend.hpp"
#include "node/rpc/filters.hpp"
#include "node/rpc/logs.hpp"
#include "node/rpc/push_channel.hpp"

// eth_subscribe: tells connected clients about new blocks, logs and transactions of the pool.
//
// The node's threads only queue what happened; one thread here makes the messages. A block comes
// here after it is readable, so that a client that is told of it can read it at once.

namespace ambag::node {

class SubscriptionHub final : public RpcListener {
 public:
    enum class Kind : std::uint8_t { new_heads, logs, pending_hashes, pending_transactions };
    static constexpr std::size_t per_channel_max = 100;
    static constexpr std::size_t events_max = 10'000;  // queued; the oldest are dropped beyond

    // Listens to the backend until destroyed.
    SubscriptionHub(RpcBackend& backend, FilterStore& filters);
    ~SubscriptionHub() override;

    RpcResult<std::string> subscribe(std::shared_ptr<PushChannel> channel, Kind kind,
                                     LogPattern pattern = {});
    // Only by the connection that subscribed.
    bool unsubscribe(const PushChannel& channel, std::string_view id);
    // All of a connection that is gone, or of all connections. Not called on them any more after
    // the return: a push that is under way is waited for.
    void drop(const PushChannel& channel);
    void drop_all();

    void on_block(const BlockPointer& block) override;
    void on_pool(std::span<const chain::Hash> accepted) override;

    std::size_t size() const;

    SubscriptionHub(const SubscriptionHub&) = delete;
    SubscriptionHub& operator=(const SubscriptionHub&) = delete;

 private:
    struct Subscription {
        std::string id;
        Kind kind;
        LogPattern pattern;
        const PushChannel* owner;
        std::weak_ptr<PushChannel> channel;
    };
    struct Event {
        BlockPointer block;                // or
        std::vector<chain::Hash> pending;  // transactions that the pool took
    };

    void enqueue(Event event);
    void run();
    void tell_block(const RpcBlock& block);
    void tell_pending(const std::vector<chain::Hash>& hashes);

    RpcBackend& backend_;
    FilterStore& filters_;
    mutable std::mutex mutex_;
    std::vector<std::shared_ptr<const Subscription>> subscriptions_;
    std::atomic<std::size_t> count_{0};
    std::atomic<std::size_t> pending_count_{0};

    std::mutex delivery_mutex_;  // held while channels are used
    std::mutex events_mutex_;
    std::condition_variable wake_;
    std::deque<Event> events_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace ambag::node
