// SPDX-License-Identifier: Apache-2.0
#include "governance/token/partial_delegation.hpp"

#include <algorithm>

#include "governance/token/bonding.hpp"
#include "governance/token/delegated_supply.hpp"
#include "governance/token/interface.hpp"
#include "governance/token/votes.hpp"

namespace ambag::governance::token {

using chain::Context;
using chain::fail;
using chain::Result;
using chain::Rounding;
using chain::ViewContext;

namespace {

// What a move takes from and gives to one delegate.
struct Change {
    Address delegatee;
    Amount taken;
    Amount given;
};

Change& change_of(std::vector<Change>& changes, const Address& delegatee) {
    const auto known = std::find_if(changes.begin(), changes.end(), [&](const Change& change) {
        return change.delegatee == delegatee;
    });
    if (known != changes.end()) return *known;
    changes.push_back({delegatee, {}, {}});
    return changes.back();
}

// The parts of `balance` by the account's choice, whatever its form, into `part` of the changes.
Result<> add_shares(const ViewContext& ctx, const Address& account, const Amount& balance,
                    Amount Change::* part, std::vector<Change>& changes) {
    const Delegation choice = delegations.get(ctx, account);
    if (!choice.split) {
        if (choice.delegatee.is_zero()) return {};
        Amount& sum = change_of(changes, choice.delegatee).*part;
        sum = TRY(chain::add(sum, balance));
        return {};
    }
    const SplitDelegation split = split_delegations.get(ctx, account);
    const std::vector<Amount> shares = split_shares(balance, split.weights);
    for (std::size_t i = 0; i < shares.size(); ++i) {
        Amount& sum = change_of(changes, split.delegatees[i]).*part;
        sum = TRY(chain::add(sum, shares[i]));
    }
    return {};
}

// One checkpoint and one event for each delegate whose votes differ, in order of first mention.
Result<> apply_changes(Context& ctx, const std::vector<Change>& changes) {
    constexpr chain::Cost cost{.reads = 4, .writes = 2, .logs = 1};
    Amount taken;
    Amount given;
    for (const Change& change : changes) {
        taken = TRY(chain::add(taken, change.taken));
        given = TRY(chain::add(given, change.given));
        if (change.taken == change.given) continue;
        TRY(ctx.charge(cost));
        const Amount before = votes(ctx, change.delegatee);
        const Amount rest = TRY(chain::subtract(before, change.taken));
        TRY(change_votes(ctx, change.delegatee, before, TRY(chain::add(rest, change.given))));
    }
    return change_delegated(ctx, taken, given);
}

Result<> check_split(const std::vector<Address>& delegatees,
                     const std::vector<std::uint16_t>& weights) {
    if (delegatees.empty() || delegatees.size() > split_delegates_max ||
        delegatees.size() != weights.size())
        return fail(TokenInvalidSplitLength{U256{delegatees.size()}, U256{weights.size()},
                                            U256{split_delegates_max}});
    std::uint64_t total = 0;
    for (std::size_t i = 0; i < delegatees.size(); ++i) {
        const auto end = delegatees.begin() + static_cast<std::ptrdiff_t>(i);
        if (delegatees[i].is_zero() || weights[i] == 0 ||
            std::find(delegatees.begin(), end, delegatees[i]) != end)
            return fail(TokenInvalidSplitEntry{U256{i}, delegatees[i], weights[i]});
        total += weights[i];
    }
    if (total != split_weight_total)
        return fail(TokenInvalidSplitTotal{U256{total}, U256{split_weight_total}});
    return {};
}

}  // namespace

std::vector<Amount> split_shares(const Amount& balance, const std::vector<std::uint16_t>& weights) {
    const U256 total{split_weight_total};
    // balance = whole * total + part, so that no product leaves 256 bits.
    const U256 whole = *div_floor(balance.units, total);
    const std::uint64_t part = mod(balance.units, total)->low_u64();
    std::vector<Amount> shares(weights.size());
    std::vector<std::uint64_t> remainders(weights.size());
    std::uint64_t left = part;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const std::uint64_t product = part * weights[i];
        const std::uint64_t floor = product / split_weight_total;
        shares[i] = Amount{*checked_add(*checked_mul(whole, U256{weights[i]}), U256{floor})};
        remainders[i] = product % split_weight_total;
        left -= floor;
    }
    // Fewer units are left than there are shares, each of which takes one at most.
    for (; left > 0; --left) {
        const auto largest = std::max_element(remainders.begin(), remainders.end());
        Amount& share = shares[static_cast<std::size_t>(largest - remainders.begin())];
        share = *checked_add(share, Amount{U256{1U}});
        *largest = 0;
    }
    return shares;
}

Result<> move_split_votes(Context& ctx, const Address& from, const Address& to,
                          const Amount& amount) {
    if (from == to || amount.is_zero()) return {};
    std::vector<Change> changes;
    if (!from.is_zero()) {
        const Amount after = balances.get(ctx, from);
        TRY(add_shares(ctx, from, TRY(chain::add(after, amount)), &Change::taken, changes));
        TRY(add_shares(ctx, from, after, &Change::given, changes));
    }
    if (!to.is_zero()) {
        const Amount after = balances.get(ctx, to);
        TRY(add_shares(ctx, to, TRY(chain::subtract(after, amount)), &Change::taken, changes));
        TRY(add_shares(ctx, to, after, &Change::given, changes));
    }
    return apply_changes(ctx, changes);
}

Result<> drop_split(Context& ctx, const Address& account) {
    std::vector<Change> changes;
    TRY(add_shares(ctx, account, balances.get(ctx, account), &Change::taken, changes));
    TRY(apply_changes(ctx, changes));
    split_delegations.erase(ctx, account);
    ctx.emit(SplitDelegationSet{account, {}, {}});
    return {};
}

Result<> delegate_split(Context& ctx, const std::vector<Address>& delegatees,
                        const std::vector<std::uint16_t>& weights) {
    // What overrules a delegate, or locks behind a vote, needs one delegate (holder_history.hpp).
    if (holder_history.get(ctx)) return chain::fail_empty();
    TRY(check_split(delegatees, weights));
    TRY(settle(ctx, ctx.sender()));
    const Address& account = ctx.sender();
    const Delegation old = delegations.get(ctx, account);
    const Amount balance = balances.get(ctx, account);
    std::vector<Change> changes;
    TRY(add_shares(ctx, account, balance, &Change::taken, changes));
    delegations.set(ctx, account, {Address{}, true, true});
    split_delegations.set(ctx, account, {delegatees, weights});
    if (!old.delegatee.is_zero()) ctx.emit(DelegateChanged{account, old.delegatee, Address{}});
    ctx.emit(SplitDelegationSet{account, delegatees, weights});
    TRY(add_shares(ctx, account, balance, &Change::given, changes));
    TRY(apply_changes(ctx, changes));
    return change_delegating(ctx, is_delegating(old) ? balance : Amount{}, balance);
}

Result<std::tuple<std::vector<Address>, std::vector<std::uint16_t>>> split_of(
    const ViewContext& ctx, const Address& account) {
    const SplitDelegation split = split_delegations.get(ctx, account);
    return std::tuple{split.delegatees, split.weights};
}

}  // namespace ambag::governance::token
