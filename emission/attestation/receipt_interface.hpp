// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/error.hpp"
#include "emission/attestation/work_records.hpp"

// Events and errors of submitting a receipt.

namespace ambag::emission::attestation {

struct ReceiptSubmitted {
    static constexpr chain::Literal abi{
        "ReceiptSubmitted(indexed receipt,indexed job,indexed "
        "owner,firstStep,lastStep,tier,owed,windowEnds,recorded)"};
    Hash receipt;
    Hash job;
    chain::Address owner;
    std::uint64_t first_step;
    std::uint64_t last_step;
    std::uint8_t tier;
    chain::Amount owed;
    chain::Timestamp window_ends;
    bool recorded;
};

// Accepted: the fixed layout of README.md; `member` is where it ends to fit.
struct AttestationReceiptMalformed {
    static constexpr chain::Literal abi{"AttestationReceiptMalformed(member)"};
    std::string member;
};

struct AttestationReceiptVersion {
    static constexpr chain::Literal abi{"AttestationReceiptVersion(version)"};
    std::uint32_t version;
};

struct AttestationReceiptChain {
    static constexpr chain::Literal abi{"AttestationReceiptChain(chainId)"};
    Hash chain_id;
};

struct AttestationReceiptJob {
    static constexpr chain::Literal abi{"AttestationReceiptJob(job,expected)"};
    Hash job;
    Hash expected;
};

// The range of this assignment has its receipt already.
struct AttestationStepsClaimed {
    static constexpr chain::Literal abi{"AttestationStepsClaimed(firstStep,lastStep,receipt)"};
    std::uint64_t first_step;
    std::uint64_t last_step;
    Hash receipt;
};

struct AttestationReceiptDevices {
    static constexpr chain::Literal abi{"AttestationReceiptDevices(assignment)"};
    Hash assignment;
};

struct AttestationReceiptWorkerKey {
    static constexpr chain::Literal abi{"AttestationReceiptWorkerKey(assignment)"};
    Hash assignment;
};

struct AttestationReceiptSteps {
    static constexpr chain::Literal abi{"AttestationReceiptSteps(firstStep,lastStep)"};
    std::uint64_t first_step;
    std::uint64_t last_step;
};

// Accepted: begin not before the assignment and not after end.
struct AttestationReceiptHeights {
    static constexpr chain::Literal abi{"AttestationReceiptHeights(beginHeight,endHeight,opened)"};
    chain::Height begin_height;
    chain::Height end_height;
    chain::Height opened;
};

struct AttestationBeginEvidenceDiffers {
    static constexpr chain::Literal abi{"AttestationBeginEvidenceDiffers(committed)"};
    Hash committed;
};

// `previous` must be the receipt that ends one step before; zero at step 0.
struct AttestationPreviousDiffers {
    static constexpr chain::Literal abi{"AttestationPreviousDiffers(expected)"};
    Hash expected;
};

struct AttestationStateRootInDiffers {
    static constexpr chain::Literal abi{"AttestationStateRootInDiffers(expected)"};
    Hash expected;
};

// Accepted: r || s, 64 bytes, low s, by the worker key over the digest of README.md.
struct AttestationSignatureInvalid {
    static constexpr chain::Literal abi{"AttestationSignatureInvalid()"};
};

// Accepted: no evidence (tier 0), or one report for each device (tier 1).
struct AttestationEvidenceCount {
    static constexpr chain::Literal abi{"AttestationEvidenceCount(count,devices)"};
    std::uint64_t count;
    std::uint64_t devices;
};

// The device was at work for another receipt until that height.
struct AttestationDeviceBusy {
    static constexpr chain::Literal abi{"AttestationDeviceBusy(device,until)"};
    Hash device;
    chain::Height until;
};

struct AttestationBudgetExhausted {
    static constexpr chain::Literal abi{"AttestationBudgetExhausted(job)"};
    Hash job;
};

}  // namespace ambag::emission::attestation
