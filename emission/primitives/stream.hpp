// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "chain/base/amount.hpp"
#include "chain/base/quantity.hpp"
#include "chain/base/result.hpp"
#include "emission/primitives/gate.hpp"

// Money that runs at a rate. What has run by a moment is the floor of the cumulative amount, so
// that asking once or ten thousand times pays the same; the state is what was paid. Nothing
// happens per block: a stream costs nothing until somebody asks.
//
//   run(t)  = floor(amount * (min(t, stop, first closed checkpoint) - start) / per_seconds)
//   due     = run(now) - paid, while every gate is open

namespace ambag::emission {

// From `date` on the stream runs only while `gate` is open: a grant that stands still unless its
// milestone was voted. A checkpoint that opens late lets the stream catch up; whoever wants it to
// lose the time in between ends it with `stopped` and starts another.
struct Checkpoint {
    chain::Timestamp date;
    Gate gate;
    bool operator==(const Checkpoint&) const = default;
};

struct Stream {
    chain::Amount amount;  // runs every `per_seconds` seconds
    std::uint64_t per_seconds = 1;
    chain::Timestamp start;
    std::optional<chain::Timestamp> stop{};  // nothing runs from here on; none = for ever
    std::vector<Gate> gates{};               // closed: nothing is paid, but the stream runs on
    std::vector<Checkpoint> checkpoints{};   // closed: the stream stands still
    bool operator==(const Stream&) const = default;
};

enum class StreamError : std::uint8_t {
    zero_seconds,  // per_seconds is 0
    stop_before_start,
    gate_closed,    // one of `gates` is closed: nothing may be paid now
    paid_too_much,  // more was paid than has run
    overflow,       // more than 2^256 - 1 would have run
};

// One sentence: what is wrong and what is accepted.
std::string_view describe(StreamError error);

template <class T = void>
using StreamResult = chain::BasicResult<T, StreamError>;

// zero_seconds, stop_before_start.
StreamResult<> validate(const Stream& stream);

// What has run by `facts.now`. Errors: overflow.
StreamResult<chain::Amount> has_run(const Stream& stream, const GateFacts& facts);

// What may be paid now. Errors: gate_closed, paid_too_much, overflow.
StreamResult<chain::Amount> due(const Stream& stream, const chain::Amount& paid,
                                const GateFacts& facts);

// All that will ever run, every checkpoint open; nothing when the stream has no stop, or above
// 2^256 - 1.
std::optional<chain::Amount> total_of(const Stream& stream);

// The same stream ended at `now`, or where a closed checkpoint has held it; one that has ended, or
// not begun, keeps what it earned. What is left of its budget, total_of(before) - total_of(after),
// goes back to the pool it came from.
Stream stopped(const Stream& stream, const GateFacts& facts);

}  // namespace ambag::emission
