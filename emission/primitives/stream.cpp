// SPDX-License-Identifier: Apache-2.0
#include "emission/primitives/stream.hpp"

#include <algorithm>

#include "emission/primitives/wide.hpp"

namespace ambag::emission {

using chain::Amount;
using chain::Timestamp;

namespace {

std::optional<Amount> run_until(const Stream& stream, Timestamp end) {
    if (end <= stream.start) return Amount{};
    const Wide earned = widen(stream.amount.units) * (end.value - stream.start.value);
    if (const auto whole = narrow(Wide{earned / stream.per_seconds})) return Amount{*whole};
    return std::nullopt;
}

Timestamp held_at(const Stream& stream, const GateFacts& facts) {
    Timestamp end = stream.stop ? std::min(*stream.stop, facts.now) : facts.now;
    for (const Checkpoint& checkpoint : stream.checkpoints)
        if (!is_open(checkpoint.gate, facts)) end = std::min(end, checkpoint.date);
    return end;
}

}  // namespace

std::string_view describe(StreamError error) {
    switch (error) {
        case StreamError::zero_seconds:
            return "the rate is per 0 seconds; it needs at least 1";
        case StreamError::stop_before_start:
            return "the stream stops before it starts";
        case StreamError::gate_closed:
            return "a gate of the stream is closed";
        case StreamError::paid_too_much:
            return "more was paid than has run";
        case StreamError::overflow:
            return "more than 2^256 - 1 would have run";
    }
    return "unknown";
}

StreamResult<> validate(const Stream& stream) {
    if (stream.per_seconds == 0) return std::unexpected(StreamError::zero_seconds);
    if (stream.stop && *stream.stop < stream.start)
        return std::unexpected(StreamError::stop_before_start);
    return {};
}

StreamResult<Amount> has_run(const Stream& stream, const GateFacts& facts) {
    if (const auto amount = run_until(stream, held_at(stream, facts))) return *amount;
    return std::unexpected(StreamError::overflow);
}

StreamResult<Amount> due(const Stream& stream, const Amount& paid, const GateFacts& facts) {
    if (first_closed(stream.gates, facts)) return std::unexpected(StreamError::gate_closed);
    const Amount run = TRY(has_run(stream, facts));
    if (const auto rest = checked_sub(run, paid)) return *rest;
    return std::unexpected(StreamError::paid_too_much);
}

std::optional<Amount> total_of(const Stream& stream) {
    return stream.stop ? run_until(stream, *stream.stop) : std::nullopt;
}

Stream stopped(const Stream& stream, const GateFacts& facts) {
    Stream ended = stream;
    ended.stop = std::max(stream.start, held_at(stream, facts));
    return ended;
}

}  // namespace ambag::emission
