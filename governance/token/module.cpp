// SPDX-License-Identifier: Apache-2.0
#include "governance/token/module.hpp"

#include "chain/module/addresses.hpp"
#include "chain/module/ecdsa.hpp"
#include "governance/token/balances.hpp"
#include "governance/token/bonding.hpp"
#include "governance/token/checkpoints.hpp"
#include "governance/token/delegated_supply.hpp"
#include "governance/token/holder_history.hpp"
#include "governance/token/interface.hpp"
#include "governance/token/partial_delegation.hpp"
#include "governance/token/signatures.hpp"
#include "governance/token/vote_locks.hpp"
#include "governance/token/votes.hpp"
#include "governance/token/wrapper.hpp"

namespace ambag::governance::token {

using chain::call;
using chain::CallRow;
using chain::Cost;
using chain::error;
using chain::ErrorRow;
using chain::event;
using chain::EventRow;
using chain::Fault;
using chain::Invariant;
using chain::payable;
using chain::Result;
using chain::state;
using chain::StateRow;
using chain::view;
using chain::ViewContext;

namespace {

constexpr StateRow state_rows[]{
    state("name", token_name, "token name, also of the EIP-712 domain"),
    state("symbol", token_symbol, "token symbol"),
    state("selfDelegate", self_delegate, "a first wrap delegates to oneself"),
    state("totalSupply", supply, "voting tokens in existence"),
    state("balances", balances, "voting tokens of an account, bonded ones included"),
    state("allowances", allowances, "by (owner, spender)"),
    state("nonces", signature_nonces, "signatures used by permit and delegateBySig"),
    state("delegations", delegations, "delegate, and whether one was ever chosen"),
    state("voteLengths", vote_lengths, "number of vote checkpoints of a delegate"),
    state("voteCheckpoints", vote_points, "by (delegate, index)"),
    state("supplyLengths", supply_lengths, "number of supply checkpoints, under the zero address"),
    state("supplyCheckpoints", supply_points, "by (zero address, index)"),
    state("bonds", bonds, "bonded tokens of a holder"),
    state("bondedTotal", bonded_total, "bonded tokens of all holders"),
    state("unsettled", unsettled, "slashed, and still in the balances of holders"),
    state("splitDelegations", split_delegations, "delegates of an account that splits its votes"),
    state("delegatedLengths", delegated_lengths,
          "number of checkpoints of all delegated votes, under the zero address"),
    state("delegatedCheckpoints", delegated_points, "by (zero address, index)"),
    state("delegating", delegating, "balances that are somebody's votes"),
    state("delegateList", delegate_list, "everyone who ever had votes, in order of the first"),
    state("holderHistory", holder_history, "balances and delegates are checkpointed by holder"),
    state("balanceLengths", balance_lengths, "number of balance checkpoints of a holder"),
    state("balanceCheckpoints", balance_points, "balances by (holder, index)"),
    state("delegateLengths", delegate_lengths, "number of delegate checkpoints of a holder"),
    state("delegateCheckpoints", delegate_points, "delegates, as numbers, by (holder, index)"),
    state("locksAllowed", locks_allowed, "votes with conviction lock tokens"),
    state("locks", locks, "tokens of a holder that back votes with conviction"),
};

// Costs are those of the most expensive path. A move of tokens between accounts with different
// delegates touches two balances, two lengths and two checkpoints; the search for a past value is
// priced for some thousand checkpoints.
constexpr Cost read_one{.reads = 1};
constexpr Cost move_cost{.reads = 13, .writes = 9, .logs = 3};
constexpr Cost delegate_cost{.reads = 11, .writes = 9, .logs = 3};
constexpr Cost search_cost{.reads = 12};

constexpr CallRow call_rows[]{
    view<"name() -> name", &name>(read_one),
    view<"symbol() -> symbol", &symbol>(read_one),
    view<"decimals() -> decimals", &decimals>({}),
    view<"totalSupply() -> supply", &total_supply>(read_one),
    view<"balanceOf(account) -> balance", &balance_of>(read_one),
    view<"allowance(owner,spender) -> allowance", &allowance>(read_one),
    call<"transfer(to,value) -> success", &transfer>(move_cost),
    call<"approve(spender,value) -> success", &approve>({.writes = 1, .hashes = 1, .logs = 1}),
    call<"transferFrom(from,to,value) -> success", &transfer_from>(
        {.reads = 14, .writes = 10, .hashes = 1, .logs = 3}),
    view<"clock() -> timepoint", &clock>({}),
    view<"CLOCK_MODE() -> mode", &clock_mode_view>({}),
    view<"getVotes(account) -> votes", &get_votes>({.reads = 2}),
    view<"getPastVotes(account,timepoint) -> votes", &get_past_votes>(search_cost),
    view<"getPastTotalSupply(timepoint) -> supply", &get_past_total_supply>(search_cost),
    view<"getPastDelegate(account,timepoint) -> delegatee", &get_past_delegate>(search_cost),
    view<"getPastBalanceOf(account,timepoint) -> balance", &get_past_balance_of>(search_cost),
    view<"delegates(account) -> delegatee", &delegates>(read_one),
    call<"delegate(delegatee)", &delegate>(delegate_cost),
    call<"delegateBySig(delegatee,nonce,expiry,v,r,s)", &delegate_by_sig>(
        {.reads = 13, .writes = 10, .hashes = 5, .logs = 3, .signatures = 1}),
    view<"numCheckpoints(account) -> count", &num_checkpoints>(read_one),
    view<"checkpoints(account,pos) -> checkpoint", &checkpoints>({.reads = 2}),
    view<"nonces(owner) -> nonce", &nonces>(read_one),
    call<"permit(owner,spender,value,deadline,v,r,s)", &permit>(
        {.reads = 2, .writes = 2, .hashes = 6, .logs = 1, .signatures = 1}),
    view<"DOMAIN_SEPARATOR() -> separator", &domain_separator_view>({.reads = 1, .hashes = 3}),
    view<"eip712Domain() -> fields,name,version,chainId,verifyingContract,salt,extensions",
         &eip712_domain>(read_one),
    payable<"depositFor(account) -> success", &deposit_for>({.reads = 16, .writes = 12, .logs = 3}),
    call<"withdrawTo(account,value) -> success", &withdraw_to>(
        {.reads = 13, .writes = 10, .logs = 2}),
    view<"bonded(holder) -> amount", &bonded>(read_one),
    view<"bondedTotal() -> amount", &bonded_total_view>(read_one),
    view<"unsettled() -> amount", &unsettled_view>(read_one),
    call<"bond(holder,amount)", &bond>({.reads = 3, .writes = 2, .logs = 1}),
    call<"unbond(holder,amount)", &unbond>({.reads = 2, .writes = 2, .logs = 1}),
    call<"burnBonded(holder,amount)", &burn_bonded>({.reads = 15, .writes = 12, .logs = 3}),
    call<"slashBonded(amount)", &slash_bonded>({.reads = 3, .writes = 2, .logs = 1}),
    call<"settleSlash(holder,loss,carry)", &settle_slash>({.reads = 16, .writes = 13, .logs = 3}),
    call<"settle(holder)", &settle_call>({.reads = 1}),
    // A checkpoint and a log for each delegate that wins or loses are charged as they are made.
    call<"delegateSplit(delegatees,weights)", &delegate_split>(
        {.reads = 8, .writes = 5, .hashes = 4, .logs = 2}),
    view<"splitDelegation(account) -> delegatees,weights", &split_of>({.reads = 2}),
    view<"delegatedSupply() -> votes", &delegated_supply>({.reads = 2}),
    view<"getPastDelegatedSupply(timepoint) -> votes", &get_past_delegated_supply>(search_cost),
    view<"delegateCount() -> count", &delegate_count>(read_one),
    view<"delegateAt(index) -> delegatee", &delegate_at>({.reads = 2}),
    view<"voteLocked(holder) -> amount", &vote_locked>({.reads = 2}),
    call<"setVoteLock(holder,amount)", &set_vote_lock>({.reads = 2, .writes = 1, .logs = 1}),
};

constexpr EventRow event_rows[]{
    event<Transfer>(),        event<Approval>(),
    event<DelegateChanged>(), event<DelegateVotesChanged>(),
    event<Bonded>(),          event<Unbonded>(),
    event<BondBurned>(),      event<BondsSlashed>(),
    event<SlashSettled>(),    event<SplitDelegationSet>(),
    event<VoteLockChanged>(),
};

constexpr ErrorRow error_rows[]{
    error<ERC20InsufficientBalance>(),
    error<ERC20InvalidSender>(),
    error<ERC20InvalidReceiver>(),
    error<ERC20InsufficientAllowance>(),
    error<ERC20InvalidApprover>(),
    error<ERC20InvalidSpender>(),
    error<ERC20ExceededSafeSupply>(),
    error<ERC2612ExpiredSignature>(),
    error<ERC2612InvalidSigner>(),
    error<InvalidAccountNonce>(),
    error<VotesExpiredSignature>(),
    error<ERC5805FutureLookup>(),
    error<CheckpointUnorderedInsertion>(),
    error<chain::ECDSAInvalidSignature>(),
    error<chain::ECDSAInvalidSignatureLength>(),
    error<chain::ECDSAInvalidSignatureS>(),
    error<TokenUnauthorized>(),
    error<TokenInsufficientUnbonded>(),
    error<TokenInsufficientBond>(),
    error<TokenInvalidSplitLength>(),
    error<TokenInvalidSplitEntry>(),
    error<TokenInvalidSplitTotal>(),
    error<TokenLockedByVote>(),
};

Result<void, Fault> coins_match(const ViewContext& ctx) {
    const Amount coins = ctx.balance_of(ctx.self());
    const Amount waiting = unsettled.get(ctx);
    if (checked_add(coins, waiting) == supply.get(ctx)) return {};
    return std::unexpected(Fault{"token: coins held = total supply - slashed and unsettled",
                                 coins.units.to_decimal() + " coins, " +
                                     supply.get(ctx).units.to_decimal() + " tokens, " +
                                     waiting.units.to_decimal() + " unsettled"});
}

Result<void, Fault> checkpoint_matches(const ViewContext& ctx) {
    const Amount recorded = supply_trace.latest(ctx);
    if (recorded == supply.get(ctx)) return {};
    return std::unexpected(Fault{"token: latest supply checkpoint = total supply",
                                 recorded.units.to_decimal() + " recorded, " +
                                     supply.get(ctx).units.to_decimal() + " tokens"});
}

Result<void, Fault> unsettled_is_bonded(const ViewContext& ctx) {
    if (unsettled.get(ctx) <= bonded_total.get(ctx)) return {};
    return std::unexpected(Fault{"token: slashed and unsettled <= bonded",
                                 unsettled.get(ctx).units.to_decimal() + " unsettled, " +
                                     bonded_total.get(ctx).units.to_decimal() + " bonded"});
}

constexpr Invariant invariant_rows[]{
    {"coins held by the module = total supply - slashed and unsettled", &coins_match},
    {"latest supply checkpoint = total supply", &checkpoint_matches},
    {"slashed and unsettled <= bonded tokens", &unsettled_is_bonded},
    {"delegated votes = delegating balances", &check_delegated},
};

}  // namespace

constexpr chain::ModuleDescriptor descriptor{
    .name = "token",
    .address = chain::token_address,
    .purpose = "Voting token: wrapped native coins with OpenZeppelin ERC20Votes 5.7 semantics.",
    .privileges = {.may_mint = false, .may_burn = true},
    .state = state_rows,
    .calls = call_rows,
    .events = event_rows,
    .errors = error_rows,
    .parameters = {},
    .hooks = {},
    .invariants = invariant_rows,
};

}  // namespace ambag::governance::token
