// SPDX-License-Identifier: Apache-2.0
#include "emission/primitives/claim.hpp"

#include "chain/base/check.hpp"

namespace ambag::emission {

using chain::Amount;
using chain::Hash;
using chain::Timestamp;
using chain::U256;

std::string_view describe(ClaimError error) {
    switch (error) {
        case ClaimError::window_empty:
            return "the claim window ends before it begins; closes must be after opens";
        case ClaimError::not_open:
            return "the claim window has not begun";
        case ClaimError::closed:
            return "the claim window is over";
        case ClaimError::still_open:
            return "the claim window is not over; the rest returns at its end";
        case ClaimError::already_claimed:
            return "this entry was claimed before";
        case ClaimError::proof_invalid:
            return "the proof does not lead from this index, account and amount to the root";
        case ClaimError::exhausted:
            return "less is left than this entry promises";
        case ClaimError::nothing_left:
            return "nothing is left to return";
    }
    return "unknown";
}

ClaimResult<> validate(const Claim& claim) {
    if (claim.closes <= claim.opens) return std::unexpected(ClaimError::window_empty);
    return {};
}

Amount left_of(const Claim& claim, const ClaimState& state) {
    const auto unclaimed = checked_sub(claim.funded, state.claimed);
    const auto left = unclaimed ? checked_sub(*unclaimed, state.returned) : std::nullopt;
    CHECK(left);
    return *left;
}

ClaimResult<Claimed> claim_leaf(const Claim& claim, const ClaimState& state, const U256& used,
                                const ClaimLeaf& leaf, std::span<const Hash> proof, Timestamp now) {
    if (now < claim.opens) return std::unexpected(ClaimError::not_open);
    if (now >= claim.closes) return std::unexpected(ClaimError::closed);
    const U256 bit = U256::power_of_two(static_cast<unsigned>(leaf.index % 256));
    if (!(used & bit).is_zero()) return std::unexpected(ClaimError::already_claimed);
    if (root_of(leaf_hash(leaf), proof) != claim.root)
        return std::unexpected(ClaimError::proof_invalid);
    if (leaf.amount > left_of(claim, state)) return std::unexpected(ClaimError::exhausted);
    Claimed after{state, used | bit};
    after.state.claimed = *checked_add(state.claimed, leaf.amount);
    return after;
}

ClaimResult<Expired> expire(const Claim& claim, const ClaimState& state, Timestamp now) {
    if (now < claim.closes) return std::unexpected(ClaimError::still_open);
    const Amount left = left_of(claim, state);
    if (left.is_zero()) return std::unexpected(ClaimError::nothing_left);
    Expired after{state, left};
    after.state.returned = *checked_add(state.returned, left);
    return after;
}

}  // namespace ambag::emission
