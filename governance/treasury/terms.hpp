// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "chain/base/amount.hpp"
#include "chain/base/bytes.hpp"
#include "chain/base/quantity.hpp"
#include "chain/codec/text.hpp"

// A grant is a list of parts; each part is an amount that is earned at once or per second, behind
// gates of its own. One part without a duration is a payment, one with a duration a stream, several
// are tranches; twelve streaming parts of a month each, gated one by one, are a stream that stops
// by itself. The mathematics of it, without state.
//
// Times are seconds since 1970. A grant has a clock: block time less the seconds for which it was
// paused. Earning and deadlines run on that clock, dates (`not_before`) on block time.

namespace ambag::governance::treasury {

using chain::Address;
using chain::Amount;
using chain::Hash;
using chain::Timestamp;

inline constexpr std::size_t parts_max = 24;
inline constexpr std::uint64_t duration_seconds_max = 3'155'760'000;  // 100 years

// What a part says when it is made. The gate is open when all that is asked for holds; a part that
// asks for nothing is open from the start.
struct PartTerms {
    static constexpr chain::Literal abi{
        "PartTerms(amount,start,duration,notBefore,deadline,milestone,afterPrevious,job,worker,"
        "units)"};
    Amount amount;
    Timestamp start;              // of earning; 0 stands for the block time of the grant's making
    std::uint64_t duration = 0;   // seconds of earning; 0: all of it at `start`
    Timestamp not_before;         // gate: a date; 0: none
    Timestamp deadline;           // until when the gate must be opened; 0: for ever
    bool milestone = false;       // gate: approved by a vote
    bool after_previous = false;  // gate: the part before this one is open
    Hash job;                     // gate: paid receipts of this job,
    Address worker;               // of this owner (zero: of anybody),
    chain::U256 units;            // of at least so many units of work; 0: none
};

struct Part {
    static constexpr chain::Literal abi{"Part(terms,claimed,returned,open,approved,decision)"};
    PartTerms terms;
    Amount claimed;
    Amount returned;
    bool open = false;      // the gate was seen open in time; it does not close again
    bool approved = false;  // the milestone
    Hash decision;          // the timelock's operation that approved it

    // What the part still holds.
    Amount left() const;
};

enum class AwardStatus : std::uint8_t { none, active, paused, revoked };

// The standing of a grant that has parts.
struct Award {
    static constexpr chain::Literal abi{
        "Award(sponsor,guardian,operation,spendClass,parts,status,pausedSince,pausedSeconds,held)"};
    Address sponsor;   // where unspent money returns to; zero: the purse
    Address guardian;  // may pause, resume and revoke besides the authority; zero: nobody
    Hash operation;    // of the timelock that made the grant; zero for a sponsor's
    std::uint32_t spend_class = 0;
    std::uint8_t parts = 0;
    AwardStatus status = AwardStatus::none;
    Timestamp paused_since;
    std::uint64_t paused_seconds = 0;
    Amount held;  // of all parts
};

// The grant's clock at block time `now`; it stands still while the grant is paused.
Timestamp clock_of(const Award& award, Timestamp now);

// Earned until `clock`: nothing before the start, everything from its end on, between them
// floor(amount * elapsed / duration), so that claims in any number sum to the same.
Amount earned(const PartTerms& terms, Timestamp clock);

// Earned, less what was claimed and what went back. The gate is not asked.
Amount payable(const Part& part, Timestamp clock);

// What keeps a gate closed, as bits.
enum Missing : std::uint8_t {
    missing_date = 1,
    missing_milestone = 2,
    missing_receipts = 4,
    missing_previous = 8,
    missed_deadline = 16,
};

// All but the receipts, which the attestation module knows. `previous_open` is of the part before.
std::uint8_t missing_of(const Part& part, Timestamp now, Timestamp clock, bool previous_open);

// Whether the gate can never open again: its deadline is over, or the part before it gave its
// money back.
bool is_lapsed(const Part& part, Timestamp clock, const Part* previous);

// Why terms are refused; nothing when they are accepted. `index` is the part's place.
std::optional<std::string> defect_of(const PartTerms& terms, std::size_t index, Timestamp now);

}  // namespace ambag::governance::treasury
