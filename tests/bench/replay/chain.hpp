// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "node/genesis/genesis.hpp"
#include "node/modules.hpp"

// What the parts of ambag_replay_bench share: clocks, figures, a durable chain in a folder of its
// own, and transactions by the thousand.

namespace ambag::bench {

using namespace chain;
using node::Application;
using node::FinalizedBlock;
using node::PooledTransaction;
using node::ProposedBlock;
using node::Store;

struct Sizes {
    std::size_t accounts = 1'000'000;
    std::size_t transactions = 20'000;
    std::size_t voters = 100'000;
    std::size_t repeats = 5;
};

[[noreturn]] void stop(const std::string& why);
double seconds_since(std::chrono::steady_clock::time_point start);
inline std::chrono::steady_clock::time_point now() {
    return std::chrono::steady_clock::now();
}
double median(std::vector<double> values);
// The line that scripts/bench reads.
void figure(const char* name, double value, const std::string& remark);
std::size_t resident_bytes(const std::string& process = "self");
// Calls of fsync and fdatasync by this process, RocksDB's included.
std::uint64_t sync_count();
double sync_seconds();  // that they took
// Seconds of a core that this thread, or all of this process, has used. What is measured by it is
// hardly disturbed by other work on the machine.
double thread_cpu_seconds();
double process_cpu_seconds();

// SplitMix64.
class Random {
 public:
    std::uint64_t below(std::uint64_t bound);

 private:
    std::uint64_t state_ = 20261124;
};

// A folder under the system's temporary one, removed with its content.
class Folder {
 public:
    explicit Folder(const char* name);
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string path() const { return path_.string(); }

 private:
    std::filesystem::path path_;
};

class BenchChain {
 public:
    // `funded` own 10,000 coins each, the voters among them 1 voting token each, the
    // first of them as many as all others, so that a quorum is his.
    BenchChain(const std::string& directory, std::span<const Address> funded,
               std::span<const Address> voters = {});

    Application& app() { return *app_; }
    Store& store() { return *store_; }

    // A block of these transactions at the next second, finalized but not committed. Stops the
    // bench when one is refused.
    FinalizedBlock finalize(std::vector<PooledTransaction> transactions,
                            std::vector<DevBalance> balances = {});
    // Finalized and committed.
    FinalizedBlock block(std::vector<PooledTransaction> transactions,
                         std::vector<DevBalance> balances = {});
    node::ApplyStatistics commit(const FinalizedBlock& block);
    std::uint64_t time() const { return time_; }
    void skip_to(std::uint64_t time) { time_ = time; }

 private:
    std::unique_ptr<Store> store_;
    std::unique_ptr<Application> app_;
    std::uint64_t time_ = 1'700'000'000;
};

Address numbered_address(std::uint64_t number);
Transaction transaction(std::uint64_t nonce, const Address& to, Gas gas, Bytes data = {});
// Of a sender whose key nobody has: for blocks whose senders are known already.
PooledTransaction from_known(const Transaction& body, const Address& sender);

// The parts of the program; each prints its figures.
void bench_replay(const Sizes& sizes);
void bench_pool(const Sizes& sizes);
void bench_known_senders(const Sizes& sizes, const std::string& directory);
void bench_tally(const Sizes& sizes);
void bench_start(const Sizes& sizes, const std::string& directory, const std::string& program);

}  // namespace ambag::bench
