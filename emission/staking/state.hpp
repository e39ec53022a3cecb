// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/cell.hpp"
#include "emission/staking/queue_records.hpp"

// Every record of staking. Validators are known by their operator's address.

namespace ambag::emission::staking {

using chain::Item;
using chain::List;
using chain::Map;

inline constexpr Item<Setup> setup{0x01};
inline constexpr Item<Parameters> parameters{0x02};
inline constexpr List<Address> operators{0x03};
inline constexpr Map<Address, Profile> profiles{0x04};
inline constexpr Map<Address, Address> operators_by_consensus{0x05};
inline constexpr Map<Address, Commission> commissions{0x06};
inline constexpr Map<Address, Stake> stakes{0x07};
inline constexpr Map<Address, Standing> standings{0x08};
inline constexpr Map<Address, Place> places{0x09};
inline constexpr Map<SeatKey, Candidate> seats{0x0a};
inline constexpr Item<SeatCounts> seat_counts{0x0b};
inline constexpr Item<Accumulator> reward_pool{0x0c};              // units: tokens of the elected
inline constexpr Map<Address, AccumulatorAccount> earnings{0x0d};  // of a validator, in it
inline constexpr Map<Address, Accumulator> shares{0x0e};           // of a validator's positions
inline constexpr Map<Address, Amount> commission_owed{0x0f};
inline constexpr Map<PositionKey, Position> positions{0x10};
inline constexpr Map<Address, Holding> holdings{0x11};
inline constexpr Map<std::uint64_t, Exit> exits{0x12};
inline constexpr Item<ExitQueue> exit_queue{0x13};
inline constexpr Map<Address, std::uint32_t> departure_counts{0x14};
inline constexpr Map<DepartureKey, Departure> departures{0x15};
inline constexpr Map<Address, Height> released_until{0x16};  // youngest exit that was paid out
inline constexpr Map<Address, Tombstone> tombstones{0x17};
inline constexpr Item<std::uint64_t> slash_count{0x18};
inline constexpr Item<Totals> totals{0x19};
inline constexpr Map<std::uint64_t, Address> update_entries{0x1a};
inline constexpr Item<UpdateQueue> update_queue{0x1b};
inline constexpr Map<Address, std::uint64_t> reported_powers{0x1c};  // what the engine was told
inline constexpr Item<std::uint32_t> reported_count{0x1d};
inline constexpr Item<Updates> last_updates{0x1e};

}  // namespace ambag::emission::staking
