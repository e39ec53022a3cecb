// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/cell.hpp"
#include "chain/module/event.hpp"
#include "emission/primitives/claim.hpp"
#include "emission/primitives/stream.hpp"
#include "emission/primitives/vesting.hpp"

// Every record of the payouts module: money that is promised now and paid over time. Amounts are
// base units, times seconds since 1970 of block time.

namespace ambag::emission::payouts {

using chain::Address;
using chain::Amount;
using chain::Hash;
using chain::Item;
using chain::List;
using chain::Literal;
using chain::Map;
using chain::Timestamp;
using chain::U256;

inline constexpr std::size_t tranches_max = 64;
inline constexpr std::size_t checkpoints_max = 16;
inline constexpr std::size_t proof_max = 64;
inline constexpr std::size_t name_size_max = 31;  // of a pool, as in issuance

enum class PayoutKind : std::uint8_t { none, vesting, tranches, stream, claim };

// What every payout has. Its coins lie in a pool of issuance, of which `total` less `paid` is then
// spoken for, or with this module where `pool` is empty.
struct Payout {
    static constexpr Literal abi{"Payout(kind,pool,funder,beneficiary,total,paid,revocable,ended)"};
    PayoutKind kind = PayoutKind::none;
    std::string pool;
    Address funder;       // gets back what is not paid out, where the coins are with this module
    Address beneficiary;  // zero for a claim: each entry of its list has its own
    Amount total;         // lowered when it ends early
    Amount paid;
    bool revocable = false;
    bool ended = false;  // revoked or expired
};

struct VestingRecord {
    static constexpr Literal abi{"VestingRecord(total,start,atStart,cliff,atCliff,end,fromStart)"};
    Amount total;
    Timestamp start;
    Amount at_start;
    Timestamp cliff;
    Amount at_cliff;
    Timestamp end;
    bool from_start = false;
};

struct TrancheRecord {
    static constexpr Literal abi{"TrancheRecord(date,amount)"};
    Timestamp date;
    Amount amount;
};

// From each checkpoint's date on the stream stands still until a vote has approved it.
struct StreamRecord {
    static constexpr Literal abi{"StreamRecord(amount,perSeconds,start,stop,checkpoints,approved)"};
    Amount amount;
    std::uint64_t per_seconds = 1;
    Timestamp start;
    Timestamp stop;
    std::vector<Timestamp> checkpoints;
    std::uint64_t approved = 0;  // bit i: checkpoint i
};

struct ClaimRecord {
    static constexpr Literal abi{"ClaimRecord(root,opens,closes)"};
    Hash root;
    Timestamp opens;
    Timestamp closes;
};

struct UsedKey {
    std::uint64_t payout;
    std::uint64_t word;
};

// The sub-ledgers whose sum is the module's balance.
struct Totals {
    static constexpr Literal abi{"Totals(escrow,returned)"};
    Amount escrow;    // promised by payouts without a pool
    Amount returned;  // that funders may take back
};

inline constexpr Item<Totals> totals{0x01};
inline constexpr Item<std::uint64_t> payout_count{0x02};
inline constexpr Map<std::uint64_t, Payout> payouts{0x03};  // from 1 on
inline constexpr Map<std::uint64_t, VestingRecord> vestings{0x04};
inline constexpr Map<std::uint64_t, std::vector<TrancheRecord>> tranche_tables{0x05};
inline constexpr Map<std::uint64_t, StreamRecord> streams{0x06};
inline constexpr Map<std::uint64_t, ClaimRecord> claims{0x07};
inline constexpr Map<UsedKey, U256> used_words{0x08};
inline constexpr Map<Hash, Amount> pool_reserved{0x09};  // by keccak256 of the pool's name
inline constexpr Map<Address, Amount> returned_to{0x0a};

}  // namespace ambag::emission::payouts
