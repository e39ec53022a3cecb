// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

// Validators, delegation of wrapped tokens in place, rewards, unbonding, slashing, election.
// Native module at 0x000000000000000000000000000000000000A011
interface IAmbagStaking {
    struct Misbehaviour {
        address validator;
        uint64 height;
        uint64 time;
    }
    struct Record {
        address validator;
        uint32 number;
        uint8 keyType;
        bytes key;
        address consensus;
        uint256 tokens;
        uint64 power;
        uint32 commission;
        uint256 selfBond;
        bool elected;
        bool jailed;
        bool tombstoned;
        uint64 jailedUntil;
        string moniker;
    }
    struct Texts {
        string moniker;
        string website;
        string details;
        uint32 commissionMax;
        uint32 commissionDailyMax;
        uint64 commissionChanged;
    }
    struct All {
        address validator;
        uint256 amount;
        uint256 immature;
        uint256 rewards;
    }
    struct All2 {
        uint64 exit;
        uint8 kind;
        address from;
        address to;
        uint256 amount;
        uint64 height;
        uint64 matures;
    }
    struct Update {
        uint8 keyType;
        bytes key;
        uint64 power;
    }
    error StakingDisabled();
    error StakingUnauthorized(address account);
    error StakingUnknownParameter(string name);
    error StakingOutOfBounds(string name, uint256 value, uint256 minimum, uint256 maximum);
    error StakingAccountIsModule(address account);
    error StakingUnknownValidator(address validator);
    error StakingAlreadyValidator(address validator);
    error StakingInvalidKey(uint8 keyType, bytes key);
    error StakingKeyTaken(address validator);
    error StakingInvalidProof();
    error StakingInvalidCommission(uint32 rate, uint32 maximum);
    error StakingCommissionTooFast(uint32 rate, uint32 lowest, uint32 highest, uint64 allowedFrom);
    error StakingTextTooLong(uint64 length, uint64 maximum);
    error StakingAmountTooSmall(uint256 amount, uint256 minimum);
    error StakingInsufficientStake(address validator, uint256 movable, uint256 needed);
    error StakingTooManyPositions(uint64 maximum);
    error StakingTooManyExits(uint64 maximum);
    error StakingSameValidator(address validator);
    error StakingTombstoned(address validator);
    error StakingNotJailed(address validator);
    error StakingJailed(address validator, uint64 until);
    error StakingNothingDue();
    event ValidatorCreated(address indexed validator, uint8 keyType, bytes key, uint256 selfBond);
    event ValidatorEdited(address indexed validator, uint32 commission);
    event Delegated(address indexed holder, address indexed validator, uint256 amount);
    event UnbondingStarted(address indexed holder, address indexed validator, uint64 exit, uint256 amount, uint64 matures);
    event Redelegated(address indexed holder, address indexed from, address indexed to, uint64 exit, uint256 amount, uint64 matures);
    event ExitReleased(address indexed holder, uint64 exit, uint256 amount);
    event RewardsReceived(string pool, uint256 amount);
    event RewardsClaimed(address indexed holder, address indexed validator, uint256 amount);
    event CommissionClaimed(address indexed validator, uint256 amount);
    event Slashed(address indexed validator, uint64 infractionHeight, uint32 ppm, uint256 burned, uint256 leavingBurned);
    event LossSettled(address indexed holder, uint256 loss, uint256 redelegationLoss);
    event Jailed(address indexed validator, uint64 until, bool tombstoned);
    event Unjailed(address indexed validator);
    event SeatChanged(address indexed validator, bool elected);
    event ParameterChanged(string name, uint256 previous, uint256 current);
    function createValidator(uint8 keyType, bytes calldata key, bytes calldata proof, uint32 rate, uint32 rateMax, uint32 dailyChangeMax, uint256 amount, string calldata moniker, string calldata website, string calldata details) external;
    function editValidator(uint32 rate, string calldata moniker, string calldata website, string calldata details) external;
    function delegate(address validator, uint256 amount) external;
    function unbond(address validator, uint256 amount) external returns (uint64 exitId);
    function redelegate(address from, address to, uint256 amount) external returns (uint64 exitId);
    function withdraw() external returns (uint256 amount);
    function claim(address validator) external returns (uint256 amount);
    function claimCommission() external returns (uint256 amount);
    function reportConsensus(address[] calldata absent, Misbehaviour[] calldata misbehaviours) external;
    function unjail() external;
    function settle(address holder) external;
    function setParameter(string calldata name, uint256 value) external;
    function receiveFromPool(string calldata pool) external payable;
    function receiveCarry() external payable;
    function validator(address who) external view returns (Record memory record);
    function validatorTexts(address who) external view returns (Texts memory texts);
    function validators(uint64 offset, uint64 limit) external view returns (Record[] memory page, uint64 total);
    function elected(uint32 offset, uint32 limit) external view returns (address[] memory page, uint32 total);
    function delegations(address holder) external view returns (All[] memory all);
    function exits(address holder) external view returns (All2[] memory all);
    function stakeOf(address holder, address validator) external view returns (uint256 amount);
    function rewardsOf(address holder, address validator) external view returns (uint256 amount);
    function commissionOf(address validator) external view returns (uint256 amount);
    function operatorOf(address consensus) external view returns (address validator);
    function validatorUpdates() external view returns (uint64 height, Update[] memory updates);
    function totals() external view returns (uint256 staked, uint256 leaving, uint256 unsettled, uint256 elected, uint256 rewards, uint256 carry);
    function settings() external view returns (bool enabled, uint256 powerUnit, string memory rewardPool);
    function proofDigest(address validator, uint8 keyType, bytes calldata key) external view returns (bytes32 digest);
}
