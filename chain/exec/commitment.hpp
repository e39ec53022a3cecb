// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>

#include "chain/codec/block.hpp"
#include "chain/exec/executor.hpp"
#include "chain/trie/trie.hpp"

// From flat changes to Ethereum's commitments: storage tries of the modules, the state trie, the
// roots of a block and its header. Account leaf: RLP [nonce, balance, storageRoot, codeHash].

namespace ambag::chain {

// The code of every module, as eth_getCode shows it: wallets then treat the address as a contract.
inline constexpr std::array<Byte, 5> module_code{0x60, 0x00, 0x60, 0x00, 0xfd};
inline constexpr Hash module_code_hash =
    keccak256_constant(std::string_view{"\x60\x00\x60\x00\xfd", 5});
inline constexpr Hash empty_code_hash = keccak256_constant("");

// What of the tries must be known to go on.
struct StateCommitment {
    Hash state_root = empty_trie_root;
    std::map<Address, Hash> storage_roots;  // of the modules

    bool operator==(const StateCommitment&) const = default;
};

struct CommitmentUpdate {
    StateCommitment after;
    std::vector<TrieUpdate> tries;  // storage tries first, the state trie last
};

// The value of an account's leaf in the state trie.
Bytes encode_account(const AccountState& account, const Hash& storage_root);
// The value of a record's leaf: its word as RLP integer, empty when absent.
Bytes encode_leaf_word(const Record& record);

// `before` is the state that `diff` was computed against; `nodes` holds its tries.
Result<CommitmentUpdate, Fault> update_commitment(const StateCommitment& commitment,
                                                  const StateView& before, const StateDiff& diff,
                                                  const NodeStore& nodes);

// The header of an executed block. extraData, coinbase, time and base fee are the environment's.
Header make_header(const Hash& parent, const BlockEnv& env, const BlockOutcome& outcome,
                   const Hash& state_root);

}  // namespace ambag::chain
