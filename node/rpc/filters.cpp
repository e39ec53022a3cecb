// SPDX-License-Identifier: Apache-2.0
#include "node/rpc/filters.hpp"

#include <random>

#include "chain/base/hex.hpp"

namespace ambag::node {

namespace {

// The blocks after the cursor, at most `blocks_max` of them; the rest comes with the next poll.
struct Range {
    std::uint64_t first;
    std::uint64_t end;  // one past the last
};

Range advance(chain::Height& next, chain::Height head, std::uint64_t blocks_max) {
    // After evm_revert the head may lie before the cursor: go on from the new head.
    if (next.value > head.value + 1) next = chain::Height{head.value + 1};
    const Range range{next.value, std::min(head.value + 1, next.value + blocks_max)};
    next = chain::Height{range.end};
    return range;
}

Json block_hashes(const RpcBackend& backend, const Range& range) {
    Json::Array hashes;
    for (std::uint64_t number = range.first; number < range.end; ++number)
        if (const auto header = backend.header(chain::Height{number}))
            hashes.emplace_back(chain::to_hex(header->hash));
    return hashes;
}

// A bound that was named by number limits the range; a tag moves with the head.
Range within(Range range, const LogFilterText& filter) {
    if (const auto* from = std::get_if<chain::Height>(&filter.from))
        range.first = std::max(range.first, from->value);
    if (const auto* to = std::get_if<chain::Height>(&filter.to))
        range.end = std::min(range.end, to->value + (to->value < UINT64_MAX ? 1 : 0));
    return range;
}

}  // namespace

std::string random_id() {
    std::random_device device;
    chain::FixedBytes<16> bits;
    for (std::size_t i = 0; i < bits.bytes.size(); i += 4) {
        const std::uint32_t word = device();
        for (std::size_t j = 0; j < 4; ++j)
            bits.bytes[i + j] = static_cast<chain::Byte>(word >> (8 * j));
    }
    return chain::to_hex(bits);
}

RpcResult<std::string> FilterStore::add(Cursor cursor, Clock::time_point now) {
    const std::lock_guard lock{mutex_};
    if (filters_.size() >= filters_max) drop_idle(now);
    if (filters_.size() >= filters_max)
        return std::unexpected(RpcError{rpc_code::limit_exceeded, "too many filters are open", {}});
    if (std::holds_alternative<PoolCursor>(cursor)) ++pool_filters_;
    std::string id = random_id();
    filters_.emplace(id, Filter{std::move(cursor), now});
    return id;
}

FilterStore::PoolCursor FilterStore::pool_cursor() const {
    const std::lock_guard lock{mutex_};
    return {pool_first_ + pool_hashes_.size()};
}

bool FilterStore::remove(std::string_view id) {
    const std::lock_guard lock{mutex_};
    const auto found = filters_.find(std::string{id});
    if (found == filters_.end()) return false;
    if (std::holds_alternative<PoolCursor>(found->second.cursor)) --pool_filters_;
    filters_.erase(found);
    return true;
}

void FilterStore::drop_idle(Clock::time_point now) {
    std::erase_if(filters_, [&](const auto& item) {
        const bool idle = now - item.second.used > idle_max;
        if (idle && std::holds_alternative<PoolCursor>(item.second.cursor)) --pool_filters_;
        return idle;
    });
}

RpcResult<FilterStore::Filter*> FilterStore::find(std::string_view id, Clock::time_point now) {
    drop_idle(now);
    const auto found = filters_.find(std::string{id});
    if (found == filters_.end())
        return std::unexpected(
            refused("filter not found: never made, removed, or not asked for in "
                    "five minutes"));
    found->second.used = now;
    return &found->second;
}

RpcResult<> FilterStore::changes(const RpcContext& context, std::string_view id,
                                 Clock::time_point now) {
    Range range{};
    LogFilterText filter;
    {
        // The cursor moves under the lock; blocks are read without it.
        const std::lock_guard lock{mutex_};
        Cursor& cursor = TRY(find(id, now))->cursor;
        if (auto* pool = std::get_if<PoolCursor>(&cursor)) {
            Json::Array hashes;
            const std::uint64_t first = std::max(pool->next, pool_first_);
            for (std::size_t i = first - pool_first_; i < pool_hashes_.size(); ++i)
                hashes.emplace_back(chain::to_hex(pool_hashes_[i]));
            pool->next = pool_first_ + pool_hashes_.size();
            return Json{std::move(hashes)};
        }
        const chain::Height head = context.backend.head();
        if (auto* blocks = std::get_if<BlockCursor>(&cursor))
            return block_hashes(context.backend,
                                advance(blocks->next, head, context.limits.log_blocks_max));
        auto& logs = std::get<LogCursor>(cursor);
        filter = logs.filter;
        range = within(advance(logs.next, head, context.limits.log_blocks_max), filter);
    }
    Json::Array found;
    if (range.first < range.end)
        TRY(append_logs(found, context.backend, filter.pattern, chain::Height{range.first},
                        chain::Height{range.end - 1}, context.limits.logs_max));
    return Json{std::move(found)};
}

RpcResult<LogFilterText> FilterStore::log_filter(std::string_view id, Clock::time_point now) {
    const std::lock_guard lock{mutex_};
    const auto* filter = TRY(find(id, now));
    if (const auto* logs = std::get_if<LogCursor>(&filter->cursor)) return logs->filter;
    return std::unexpected(refused("filter not found: this one is no log filter"));
}

void FilterStore::on_pool(std::span<const chain::Hash> accepted) {
    const std::lock_guard lock{mutex_};
    if (pool_filters_ == 0) {
        pool_first_ += pool_hashes_.size();
        pool_hashes_.clear();
        return;
    }
    pool_hashes_.insert(pool_hashes_.end(), accepted.begin(), accepted.end());
    while (pool_hashes_.size() > pool_hashes_max) {
        pool_hashes_.pop_front();
        ++pool_first_;
    }
}

std::size_t FilterStore::size() const {
    const std::lock_guard lock{mutex_};
    return filters_.size();
}

}  // namespace ambag::node
