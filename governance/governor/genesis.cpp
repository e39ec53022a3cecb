// SPDX-License-Identifier: Apache-2.0
#include "chain/base/check.hpp"
#include "chain/module/addresses.hpp"
#include "governance/governor/authority.hpp"
#include "governance/governor/state.hpp"

namespace ambag::governance::governor {

using namespace chain;

namespace {

constexpr std::size_t name_bytes_max = 31;  // OpenZeppelin keeps it in one word

Result<void, Fault> refuse(std::string detail) {
    return std::unexpected(Fault{"genesis.governor", std::move(detail)});
}

Result<void, Fault> check(const GovernorGenesis& genesis) {
    if (genesis.name.empty() || genesis.name.size() > name_bytes_max)
        return refuse("name must have 1 to 31 bytes");
    if (!Uint48::fits(U256{genesis.voting_delay})) return refuse("voting_delay must be below 2^48");
    if (genesis.voting_period == 0 || genesis.voting_period > ~std::uint32_t{0})
        return refuse("voting_period must be from 1 to 2^32 - 1");
    if (genesis.quorum_numerator > 100)
        return refuse("quorum_numerator is a percentage: at most 100");
    if (genesis.late_quorum_extension > genesis.voting_period)
        return refuse("late_quorum_extension must not exceed voting_period");
    return {};
}

}  // namespace

Result<void, Fault> genesis(Context& ctx, const GovernorGenesis& genesis) {
    TRY(check(genesis));
    // Must succeed from here: the bounds above are those of the functions below.
    name.set(ctx, genesis.name);
    CHECK(change_voting_delay(ctx, Uint48{genesis.voting_delay}));
    CHECK(change_voting_period(ctx, static_cast<std::uint32_t>(genesis.voting_period)));
    CHECK(change_proposal_threshold(ctx, genesis.proposal_threshold));
    CHECK(change_quorum_numerator(ctx, U256{genesis.quorum_numerator}));
    CHECK(change_late_quorum_extension(ctx, Uint48{genesis.late_quorum_extension}));
    CHECK(change_timelock(ctx, chain::timelock_address));
    return {};
}

}  // namespace ambag::governance::governor
