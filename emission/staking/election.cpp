// SPDX-License-Identifier: Apache-2.0
#include "emission/staking/election.hpp"

#include <bit>

#include "emission/staking/events.hpp"
#include "emission/staking/rewards.hpp"
#include "emission/staking/stake.hpp"
#include "emission/staking/updates.hpp"

namespace ambag::emission::staking {

using namespace chain;

namespace {

std::uint32_t count_of(const ViewContext& ctx, Seat seat) {
    const SeatCounts counts = seat_counts.get(ctx);
    return seat == Seat::elected ? counts.elected : counts.waiting;
}

void set_count(const Context& ctx, Seat seat, std::uint32_t count) {
    SeatCounts counts = seat_counts.get(ctx);
    (seat == Seat::elected ? counts.elected : counts.waiting) = count;
    seat_counts.set(ctx, counts);
}

// Whether `a` belongs above `b`: the worst of the elected, the best of the waiting.
bool above(Seat seat, const Candidate& a, const Candidate& b) {
    return seat == Seat::elected ? outranks(b, a) : outranks(a, b);
}

void put(const Context& ctx, Seat seat, std::uint32_t index, const Candidate& candidate) {
    seats.set(ctx, {seat, index}, candidate);
    Place place = places.get(ctx, candidate.validator);
    place.seat = seat;
    place.index = index;
    places.set(ctx, candidate.validator, place);
}

// Finds the place of `candidate` from the hole at `index`, upwards and then downwards.
void settle_into(const Context& ctx, Seat seat, std::uint32_t index, const Candidate& candidate) {
    while (index > 0) {
        const std::uint32_t parent = (index - 1) / 2;
        const Candidate up = seats.get(ctx, {seat, parent});
        if (!above(seat, candidate, up)) break;
        put(ctx, seat, index, up);
        index = parent;
    }
    const std::uint32_t count = count_of(ctx, seat);
    while (2 * index + 1 < count) {
        std::uint32_t child = 2 * index + 1;
        Candidate down = seats.get(ctx, {seat, child});
        if (child + 1 < count) {
            const Candidate other = seats.get(ctx, {seat, child + 1});
            if (above(seat, other, down)) {
                down = other;
                ++child;
            }
        }
        if (!above(seat, down, candidate)) break;
        put(ctx, seat, index, down);
        index = child;
    }
    put(ctx, seat, index, candidate);
}

void insert(const Context& ctx, Seat seat, const Candidate& candidate) {
    const std::uint32_t count = count_of(ctx, seat);
    set_count(ctx, seat, count + 1);
    settle_into(ctx, seat, count, candidate);
}

void remove(const Context& ctx, const Address& validator) {
    Place place = places.get(ctx, validator);
    const Seat seat = place.seat;
    const std::uint32_t hole = place.index;
    const std::uint32_t last = count_of(ctx, seat) - 1;
    const Candidate moved = seats.get(ctx, {seat, last});
    seats.erase(ctx, {seat, last});
    set_count(ctx, seat, last);
    place.seat = Seat::none;
    place.index = 0;
    places.set(ctx, validator, place);
    if (hole != last) settle_into(ctx, seat, hole, moved);
}

bool is_eligible(const ViewContext& ctx, const Address& validator, const Stake& stake) {
    const Standing standing = standings.get(ctx, validator);
    return !standing.jailed && !standing.tombstoned &&
           voting_power(stake.tokens, setup.get(ctx).power_unit) > 0 &&
           self_bond(ctx, validator) >= parameters.get(ctx).self_bond_min;
}

// What follows from a seat: units in the reward accumulator, and the engine's set.
Result<> follow(Context& ctx, const Address& validator) {
    const bool elected = is_elected(ctx, validator);
    TRY(set_earning(ctx, validator, elected ? stakes.get(ctx, validator).tokens : Amount{}));
    announce(ctx, validator);
    return {};
}

Result<> move(Context& ctx, const Candidate& candidate, Seat to) {
    remove(ctx, candidate.validator);
    insert(ctx, to, candidate);
    ctx.emit(SeatChanged{candidate.validator, to == Seat::elected});
    return follow(ctx, candidate.validator);
}

// One step towards the right seats; false when they are right.
Result<bool> step(Context& ctx) {
    const SeatCounts counts = seat_counts.get(ctx);
    const std::uint32_t most = parameters.get(ctx).validators_max;
    if (counts.elected > most) {
        TRY(move(ctx, seats.get(ctx, {Seat::elected, 0}), Seat::waiting));
        return true;
    }
    if (counts.waiting == 0) return false;
    const Candidate first = seats.get(ctx, {Seat::waiting, 0});
    if (counts.elected < most) {
        TRY(move(ctx, first, Seat::elected));
        return true;
    }
    const Candidate last = seats.get(ctx, {Seat::elected, 0});
    if (!outranks(first, last)) return false;
    TRY(move(ctx, last, Seat::waiting));
    TRY(move(ctx, first, Seat::elected));
    return true;
}

// The work of one change: some walks along each heap.
Result<> charge(const Context& ctx) {
    const SeatCounts counts = seat_counts.get(ctx);
    const auto levels =
        static_cast<std::uint32_t>(std::bit_width(counts.elected + counts.waiting + 1));
    return ctx.charge(Cost{.reads = 10 + 4 * levels, .writes = 4 + 2 * levels});
}

}  // namespace

bool outranks(const Candidate& a, const Candidate& b) {
    return a.tokens != b.tokens ? a.tokens > b.tokens : a.number < b.number;
}

bool is_elected(const ViewContext& ctx, const Address& validator) {
    return places.get(ctx, validator).seat == Seat::elected;
}

Amount self_bond(const ViewContext& ctx, const Address& validator) {
    const Position own = positions.get(ctx, {validator, validator});
    return value_of(own.nominal, stakes.get(ctx, validator).factor_q128, own.factor_q128);
}

Result<> reseat(Context& ctx, const Address& validator) {
    TRY(charge(ctx));
    const Stake stake = stakes.get(ctx, validator);
    const Place place = places.get(ctx, validator);
    const bool eligible = is_eligible(ctx, validator, stake);
    const Candidate candidate{validator, stake.tokens, profiles.get(ctx, validator).number};
    if (!eligible && place.seat != Seat::none) {
        remove(ctx, validator);
        if (place.seat == Seat::elected) ctx.emit(SeatChanged{validator, false});
    } else if (eligible && place.seat == Seat::none) {
        insert(ctx, Seat::waiting, candidate);
    } else if (eligible) {
        settle_into(ctx, place.seat, place.index, candidate);
    }
    TRY(follow(ctx, validator));
    return rebalance(ctx, 2);
}

Result<> rebalance(Context& ctx, unsigned budget) {
    while (budget-- > 0)
        if (!TRY(step(ctx))) break;
    return {};
}

}  // namespace ambag::emission::staking
