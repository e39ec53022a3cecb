// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

// Upgrades of the rules at a height, and the list of every parameter.
// Native module at 0x000000000000000000000000000000000000A005
interface IAmbagUpgrade {
    error UpgradeUnauthorized(address account);
    error UpgradeInvalidName(string name);
    error UpgradeNameUsed(string name, uint64 height);
    error UpgradeHeightPassed(uint64 height, uint64 current);
    error UpgradeInfoTooLong(uint256 length, uint256 maximum);
    error UpgradeNotScheduled();
    error UpgradeUnknownParameter(uint256 index, uint256 count);
    event UpgradeScheduled(string name, uint64 height, string info, bytes32 releaseHash);
    event UpgradeCanceled(string name, uint64 height);
    event UpgradeApplied(string name, uint64 height);
    function scheduleUpgrade(string calldata name, uint64 height, string calldata info, bytes32 releaseHash) external;
    function cancelUpgrade() external;
    function upgradePlan() external view returns (string memory name, uint64 height, string memory info, bytes32 releaseHash);
    function appliedAt(string calldata name) external view returns (uint64 height);
    function parameterCount() external view returns (uint256 count);
    function parameterAt(uint256 index) external view returns (string memory module, string memory name, uint256 value, uint256 minimum, uint256 maximum, string memory unit, string memory setter, string memory meaning);
}
