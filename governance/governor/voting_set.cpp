// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/voting_set.hpp"

#include <algorithm>

#include "chain/module/addresses.hpp"
#include "governance/governor/authority.hpp"
#include "governance/token/delegated_supply.hpp"
#include "governance/token/votes.hpp"

namespace ambag::governance::governor {

using namespace chain;

namespace {

// The last entry that is not after `timepoint`.
std::vector<Address> excluded_at(const ViewContext& ctx, Uint48 timepoint) {
    std::uint64_t low = 0;
    std::uint64_t high = exclusions.size(ctx);
    std::vector<Address> found;
    while (low < high) {
        const std::uint64_t middle = low + (high - low) / 2;
        Exclusion entry = exclusions.get(ctx, middle);
        if (entry.since > timepoint) {
            high = middle;
        } else {
            found = std::move(entry.accounts);
            low = middle + 1;
        }
    }
    return found;
}

bool contains(const std::vector<Address>& accounts, const Address& account) {
    return std::find(accounts.begin(), accounts.end(), account) != accounts.end();
}

}  // namespace

Result<Amount> voting_set_at(const ViewContext& ctx, const U256& timepoint) {
    const ViewContext token = ctx.view_of(chain::token_address);
    Amount set = TRY(quorum_base.get(ctx) == QuorumBase::supply
                         ? token::get_past_total_supply(token, timepoint)
                         : token::get_past_delegated_supply(token, timepoint));
    // A past timepoint fits the clock.
    for (const Address& account : excluded_at(ctx, Uint48{timepoint.low_u64()}))
        set = TRY(subtract(set, TRY(token::get_past_votes(token, account, timepoint))));
    return set;
}

bool is_excluded(const ViewContext& ctx, const Address& account, Uint48 timepoint) {
    return contains(excluded_at(ctx, timepoint), account);
}

Result<> check_may_vote(const ViewContext& ctx, const Address& voter, Uint48 snapshot) {
    if (is_excluded(ctx, voter, snapshot)) return fail(GovernorExcludedVoter{voter});
    return {};
}

Result<> change_exclusion(Context& ctx, const Address& account, bool excluded) {
    Exclusion now{ctx.clock(), {}};
    const std::uint64_t size = exclusions.size(ctx);
    const bool again = size > 0 && exclusions.get(ctx, size - 1).since == now.since;
    if (size > 0) now.accounts = exclusions.get(ctx, size - 1).accounts;
    const auto place = std::find(now.accounts.begin(), now.accounts.end(), account);
    if (excluded == (place != now.accounts.end())) return {};
    if (!excluded)
        now.accounts.erase(place);
    else if (now.accounts.size() < excluded_max)
        now.accounts.push_back(account);
    else
        return fail(GovernorTooManyExclusions{U256{excluded_max}});
    if (again)
        exclusions.set(ctx, size - 1, now);
    else
        exclusions.push(ctx, now);
    ctx.emit(QuorumExclusionSet{account, excluded});
    return {};
}

Result<> set_quorum_exclusion(Context& ctx, Address account, bool excluded) {
    TRY(check_governance(ctx));
    return change_exclusion(ctx, account, excluded);
}

Result<Amount> get_voting_set(const ViewContext& ctx, U256 timepoint) {
    return voting_set_at(ctx, timepoint);
}

Result<std::vector<Address>> get_exclusions(const ViewContext& ctx, Uint48 timepoint) {
    return excluded_at(ctx, timepoint);
}

}  // namespace ambag::governance::governor
