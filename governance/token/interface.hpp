// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/error.hpp"

// Events and custom errors of the voting token. Those up to the line are OpenZeppelin's, with the
// same names, members and order; those after it are ours.

namespace ambag::governance::token {

using chain::Address;
using chain::Amount;
using chain::Literal;
using chain::U256;
using chain::Uint48;

struct Transfer {
    static constexpr Literal abi{"Transfer(indexed from,indexed to,value)"};
    Address from, to;
    Amount value;
};
struct Approval {
    static constexpr Literal abi{"Approval(indexed owner,indexed spender,value)"};
    Address owner, spender;
    Amount value;
};
struct DelegateChanged {
    static constexpr Literal abi{
        "DelegateChanged(indexed delegator,indexed fromDelegate,indexed toDelegate)"};
    Address delegator, from_delegate, to_delegate;
};
struct DelegateVotesChanged {
    static constexpr Literal abi{"DelegateVotesChanged(indexed delegate,previousVotes,newVotes)"};
    Address delegate;
    Amount previous_votes, new_votes;
};

struct ERC20InsufficientBalance {
    static constexpr Literal abi{"ERC20InsufficientBalance(sender,balance,needed)"};
    Address sender;
    Amount balance, needed;
};
struct ERC20InvalidSender {
    static constexpr Literal abi{"ERC20InvalidSender(sender)"};
    Address sender;
};
struct ERC20InvalidReceiver {
    static constexpr Literal abi{"ERC20InvalidReceiver(receiver)"};
    Address receiver;
};
struct ERC20InsufficientAllowance {
    static constexpr Literal abi{"ERC20InsufficientAllowance(spender,allowance,needed)"};
    Address spender;
    Amount allowance, needed;
};
struct ERC20InvalidApprover {
    static constexpr Literal abi{"ERC20InvalidApprover(approver)"};
    Address approver;
};
struct ERC20InvalidSpender {
    static constexpr Literal abi{"ERC20InvalidSpender(spender)"};
    Address spender;
};
struct ERC20ExceededSafeSupply {
    static constexpr Literal abi{"ERC20ExceededSafeSupply(increasedSupply,cap)"};
    Amount increased_supply, cap;
};
struct ERC2612ExpiredSignature {
    static constexpr Literal abi{"ERC2612ExpiredSignature(deadline)"};
    U256 deadline;
};
struct ERC2612InvalidSigner {
    static constexpr Literal abi{"ERC2612InvalidSigner(signer,owner)"};
    Address signer, owner;
};
struct InvalidAccountNonce {
    static constexpr Literal abi{"InvalidAccountNonce(account,currentNonce)"};
    Address account;
    U256 current_nonce;
};
struct VotesExpiredSignature {
    static constexpr Literal abi{"VotesExpiredSignature(expiry)"};
    U256 expiry;
};
struct ERC5805FutureLookup {
    static constexpr Literal abi{"ERC5805FutureLookup(timepoint,clock)"};
    U256 timepoint;
    Uint48 clock;
};
struct CheckpointUnorderedInsertion {
    static constexpr Literal abi{"CheckpointUnorderedInsertion()"};
};

// Ours: bonds of the staking module, locks of votes -----------------------------------------------

struct Bonded {
    static constexpr Literal abi{"Bonded(indexed holder,amount)"};
    Address holder;
    Amount amount;
};
struct Unbonded {
    static constexpr Literal abi{"Unbonded(indexed holder,amount)"};
    Address holder;
    Amount amount;
};
struct BondBurned {
    static constexpr Literal abi{"BondBurned(indexed holder,amount)"};
    Address holder;
    Amount amount;
};
// A slash burned `amount` coins; whose tokens follow is settled holder by holder.
struct BondsSlashed {
    static constexpr Literal abi{"BondsSlashed(amount)"};
    Amount amount;
};
// `loss` tokens of the holder went; `carry` of their coins had not been burned and went to staking.
struct SlashSettled {
    static constexpr Literal abi{"SlashSettled(indexed holder,loss,carry)"};
    Address holder;
    Amount loss, carry;
};
struct VoteLockChanged {
    static constexpr Literal abi{"VoteLockChanged(indexed holder,previousAmount,newAmount)"};
    Address holder;
    Amount previous_amount, new_amount;
};

struct TokenUnauthorized {
    static constexpr Literal abi{"TokenUnauthorized(caller)"};
    Address caller;
};
// The balance suffices, but part of it is bonded.
struct TokenInsufficientUnbonded {
    static constexpr Literal abi{"TokenInsufficientUnbonded(holder,transferable,needed)"};
    Address holder;
    Amount transferable, needed;
};
// The balance suffices, but part of it backs a vote with conviction.
struct TokenLockedByVote {
    static constexpr Literal abi{"TokenLockedByVote(holder,transferable,needed)"};
    Address holder;
    Amount transferable, needed;
};
struct TokenInsufficientBond {
    static constexpr Literal abi{"TokenInsufficientBond(holder,bonded,needed)"};
    Address holder;
    Amount bonded, needed;
};

}  // namespace ambag::governance::token
