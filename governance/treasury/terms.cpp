// SPDX-License-Identifier: Apache-2.0
#include "governance/treasury/terms.hpp"

#include "chain/base/check.hpp"

namespace ambag::governance::treasury {

using chain::Rounding;
using chain::U256;

namespace {

// Of amounts that the records keep in order: parts of one whole.
Amount minus(const Amount& whole, const Amount& part) {
    const auto rest = checked_sub(whole, part);
    CHECK(rest);
    return *rest;
}

}  // namespace

Amount Part::left() const {
    return minus(minus(terms.amount, returned), claimed);
}

Timestamp clock_of(const Award& award, Timestamp now) {
    const Timestamp until = award.status == AwardStatus::paused ? award.paused_since : now;
    return Timestamp{until.value - award.paused_seconds};
}

Amount earned(const PartTerms& terms, Timestamp clock) {
    if (clock < terms.start) return {};
    const std::uint64_t elapsed = clock.value - terms.start.value;
    if (elapsed >= terms.duration) return terms.amount;
    const auto part = mul_div(terms.amount, U256{elapsed}, U256{terms.duration}, Rounding::down);
    CHECK(part);  // elapsed < duration
    return *part;
}

Amount payable(const Part& part, Timestamp clock) {
    const Amount kept = minus(part.terms.amount, part.returned);
    return minus(std::min(earned(part.terms, clock), kept), part.claimed);
}

std::uint8_t missing_of(const Part& part, Timestamp now, Timestamp clock, bool previous_open) {
    const PartTerms& terms = part.terms;
    unsigned missing = 0;
    if (now < terms.not_before) missing |= missing_date;
    if (terms.milestone && !part.approved) missing |= missing_milestone;
    if (terms.after_previous && !previous_open) missing |= missing_previous;
    if (terms.deadline.value != 0 && clock > terms.deadline) missing |= missed_deadline;
    return static_cast<std::uint8_t>(missing);
}

bool is_lapsed(const Part& part, Timestamp clock, const Part* previous) {
    if (part.open) return false;
    if (part.terms.deadline.value != 0 && clock > part.terms.deadline) return true;
    return part.terms.after_previous && previous != nullptr && !previous->open &&
           previous->left().is_zero();
}

std::optional<std::string> defect_of(const PartTerms& terms, std::size_t index, Timestamp now) {
    if (terms.amount.is_zero()) return "amount is 0";
    if (terms.duration > duration_seconds_max) return "duration is above 100 years";
    if (terms.deadline.value != 0 && terms.deadline <= now) return "deadline is not after now";
    if (terms.after_previous && index == 0) return "the first part has no part before it";
    if (!terms.units.is_zero() && terms.job.is_zero()) return "units are asked for of no job";
    if (terms.units.is_zero() && !terms.job.is_zero()) return "a job without units";
    if (terms.units.is_zero() && !terms.worker.is_zero()) return "a worker without units";
    return std::nullopt;
}

}  // namespace ambag::governance::treasury
