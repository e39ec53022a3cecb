// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "tests/bench/replay/chain.hpp"

// A chain as a file of blocks, each RLP [header, [[transaction, sender or nothing], ...]], and its
// replay: decoded and recovered by two threads ahead of execution, executed with all roots and
// compared with the header, committed durably while the next block is executed.

namespace ambag::bench {

// Commits one block at a time on a thread of its own.
class Committer {
 public:
    explicit Committer(BenchChain& chain);
    ~Committer();  // after the last block
    Committer(const Committer&) = delete;
    Committer& operator=(const Committer&) = delete;

    void push(std::unique_ptr<FinalizedBlock> block);  // waits for the one before
    void drain();

 private:
    void work();

    BenchChain& chain_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::unique_ptr<FinalizedBlock> block_;  // null while waiting_: the end
    bool waiting_ = false;
    std::thread thread_;
};

void append_block(Bytes& file, const node::BlockRecord& record, bool with_senders);

struct ReplayResult {
    double seconds = 0;
    double core_seconds = 0;  // of all threads
    std::size_t transactions = 0;
};
ReplayResult replay_file(BytesView file, BenchChain& chain);

}  // namespace ambag::bench
