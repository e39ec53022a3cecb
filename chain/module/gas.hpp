// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "chain/base/quantity.hpp"

// Gas prices. The scale is a transfer: 21,000 gas for about 50 microseconds of work, so one
// microsecond is about 420 gas. A call row declares its cost in terms of work; what grows with the
// arguments is charged by the handler through Context::charge. `scripts/bench` shows cost / time.

namespace ambag::chain {

struct Cost {
    std::uint32_t reads = 0;       // records or accounts read
    std::uint32_t writes = 0;      // records or accounts written
    std::uint32_t hashes = 0;      // Keccak or SHA-256 of about 100 bytes
    std::uint32_t logs = 0;        // events
    std::uint32_t signatures = 0;  // secp256k1 recoveries or verifications
    std::uint32_t p384 = 0;        // P-384 verifications (2.8 ms each)
};

namespace gas {

// Of Ethereum, so that wallets compute the same (EIP-2028, EIP-2930). No floor of EIP-7623.
inline constexpr std::uint64_t transaction = 21'000;
inline constexpr std::uint64_t calldata_zero = 4;
inline constexpr std::uint64_t calldata_nonzero = 16;
inline constexpr std::uint64_t access_list_address = 2'400;
inline constexpr std::uint64_t access_list_slot = 1'900;

// Ours. A warm read takes a third of a microsecond, one that reaches the disk's cache four to five:
// the price lies between. A write pays for its leaf in the trie and its keys in the store, and for
// the state that it leaves to be kept.
inline constexpr std::uint64_t read = 1'000;
inline constexpr std::uint64_t write = 5'000;
inline constexpr std::uint64_t hash = 200;
inline constexpr std::uint64_t log = 1'500;
inline constexpr std::uint64_t signature = 20'000;
inline constexpr std::uint64_t p384 = 1'200'000;
inline constexpr std::uint64_t stored_byte = 40;  // of records and logs whose size the caller picks

}  // namespace gas

// At most 32 bits of each kind of work: the sum stays far below 2^64.
constexpr Gas gas_of(const Cost& cost) {
    return Gas{cost.reads * gas::read + cost.writes * gas::write + cost.hashes * gas::hash +
               cost.logs * gas::log + cost.signatures * gas::signature + cost.p384 * gas::p384};
}

}  // namespace ambag::chain
