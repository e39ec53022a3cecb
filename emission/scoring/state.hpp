// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/cell.hpp"
#include "emission/primitives/accumulator.hpp"
#include "emission/scoring/keys.hpp"
#include "emission/scoring/records.hpp"

// Every cell that scoring owns. Item bytes are never reused.

namespace ambag::emission::scoring {

using chain::Item;
using chain::Map;

inline constexpr Item<Parameters> parameters{0x01};
inline constexpr Item<std::string> pool_name{0x02};  // of issuance; empty: no emission
inline constexpr Item<Totals> totals{0x03};

inline constexpr chain::List<Subnet> subnets{0x04};
inline constexpr Map<std::uint32_t, SubnetProgress> progress{0x05};
inline constexpr Item<Accumulator> emission_pool{0x06};  // units: shares of the subnets
inline constexpr Map<std::uint32_t, AccumulatorAccount> emission_accounts{0x07};

inline constexpr Map<NeuronKey, Neuron> neurons{0x08};
inline constexpr Map<MemberKey, std::uint32_t> uids{0x09};  // uid + 1
inline constexpr Map<NeuronKey, WeightRow> weight_rows{0x0a};
inline constexpr Map<NeuronKey, BondRow> bond_rows{0x0b};
inline constexpr Map<MemberKey, Commitment> commitments{0x0c};
inline constexpr Map<NeuronKey, chain::U256> meters{0x0d};  // value + 1; of the running epoch

inline constexpr Map<MemberKey, Accumulator> stake_pools{0x0e};  // units: coins on a validator
inline constexpr Map<PositionKey, AccumulatorAccount> positions{0x0f};
inline constexpr Map<MemberKey, std::uint16_t> takes{0x10};
inline constexpr Map<chain::Address, chain::Amount> owed_to{0x11};

inline constexpr Map<CalendarKey, std::uint32_t> calendar{0x12};  // subnets due at a height
inline constexpr Map<chain::Height, std::uint64_t> calendar_sizes{0x13};
inline constexpr Item<Cursor> cursor{0x14};  // everything before it is done
inline constexpr Map<std::uint32_t, chain::U256> reference_losses{0x15};

}  // namespace ambag::emission::scoring
