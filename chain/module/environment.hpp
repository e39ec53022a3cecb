// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <vector>

#include "chain/base/amount.hpp"
#include "chain/base/bytes.hpp"
#include "chain/base/quantity.hpp"

// What a block brings with it (BlockEnv) and what the chain's genesis fixed for good (Rules).
// Together with the state and the transactions they determine everything.

namespace ambag::chain {

// ERC-6372 clock of votes: block time in seconds, or block number.
enum class ClockMode : std::uint8_t { timestamp, block_number };

// Where the base fee goes: burned, or into a pool of the issuance module.
enum class FeeSink : std::uint8_t { burn, pool };

// EIP-1559's numbers of this chain; `next_base_fee` in exec/fees.hpp applies them.
struct FeeRules {
    Amount initial{U256{1'000'000'000U}};  // of block 0, for each gas
    std::uint64_t denominator = 64;  // at most 1/denominator of movement a block (Ethereum: 8)
    Amount floor;                    // the fee never falls below; zero allows free blocks
    FeeSink sink = FeeSink::burn;
};

// Under the genesis hash, for good: an operator's flag changes none of them, and neither does a
// vote. What governance may change is a parameter of a module.
struct Rules {
    ChainId chain_id{31337};
    bool dev = false;                // evm_*, anvil_*, recorded evidence
    bool trusted_sequencer = false;  // payouts by challenge window under one sequencer
    std::uint64_t block_interval_ms = 1000;
    ClockMode clock = ClockMode::timestamp;
    Gas block_gas_limit{30'000'000};
    FeeRules fee;
};

// Given to the transition from outside. A verifier can check all of it but `time`, which is bounded
// by its own clock, and `coinbase`, which the block's maker chooses.
struct BlockEnv {
    Height height;
    Timestamp time;
    Amount base_fee;  // for each gas, from the parent by Rules::fee
    Address coinbase;
    Gas gas_limit;
    Bytes extra_data;                 // at most 32 bytes; the engine's block hash in validator mode
    Timestamp parent_time;            // of block height - 1
    std::vector<Hash> recent_hashes;  // of blocks height - 1, height - 2, ...; at most 256

    // As Ethereum's BLOCKHASH: of the 256 blocks before this one; nothing for this one, later ones
    // and older ones.
    std::optional<Hash> block_hash(Height of) const {
        if (of >= height || height.value - of.value > recent_hashes.size()) return std::nullopt;
        return recent_hashes[height.value - of.value - 1];
    }
};

}  // namespace ambag::chain
