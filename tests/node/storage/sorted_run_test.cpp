// SPDX-License-Identifier: Apache-2.0
#include "node/storage/sorted_run.hpp"

#include <gtest/gtest.h>

#include <random>

// Runs and their merges against a std::map that is told the same.

namespace ambag::test {

using chain::Byte;
using chain::Bytes;
using chain::BytesView;
using node::RunBuilder;
using node::RunMerge;
using node::RunPointer;
using node::SortedRun;

namespace {

// Nothing: erased.
using Model = std::map<Bytes, std::optional<Bytes>>;

// Keys of three families and few values of each length, so that runs share some and differ in some,
// and one key is often the beginning of another.
Bytes random_key(std::mt19937_64& random) {
    const std::size_t size = 1 + random() % 12;
    Bytes key(size);
    key[0] = static_cast<Byte>('a' + random() % 3);
    for (std::size_t i = 1; i < size; ++i) key[i] = static_cast<Byte>(random() % 3);
    return key;
}

Model random_changes(std::mt19937_64& random, std::size_t count) {
    Model model;
    while (model.size() < count) {
        const Bytes key = random_key(random);
        std::optional<Bytes> value;
        if (random() % 4 != 0) value = Bytes(random() % 40, static_cast<Byte>(random() % 256));
        model[key] = value;
    }
    return model;
}

// Given to the builder in random order.
RunPointer run_of(const Model& model, std::mt19937_64& random) {
    std::vector<std::pair<Bytes, std::optional<Bytes>>> entries{model.begin(), model.end()};
    std::shuffle(entries.begin(), entries.end(), random);
    RunBuilder builder;
    for (const auto& [key, value] : entries) {
        if (value)
            builder.put(key, *value);
        else
            builder.erase(key);
    }
    return builder.finish();
}

std::optional<Bytes> content(const SortedRun::Found& found) {
    if (found.erased) return std::nullopt;
    return chain::to_bytes(found.value);
}

Model content(RunMerge merge) {
    Model found;
    Bytes last;
    for (; !merge.done(); merge.next()) {
        const Bytes key = chain::to_bytes(merge.key());
        EXPECT_LT(last, key) << "keys must ascend";
        last = key;
        found[key] = content(merge.value());
    }
    return found;
}

}  // namespace

TEST(SortedRun, finds_what_was_put_and_nothing_else) {
    std::mt19937_64 random{1};
    const Model model = random_changes(random, 800);
    const RunPointer run = run_of(model, random);
    ASSERT_EQ(run->size(), model.size());
    for (int i = 0; i < 5000; ++i) {
        const Bytes key = random_key(random);
        const auto found = run->find(key, SortedRun::hash_of(key));
        const auto expected = model.find(key);
        ASSERT_EQ(found.has_value(), expected != model.end());
        if (found) {
            EXPECT_EQ(content(*found), expected->second);
        }
    }
}

TEST(SortedRun, an_empty_value_is_not_an_erased_one) {
    RunBuilder builder;
    const Bytes first{'a'};
    const Bytes second{'b'};
    builder.put(first, {});
    builder.put_or_erase(second, {});
    const RunPointer run = builder.finish();
    EXPECT_FALSE(run->find(first, SortedRun::hash_of(first))->erased);
    EXPECT_TRUE(run->find(second, SortedRun::hash_of(second))->erased);
}

TEST(SortedRun, an_empty_run_has_nothing) {
    const RunPointer run = RunBuilder{}.finish();
    const Bytes key{'a'};
    EXPECT_FALSE(run->find(key, SortedRun::hash_of(key)));
    EXPECT_EQ(run->lower_bound(key), 0U);
    EXPECT_TRUE(RunMerge(std::span{&run, 1}).done());
}

TEST(RunMerge, gives_the_newest_value_of_each_key_in_order) {
    std::mt19937_64 random{2};
    for (int round = 0; round < 50; ++round) {
        std::vector<RunPointer> newest_first;
        Model expected;
        for (std::size_t age = 0; age < 1 + random() % 9; ++age) {
            const Model model = random_changes(random, 1 + random() % 60);
            newest_first.push_back(run_of(model, random));
            expected.insert(model.begin(), model.end());  // keeps what a newer run said
        }
        EXPECT_EQ(content(RunMerge(newest_first)), expected);
        const Bytes from = random_key(random);
        expected.erase(expected.begin(), expected.lower_bound(from));
        EXPECT_EQ(content(RunMerge(newest_first, from)), expected);
    }
}

}  // namespace ambag::test
