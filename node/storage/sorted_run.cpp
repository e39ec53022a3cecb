// SPDX-License-Identifier: Apache-2.0
#include "node/storage/sorted_run.hpp"

#include <bit>
#include <cstring>
#include <random>

#include "chain/base/check.hpp"

namespace ambag::node {

using namespace chain;

namespace {

std::strong_ordering compare(BytesView a, BytesView b) {
    const int order = std::memcmp(a.data(), b.data(), std::min(a.size(), b.size()));
    if (order != 0) return order <=> 0;
    return a.size() <=> b.size();
}

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
    __extension__ using Wide = unsigned __int128;
    const Wide product = Wide{a} * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

std::uint64_t process_seed() {
    static const std::uint64_t seed = [] {
        std::random_device device;
        return (std::uint64_t{device()} << 32) | device();
    }();
    return seed;
}

}  // namespace

std::uint64_t SortedRun::hash_of(BytesView key) {
    const std::uint64_t seed = process_seed();
    std::uint64_t hash = seed ^ key.size();
    while (!key.empty()) {
        std::uint64_t word = 0;
        const std::size_t taken = std::min<std::size_t>(8, key.size());
        std::memcpy(&word, key.data(), taken);
        hash = mixed(hash ^ word, seed ^ 0x9E3779B97F4A7C15ULL);
        key = key.subspan(taken);
    }
    return mixed(hash, 0xD6E8FEB86659FD93ULL);
}

std::uint64_t SortedRun::beginning_of(BytesView key) {
    std::uint64_t word = 0;
    std::memcpy(&word, key.data(), std::min<std::size_t>(8, key.size()));
    return std::endian::native == std::endian::little ? __builtin_bswap64(word) : word;
}

std::size_t SortedRun::bytes() const {
    return data_.capacity() + entries_.capacity() * sizeof(Entry) +
           index_.capacity() * sizeof(Place);
}

std::optional<SortedRun::Found> SortedRun::find(BytesView wanted, std::uint64_t hash) const {
    if (index_.empty()) return std::nullopt;
    const std::size_t mask = index_.size() - 1;
    const auto tag = static_cast<std::uint32_t>(hash >> 32);
    for (std::size_t at = hash & mask; index_[at].entry != 0; at = (at + 1) & mask) {
        if (index_[at].tag != tag) continue;
        const std::size_t i = index_[at].entry - 1;
        if (std::ranges::equal(key(i), wanted)) return value(i);
    }
    return std::nullopt;
}

std::size_t SortedRun::lower_bound(BytesView wanted) const {
    const auto at = std::partition_point(entries_.begin(), entries_.end(), [&](const Entry& entry) {
        return compare(BytesView{data_}.subspan(entry.at, entry.key_size), wanted) < 0;
    });
    return static_cast<std::size_t>(at - entries_.begin());
}

void SortedRun::build_index() {
    index_.assign(std::bit_ceil(entries_.size() + entries_.size() / 2 + 1), Place{});
    const std::size_t mask = index_.size() - 1;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        const std::uint64_t hash = hash_of(key(i));
        std::size_t at = hash & mask;
        while (index_[at].entry != 0) at = (at + 1) & mask;
        index_[at] = {static_cast<std::uint32_t>(hash >> 32), static_cast<std::uint32_t>(i + 1)};
    }
}

bool RunBuilder::before(const SortedRun::Entry& a, const SortedRun::Entry& b) const {
    const BytesView data{run_.data_};
    return compare(data.subspan(a.at, a.key_size), data.subspan(b.at, b.key_size)) < 0;
}

void RunBuilder::add(BytesView key, BytesView value, bool erased) {
    const std::size_t at = run_.data_.size();
    CHECK(at + key.size() + value.size() <= ~std::uint32_t{0});
    run_.data_.resize(at + key.size() + value.size());
    std::copy(key.begin(), key.end(), run_.data_.begin() + static_cast<std::ptrdiff_t>(at));
    std::copy(value.begin(), value.end(),
              run_.data_.begin() + static_cast<std::ptrdiff_t>(at + key.size()));
    const SortedRun::Entry entry{static_cast<std::uint32_t>(at),
                                 static_cast<std::uint32_t>(value.size()),
                                 static_cast<std::uint16_t>(key.size()), erased};
    FamilyEntries& family = families_[key.front()];
    family.sorted =
        family.sorted && (family.entries.empty() || before(family.entries.back(), entry));
    family.entries.push_back(entry);
}

RunPointer RunBuilder::finish() {
    std::size_t count = 0;
    for (const auto& [byte, family] : families_) count += family.entries.size();
    run_.entries_.reserve(count);
    for (auto& [byte, family] : families_) {
        if (!family.sorted)
            std::sort(family.entries.begin(), family.entries.end(),
                      [this](const auto& a, const auto& b) { return before(a, b); });
        run_.entries_.insert(run_.entries_.end(), family.entries.begin(), family.entries.end());
    }
    families_.clear();
    run_.build_index();
    return std::make_shared<const SortedRun>(std::move(run_));
}

RunMerge::RunMerge(std::span<const RunPointer> newest_first, BytesView from) {
    for (std::size_t age = 0; age < newest_first.size(); ++age) {
        const SortedRun* run = newest_first[age].get();
        const std::size_t at = from.empty() ? 0 : run->lower_bound(from);
        if (at < run->size())
            heap_.push_back({SortedRun::beginning_of(run->key(at)), age, run, at});
    }
    std::make_heap(heap_.begin(), heap_.end(), after);
}

bool RunMerge::after(const Cursor& a, const Cursor& b) {
    if (a.beginning != b.beginning) return a.beginning > b.beginning;
    const auto order = compare(a.run->key(a.at), b.run->key(b.at));
    return order != 0 ? order > 0 : a.age > b.age;
}

BytesView RunMerge::key() const {
    return heap_.front().run->key(heap_.front().at);
}

SortedRun::Found RunMerge::value() const {
    return heap_.front().run->value(heap_.front().at);
}

void RunMerge::step_first() {
    std::pop_heap(heap_.begin(), heap_.end(), after);
    Cursor& cursor = heap_.back();
    if (++cursor.at == cursor.run->size()) {
        heap_.pop_back();
        return;
    }
    cursor.beginning = SortedRun::beginning_of(cursor.run->key(cursor.at));
    std::push_heap(heap_.begin(), heap_.end(), after);
}

void RunMerge::next() {
    const BytesView passed = key();
    step_first();
    while (!done() && std::ranges::equal(key(), passed)) step_first();
}

}  // namespace ambag::node
