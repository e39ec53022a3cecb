// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <deque>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>

#include "node/rpc/method.hpp"
#include "node/rpc/params.hpp"

// The filters of eth_newFilter and its kin: a cursor each, remembered between two polls, forgotten
// when nobody asks for five minutes. Thread-safe.

namespace ambag::node {

// 128 random bits as "0x…": ids of filters and subscriptions cannot be guessed by other clients.
std::string random_id();

class FilterStore {
 public:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::minutes idle_max{5};
    static constexpr std::size_t filters_max = 10'000;
    static constexpr std::size_t pool_hashes_max = 20'000;  // remembered for slow pollers

    struct BlockCursor {
        chain::Height next;
    };
    struct LogCursor {
        LogFilterText filter;
        chain::Height next;
    };
    struct PoolCursor {
        std::uint64_t next = 0;  // sequence number of the first hash not yet told
    };
    using Cursor = std::variant<BlockCursor, LogCursor, PoolCursor>;

    // Fails when there are too many filters.
    RpcResult<std::string> add(Cursor cursor, Clock::time_point now = Clock::now());
    PoolCursor pool_cursor() const;
    bool remove(std::string_view id);

    // What is new since the last poll.
    RpcResult<> changes(const RpcContext& context, std::string_view id,
                        Clock::time_point now = Clock::now());
    // Everything that a log filter takes, from the start of its range.
    RpcResult<LogFilterText> log_filter(std::string_view id, Clock::time_point now = Clock::now());

    void on_pool(std::span<const chain::Hash> accepted);
    std::size_t size() const;

 private:
    struct Filter {
        Cursor cursor;
        Clock::time_point used;
    };
    void drop_idle(Clock::time_point now);
    RpcResult<Filter*> find(std::string_view id, Clock::time_point now);

    mutable std::mutex mutex_;
    std::unordered_map<std::string, Filter> filters_;
    std::size_t pool_filters_ = 0;  // none: hashes of the pool are not recorded
    std::deque<chain::Hash> pool_hashes_;
    std::uint64_t pool_first_ = 0;  // sequence number of the first of them
};

}  // namespace ambag::node
