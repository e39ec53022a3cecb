// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "node/service/backend.hpp"

// The backend's side of the pool and of the developer's controls.

namespace ambag::node {

using chain::Hash;

namespace {

template <class T>
RpcResult<T> answered(chain::Result<T, NodeFailure> result) {
    if (!result) return std::unexpected(refused(std::move(result.error().message)));
    if constexpr (std::is_void_v<T>)
        return {};
    else
        return std::move(*result);
}

// The pool's refusals that a block would give too carry the same names as there.
RpcError pool_refusal(const PoolError& error) {
    struct Row {
        PoolRefusal code;
        std::string_view name;
        std::optional<int> catalogue{};
    };
    constexpr Row rows[]{
        {PoolRefusal::already_known, "already_known", 1000},
        {PoolRefusal::nonce_too_low, "nonce_too_low", 1},
        {PoolRefusal::nonce_too_high, "nonce_too_high", 2},
        {PoolRefusal::replacement_underpriced, "replacement_underpriced"},
        {PoolRefusal::sender_queue_full, "sender_queue_full"},
        {PoolRefusal::pool_full, "pool_full"},
    };
    const Row& row = rows[static_cast<std::size_t>(error.code)];
    return refused_as(row.name, row.catalogue, error.detail);
}

RpcError refusal(const Application::CheckError& error) {
    if (const auto* reject = std::get_if<chain::Reject>(&error.cause)) return rejected(*reject);
    return pool_refusal(std::get<PoolError>(error.cause));
}

}  // namespace

std::vector<RpcResult<Hash>> NodeBackend::submit(std::span<const chain::Bytes> raw) {
    const HeadPointer head = head_view();
    std::vector<RpcResult<Hash>> answers;
    std::vector<Hash> accepted;
    answers.reserve(raw.size());
    for (const chain::Bytes& bytes : raw) {
        answers.push_back(submit_one(bytes, *head));
        if (answers.back())
            accepted.push_back(*answers.back());
        else
            note_refusal(bytes, answers.back().error());
    }
    if (accepted.empty()) return answers;
    sequencer_->notify_pool();
    const std::lock_guard lock{listener_mutex_};
    if (listener_ != nullptr) listener_->on_pool(accepted);
    return answers;
}

RpcResult<Hash> NodeBackend::submit_one(const chain::Bytes& raw, const HeadView& head) {
    auto tx = chain::decode_transaction(raw);
    if (!tx) return std::unexpected(rejected(tx.error()));
    auto checked = app_.check(std::move(*tx), *head.snapshot, app_.base_fee_after(head.header));
    if (!checked) return std::unexpected(refusal(checked.error()));
    return *checked;
}

void NodeBackend::note_refusal(const chain::Bytes& raw, const RpcError& error) const {
    if (!log_.writes(LogLevel::debug)) return;
    const Json* code = error.data.find("code");
    log_.debug("transaction refused",
               {{"hash", chain::to_hex(chain::keccak256(raw))},
                {"code", code != nullptr && code->is_string() ? *code->as_string() : "none"},
                {"reason", error.message}});
}

bool NodeBackend::wait_for_receipt(const Hash& hash, std::uint64_t wait_ms) const {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds{wait_ms};
    std::unique_lock lock{mutex_};
    while (true) {
        if (find_transaction(hash)) return true;
        if (stopping_ || new_block_.wait_until(lock, deadline) == std::cv_status::timeout)
            return find_transaction(hash).has_value();
    }
}

chain::Nonce NodeBackend::pending_nonce(const chain::Address& account) const {
    chain::Nonce nonce = head_view()->snapshot->account(account).nonce;
    // A block that is executed but not yet durable has left the pool already.
    if (const auto block = sequencer_->in_flight())
        for (const chain::AccountChange& change : block->diff.accounts)
            if (change.address == account) nonce = std::max(nonce, change.after.nonce);
    return app_.mempool().next_free_nonce(account, nonce);
}

std::shared_ptr<const chain::SignedTransaction> NodeBackend::pool_transaction(
    const Hash& hash) const {
    if (auto found = app_.mempool().find(hash)) return found;
    if (const auto block = sequencer_->in_flight())
        for (const StoredTransaction& stored : block->record.transactions)
            if (stored.transaction.hash() == hash)
                return std::make_shared<const chain::SignedTransaction>(stored.transaction);
    return nullptr;
}

std::vector<PoolEntry> NodeBackend::pool_content() const {
    std::vector<PoolEntry> entries;
    for (const Mempool::Entry& entry : app_.mempool().content())
        entries.push_back({entry.transaction, entry.executable});
    return entries;
}

RpcResult<void> NodeBackend::mine(std::uint64_t count,
                                  std::optional<std::uint64_t> interval_seconds) {
    return answered(sequencer_->mine(count, interval_seconds));
}

RpcResult<void> NodeBackend::set_next_timestamp(chain::Timestamp time) {
    return answered(sequencer_->set_next_time(time));
}

RpcResult<void> NodeBackend::set_timestamp_interval(std::optional<std::uint64_t> seconds) {
    return answered(sequencer_->set_time_interval(seconds));
}

RpcResult<std::uint64_t> NodeBackend::increase_time(std::uint64_t seconds) {
    return answered(sequencer_->increase_time(seconds));
}

bool NodeBackend::automine() const {
    return sequencer_->mode() == SealMode::instant;
}

RpcResult<void> NodeBackend::set_automine(bool on) {
    return answered(sequencer_->set_mode(on ? SealMode::instant : SealMode::manual, 0));
}

RpcResult<void> NodeBackend::set_interval_mining(std::uint64_t seconds) {
    if (seconds > 86'400) return std::unexpected(refused("at most 86400 seconds between blocks"));
    return answered(
        sequencer_->set_mode(seconds == 0 ? SealMode::manual : SealMode::interval, seconds * 1000));
}

RpcResult<std::uint64_t> NodeBackend::snapshot() {
    return answered(sequencer_->take_snapshot());
}

RpcResult<bool> NodeBackend::revert(std::uint64_t snapshot) {
    auto reverted = answered(sequencer_->revert_to(snapshot));
    const std::lock_guard lock{mutex_};
    std::erase_if(recent_,
                  [&](const BlockPointer& block) { return block->header.number > head(); });
    return reverted;
}

RpcResult<void> NodeBackend::set_balance(const chain::Address& account, const chain::Amount& to) {
    return answered(sequencer_->set_balance({account, to}));
}

}  // namespace ambag::node
