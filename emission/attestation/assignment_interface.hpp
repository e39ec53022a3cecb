// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/error.hpp"
#include "emission/attestation/work_records.hpp"

// Events and errors of assignments. Ranges of steps include both ends.

namespace ambag::emission::attestation {

struct AssignmentOpened {
    static constexpr chain::Literal abi{
        "AssignmentOpened(indexed assignment,indexed job,indexed "
        "owner,firstStep,lastStep,expires)"};
    Hash assignment;
    Hash job;
    chain::Address owner;
    std::uint64_t first_step;
    std::uint64_t last_step;
    chain::Timestamp expires;
};

// Given back by its owner: the bond is free again.
struct AssignmentReleased {
    static constexpr chain::Literal abi{"AssignmentReleased(indexed assignment,bond)"};
    Hash assignment;
    chain::Amount bond;
};

// Its time ran out without a receipt: the bond went into the job's pool.
struct AssignmentLapsed {
    static constexpr chain::Literal abi{
        "AssignmentLapsed(indexed assignment,indexed owner,forfeited)"};
    Hash assignment;
    chain::Address owner;
    chain::Amount forfeited;
};

struct EvidenceBegun {
    static constexpr chain::Literal abi{"EvidenceBegun(indexed assignment,evidence,height)"};
    Hash assignment;
    Hash evidence;
    chain::Height height;
};

// Accepted: whole segments within the job, at most 256.
struct AttestationRangeMalformed {
    static constexpr chain::Literal abi{
        "AttestationRangeMalformed(firstStep,lastStep,steps,stepsPerSegment)"};
    std::uint64_t first_step;
    std::uint64_t last_step;
    std::uint64_t steps;
    std::uint64_t steps_per_segment;
};

// Accepted: at most 8 devices in ascending order, each once.
struct AttestationDeviceListMalformed {
    static constexpr chain::Literal abi{"AttestationDeviceListMalformed(count)"};
    std::uint64_t count;
};

struct AttestationTierTooLow {
    static constexpr chain::Literal abi{"AttestationTierTooLow(tier,minimum)"};
    std::uint8_t tier;
    std::uint8_t minimum;
};

// Some of these steps belong to that live assignment, whose whole range is given.
struct AttestationStepsTaken {
    static constexpr chain::Literal abi{"AttestationStepsTaken(job,firstStep,lastStep,assignment)"};
    Hash job;
    std::uint64_t first_step;
    std::uint64_t last_step;
    Hash assignment;
};

struct AttestationUnknownAssignment {
    static constexpr chain::Literal abi{"AttestationUnknownAssignment(assignment)"};
    Hash assignment;
};

struct AttestationNotAssignee {
    static constexpr chain::Literal abi{"AttestationNotAssignee(assignment,owner)"};
    Hash assignment;
    chain::Address owner;
};

struct AttestationAssignmentExpired {
    static constexpr chain::Literal abi{"AttestationAssignmentExpired(assignment,expired)"};
    Hash assignment;
    chain::Timestamp expired;
};

// It holds its steps still, and its job is open.
struct AttestationAssignmentLive {
    static constexpr chain::Literal abi{"AttestationAssignmentLive(assignment,expires)"};
    Hash assignment;
    chain::Timestamp expires;
};

// Its bond was released, forfeited, or taken over by its receipt.
struct AttestationAssignmentEnded {
    static constexpr chain::Literal abi{"AttestationAssignmentEnded(assignment)"};
    Hash assignment;
};

struct AttestationEvidenceBegun {
    static constexpr chain::Literal abi{"AttestationEvidenceBegun(assignment,height)"};
    Hash assignment;
    chain::Height height;
};

}  // namespace ambag::emission::attestation
