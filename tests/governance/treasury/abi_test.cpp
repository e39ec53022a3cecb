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
        "createGrant(address,uint32,address,(uint256,uint64,uint64,uint64,uint64,"
        "bool,bool,bytes32,address,uint256)[],string) 0xb7381a86",
        "sponsorGrant(address,address,(uint256,uint64,uint64,uint64,uint64,"
        "bool,bool,bytes32,address,uint256)[],string) 0x1fb38104",
        "claim(uint64,uint8) 0xc1b2b5cf",
        "openGate(uint64,uint8) 0xd94d14f5",
        "approveMilestone(uint64,uint8) 0x199eff96",
        "pauseGrant(uint64) 0x692f00ea",
        "resumeGrant(uint64) 0x56bdf0df",
        "revokeGrant(uint64) 0x5d237deb",
        "reclaim(uint64,uint8) 0xd27d4ef0",
        "setClassLimit(uint32,uint256,uint64) 0x76024710",
        "balance() 0xb69ef8a8",
        "available() 0x48a0d754",
        "spendLimit() 0xaceaf92d",
        "spentInPeriod() 0x97337cb2",
        "totalPaid() 0xe7b0f666",
        "grantCount() 0xcab42672",
        "grants(uint64) 0xcbf86f7e",
        "purse() 0xe9cc883d",
        "committed() 0x9b6b9664",
        "totals() 0xc038a38e",
        "award(uint64) 0x47a5c64a",
        "grantParts(uint64) 0x1abce1e9",
        "claimable(uint64,uint8) 0x699a4f24",
        "grantsOf(address,uint64,uint64) 0xdf073831",
        "classLimit(uint32) 0x207b5c35",
        "classes(uint64,uint64) 0x48e5766f",
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
        "TreasuryClassCapExceeded(uint32,uint256,uint256) 0xa9d37935",
        "TreasuryUnknownClass(uint32) 0x5d27713f",
        "TreasuryInvalidSponsor(address) 0x846aaa09",
        "TreasuryInvalidPartCount(uint256,uint256,uint256) 0x13eec9f8",
        "TreasuryInvalidPart(uint8,string) 0x778768ed",
        "TreasuryWrongValue(uint256,uint256) 0x5c3ada98",
        "TreasuryUnknownPart(uint64,uint8) 0x35ad4ead",
        "TreasuryNotReceiver(address,address) 0xcd2bf74a",
        "TreasuryGateClosed(uint64,uint8,uint8) 0xa1387ed4",
        "TreasuryNothingToClaim(uint64,uint8) 0x1c0baab4",
        "TreasuryNoSuchMilestone(uint64,uint8) 0x358fc373",
        "TreasuryGrantPaused(uint64) 0x35a14938",
        "TreasuryGrantNotPaused(uint64) 0x2a0224f3",
        "TreasuryGrantRevoked(uint64) 0x36a558e8",
        "TreasuryNotLapsed(uint64,uint8) 0x32e8dfc1",
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
        "GrantCreated(uint64,address,address,address,uint32,uint256,uint8,bytes32,string) "
        "0x8fa3b3f497252134baad95ec57efec5c6f71188fe180e32eb09d9f7bf588077a",
        "GateOpened(uint64,uint8) "
        "0xc92a896e36bb6f7ba2cbdb8e0f0d9097cb0e2e0d710c042bd28ac75b542c7a17",
        "GrantClaimed(uint64,address,uint8,uint256) "
        "0xc20d345f1c283afb26850b2fd48ec2f1840558953ed087f1431f72f42729897a",
        "MilestoneApproved(uint64,uint8,bytes32) "
        "0x898ad7eaba0ea6affd3e46355624b0f7e309548efe633999e9a4e3d0c9e250f4",
        "GrantPaused(uint64,address) "
        "0x9d50b3370db9a9c4efcca42d481817775eb8fb41cb3a1acdbf36dd3c134788ca",
        "GrantResumed(uint64,address,uint64) "
        "0x2210d2b3af81fba274c993d27f551874b04606abad207cb711d08db0b3f4d017",
        "GrantRevoked(uint64,address,uint256) "
        "0xb5087e03751e7a99a8e06cbb34714af22df2d6db69dcba5ee8f38b9b6140da27",
        "GrantReturned(uint64,uint8,address,uint256) "
        "0xbaade7279e28b06ba03edd5a5213e7b8361fe3387016b239ae09182dc8a86980",
        "ClassLimitSet(uint32,uint256,uint64) "
        "0x44ee4193b3c2f7713471bcdb9d8a8145663e5b61ca914a569fdc0144cfa44700",
    };
    Lines ours;
    for (const EventRow& row : descriptor.events) ours.push_back(line(row, row.topic));
    EXPECT_EQ(ours, frozen);
}

TEST(TreasuryAbi, only_deposits_and_sponsors_bring_coins) {
    for (const CallRow& row : descriptor.calls)
        EXPECT_EQ(row.mutability == Mutability::payable,
                  row.signature == "deposit()" || row.signature.starts_with("sponsorGrant("))
            << row.signature;
}

}  // namespace ambag::governance::treasury
