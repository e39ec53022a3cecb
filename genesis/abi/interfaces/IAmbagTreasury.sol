// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

// Treasury: pays grants that governance decided, at once or in parts behind gates, within caps.
// Native module at 0x000000000000000000000000000000000000A004
interface IAmbagTreasury {
    struct Part {
        uint256 amount;
        uint64 start;
        uint64 duration;
        uint64 notBefore;
        uint64 deadline;
        bool milestone;
        bool afterPrevious;
        bytes32 job;
        address worker;
        uint256 units;
    }
    struct AwardRecord {
        address sponsor;
        address guardian;
        bytes32 operation;
        uint32 spendClass;
        uint8 parts;
        uint8 status;
        uint64 pausedSince;
        uint64 pausedSeconds;
        uint256 held;
    }
    struct PartRecord {
        Part terms;
        uint256 claimed;
        uint256 returned;
        bool open;
        bool approved;
        bytes32 decision;
    }
    error TreasuryUnauthorized(address caller);
    error TreasuryInvalidReceiver(address receiver);
    error TreasuryZeroAmount();
    error TreasuryMemoTooLong(uint256 length, uint256 maximum);
    error TreasuryInsufficientFunds(uint256 balance, uint256 needed);
    error TreasurySpendCapExceeded(uint256 remaining, uint256 needed);
    error TreasuryInvalidPeriod(uint64 given, uint64 minimum, uint64 maximum);
    error TreasuryUnknownGrant(uint64 id);
    error TreasuryClassCapExceeded(uint32 spendClass, uint256 remaining, uint256 needed);
    error TreasuryUnknownClass(uint32 spendClass);
    error TreasuryInvalidSponsor(address sponsor);
    error TreasuryInvalidPartCount(uint256 given, uint256 minimum, uint256 maximum);
    error TreasuryInvalidPart(uint8 part, string reason);
    error TreasuryWrongValue(uint256 sent, uint256 needed);
    error TreasuryUnknownPart(uint64 id, uint8 part);
    error TreasuryNotReceiver(address caller, address receiver);
    error TreasuryGateClosed(uint64 id, uint8 part, uint8 missing);
    error TreasuryNothingToClaim(uint64 id, uint8 part);
    error TreasuryNoSuchMilestone(uint64 id, uint8 part);
    error TreasuryGrantPaused(uint64 id);
    error TreasuryGrantNotPaused(uint64 id);
    error TreasuryGrantRevoked(uint64 id);
    error TreasuryNotLapsed(uint64 id, uint8 part);
    event Deposited(address indexed from, uint256 amount);
    event GrantPaid(uint64 indexed id, address indexed to, uint256 amount, string memo);
    event SpendLimitSet(uint256 cap, uint64 periodSeconds);
    event GrantCreated(uint64 indexed id, address indexed to, address indexed sponsor, address guardian, uint32 spendClass, uint256 amount, uint8 parts, bytes32 operation, string memo);
    event GateOpened(uint64 indexed id, uint8 part);
    event GrantClaimed(uint64 indexed id, address indexed to, uint8 part, uint256 amount);
    event MilestoneApproved(uint64 indexed id, uint8 part, bytes32 operation);
    event GrantPaused(uint64 indexed id, address by);
    event GrantResumed(uint64 indexed id, address by, uint64 pausedSeconds);
    event GrantRevoked(uint64 indexed id, address by, uint256 returned);
    event GrantReturned(uint64 indexed id, uint8 part, address to, uint256 amount);
    event ClassLimitSet(uint32 indexed spendClass, uint256 cap, uint64 periodSeconds);
    function deposit() external payable;
    function pay(address to, uint256 amount, string calldata memo) external returns (uint64 id);
    function setSpendLimit(uint256 cap, uint64 periodSeconds) external;
    function createGrant(address to, uint32 spendClass, address guardian, Part[] calldata parts, string calldata memo) external returns (uint64 id);
    function sponsorGrant(address to, address guardian, Part[] calldata parts, string calldata memo) external payable returns (uint64 id);
    function claim(uint64 id, uint8 part) external returns (uint256 amount);
    function openGate(uint64 id, uint8 part) external;
    function approveMilestone(uint64 id, uint8 part) external;
    function pauseGrant(uint64 id) external;
    function resumeGrant(uint64 id) external;
    function revokeGrant(uint64 id) external returns (uint256 returned);
    function reclaim(uint64 id, uint8 part) external returns (uint256 returned);
    function setClassLimit(uint32 spendClass, uint256 cap, uint64 periodSeconds) external;
    function balance() external view returns (uint256 amount);
    function available() external view returns (uint256 amount);
    function spendLimit() external view returns (uint256 cap, uint64 periodSeconds);
    function spentInPeriod() external view returns (uint64 periodStart, uint256 spent);
    function totalPaid() external view returns (uint256 amount);
    function grantCount() external view returns (uint64 count);
    function grants(uint64 id) external view returns (address to, uint256 amount, bytes32 memoHash, uint64 time);
    function purse() external view returns (uint256 amount);
    function committed() external view returns (uint256 amount);
    function totals() external view returns (uint256 granted, uint256 paid, uint256 returned);
    function award(uint64 id) external view returns (AwardRecord memory awardRecord);
    function grantParts(uint64 id) external view returns (PartRecord[] memory partRecords);
    function claimable(uint64 id, uint8 part) external view returns (uint256 amount, uint8 missing);
    function grantsOf(address to, uint64 offset, uint64 limit) external view returns (uint64[] memory ids, uint64 total);
    function classLimit(uint32 spendClass) external view returns (uint256 cap, uint64 periodSeconds, uint256 spent, uint256 left);
    function classes(uint64 offset, uint64 limit) external view returns (uint32[] memory ids, uint64 total);
}
