// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

// Payouts: vestings, tranches, streams and Merkle claims, paid when they are asked for.
// Native module at 0x000000000000000000000000000000000000A014
interface IAmbagPayouts {
    struct PayoutRecord {
        uint8 kind;
        string pool;
        address funder;
        address beneficiary;
        uint256 total;
        uint256 paid;
        bool revocable;
        bool ended;
    }
    struct VestingRecord {
        uint256 total;
        uint64 start;
        uint256 atStart;
        uint64 cliff;
        uint256 atCliff;
        uint64 end;
        bool fromStart;
    }
    struct Tranche {
        uint64 date;
        uint256 amount;
    }
    struct StreamRecord {
        uint256 amount;
        uint64 perSeconds;
        uint64 start;
        uint64 stop;
        uint64[] checkpoints;
        uint64 approved;
    }
    struct ClaimRecord {
        bytes32 root;
        uint64 opens;
        uint64 closes;
    }
    struct TotalsRecord {
        uint256 escrow;
        uint256 returned;
    }
    error PayoutsUnauthorized(address caller);
    error PayoutsUnknown(uint64 payout);
    error PayoutsWrongKind(uint64 payout, uint8 kind);
    error PayoutsInvalid(string accepted);
    error PayoutsWrongPayment(uint256 given, uint256 required);
    error PayoutsUnknownPool(string pool);
    error PayoutsPoolShort(string pool, uint256 free, uint256 required);
    error PayoutsNothingDue(uint64 payout);
    error PayoutsNotRevocable(uint64 payout);
    error PayoutsNothingReturned(address account);
    error PayoutsClaimRefused(uint64 payout, uint64 index, string reason);
    error PayoutsUnknownCheckpoint(uint64 payout, uint8 checkpoint);
    event PayoutCreated(uint64 indexed payout, address indexed beneficiary, uint8 kind, string pool, uint256 total);
    event Collected(uint64 indexed payout, address indexed beneficiary, uint256 amount);
    event Claimed(uint64 indexed payout, address indexed account, uint64 index, uint256 amount);
    event PayoutEnded(uint64 indexed payout, uint256 returned);
    event CheckpointApproved(uint64 indexed payout, uint8 checkpoint);
    event BeneficiaryChanged(uint64 indexed payout, address indexed beneficiary);
    event ReturnTaken(address indexed account, uint256 amount);
    function createVesting(string calldata pool, address beneficiary, uint256 total, uint64 start, uint256 atStart, uint64 cliff, uint256 atCliff, uint64 end, bool fromStart, bool revocable) external payable returns (uint64 payout);
    function createTranches(string calldata pool, address beneficiary, uint64[] calldata dates, uint256[] calldata amounts, bool revocable) external payable returns (uint64 payout);
    function createStream(string calldata pool, address beneficiary, uint256 amount, uint64 perSeconds, uint64 start, uint64 stop, uint64[] calldata checkpoints, bool revocable) external payable returns (uint64 payout);
    function createClaim(string calldata pool, bytes32 root, uint64 opens, uint64 closes, uint256 funded) external payable returns (uint64 payout);
    function collect(uint64 payout) external returns (uint256 amount);
    function claim(uint64 payout, uint64 index, address account, uint256 amount, bytes32[] calldata proof) external;
    function expire(uint64 payout) external returns (uint256 returned);
    function approveCheckpoint(uint64 payout, uint8 checkpoint) external;
    function revoke(uint64 payout) external returns (uint256 returned);
    function setBeneficiary(uint64 payout, address beneficiary) external;
    function takeReturned() external returns (uint256 amount);
    function payoutCount() external view returns (uint64 count);
    function payout(uint64 payout) external view returns (PayoutRecord memory payoutRecord, uint256 due);
    function vesting(uint64 payout) external view returns (VestingRecord memory vestingRecord);
    function tranches(uint64 payout) external view returns (Tranche[] memory tranches);
    function stream(uint64 payout) external view returns (StreamRecord memory streamRecord);
    function claimTerms(uint64 payout) external view returns (ClaimRecord memory claimRecord);
    function isClaimed(uint64 payout, uint64 index) external view returns (bool claimed);
    function reservedOf(string calldata pool) external view returns (uint256 amount);
    function returnedTo(address account) external view returns (uint256 amount);
    function totals() external view returns (TotalsRecord memory totalsRecord);
}
