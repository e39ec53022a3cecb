// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "chain/module/addresses.hpp"
#include "governance/governor/module.hpp"
#include "governance/timelock/module.hpp"
#include "governance/token/module.hpp"
#include "governance/treasury/module.hpp"
#include "node/genesis/sections.hpp"

namespace ambag::node {

using namespace chain;

namespace {

governance::governor::CountingMode read_counting(GenesisReader& section) {
    return static_cast<governance::governor::CountingMode>(
        section.choice("counting", {"simple", "fractional", "overridable", "conviction"}));
}

// Two ways of counting need records that the token keeps.
void prepare_for_counting(const Json* governor, governance::token::TokenGenesis& token) {
    using governance::governor::CountingMode;
    std::vector<GenesisError> told_elsewhere;
    GenesisReader section{governor, "governor", told_elsewhere};
    const CountingMode counting = read_counting(section);
    token.holder_history =
        counting == CountingMode::overridable || counting == CountingMode::conviction;
    token.vote_locks = counting == CountingMode::conviction;
}

void read_extensions(GenesisReader& section, governance::governor::GovernorGenesis& governor) {
    using governance::governor::CountingMode;
    governor.counting = read_counting(section);
    if (section.member("super_quorum_numerator") != nullptr)
        governor.super_quorum_numerator =
            section.integer("super_quorum_numerator", 100, governor.quorum_numerator, 100);
    governor.guardian = section.address("guardian");
    governor.conviction_period =
        section.integer("conviction_period", 604'800, 1, (std::uint64_t{1} << 40) - 1);
    const bool by_conviction = governor.counting == CountingMode::conviction;
    if (by_conviction && governor.super_quorum_numerator)
        section.fail("super_quorum_numerator",
                     "a share of the supply, which votes with conviction exceed; leave it out or "
                     "count in another way");
    if (!by_conviction && section.member("conviction_period") != nullptr)
        section.fail("conviction_period", "has a meaning only with \"counting\": \"conviction\"");
}

}  // namespace

void read_token(GenesisReader& root, ChainSpec& spec) {
    GenesisReader section = root.section("token");
    governance::token::TokenGenesis token;
    token.name = section.text("name", "Ambag");
    token.symbol = section.text("symbol", "AMB");
    token.self_delegate = section.boolean("self_delegate", true);
    token.wrapped = section.balances("wrapped");
    prepare_for_counting(root.member("governor"), token);
    section.finish();
    Amount sum;
    for (const auto& [holder, amount] : token.wrapped) {
        const auto more = checked_add(sum, amount);
        if (!more) return section.fail("wrapped", "the sum is above 2^256 - 1");
        sum = *more;
    }
    spec.allocations.push_back({token_address, sum});
    spec.sections.push_back(
        {token_address, [token](Context& ctx) { return governance::token::genesis(ctx, token); }});
}

void read_timelock(GenesisReader& root, ChainSpec& spec) {
    GenesisReader section = root.section("timelock");
    governance::timelock::TimelockGenesis timelock;
    timelock.min_delay = section.integer("min_delay", 2, 0, 3'155'760'000);
    timelock.executors = section.addresses("executors");
    // Whoever may execute in the timelock itself would pass by expiry and spend caps of tracks.
    const Address everyone = has_tracks(root) ? governor_address : Address{};
    if (section.member("executors") == nullptr) timelock.executors = {everyone};
    if (has_tracks(root) && timelock.executors != std::vector{governor_address})
        section.fail("executors", "with governor.tracks the governor alone executes; leave it out");
    section.finish();
    spec.sections.push_back({timelock_address, [timelock](Context& ctx) {
                                 return governance::timelock::genesis(ctx, timelock);
                             }});
}

void read_governor(GenesisReader& root, ChainSpec& spec) {
    GenesisReader section = root.section("governor");
    governance::governor::GovernorGenesis governor;
    governor.name = section.text("name", "Ambag Governor");
    governor.voting_delay = section.integer("voting_delay", 1, 0, (std::uint64_t{1} << 48) - 1);
    governor.voting_period = section.integer("voting_period", 20, 1, 0xFFFF'FFFF);
    governor.proposal_threshold = section.amount("proposal_threshold", {});
    governor.quorum_numerator = section.integer("quorum_numerator", 4, 0, 100);
    governor.late_quorum_extension =
        section.integer("late_quorum_extension", 0, 0, governor.voting_period);
    read_extensions(section, governor);
    spec.sections.push_back({governor_address, [governor](Context& ctx) {
                                 return governance::governor::genesis(ctx, governor);
                             }});
    read_policy(section, spec.rules, spec);
    section.finish();
}

void read_treasury(GenesisReader& root, ChainSpec& spec) {
    GenesisReader section = root.section("treasury");
    governance::treasury::TreasuryGenesis treasury;
    treasury.spend_cap = section.amount("spend_cap", Amount{U256::max()});
    treasury.spend_period_seconds =
        section.integer("spend_period_seconds", 2'592'000, 1, 3'155'760'000);
    section.finish();
    spec.sections.push_back({treasury_address, [treasury](Context& ctx) {
                                 return governance::treasury::genesis(ctx, treasury);
                             }});
}

}  // namespace ambag::node
