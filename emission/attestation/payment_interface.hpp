// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/error.hpp"
#include "emission/attestation/work_records.hpp"

// Events and errors of replays, disputes and payments.

namespace ambag::emission::attestation {

struct ReceiptReplayed {
    static constexpr chain::Literal abi{
        "ReceiptReplayed(indexed receipt,indexed auditor,equalReplays,confirmed)"};
    Hash receipt;
    chain::Address auditor;
    std::uint32_t equal_replays;
    bool confirmed;
};

// Nothing is paid until governance has resolved which side is right.
struct ReceiptHeld {
    static constexpr chain::Literal abi{
        "ReceiptHeld(indexed receipt,indexed "
        "auditor,claimedStateRoot,replayedStateRoot,claimedTraceRoot,replayedTraceRoot)"};
    Hash receipt;
    chain::Address auditor;
    Hash claimed_state_root;
    Hash replayed_state_root;
    Hash claimed_trace_root;
    Hash replayed_trace_root;
};

struct ReceiptResolved {
    static constexpr chain::Literal abi{"ReceiptResolved(indexed receipt,upheld,forfeited)"};
    Hash receipt;
    bool upheld;
    chain::Amount forfeited;
};

struct ReceiptDropped {
    static constexpr chain::Literal abi{"ReceiptDropped(indexed receipt,previous)"};
    Hash receipt;
    Hash previous;
};

struct ReceiptPaid {
    static constexpr chain::Literal abi{"ReceiptPaid(indexed receipt,indexed owner,amount)"};
    Hash receipt;
    chain::Address owner;
    chain::Amount amount;
};

struct AttestationUnknownReceipt {
    static constexpr chain::Literal abi{"AttestationUnknownReceipt(receipt)"};
    Hash receipt;
};

struct AttestationReceiptSettled {
    static constexpr chain::Literal abi{"AttestationReceiptSettled(receipt,status)"};
    Hash receipt;
    ReceiptStatus status;
};

struct AttestationReceiptHeld {
    static constexpr chain::Literal abi{"AttestationReceiptHeld(receipt)"};
    Hash receipt;
};

struct AttestationReceiptNotHeld {
    static constexpr chain::Literal abi{"AttestationReceiptNotHeld(receipt,status)"};
    Hash receipt;
    ReceiptStatus status;
};

struct AttestationPreviousNotRejected {
    static constexpr chain::Literal abi{"AttestationPreviousNotRejected(previous)"};
    Hash previous;
};

// A second key re-executes: not the worker, not the owner.
struct AttestationReplayByWorker {
    static constexpr chain::Literal abi{"AttestationReplayByWorker(account)"};
    chain::Address account;
};

struct AttestationReplayRepeated {
    static constexpr chain::Literal abi{"AttestationReplayRepeated(receipt,auditor)"};
    Hash receipt;
    chain::Address auditor;
};

// Never in the block of the claim.
struct AttestationSameBlock {
    static constexpr chain::Literal abi{"AttestationSameBlock(height)"};
    chain::Height height;
};

struct AttestationNotReplayed {
    static constexpr chain::Literal abi{"AttestationNotReplayed(equalReplays,quorum)"};
    std::uint32_t equal_replays;
    std::uint32_t quorum;
};

// The receipt that this one builds on is not paid yet.
struct AttestationPreviousUnpaid {
    static constexpr chain::Literal abi{"AttestationPreviousUnpaid(previous)"};
    Hash previous;
};

struct AttestationWindowOpen {
    static constexpr chain::Literal abi{"AttestationWindowOpen(ends)"};
    chain::Timestamp ends;
};

struct AttestationBondMissing {
    static constexpr chain::Literal abi{"AttestationBondMissing(needed)"};
    chain::Amount needed;
};

// One sequencer orders the blocks and could hide a dispute; genesis must trust it.
struct AttestationSequencerNotTrusted {
    static constexpr chain::Literal abi{"AttestationSequencerNotTrusted()"};
};

}  // namespace ambag::emission::attestation
