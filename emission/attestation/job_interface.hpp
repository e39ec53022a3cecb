// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/error.hpp"
#include "emission/attestation/work_records.hpp"

// Events and errors of jobs and assignments. Ranges of steps include both ends.

namespace ambag::emission::attestation {

struct JobOpened {
    static constexpr chain::Literal abi{
        "JobOpened(indexed job,pool,budget,price,programHash,initialStateRoot,steps)"};
    Hash job;
    std::string pool;
    chain::Amount budget;
    chain::Amount price;
    Hash program_hash;
    Hash initial_state_root;
    std::uint64_t steps;
};

struct JobClosed {
    static constexpr chain::Literal abi{"JobClosed(indexed job)"};
    Hash job;
};

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

struct EvidenceBegun {
    static constexpr chain::Literal abi{"EvidenceBegun(indexed assignment,evidence,height)"};
    Hash assignment;
    Hash evidence;
    chain::Height height;
};

struct AttestationUnknownPool {
    static constexpr chain::Literal abi{"AttestationUnknownPool(pool)"};
    std::string pool;
};

// What is accepted stands in README.md, table of jobs.
struct AttestationJobMalformed {
    static constexpr chain::Literal abi{"AttestationJobMalformed(member)"};
    std::string member;
};

struct AttestationProgramMalformed {
    static constexpr chain::Literal abi{"AttestationProgramMalformed(reason)"};
    std::string reason;
};

struct AttestationUnknownJob {
    static constexpr chain::Literal abi{"AttestationUnknownJob(job)"};
    Hash job;
};

struct AttestationJobClosed {
    static constexpr chain::Literal abi{"AttestationJobClosed(job)"};
    Hash job;
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

struct AttestationEvidenceBegun {
    static constexpr chain::Literal abi{"AttestationEvidenceBegun(assignment,height)"};
    Hash assignment;
    chain::Height height;
};

}  // namespace ambag::emission::attestation
