// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

// Treasury: pays grants that governance decided, within a cap per period.
// Native module at 0x000000000000000000000000000000000000A004
interface IAmbagTreasury {
    error TreasuryUnauthorized(address caller);
    error TreasuryInvalidReceiver(address receiver);
    error TreasuryZeroAmount();
    error TreasuryMemoTooLong(uint256 length, uint256 maximum);
    error TreasuryInsufficientFunds(uint256 balance, uint256 needed);
    error TreasurySpendCapExceeded(uint256 remaining, uint256 needed);
    error TreasuryInvalidPeriod(uint64 given, uint64 minimum, uint64 maximum);
    error TreasuryUnknownGrant(uint64 id);
    event Deposited(address indexed from, uint256 amount);
    event GrantPaid(uint64 indexed id, address indexed to, uint256 amount, string memo);
    event SpendLimitSet(uint256 cap, uint64 periodSeconds);
    function deposit() external payable;
    function pay(address to, uint256 amount, string calldata memo) external returns (uint64 id);
    function setSpendLimit(uint256 cap, uint64 periodSeconds) external;
    function balance() external view returns (uint256 amount);
    function available() external view returns (uint256 amount);
    function spendLimit() external view returns (uint256 cap, uint64 periodSeconds);
    function spentInPeriod() external view returns (uint64 periodStart, uint256 spent);
    function totalPaid() external view returns (uint256 amount);
    function grantCount() external view returns (uint64 count);
    function grants(uint64 id) external view returns (address to, uint256 amount, bytes32 memoHash, uint64 time);
}
