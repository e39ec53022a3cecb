// SPDX-License-Identifier: Apache-2.0
#include "tests/governance/treasury/treasury_fixture.hpp"

// The treasury's ABI, frozen. Selectors and topics by viem 2.57.20.

namespace ambag::governance::treasury {

namespace {

using Lines = std::vector<std::string>;

template <class Row>
std::string line(const Row& row, BytesView id) {
    return std::string{row.signature} + ' ' + to_hex(id);
}

}  // namespace

TEST(TreasuryAbi, functions_are_frozen) {
    const Lines frozen{
        "deposit() 0xd0e30db0",
        "pay(address,uint256,string) 0x4a4bdb30",
        "setSpendLimit(uint256,uint64) 0xc7546787",
        "balance() 0xb69ef8a8",
        "available() 0x48a0d754",
        "spendLimit() 0xaceaf92d",
        "spentInPeriod() 0x97337cb2",
        "totalPaid() 0xe7b0f666",
        "grantCount() 0xcab42672",
        "grants(uint64) 0xcbf86f7e",
    };
    Lines ours;
    for (const CallRow& row : descriptor.calls) ours.push_back(line(row, row.selector));
    EXPECT_EQ(ours, frozen);
}

TEST(TreasuryAbi, errors_are_frozen) {
    const Lines frozen{
        "TreasuryUnauthorized(address) 0x309dfb7b",
        "TreasuryInvalidReceiver(address) 0x11d58c41",
        "TreasuryZeroAmount() 0xd320c808",
        "TreasuryMemoTooLong(uint256,uint256) 0xdd81dc1a",
        "TreasuryInsufficientFunds(uint256,uint256) 0x7a0ffb5e",
        "TreasurySpendCapExceeded(uint256,uint256) 0x821910cd",
        "TreasuryInvalidPeriod(uint64,uint64,uint64) 0x5c3cd0d5",
        "TreasuryUnknownGrant(uint64) 0x5ccc06fd",
    };
    Lines ours;
    for (const ErrorRow& row : descriptor.errors) ours.push_back(line(row, row.selector));
    EXPECT_EQ(ours, frozen);
}

TEST(TreasuryAbi, events_are_frozen) {
    const Lines frozen{
        "Deposited(address,uint256) "
        "0x2da466a7b24304f47e87fa2e1e5a81b9831ce54fec19055ce277ca2f39ba42c4",
        "GrantPaid(uint64,address,uint256,string) "
        "0x115cc48308f45c0e03b493e04dc23a7a94753ddc312849eed1dbe728794c6db7",
        "SpendLimitSet(uint256,uint64) "
        "0x873e73a755c640c756833c387afa3d931c650b50bcb88a8c91d6e0a864aea671",
    };
    Lines ours;
    for (const EventRow& row : descriptor.events) ours.push_back(line(row, row.topic));
    EXPECT_EQ(ours, frozen);
}

TEST(TreasuryAbi, only_deposit_takes_coins) {
    for (const CallRow& row : descriptor.calls)
        EXPECT_EQ(row.mutability == Mutability::payable, row.signature == "deposit()")
            << row.signature;
}

}  // namespace ambag::governance::treasury
