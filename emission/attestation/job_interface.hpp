// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/error.hpp"
#include "emission/attestation/work_records.hpp"

// Events and errors of jobs.

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

}  // namespace ambag::emission::attestation
