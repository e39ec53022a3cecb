// SPDX-License-Identifier: Apache-2.0
#include "node/rpc/subscriptions.hpp"

#include "chain/base/hex.hpp"
#include "node/rpc/shapes.hpp"

namespace ambag::node {

namespace {

std::shared_ptr<const std::string> notification(std::string_view id, const std::string& result) {
    std::string frame =
        R"({"jsonrpc":"2.0","method":"eth_subscription","params":{"subscription":")";
    frame += id;
    frame += R"(","result":)";
    frame += result;
    frame += "}}";
    return std::make_shared<const std::string>(std::move(frame));
}

bool is_pending(SubscriptionHub::Kind kind) {
    return kind == SubscriptionHub::Kind::pending_hashes ||
           kind == SubscriptionHub::Kind::pending_transactions;
}

}  // namespace

SubscriptionHub::SubscriptionHub(RpcBackend& backend, FilterStore& filters)
    : backend_{backend}, filters_{filters}, thread_{[this] { run(); }} {
    backend_.set_listener(this);
}

SubscriptionHub::~SubscriptionHub() {
    backend_.set_listener(nullptr);
    {
        const std::lock_guard lock{events_mutex_};
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

RpcResult<std::string> SubscriptionHub::subscribe(std::shared_ptr<PushChannel> channel, Kind kind,
                                                  LogPattern pattern) {
    const std::lock_guard lock{mutex_};
    const auto of_channel = std::ranges::count_if(
        subscriptions_, [&](const auto& one) { return one->owner == channel.get(); });
    if (static_cast<std::size_t>(of_channel) >= per_channel_max)
        return std::unexpected(refused("at most " + std::to_string(per_channel_max) +
                                       " subscriptions on one connection"));
    auto subscription = std::make_shared<Subscription>();
    subscription->id = random_id();
    subscription->kind = kind;
    subscription->pattern = std::move(pattern);
    subscription->owner = channel.get();
    subscription->channel = channel;
    ++count_;
    if (is_pending(kind)) ++pending_count_;
    subscriptions_.push_back(subscription);
    return subscription->id;
}

bool SubscriptionHub::unsubscribe(const PushChannel& channel, std::string_view id) {
    const std::lock_guard lock{mutex_};
    const auto found = std::ranges::find_if(
        subscriptions_, [&](const auto& one) { return one->owner == &channel && one->id == id; });
    if (found == subscriptions_.end()) return false;
    --count_;
    if (is_pending((*found)->kind)) --pending_count_;
    subscriptions_.erase(found);
    return true;
}

void SubscriptionHub::drop(const PushChannel& channel) {
    {
        const std::lock_guard lock{mutex_};
        std::erase_if(subscriptions_, [&](const auto& one) {
            const bool of_channel = one->owner == &channel;
            if (of_channel) --count_;
            if (of_channel && is_pending(one->kind)) --pending_count_;
            return of_channel;
        });
    }
    const std::lock_guard until_delivered{delivery_mutex_};
}

void SubscriptionHub::drop_all() {
    {
        const std::lock_guard lock{mutex_};
        subscriptions_.clear();
        count_ = 0;
        pending_count_ = 0;
    }
    const std::lock_guard until_delivered{delivery_mutex_};
}

std::size_t SubscriptionHub::size() const {
    return count_;
}

void SubscriptionHub::on_block(const BlockPointer& block) {
    if (count_ > 0) enqueue({block, {}});
}

void SubscriptionHub::on_pool(std::span<const chain::Hash> accepted) {
    filters_.on_pool(accepted);
    if (pending_count_ > 0) enqueue({nullptr, {accepted.begin(), accepted.end()}});
}

void SubscriptionHub::enqueue(Event event) {
    {
        const std::lock_guard lock{events_mutex_};
        if (events_.size() >= events_max) events_.pop_front();
        events_.push_back(std::move(event));
    }
    wake_.notify_one();
}

void SubscriptionHub::run() {
    for (;;) {
        Event event;
        {
            std::unique_lock lock{events_mutex_};
            wake_.wait(lock, [&] { return stopping_ || !events_.empty(); });
            if (stopping_) return;
            event = std::move(events_.front());
            events_.pop_front();
        }
        const std::lock_guard delivering{delivery_mutex_};
        event.block ? tell_block(*event.block) : tell_pending(event.pending);
    }
}

void SubscriptionHub::tell_block(const RpcBlock& block) {
    std::vector<std::shared_ptr<const Subscription>> subscriptions;
    {
        const std::lock_guard lock{mutex_};
        subscriptions = subscriptions_;
    }
    std::string head;  // made at most once
    for (const auto& one : subscriptions) {
        const auto channel = one->channel.lock();
        if (!channel) continue;
        if (one->kind == Kind::new_heads) {
            if (head.empty()) head = header_json(block.header, block.hash).dump();
            channel->push(notification(one->id, head));
        } else if (one->kind == Kind::logs && may_match(one->pattern, block.header.logs_bloom)) {
            for (const auto& placed : matching_logs(one->pattern, block))
                channel->push(notification(one->id, log_json(block, placed).dump()));
        }
    }
}

void SubscriptionHub::tell_pending(const std::vector<chain::Hash>& hashes) {
    std::vector<std::shared_ptr<const Subscription>> subscriptions;
    {
        const std::lock_guard lock{mutex_};
        subscriptions = subscriptions_;
    }
    for (const auto& one : subscriptions) {
        const auto channel = is_pending(one->kind) ? one->channel.lock() : nullptr;
        if (!channel) continue;
        for (const auto& hash : hashes) {
            if (one->kind == Kind::pending_hashes) {
                channel->push(notification(one->id, Json{chain::to_hex(hash)}.dump()));
            } else if (const auto transaction = backend_.pool_transaction(hash)) {
                channel->push(notification(one->id, pending_transaction_json(*transaction).dump()));
            }
        }
    }
}

}  // namespace ambag::node
