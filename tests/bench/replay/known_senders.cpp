// SPDX-License-Identifier: Apache-2.0
#include <malloc.h>

#include "chain/exec/commitment.hpp"
#include "node/consensus/working_state.hpp"
#include "tests/bench/replay/block_file.hpp"

namespace ambag::bench {

namespace {

constexpr std::size_t block_size = 10'000;
constexpr double megabyte = 1e6;

// `count` accounts with a thousand coins each, by dev balances in blocks of their own.
void make_accounts(BenchChain& chain, std::size_t count) {
    const Amount coins{*U256::parse("1000000000000000000000")};
    for (std::size_t from = 0; from < count; from += block_size) {
        std::vector<DevBalance> balances;
        for (std::size_t i = from; i < std::min(from + block_size, count); ++i)
            balances.push_back({numbered_address(i + 1), coins});
        chain.block({}, std::move(balances));
    }
}

class Transfers {
 public:
    explicit Transfers(std::size_t accounts) : nonces_(accounts) {}

    std::vector<PooledTransaction> block() {
        std::vector<PooledTransaction> block;
        for (std::size_t i = 0; i < block_size; ++i) {
            const std::size_t from = random_.below(nonces_.size());
            const Address to = numbered_address(random_.below(nonces_.size()) + 1);
            block.push_back(from_known(transaction(nonces_[from]++, to, Gas{21000}),
                                       numbered_address(from + 1)));
        }
        return block;
    }

 private:
    Random random_;
    std::vector<std::uint64_t> nonces_;
};

// Allocated memory of the process, mapped blocks included.
double heap_bytes() {
    const struct mallinfo2 info = ::mallinfo2();
    return static_cast<double>(info.uordblks + info.hblkhd);
}

// Reads every account and its path in the trie into a working state.
std::unique_ptr<node::WorkingState> bench_memory(BenchChain& chain, std::size_t accounts) {
    const double before = heap_bytes();
    auto made = std::make_unique<node::WorkingState>(chain.store().snapshot());
    node::WorkingState& state = *made;
    for (std::size_t from = 0; from < accounts; from += block_size) {
        StateDiff diff;
        for (std::size_t i = from; i < std::min(from + block_size, accounts); ++i) {
            const Address address = numbered_address(i + 1);
            const AccountState account = state.account(address);
            diff.accounts.push_back({address, account, account});
        }
        if (!update_commitment(state.commitment(), state, diff, state)) stop("the trie is damaged");
    }
    const double each = (heap_bytes() - before) / static_cast<double>(accounts);
    figure(
        "memory_mb", each * 1e6 / megabyte,
        "heap growth by reading " + std::to_string(accounts) +
            " accounts and the whole trie into memory, RocksDB's caches included, scaled to 1 M");
    return made;
}

// One block after another on one thread, part by part, in seconds of this thread's core; commits
// include the waiting for their syncs. The state root is computed a second time, on a twin of the
// working state, to time it alone.
void bench_parts(BenchChain& chain, node::WorkingState& twin, Transfers& transfers,
                 std::size_t blocks) {
    std::vector<double> finalizes;
    std::vector<double> roots;
    std::vector<double> commits;
    node::ApplyStatistics written;
    for (std::size_t i = 0; i < blocks; ++i) {
        auto block = transfers.block();
        double start = thread_cpu_seconds();
        const FinalizedBlock done = chain.finalize(std::move(block));
        finalizes.push_back(thread_cpu_seconds() - start);
        start = thread_cpu_seconds();
        const auto update = update_commitment(twin.commitment(), twin, done.diff, twin);
        roots.push_back(thread_cpu_seconds() - start);
        if (!update || update->after != done.after) stop("the twin's root differs");
        twin.apply(done.diff, update->tries, update->after);
        start = thread_cpu_seconds() + sync_seconds();
        written = chain.commit(done);
        commits.push_back(thread_cpu_seconds() + sync_seconds() - start);
        if (chain.app().wants_rebase()) chain.app().rebase();
    }
    const auto each = [](const std::vector<double>& seconds) {
        return median(seconds) * 1e6 / block_size;
    };
    const double root = each(roots);
    std::printf("execute, block roots and header: %.2f us of core a transfer\n",
                each(finalizes) - root);
    char batch[128];
    std::snprintf(batch, sizeof batch,
                  "one synced batch a block of %zu; %.1f keys and %.0f bytes a transfer",
                  block_size, static_cast<double>(written.keys) / block_size,
                  static_cast<double>(written.bytes) / block_size);
    figure("state_root_us", root,
           "blocks of " + std::to_string(block_size) + ", one thread, nodes in memory");
    figure("commit_us", each(commits), batch);
}

void bench_overlapped(BenchChain& chain, Transfers& transfers, std::size_t blocks,
                      std::size_t accounts) {
    std::vector<std::vector<PooledTransaction>> made;
    for (std::size_t i = 0; i < blocks; ++i) made.push_back(transfers.block());
    const auto start = now();
    const double core = process_cpu_seconds();
    {
        Committer committer{chain};
        for (auto& block : made)
            committer.push(std::make_unique<FinalizedBlock>(chain.finalize(std::move(block))));
        committer.drain();
    }
    const double seconds = seconds_since(start);
    std::printf("execute, roots and commit: %.2f us of core a transfer\n",
                (process_cpu_seconds() - core) * 1e6 / static_cast<double>(blocks * block_size));
    figure("known_senders", static_cast<double>(blocks * block_size) / seconds,
           "between " + std::to_string(accounts) +
               " accounts, commit overlapped with the next block's execution");
}

}  // namespace

void bench_known_senders(const Sizes& sizes, const std::string& directory) {
    BenchChain chain{directory, {}};
    const auto start = now();
    make_accounts(chain, sizes.accounts);
    std::printf("%zu accounts made in %.1f s\n", sizes.accounts, seconds_since(start));
    std::fflush(stdout);
    const auto twin = bench_memory(chain, sizes.accounts);
    Transfers transfers{sizes.accounts};
    const std::size_t blocks = std::max<std::size_t>(6, sizes.transactions / 1000);
    bench_parts(chain, *twin, transfers, blocks);
    bench_overlapped(chain, transfers, blocks, sizes.accounts);
}

}  // namespace ambag::bench
