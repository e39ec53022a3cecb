// SPDX-License-Identifier: Apache-2.0
#include <benchmark/benchmark.h>

#include <memory>
#include <random>

#include "chain/codec/rlp.hpp"
#include "chain/crypto/keccak_batch.hpp"
#include "chain/trie/node_cache.hpp"
#include "chain/trie/trie.hpp"

// The state trie with a million accounts, every node in a NodeCache: what a batch of changed
// accounts costs per leaf, from sorted keys to the new root and the cache brought up to date.

namespace ambag::chain {

namespace {

constexpr std::size_t account_count = 1'000'000;

constexpr Hash no_code = keccak256_constant("");

Bytes account_leaf(std::uint64_t nonce, std::uint64_t balance) {
    Bytes out;
    {
        rlp::List list{out};
        rlp::write_integer(out, nonce);
        rlp::write_integer(out, U256{balance} << 20);
        rlp::write_string(out, empty_trie_root);
        rlp::write_string(out, no_code);
    }
    return out;
}

struct State {
    State() {
        std::vector<TrieChange> changes(account_count);
        for (std::size_t i = 0; i < account_count; ++i) {
            Address address;
            for (std::size_t b = 0; b < 8; ++b)
                address.bytes[b] = static_cast<Byte>((i >> (8 * b)) & 0xFF);
            changes[i] = {secure_key(address), account_leaf(0, random())};
        }
        std::ranges::sort(changes, {}, &TrieChange::key);
        keys.reserve(account_count);
        for (const TrieChange& change : changes) keys.push_back(change.key);
        const auto update = update_trie(std::nullopt, root, changes, cache);
        apply(*update);
    }

    void apply(const TrieUpdate& update) {
        cache.apply(update);
        root = update.root;
    }

    // `count` accounts of those there are, with new nonces and balances.
    std::vector<TrieChange> batch(std::size_t count) {
        std::vector<std::size_t> picks(count);
        for (std::size_t& pick : picks) pick = random() % account_count;
        std::ranges::sort(picks);
        picks.erase(std::ranges::unique(picks).begin(), picks.end());
        std::vector<TrieChange> changes;
        for (const std::size_t pick : picks)
            changes.push_back({keys[pick], account_leaf(1 + random() % 100, random())});
        return changes;
    }

    std::mt19937_64 random{42};
    NodeCache cache{std::make_shared<MemoryNodeStore>(), std::size_t{1} << 30};
    Hash root = empty_trie_root;
    std::vector<Hash> keys;
};

State& state() {
    static State shared;
    return shared;
}

void update_of_accounts(benchmark::State& run) {
    State& tries = state();
    double leaves = 0;
    for (auto _ : run) {
        run.PauseTiming();
        const auto changes = tries.batch(static_cast<std::size_t>(run.range(0)));
        run.ResumeTiming();
        const auto update = update_trie(std::nullopt, tries.root, changes, tries.cache);
        tries.apply(*update);
        leaves += static_cast<double>(changes.size());
    }
    run.counters["per_leaf"] =
        benchmark::Counter(leaves, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
    run.counters["cache_MB"] = static_cast<double>(tries.cache.bytes()) / 1e6;
}
BENCHMARK(update_of_accounts)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

void update_without_apply(benchmark::State& run) {
    State& tries = state();
    const auto changes = tries.batch(static_cast<std::size_t>(run.range(0)));
    double leaves = 0;
    for (auto _ : run) {
        benchmark::DoNotOptimize(update_trie(std::nullopt, tries.root, changes, tries.cache));
        leaves += static_cast<double>(changes.size());
    }
    run.counters["per_leaf"] =
        benchmark::Counter(leaves, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(update_without_apply)->Arg(10'000)->Unit(benchmark::kMillisecond);

void root_of_transactions(benchmark::State& run) {
    const std::vector<Bytes> values(static_cast<std::size_t>(run.range(0)), Bytes(110, 7));
    for (auto _ : run) benchmark::DoNotOptimize(ordered_root(values));
    run.counters["per_value"] = benchmark::Counter(
        static_cast<double>(values.size()),
        benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK(root_of_transactions)->Arg(200)->Arg(10'000)->Unit(benchmark::kMicrosecond);

void keccak(benchmark::State& run, KeccakLanes lanes) {
    const std::vector<Bytes> messages(1024, Bytes(static_cast<std::size_t>(run.range(0)), 7));
    const std::vector<BytesView> views(messages.begin(), messages.end());
    std::vector<Hash> digests(views.size());
    for (auto _ : run) keccak256_batch_with(lanes, views, digests);
    run.counters["per_hash"] = benchmark::Counter(
        static_cast<double>(views.size()),
        benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
BENCHMARK_CAPTURE(keccak, one_at_a_time, KeccakLanes::scalar)->Arg(110)->Arg(532);
BENCHMARK_CAPTURE(keccak, four_avx2, KeccakLanes::avx2)->Arg(110)->Arg(532);
BENCHMARK_CAPTURE(keccak, four_avx512, KeccakLanes::avx512)->Arg(110)->Arg(532);

void keccak_single(benchmark::State& run) {
    const Bytes message(static_cast<std::size_t>(run.range(0)), 7);
    for (auto _ : run) benchmark::DoNotOptimize(keccak256(message));
}
BENCHMARK(keccak_single)->Arg(110)->Arg(532);

}  // namespace

}  // namespace ambag::chain
