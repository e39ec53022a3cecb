// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/cell.hpp"
#include "chain/module/event.hpp"
#include "emission/issuance/plan.hpp"

// Every record that issuance owns. Pool balances, minted and burned figures are single words, so
// that eth_getProof answers with the number itself.

namespace ambag::emission::issuance {

enum class RuleKind : std::uint8_t {
    constant,
    table,
    halving_by_issuance,
    halving_by_height,
    rate_on_supply,
};

struct TableRecord {
    static constexpr chain::Literal abi{"TableRecord(ticks,amount)"};
    std::uint64_t ticks;
    Amount amount;
};

// A Schedule laid flat, as it is stored and returned: members that its kind does not use are 0.
// `amount` is amount or first, `ticks` is per_ticks or period_ticks.
struct ScheduleRecord {
    static constexpr chain::Literal abi{
        "ScheduleRecord(name,kind,remainder,issued,capped,ticks,amount,unit,cap,rows,numerator,"
        "denominator,elapsedPerTick,elapsedPerYear)"};
    std::string name;
    RuleKind kind;
    Remainder remainder;
    Issued issued;
    bool capped;
    std::uint64_t ticks;
    Amount amount;
    Amount unit;
    Amount cap;
    std::vector<TableRecord> rows;
    std::uint64_t numerator;
    std::uint64_t denominator;
    std::uint64_t elapsed_per_tick;
    std::uint64_t elapsed_per_year;
};

ScheduleRecord to_schedule_record(std::string name, const Schedule& schedule);
Schedule to_schedule(const ScheduleRecord& record);

struct PoolRecord {
    std::string name;
    std::vector<chain::Address> spenders;  // who may draw from it, beside the timelock
};

struct Clock {
    chain::Timestamp start;  // of block 0: tick n is due at start + n intervals
    std::uint64_t ticks;     // minted so far
    chain::Height closed;    // the last block whose end was booked; 0 from genesis on
};

struct Settings {
    std::uint64_t catch_up_ticks_max;
    std::uint32_t fee_pool;
};

// `minted` counts the genesis allocation, so that minted - burned is the supply.
inline constexpr chain::Item<Clock> clock{0x01};
inline constexpr chain::Item<Settings> settings{0x02};
inline constexpr chain::List<ScheduleRecord> schedules{0x03};
inline constexpr chain::Map<std::uint32_t, ScheduleState> schedule_states{0x04};
inline constexpr chain::Map<std::uint32_t, std::vector<U256>> split_weights{0x05};
inline constexpr chain::Map<std::uint32_t, RunningSplit> splits{0x06};
inline constexpr chain::List<PoolRecord> pools{0x07};
inline constexpr chain::Map<std::uint32_t, Amount> pool_balances{0x08};
inline constexpr chain::Map<chain::Hash, std::uint32_t> pool_numbers{0x09};  // index + 1, by name
inline constexpr chain::Map<chain::Height, Amount> minted_in{0x0a};
inline constexpr chain::Map<chain::Height, Amount> burned_in{0x0b};
inline constexpr chain::Item<Amount> minted_total{0x0c};
inline constexpr chain::Item<Amount> burned_total{0x0d};

// The whole emission as a value, and back. `ctx` sees issuance's own state. Nothing: see below.
std::optional<Plan> load_plan(const chain::ViewContext& ctx);
void store_plan(const chain::Context& ctx, const Plan& plan);

// Coins in existence at this moment, in the middle of a block too. Nothing when more was minted
// than 256 bits count, which only a developer's set balances can do.
std::optional<Amount> supply_now(const chain::ViewContext& ctx);

// Index of the pool called `name`.
std::optional<std::uint32_t> find_pool(const chain::ViewContext& ctx, const std::string& name);

// What the sub-ledgers hold: all pools and what the splits carry.
Amount held(const chain::ViewContext& ctx);

}  // namespace ambag::emission::issuance
