// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/governor/state.hpp"

// The set of votes that a quorum is a share of. OpenZeppelin takes the whole past supply, so that
// votes which nobody can cast (a treasury's, an escrow's, those never delegated) count against
// every proposal. Genesis may choose the delegated votes instead, and accounts that are left out:
// their votes are taken from the set, and they may not vote, so that whoever is counted below the
// line can be counted above it and the other way round. Both come from the checkpoints at the
// snapshot; the list of those left out is checkpointed too.

namespace ambag::governance::governor {

enum class QuorumBase : std::uint8_t { supply, delegated };

inline constexpr std::size_t excluded_max = 16;

// Who is left out from clock `since` on.
struct Exclusion {
    Uint48 since;
    std::vector<Address> accounts;
};

inline constexpr chain::Item<QuorumBase> quorum_base{0x70};
inline constexpr chain::List<Exclusion> exclusions{0x71};

struct QuorumExclusionSet {
    static constexpr Literal abi{"QuorumExclusionSet(indexed account,excluded)"};
    Address account;
    bool excluded;
};
struct GovernorExcludedVoter {
    static constexpr Literal abi{"GovernorExcludedVoter(voter)"};
    Address voter;
};
struct GovernorTooManyExclusions {
    static constexpr Literal abi{"GovernorTooManyExclusions(maximum)"};
    U256 maximum;
};

// Votes at the end of clock `timepoint` of everyone who may vote. ERC5805FutureLookup unless it is
// past.
chain::Result<Amount> voting_set_at(const chain::ViewContext& ctx, const U256& timepoint);
bool is_excluded(const chain::ViewContext& ctx, const Address& account, Uint48 timepoint);
// GovernorExcludedVoter for an account that was left out at the snapshot.
chain::Result<> check_may_vote(const chain::ViewContext& ctx, const Address& voter,
                               Uint48 snapshot);

// Without a guard, for genesis; by governance only, from the next proposal's snapshot on.
chain::Result<> change_exclusion(chain::Context& ctx, const Address& account, bool excluded);
chain::Result<> set_quorum_exclusion(chain::Context& ctx, Address account, bool excluded);

// Rows of the descriptor.
chain::Result<Amount> get_voting_set(const chain::ViewContext& ctx, U256 timepoint);
chain::Result<std::vector<Address>> get_exclusions(const chain::ViewContext& ctx, Uint48 timepoint);

}  // namespace ambag::governance::governor
