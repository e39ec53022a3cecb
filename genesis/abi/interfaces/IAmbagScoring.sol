// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

// Subnets whose participants are scored by a rule and paid at the end of each tempo.
// Native module at 0x000000000000000000000000000000000000a012
interface IAmbagScoring {
    struct Members {
        uint64 capacity;
        uint64 validatorsMax;
        uint256 stakeMin;
        uint256 registrationCost;
        uint64 recycled;
        uint64 immunity;
        uint64 activityCutoff;
        uint64 commitReveal;
        uint64 revealEpochs;
    }
    struct Consensus {
        uint64 kappa;
        uint64 movingAverage;
        uint64 bondsPenalty;
        uint64 liquidAlpha;
        uint64 alphaLow;
        uint64 alphaHigh;
        uint64 alphaSteepness;
    }
    struct Rules {
        address owner;
        address meter;
        uint64 rule;
        uint64 exact;
        uint64 tempo;
        uint64 ownerShare;
        Members members;
        Consensus consensus;
        uint64 meterLow;
        uint64 meterHigh;
    }
    struct Progress {
        uint32 count;
        uint64 epoch;
        uint64 lastEpoch;
        uint64 nextEpoch;
        uint64 bondsSince;
        uint256 staked;
        uint256 paid;
    }
    struct NeuronRecord {
        address account;
        uint64 registered;
        uint64 updated;
        bool permit;
        uint16 consensus;
        uint16 incentive;
        uint16 dividend;
        uint16 trust;
        uint256 earned;
    }
    struct Record {
        bytes32 digest;
        uint64 height;
        uint64 epoch;
    }
    struct Sums {
        uint256 emission;
        uint256 staked;
        uint256 owed;
    }
    error ScoringUnauthorized(address account);
    error ScoringUnknownSubnet(uint32 subnet);
    error ScoringUnknownParameter(string name);
    error ScoringOutOfBounds(uint256 value, uint256 minimum, uint256 maximum);
    error ScoringWrongCost(uint256 sent, uint256 cost);
    error ScoringNotRegistered(uint32 subnet, address account);
    error ScoringAlreadyRegistered(uint32 subnet, address account);
    error ScoringSubnetFull(uint32 subnet);
    error ScoringWrongRule(uint32 subnet, uint64 rule);
    error ScoringStakeTooSmall(uint256 stake, uint256 minimum);
    error ScoringWeightsMalformed();
    error ScoringCommitReveal(bool enabled);
    error ScoringNothingCommitted(uint32 subnet, address account);
    error ScoringRevealNotDue(uint64 epoch, uint64 due);
    error ScoringRevealDiffers(bytes32 digest);
    error ScoringNothingSent();
    error ScoringStakeShort(uint256 requested, uint256 available);
    error ScoringNothingOwed(address account);
    event SubnetOpened(uint32 indexed subnet, address indexed owner, uint64 rule);
    event SubnetParameterChanged(uint32 indexed subnet, string name, uint256 previous, uint256 current);
    event SubnetShareChanged(uint32 indexed subnet, uint256 previous, uint256 current);
    event SubnetHandedOver(uint32 indexed subnet, address owner, address meter);
    event ScoringParameterChanged(string name, uint256 previous, uint256 current);
    event NeuronRegistered(uint32 indexed subnet, uint32 indexed uid, address indexed account, address replaced, uint256 cost);
    event WeightsSet(uint32 indexed subnet, uint32 indexed uid);
    event WeightsCommitted(uint32 indexed subnet, uint32 indexed uid, bytes32 digest);
    event Measured(uint32 indexed subnet, uint32[] uids, uint256[] values);
    event EpochRun(uint32 indexed subnet, uint64 epoch, uint256 toOwner, uint256 incentives, uint256 dividends, uint256 returned, uint256 left);
    event EmissionReceived(string pool, uint256 amount);
    event StakeChanged(uint32 indexed subnet, address indexed validator, address indexed staker, uint256 stake);
    event TakeChanged(uint32 indexed subnet, address indexed validator, uint16 take);
    event ScoringClaimed(address indexed account, uint256 amount);
    function openSubnet(uint64 rule) external payable returns (uint32 subnet);
    function handOver(uint32 subnet, address owner, address meter) external;
    function setSubnetShare(uint32 subnet, uint256 share) external;
    function setSubnetParameter(uint32 subnet, string calldata name, uint256 value) external;
    function setParameter(string calldata name, uint256 value) external;
    function registerNeuron(uint32 subnet) external payable returns (uint32 uid);
    function stake(uint32 subnet, address validator) external payable;
    function unstake(uint32 subnet, address validator, uint256 amount) external;
    function setTake(uint32 subnet, uint16 take) external;
    function claim() external returns (uint256 amount);
    function claimStake(uint32 subnet, address validator) external returns (uint256 amount);
    function setWeights(uint32 subnet, uint32[] calldata uids, uint16[] calldata weights) external;
    function commitWeights(uint32 subnet, bytes32 digest) external;
    function revealWeights(uint32 subnet, uint32[] calldata uids, uint16[] calldata weights, bytes32 salt) external;
    function measure(uint32 subnet, uint32[] calldata uids, uint256[] calldata values, uint256 whole) external;
    function receiveFromPool(string calldata pool) external payable;
    function subnetCount() external view returns (uint64 count);
    function subnet(uint32 subnet) external view returns (Rules memory rules, Progress memory progress);
    function subnetEmission(uint32 subnet) external view returns (uint256 share, uint256 pending);
    function neuron(uint32 subnet, uint32 uid) external view returns (NeuronRecord memory neuronRecord);
    function neurons(uint32 subnet, uint32 offset, uint32 limit) external view returns (NeuronRecord[] memory page, uint256[] memory stakes);
    function uidOf(uint32 subnet, address account) external view returns (uint32 uid);
    function weights(uint32 subnet, uint32 uid) external view returns (uint32[] memory uids, uint16[] memory values);
    function bonds(uint32 subnet, uint32 uid) external view returns (uint32[] memory uids, uint256[] memory values);
    function commitment(uint32 subnet, address account) external view returns (Record memory record);
    function weightsDigest(uint32 subnet, address account, uint32[] calldata uids, uint16[] calldata weights, bytes32 salt) external view returns (bytes32 digest);
    function stakeOf(uint32 subnet, address validator, address staker) external view returns (uint256 total, uint16 take, uint256 own, uint256 owed);
    function owed(address account) external view returns (uint256 amount);
    function totals() external view returns (Sums memory sums);
    function pool() external view returns (string memory name);
}
