// SPDX-License-Identifier: Apache-2.0
#include "chain/base/check.hpp"
#include "chain/module/addresses.hpp"
#include "governance/governor/authority.hpp"
#include "governance/governor/guardian.hpp"
#include "governance/governor/state.hpp"
#include "governance/governor/super_quorum.hpp"

namespace ambag::governance::governor {

using namespace chain;

namespace {

constexpr std::size_t name_bytes_max = 31;  // OpenZeppelin keeps it in one word
constexpr std::uint64_t conviction_period_end = std::uint64_t{1} << 40;

Result<void, Fault> refuse(std::string detail) {
    return std::unexpected(Fault{"genesis.governor", std::move(detail)});
}

Result<void, Fault> check_options(const GovernorGenesis& genesis) {
    if (const auto super = genesis.super_quorum_numerator) {
        if (*super > 100 || *super < genesis.quorum_numerator)
            return refuse("super_quorum_numerator must be from quorum_numerator to 100");
        if (genesis.counting == CountingMode::conviction)
            return refuse(
                "super_quorum_numerator is a share of the supply, which votes with conviction "
                "exceed: one of the two");
    }
    if (genesis.conviction_period == 0 || genesis.conviction_period >= conviction_period_end)
        return refuse("conviction_period must be from 1 to 2^40 - 1");
    return {};
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
    return check_options(genesis);
}

bool is_basic(const GovernorGenesis& genesis) {
    return genesis.counting == CountingMode::simple && !genesis.super_quorum_numerator &&
           !genesis.guardian;
}

// What the constructors of the extensions do, after those of the basic composition.
void extend(Context& ctx, const GovernorGenesis& genesis) {
    const bool by_conviction = genesis.counting == CountingMode::conviction;
    options.set(ctx, {genesis.counting, genesis.super_quorum_numerator.has_value(),
                      genesis.guardian.has_value(), by_conviction ? genesis.conviction_period : 0});
    if (genesis.super_quorum_numerator)
        CHECK(change_super_numerator(ctx, U256{*genesis.super_quorum_numerator}));
    if (genesis.guardian) change_guardian(ctx, *genesis.guardian);
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
    if (!is_basic(genesis)) extend(ctx, genesis);
    return {};
}

}  // namespace ambag::governance::governor
