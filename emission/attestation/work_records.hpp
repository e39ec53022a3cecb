// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/base/amount.hpp"
#include "chain/base/bytes.hpp"
#include "chain/base/quantity.hpp"
#include "chain/codec/text.hpp"

// Bonds, jobs, assignments, receipts and replays as they are stored. Ranges of steps include both
// ends and steps count from 0. Amounts are base units.

namespace ambag::emission::attestation {

using chain::Bytes;
using chain::Hash;

struct Bonds {
    static constexpr chain::Literal abi{"Bonds(free,locked,leaving,leaves)"};
    chain::Amount free;
    chain::Amount locked;  // behind assignments, receipts and replays
    chain::Amount leaving;
    chain::Timestamp leaves;
};

struct Totals {
    chain::Amount bonds;  // all members of all Bonds: the module's balance
    chain::Amount budget;
    chain::Amount owed;
    chain::Amount paid;
};

struct Job {
    static constexpr chain::Literal abi{
        "Job(pool,budget,price,program,initialStateRoot,steps,stepsPerSegment,unitsPerStep,"
        "bondFactorBps,windowSeconds,tierMinimum,open)"};
    std::string pool;
    chain::Amount budget;
    chain::Amount price;  // per multiply-accumulate
    Bytes program;
    Hash initial_state_root;
    std::uint64_t steps;
    std::uint64_t steps_per_segment;
    std::uint64_t units_per_step;  // computed from the program
    std::uint32_t bond_factor_bps;
    std::uint64_t window_seconds;
    std::uint8_t tier_minimum;
    bool open;
};

struct JobAccount {
    static constexpr chain::Literal abi{"JobAccount(owed,paid)"};
    chain::Amount owed;  // by receipts that are neither paid nor rejected
    chain::Amount paid;
};

struct Assignment {
    static constexpr chain::Literal abi{
        "Assignment(job,owner,workerKey,firstStep,lastStep,devices,opened,expires,"
        "beginEvidence,beginHeight,receipt,bond)"};
    Hash job;
    chain::Address owner;
    Bytes worker_key;
    std::uint64_t first_step;
    std::uint64_t last_step;
    std::vector<Hash> devices;
    chain::Height opened;
    chain::Timestamp expires;
    Hash begin_evidence;         // zero: none was committed
    chain::Height begin_height;  // of the commitment
    Hash receipt;                // zero: none yet, or it was rejected
    chain::Amount bond;          // locked until the receipt comes, or the steps are given back
};

struct SegmentKey {
    Hash job;
    std::uint64_t segment;
};

struct WorkKey {
    Hash job;
    chain::Address owner;
};

enum class ReceiptStatus : std::uint8_t { none, pending, confirmed, held, paid, rejected };

struct Receipt {
    static constexpr chain::Literal abi{
        "Receipt(body,owner,tier,recorded,status,units,owed,bond,included,windowEnds,"
        "equalReplays)"};
    Bytes body;  // reference layout, see receipt_body.hpp
    chain::Address owner;
    std::uint8_t tier;
    bool recorded;  // some evidence was recorded, not fresh
    ReceiptStatus status;
    std::uint64_t units;
    chain::Amount owed;
    chain::Amount bond;  // locked behind it
    chain::Height included;
    chain::Timestamp window_ends;
    std::uint32_t equal_replays;
};

struct ReplayKey {
    Hash receipt;
    chain::Address auditor;
};

struct Replay {
    static constexpr chain::Literal abi{"Replay(stateRootOut,traceRoot,dataRoot,bond)"};
    Hash state_root_out;
    Hash trace_root;
    Hash data_root;
    chain::Amount bond;  // locked when it contradicts the receipt
};

}  // namespace ambag::emission::attestation
