// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/error.hpp"

// Events and custom errors of the purse and its caps; those of grants with parts are in
// grant_interface.hpp. Amounts are base units, times seconds.

namespace ambag::governance::treasury {

using chain::Address;
using chain::Amount;
using chain::Literal;
using chain::U256;

struct Deposited {
    static constexpr Literal abi{"Deposited(indexed from,amount)"};
    Address from;
    Amount amount;
};
struct GrantPaid {
    static constexpr Literal abi{"GrantPaid(indexed id,indexed to,amount,memo)"};
    std::uint64_t id;
    Address to;
    Amount amount;
    std::string memo;
};
struct SpendLimitSet {
    static constexpr Literal abi{"SpendLimitSet(cap,periodSeconds)"};
    Amount cap;
    std::uint64_t period_seconds;
};

struct ClassLimitSet {
    static constexpr Literal abi{"ClassLimitSet(indexed spendClass,cap,periodSeconds)"};
    std::uint32_t spend_class;
    Amount cap;
    std::uint64_t period_seconds;
};

struct TreasuryUnauthorized {
    static constexpr Literal abi{"TreasuryUnauthorized(caller)"};
    Address caller;
};
// An address whose coins nobody could move; see guards.hpp.
struct TreasuryInvalidReceiver {
    static constexpr Literal abi{"TreasuryInvalidReceiver(receiver)"};
    Address receiver;
};
struct TreasuryZeroAmount {
    static constexpr Literal abi{"TreasuryZeroAmount()"};
};
struct TreasuryMemoTooLong {
    static constexpr Literal abi{"TreasuryMemoTooLong(length,maximum)"};
    U256 length, maximum;
};
struct TreasuryInsufficientFunds {
    static constexpr Literal abi{"TreasuryInsufficientFunds(balance,needed)"};
    Amount balance, needed;
};
struct TreasurySpendCapExceeded {
    static constexpr Literal abi{"TreasurySpendCapExceeded(remaining,needed)"};
    Amount remaining, needed;
};
// Of a class's rolling window.
struct TreasuryClassCapExceeded {
    static constexpr Literal abi{"TreasuryClassCapExceeded(spendClass,remaining,needed)"};
    std::uint32_t spend_class;
    Amount remaining, needed;
};
struct TreasuryUnknownClass {
    static constexpr Literal abi{"TreasuryUnknownClass(spendClass)"};
    std::uint32_t spend_class;
};
struct TreasuryInvalidPeriod {
    static constexpr Literal abi{"TreasuryInvalidPeriod(given,minimum,maximum)"};
    std::uint64_t given, minimum, maximum;
};
struct TreasuryUnknownGrant {
    static constexpr Literal abi{"TreasuryUnknownGrant(id)"};
    std::uint64_t id;
};

}  // namespace ambag::governance::treasury
