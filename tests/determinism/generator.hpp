// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/descriptor.hpp"

// Calls made from a seed: for every function of every module, arguments of its types drawn from a
// pool of plausible values (known accounts, modules, small numbers, ids seen so far), so that some
// succeed and all are decoded, dispatched and charged.

namespace ambag::test {

using namespace chain;

// SplitMix64: the same numbers on every platform, which std::distributions do not promise.
class Random {
 public:
    explicit Random(std::uint64_t seed) : state_{seed} {}
    std::uint64_t next() {
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31);
    }
    std::uint64_t below(std::uint64_t bound) { return next() % bound; }

 private:
    std::uint64_t state_;
};

struct ValuePool {
    std::vector<Address> addresses;
    std::vector<U256> numbers;
    std::vector<Hash> hashes;
    std::vector<std::string> texts;
    std::vector<Bytes> byte_strings;
};

Bytes make_call(const CallRow& row, const ValuePool& pool, Random& random);

}  // namespace ambag::test
