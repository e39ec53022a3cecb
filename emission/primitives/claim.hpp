// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "chain/base/quantity.hpp"
#include "chain/base/result.hpp"
#include "emission/primitives/merkle.hpp"

// A list of payments that lies off chain: the chain holds its Merkle root and what it may cost.
// Each entry is claimed once, by its index, inside the window [opens, closes); after that whatever
// was not claimed returns to the pool it came from, once. A claim costs the depth of the tree.
//
// Always: funded = claimed + returned + left.

namespace ambag::emission {

struct Claim {
    chain::Hash root;
    chain::Timestamp opens;
    chain::Timestamp closes;  // the first moment at which nothing can be claimed any more
    chain::Amount funded;     // taken from the source pool; the list may sum to less
    bool operator==(const Claim&) const = default;
};

struct ClaimState {
    chain::Amount claimed;
    chain::Amount returned;
    bool operator==(const ClaimState&) const = default;
};

enum class ClaimError : std::uint8_t {
    window_empty,     // closes <= opens
    not_open,         // before the window
    closed,           // after the window
    still_open,       // the rest was asked back before the window's end
    already_claimed,  // the bit of this index is set
    proof_invalid,    // index, account and amount are not in the list with this root
    exhausted,        // the list promises more than was funded
    nothing_left,     // the rest has been returned, or there is none
};

// One sentence: what is wrong and what is accepted.
std::string_view describe(ClaimError error);

template <class T = void>
using ClaimResult = chain::BasicResult<T, ClaimError>;

ClaimResult<> validate(const Claim& claim);  // window_empty

chain::Amount left_of(const Claim& claim, const ClaimState& state);

// The used bits are kept in words of 256: index i is bit i mod 256 of word i / 256.
inline std::uint64_t used_word(std::uint64_t index) {
    return index / 256;
}

struct Claimed {
    ClaimState state;
    chain::U256 used;  // the word with the bit of this index set
};

// The payment of `leaf.amount` to `leaf.account`; `used` is the word of its index. Errors in this
// order: not_open, closed, already_claimed, proof_invalid, exhausted.
ClaimResult<Claimed> claim_leaf(const Claim& claim, const ClaimState& state,
                                const chain::U256& used, const ClaimLeaf& leaf,
                                std::span<const chain::Hash> proof, chain::Timestamp now);

struct Expired {
    ClaimState state;
    chain::Amount returned;  // back to the source pool
};

// Errors: still_open, nothing_left.
ClaimResult<Expired> expire(const Claim& claim, const ClaimState& state, chain::Timestamp now);

}  // namespace ambag::emission
