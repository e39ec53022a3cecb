// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/error.hpp"

// Events and custom errors of grants with parts. Amounts are base units, times seconds; parts are
// counted from 0.

namespace ambag::governance::treasury {

using chain::Address;
using chain::Amount;
using chain::Hash;
using chain::Literal;
using chain::U256;

// `sponsor` is zero when the purse pays, `operation` when no operation of the timelock made it.
struct GrantCreated {
    static constexpr Literal abi{
        "GrantCreated(indexed id,indexed to,indexed sponsor,guardian,spendClass,amount,parts,"
        "operation,memo)"};
    std::uint64_t id;
    Address to, sponsor, guardian;
    std::uint32_t spend_class;
    Amount amount;
    std::uint8_t parts;
    Hash operation;
    std::string memo;
};
struct GateOpened {
    static constexpr Literal abi{"GateOpened(indexed id,part)"};
    std::uint64_t id;
    std::uint8_t part;
};
struct MilestoneApproved {
    static constexpr Literal abi{"MilestoneApproved(indexed id,part,operation)"};
    std::uint64_t id;
    std::uint8_t part;
    Hash operation;
};
struct GrantClaimed {
    static constexpr Literal abi{"GrantClaimed(indexed id,indexed to,part,amount)"};
    std::uint64_t id;
    Address to;
    std::uint8_t part;
    Amount amount;
};
struct GrantPaused {
    static constexpr Literal abi{"GrantPaused(indexed id,by)"};
    std::uint64_t id;
    Address by;
};
struct GrantResumed {
    static constexpr Literal abi{"GrantResumed(indexed id,by,pausedSeconds)"};
    std::uint64_t id;
    Address by;
    std::uint64_t paused_seconds;  // of all pauses
};
struct GrantRevoked {
    static constexpr Literal abi{"GrantRevoked(indexed id,by,returned)"};
    std::uint64_t id;
    Address by;
    Amount returned;
};
// A part that lapsed; `to` is the sponsor, or zero for the purse.
struct GrantReturned {
    static constexpr Literal abi{"GrantReturned(indexed id,part,to,amount)"};
    std::uint64_t id;
    std::uint8_t part;
    Address to;
    Amount amount;
};

struct TreasuryInvalidSponsor {
    static constexpr Literal abi{"TreasuryInvalidSponsor(sponsor)"};
    Address sponsor;
};
struct TreasuryInvalidPartCount {
    static constexpr Literal abi{"TreasuryInvalidPartCount(given,minimum,maximum)"};
    U256 given, minimum, maximum;
};
struct TreasuryInvalidPart {
    static constexpr Literal abi{"TreasuryInvalidPart(part,reason)"};
    std::uint8_t part;
    std::string reason;
};
struct TreasuryWrongValue {
    static constexpr Literal abi{"TreasuryWrongValue(sent,needed)"};
    Amount sent, needed;
};
struct TreasuryUnknownPart {
    static constexpr Literal abi{"TreasuryUnknownPart(id,part)"};
    std::uint64_t id;
    std::uint8_t part;
};
struct TreasuryNotReceiver {
    static constexpr Literal abi{"TreasuryNotReceiver(caller,receiver)"};
    Address caller, receiver;
};
// `missing` is a sum: 1 date, 2 milestone, 4 receipts, 8 the part before, 16 the deadline is over.
struct TreasuryGateClosed {
    static constexpr Literal abi{"TreasuryGateClosed(id,part,missing)"};
    std::uint64_t id;
    std::uint8_t part, missing;
};
struct TreasuryNothingToClaim {
    static constexpr Literal abi{"TreasuryNothingToClaim(id,part)"};
    std::uint64_t id;
    std::uint8_t part;
};
// The part asks for no vote, or was approved already.
struct TreasuryNoSuchMilestone {
    static constexpr Literal abi{"TreasuryNoSuchMilestone(id,part)"};
    std::uint64_t id;
    std::uint8_t part;
};
struct TreasuryGrantPaused {
    static constexpr Literal abi{"TreasuryGrantPaused(id)"};
    std::uint64_t id;
};
struct TreasuryGrantNotPaused {
    static constexpr Literal abi{"TreasuryGrantNotPaused(id)"};
    std::uint64_t id;
};
struct TreasuryGrantRevoked {
    static constexpr Literal abi{"TreasuryGrantRevoked(id)"};
    std::uint64_t id;
};
// The part's gate is or may still be opened, or nothing is left in it.
struct TreasuryNotLapsed {
    static constexpr Literal abi{"TreasuryNotLapsed(id,part)"};
    std::uint64_t id;
    std::uint8_t part;
};

}  // namespace ambag::governance::treasury
