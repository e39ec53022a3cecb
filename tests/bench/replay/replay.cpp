// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/replay/block_file.hpp"

namespace ambag::bench {

namespace {

constexpr std::size_t sender_count = 1000;
constexpr std::size_t block_size = 1000;

struct Senders {
    std::vector<PrivateKey> keys;
    std::vector<Address> addresses;
};

Senders make_senders() {
    Senders senders;
    for (std::size_t i = 0; i < sender_count; ++i) {
        senders.keys.push_back(*PrivateKey::from(keccak256(numbered_address(i))));
        senders.addresses.push_back(address_of(senders.keys.back().public_key()));
    }
    return senders;
}

// Signed transfers of a thousand senders in turn, each to an account of its own. Their senders are
// not remembered.
std::vector<Bytes> signed_transfers(const Senders& senders, std::size_t count) {
    std::vector<Bytes> raw;
    for (std::size_t i = 0; i < count; ++i) {
        const Transaction body =
            transaction(i / sender_count, numbered_address(1'000'000'000 + i), Gas{21000});
        raw.push_back(sign_transaction(body, senders.keys[i % sender_count]).raw());
    }
    return raw;
}

PooledTransaction decoded(const Bytes& raw, bool recover) {
    auto tx = decode_transaction(raw);
    if (!tx || (recover && !tx->sender())) stop("a transfer made here cannot be read");
    return std::make_shared<const SignedTransaction>(std::move(*tx));
}

struct Files {
    Bytes without_senders;
    Bytes with_senders;
};

Files make_files(const Senders& senders, const std::vector<Bytes>& transfers) {
    const Folder folder{"origin"};
    BenchChain chain{folder.path(), senders.addresses};
    Files files;
    for (std::size_t from = 0; from < transfers.size(); from += block_size) {
        std::vector<PooledTransaction> block;
        for (std::size_t i = from; i < std::min(from + block_size, transfers.size()); ++i)
            block.push_back(decoded(transfers[i], true));
        const FinalizedBlock done = chain.block(std::move(block));
        append_block(files.without_senders, done.record, false);
        append_block(files.with_senders, done.record, true);
    }
    return files;
}

// Transactions a second, and seconds of core a transaction.
struct Rate {
    double a_second = 0;
    double core = 0;
};

Rate recover_rate(const std::vector<Bytes>& transfers, std::size_t count) {
    std::vector<SignedTransaction> transactions;
    for (std::size_t i = 0; i < std::min(count, transfers.size()); ++i)
        transactions.push_back(*decode_transaction(transfers[i]));
    const auto start = now();
    const double core = thread_cpu_seconds();
    for (SignedTransaction& tx : transactions)
        if (!tx.sender()) stop("a sender is not recovered");
    const auto done = static_cast<double>(transactions.size());
    return {done / seconds_since(start), (thread_cpu_seconds() - core) / done};
}

Rate replay_rate(const Senders& senders, const Bytes& file) {
    const Folder folder{"replay"};
    BenchChain chain{folder.path(), senders.addresses};
    const ReplayResult result = replay_file(file, chain);
    const auto done = static_cast<double>(result.transactions);
    return {done / result.seconds, result.core_seconds / done};
}

}  // namespace

void bench_replay(const Sizes& sizes) {
    const Senders senders = make_senders();
    const std::vector<Bytes> transfers = signed_transfers(senders, sizes.transactions);
    const Files files = make_files(senders, transfers);
    std::vector<double> ratios;
    std::vector<double> core_ratios;
    std::vector<double> stored_ratios;
    for (std::size_t round = 0; round < sizes.repeats; ++round) {
        const Rate before = recover_rate(transfers, sizes.transactions / 4);
        const Rate without = replay_rate(senders, files.without_senders);
        const Rate after = recover_rate(transfers, sizes.transactions / 4);
        const Rate with = replay_rate(senders, files.with_senders);
        const double recover = (before.a_second + after.a_second) / 2;
        ratios.push_back(without.a_second / (2 * recover));
        core_ratios.push_back((before.core + after.core) / 2 / without.core);
        stored_ratios.push_back(with.a_second / without.a_second);
        std::printf(
            "recover %.0f/s on one thread (%.1f us of core); replay %.0f tx/s (%.1f us of core), "
            "with stored senders %.0f (%.1f us)\n",
            recover, (before.core + after.core) * 5e5, without.a_second, without.core * 1e6,
            with.a_second, with.core * 1e6);
        std::fflush(stdout);
    }
    std::printf("replay, recovery's share of the cores' work: %.3f; the ratio of two free cores\n",
                median(core_ratios));
    const std::string what = std::to_string(transfers.size()) +
                             " transfers to new accounts, blocks of " + std::to_string(block_size) +
                             ", median of " + std::to_string(sizes.repeats);
    figure("replay_ratio", median(ratios), what);
    figure("stored_senders", median(stored_ratios), what);
}

// From acceptance by the pool to the durable block.
void bench_pool(const Sizes& sizes) {
    const Senders senders = make_senders();
    const std::vector<Bytes> transfers =
        signed_transfers(senders, std::min<std::size_t>(sizes.transactions, 10'000));
    const Folder folder{"pool"};
    BenchChain chain{folder.path(), senders.addresses};
    Application& app = chain.app();
    const auto snapshot = chain.store().snapshot();
    const std::uint64_t recoveries = recovery_count();
    for (const Bytes& raw : transfers) {
        auto tx = decode_transaction(raw);
        if (auto added = app.check(std::move(*tx), *snapshot, Amount{}); !added)
            stop("the pool refuses: " + added.error().detail());
    }
    std::size_t included = 0;
    std::size_t blocks = 0;
    const std::uint64_t syncs = sync_count();
    while (app.mempool().has_executable()) {
        auto pending = app.propose(Timestamp{0}, Address{}).transactions;
        pending.resize(std::min(pending.size(), block_size));
        included += pending.size();
        ++blocks;
        const FinalizedBlock done = chain.block(std::move(pending));
        app.settle_pool(done);
    }
    if (included != transfers.size()) stop("the pool lost transactions");
    const double count = static_cast<double>(included);
    figure("recoveries", static_cast<double>(recovery_count() - recoveries) / count,
           std::to_string(included) + " transfers, pool to durable block");
    figure("syncs", static_cast<double>(sync_count() - syncs) / static_cast<double>(blocks),
           "fsync and fdatasync calls of the process over " + std::to_string(blocks) + " blocks");
}

}  // namespace ambag::bench
