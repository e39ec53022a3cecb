// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/replay/block_file.hpp"

#include "chain/codec/rlp.hpp"

namespace ambag::bench {

namespace {

template <class T>
T need(rlp::Decoded<T> value) {
    if (!value) stop("the block file: " + std::string{rlp::describe(value.error())});
    return std::move(*value);
}

struct FileBlock {
    Header header;
    std::vector<BytesView> items;  // of its transactions
    std::vector<PooledTransaction> transactions;
    std::size_t missing = 0;  // transactions not yet decoded
};

std::vector<FileBlock> split(BytesView file) {
    std::vector<FileBlock> blocks;
    rlp::Cursor cursor{file};
    while (!cursor.done()) {
        rlp::Cursor list = need(cursor.read_list());
        auto header = decode_header(need(list.read_string()));
        if (!header) stop("the block file: " + header.error().text());
        FileBlock& block = blocks.emplace_back(FileBlock{std::move(*header), {}, {}, 0});
        rlp::Cursor transactions = need(list.read_list());
        while (!transactions.done()) block.items.push_back(need(transactions.read_item()));
        block.transactions.resize(block.items.size());
        block.missing = block.items.size();
    }
    return blocks;
}

PooledTransaction decode_item(BytesView item) {
    rlp::Cursor cursor{item};
    rlp::Cursor list = need(cursor.read_list());
    auto tx = decode_transaction(need(list.read_string()));
    if (!tx) stop("the block file: " + tx.error().detail);
    const BytesView sender = need(list.read_string());
    if (!sender.empty()) tx->set_sender(Address::from(sender));
    if (auto known = tx->sender(); !known) stop(known.error().detail);
    return std::make_shared<const SignedTransaction>(std::move(*tx));
}

// Hands portions of blocks to decoding threads, at most a few blocks ahead of execution.
class Decoder {
 public:
    explicit Decoder(std::vector<FileBlock>& blocks) : blocks_{blocks} {
        for (std::thread& thread : threads_) thread = std::thread{[this] { work(); }};
    }
    ~Decoder() {
        for (std::thread& thread : threads_) thread.join();
    }

    void wait_for(std::size_t block) {
        std::unique_lock lock{mutex_};
        executing_ = block;
        changed_.notify_all();
        changed_.wait(lock, [&] { return blocks_[block].missing == 0; });
    }

 private:
    static constexpr std::size_t portion = 64;
    static constexpr std::size_t blocks_ahead = 4;

    void work() {
        std::unique_lock lock{mutex_};
        while (next_block_ < blocks_.size()) {
            FileBlock& block = blocks_[next_block_];
            const std::size_t from = next_item_;
            const std::size_t to = std::min(from + portion, block.items.size());
            next_item_ = to;
            if (to == block.items.size()) {
                ++next_block_;
                next_item_ = 0;
            }
            lock.unlock();
            for (std::size_t i = from; i < to; ++i)
                block.transactions[i] = decode_item(block.items[i]);
            lock.lock();
            block.missing -= to - from;
            if (block.missing == 0) changed_.notify_all();
            changed_.wait(lock, [&] {
                return next_block_ >= blocks_.size() || next_block_ <= executing_ + blocks_ahead;
            });
        }
        changed_.notify_all();
    }

    std::vector<FileBlock>& blocks_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::size_t next_block_ = 0;
    std::size_t next_item_ = 0;
    std::size_t executing_ = 0;
    std::array<std::thread, 2> threads_;
};

}  // namespace

Committer::Committer(BenchChain& chain) : chain_{chain}, thread_{[this] { work(); }} {}

Committer::~Committer() {
    push(nullptr);
    thread_.join();
}

void Committer::push(std::unique_ptr<FinalizedBlock> block) {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [&] { return !waiting_; });
    block_ = std::move(block);
    waiting_ = true;
    changed_.notify_all();
}

void Committer::drain() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [&] { return !waiting_; });
}

void Committer::work() {
    while (true) {
        {
            std::unique_lock lock{mutex_};
            changed_.wait(lock, [&] { return waiting_; });
        }
        if (!block_) return;
        chain_.commit(*block_);
        block_.reset();
        const std::lock_guard lock{mutex_};
        waiting_ = false;
        changed_.notify_all();
    }
}

void append_block(Bytes& file, const node::BlockRecord& record, bool with_senders) {
    rlp::List block{file};
    rlp::write_string(file, encode_header(record.header));
    rlp::List transactions{file};
    for (const node::StoredTransaction& stored : record.transactions) {
        const SignedTransaction& tx = stored.transaction;
        if (tx.is_system()) continue;  // made again by execution
        rlp::List item{file};
        rlp::write_string(file, tx.raw());
        rlp::write_string(file, with_senders ? BytesView{*tx.known_sender()} : BytesView{});
    }
}

ReplayResult replay_file(BytesView file, BenchChain& chain) {
    const auto start = now();
    const double core = process_cpu_seconds();
    ReplayResult result;
    std::vector<FileBlock> blocks = split(file);
    {
        Committer committer{chain};
        Decoder decoder{blocks};
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            decoder.wait_for(i);
            FileBlock& block = blocks[i];
            result.transactions += block.transactions.size();
            chain.skip_to(block.header.timestamp.value - 1);
            auto done =
                std::make_unique<FinalizedBlock>(chain.finalize(std::move(block.transactions)));
            if (done->record.hash != hash_of(block.header)) stop("a replayed block differs");
            committer.push(std::move(done));
        }
        committer.drain();
    }
    result.seconds = seconds_since(start);
    result.core_seconds = process_cpu_seconds() - core;
    return result;
}

}  // namespace ambag::bench
