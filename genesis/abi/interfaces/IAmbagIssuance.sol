// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

// Mints by the genesis schedules into pools and pays out of them by one door.
// Native module at 0x000000000000000000000000000000000000a010
interface IAmbagIssuance {
    struct Row {
        uint64 ticks;
        uint256 amount;
    }
    struct Record {
        string name;
        uint8 kind;
        uint8 remainder;
        uint8 issued;
        bool capped;
        uint64 ticks;
        uint256 amount;
        uint256 unit;
        uint256 cap;
        Row[] rows;
        uint64 numerator;
        uint64 denominator;
        uint64 elapsedPerTick;
        uint64 elapsedPerYear;
    }
    error IssuanceUnauthorized(address account);
    error IssuanceNotSpender(string pool, address account);
    error IssuanceUnknownPool(string pool);
    error IssuanceUnknownSchedule(uint32 schedule);
    error IssuanceWrongKind(uint32 schedule, uint8 kind);
    error IssuanceOutOfBounds(uint256 value, uint256 minimum, uint256 maximum);
    error IssuanceInvalidWeights(uint64 given, uint64 pools);
    error IssuancePoolShort(string pool, uint256 requested, uint256 available);
    error IssuanceInvalidReceiver(address receiver);
    event Emitted(uint32 indexed schedule, uint64 ticks, uint256 amount, uint256[] parts);
    event PoolPaid(string pool, address indexed to, address indexed by, uint256 amount);
    event PoolFunded(string pool, address indexed from, uint256 amount);
    event FeesBooked(string pool, uint256 amount);
    event SplitWeightsChanged(uint32 indexed schedule, uint256[] weights);
    event ScheduleAmountChanged(uint32 indexed schedule, uint256 previous, uint256 current);
    event ScheduleRateChanged(uint32 indexed schedule, uint64 numerator, uint64 denominator);
    event CatchUpTicksMaxChanged(uint64 previous, uint64 current);
    event FeePoolChanged(string pool);
    event PoolSpenderChanged(string pool, address indexed spender, bool allowed);
    function payFromPool(string calldata pool, address to, uint256 amount) external;
    function fundPool(string calldata pool) external payable;
    function setSplitWeights(uint32 schedule, uint256[] calldata weights) external;
    function setScheduleAmount(uint32 schedule, uint256 amount) external;
    function setScheduleRate(uint32 schedule, uint64 numerator, uint64 denominator) external;
    function setCatchUpTicksMax(uint64 ticks) external;
    function setFeePool(string calldata pool) external;
    function setPoolSpender(string calldata pool, address spender, bool allowed) external;
    function pools() external view returns (string[] memory names, uint256[] memory balances);
    function pool(string calldata pool) external view returns (uint256 balance);
    function poolSpenders(string calldata pool) external view returns (address[] memory spenders);
    function feePool() external view returns (string memory pool);
    function scheduleCount() external view returns (uint32 count);
    function schedule(uint32 schedule) external view returns (Record memory record);
    function scheduleState(uint32 schedule) external view returns (uint64 ticks, uint256 minted, uint256 carry, uint256 base);
    function splitWeights(uint32 schedule) external view returns (uint256[] memory weights, uint256 carry);
    function minted(uint64 height) external view returns (uint256 amount);
    function burned(uint64 height) external view returns (uint256 amount);
    function totals() external view returns (uint256 minted, uint256 burned, uint256 supply);
    function clock() external view returns (uint64 start, uint64 ticks, uint64 ticksDue, uint64 catchUpTicksMax);
}
