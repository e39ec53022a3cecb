// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

// Holders of the voting token propose calls and vote on them; what passes is queued in the timelock and executed.
// Native module at 0x000000000000000000000000000000000000a003
interface IAmbagGovernor {
    struct Voting {
        uint48 delay;
        uint32 period;
        bool confirms;
        uint32 confirmPeriod;
    }
    struct Approval {
        uint8 kind;
        uint64 ceil;
        uint64 floor;
        uint64 length;
        uint64 factor;
        uint64 xOffset;
        uint64 yOffset;
        bool yNegative;
    }
    struct Admission {
        uint256 threshold;
        uint256 deposit;
        uint32 liveMax;
        uint64 cooldown;
    }
    struct Spending {
        uint256 perProposal;
        uint256 perPeriod;
        uint64 periodSeconds;
    }
    struct Execution {
        uint64 delay;
        uint64 expiry;
        uint64 automaticGas;
    }
    struct Track {
        string name;
        Voting voting;
        Approval approval;
        Approval quorum;
        Admission admission;
        Spending spending;
        Execution execution;
    }
    struct Range {
        uint8 word;
        uint256 minimum;
        uint256 maximum;
    }
    struct Rule {
        uint32 track;
        uint256 valueMax;
        Range[] ranges;
        uint8 spentWordPlusOne;
    }
    struct Standing {
        uint64 approval;
        uint64 approvalNeeded;
        uint64 turnout;
        uint64 turnoutNeeded;
        uint48 passingSince;
        uint48 deadline;
    }
    error GovernorInvalidProposalLength(uint256 targets, uint256 calldatas, uint256 values);
    error GovernorAlreadyCastVote(address voter);
    error GovernorDisabledDeposit();
    error GovernorOnlyExecutor(address account);
    error GovernorNonexistentProposal(uint256 proposalId);
    error GovernorUnexpectedProposalState(uint256 proposalId, uint8 current, bytes32 expectedStates);
    error GovernorInvalidVotingPeriod(uint256 votingPeriod);
    error GovernorInsufficientProposerVotes(address proposer, uint256 votes, uint256 threshold);
    error GovernorRestrictedProposer(address proposer);
    error GovernorInvalidVoteType();
    error GovernorInvalidSignature(address voter);
    error GovernorUnableToCancel(uint256 proposalId, address account);
    error GovernorInvalidQuorumFraction(uint256 quorumNumerator, uint256 quorumDenominator);
    error GovernorPreventLateQuorumVoteExtensionTooLarge(uint256 newVoteExtension, uint256 maxVoteExtension);
    error GovernorInvalidVoteParams();
    error GovernorExceedRemainingWeight(address voter, uint256 usedVotes, uint256 remainingWeight);
    error GovernorAlreadyOverriddenVote(address account);
    error GovernorInvalidSuperQuorumFraction(uint256 superQuorumNumerator, uint256 denominator);
    error GovernorInvalidSuperQuorumTooSmall(uint256 superQuorumNumerator, uint256 quorumNumerator);
    error GovernorInvalidQuorumTooLarge(uint256 quorumNumerator, uint256 superQuorumNumerator);
    error GovernorTooManyLocks(address voter, uint256 locks);
    error GovernorUnknownTrack(uint32 track, uint64 count);
    error GovernorWrongDeposit(uint32 track, uint256 required, uint256 given);
    error GovernorTrackFull(uint32 track, uint32 maximum);
    error GovernorProposedTooEarly(uint256 previousId, uint256 until);
    error GovernorTrackSpendCapExceeded(uint32 track, uint256 remaining, uint256 needed);
    error GovernorNoDeposit(uint256 proposalId);
    error GovernorDepositsHeld(uint256 available, uint256 needed);
    error GovernorNotYetExecutable(uint256 proposalId, uint256 eta);
    error GovernorExcludedVoter(address voter);
    error GovernorTooManyExclusions(uint256 maximum);
    error SafeCastOverflowedUintDowncast(uint8 bits, uint256 value);
    error FailedCall();
    event ProposalCreated(uint256 proposalId, address proposer, address[] targets, uint256[] values, string[] signatures, bytes[] calldatas, uint256 voteStart, uint256 voteEnd, string description);
    event ProposalQueued(uint256 proposalId, uint256 etaSeconds);
    event ProposalExecuted(uint256 proposalId);
    event ProposalCanceled(uint256 proposalId);
    event ProposalExtended(uint256 indexed proposalId, uint64 extendedDeadline);
    event VoteCast(address indexed voter, uint256 proposalId, uint8 support, uint256 weight, string reason);
    event VoteCastWithParams(address indexed voter, uint256 proposalId, uint8 support, uint256 weight, string reason, bytes params);
    event VotingDelaySet(uint256 oldVotingDelay, uint256 newVotingDelay);
    event VotingPeriodSet(uint256 oldVotingPeriod, uint256 newVotingPeriod);
    event ProposalThresholdSet(uint256 oldProposalThreshold, uint256 newProposalThreshold);
    event QuorumNumeratorUpdated(uint256 oldQuorumNumerator, uint256 newQuorumNumerator);
    event LateQuorumVoteExtensionSet(uint64 oldVoteExtension, uint64 newVoteExtension);
    event TimelockChange(address oldTimelock, address newTimelock);
    event VoteReduced(address indexed delegate, uint256 proposalId, uint8 support, uint256 weight);
    event OverrideVoteCast(address indexed voter, uint256 proposalId, uint8 support, uint256 weight, string reason);
    event SuperQuorumNumeratorUpdated(uint256 oldSuperQuorumNumerator, uint256 newSuperQuorumNumerator);
    event ProposalGuardianSet(address oldProposalGuardian, address newProposalGuardian);
    event ProposalTracked(uint256 indexed proposalId, uint32 indexed track, uint256 spend);
    event ProposalPassing(uint256 indexed proposalId, bool passing, uint48 deadline);
    event DepositPlaced(uint256 indexed proposalId, address indexed from, uint256 amount);
    event DepositReturned(uint256 indexed proposalId, address indexed to, uint256 amount);
    event DepositSlashed(uint256 indexed proposalId, address indexed from, uint256 amount);
    event ExecutionFailed(uint256 indexed proposalId, bytes data);
    event QuorumExclusionSet(address indexed account, bool excluded);
    function BALLOT_TYPEHASH() external view returns (bytes32);
    function EXTENDED_BALLOT_TYPEHASH() external view returns (bytes32);
    function name() external view returns (string memory);
    function version() external view returns (string memory);
    function COUNTING_MODE() external view returns (string memory);
    function CLOCK_MODE() external view returns (string memory);
    function clock() external view returns (uint48);
    function token() external view returns (address);
    function timelock() external view returns (address);
    function eip712Domain() external view returns (bytes1 fields, string memory name, string memory version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] memory extensions);
    function nonces(address owner) external view returns (uint256);
    function supportsInterface(bytes4 interfaceId) external view returns (bool);
    function hashProposal(address[] calldata targets, uint256[] calldata values, bytes[] calldata calldatas, bytes32 descriptionHash) external view returns (uint256);
    function getProposalId(address[] calldata targets, uint256[] calldata values, bytes[] calldata calldatas, bytes32 descriptionHash) external view returns (uint256);
    function state(uint256 proposalId) external view returns (uint8);
    function proposalSnapshot(uint256 proposalId) external view returns (uint256);
    function proposalDeadline(uint256 proposalId) external view returns (uint256);
    function proposalProposer(uint256 proposalId) external view returns (address);
    function proposalEta(uint256 proposalId) external view returns (uint256);
    function proposalNeedsQueuing(uint256 proposalId) external view returns (bool);
    function hasVoted(uint256 proposalId, address account) external view returns (bool);
    function proposalVotes(uint256 proposalId) external view returns (uint256 againstVotes, uint256 forVotes, uint256 abstainVotes);
    function votingDelay() external view returns (uint256);
    function votingPeriod() external view returns (uint256);
    function proposalThreshold() external view returns (uint256);
    function lateQuorumVoteExtension() external view returns (uint48);
    function quorum(uint256 timepoint) external view returns (uint256);
    function quorumNumerator() external view returns (uint256);
    function quorumNumerator(uint256 timepoint) external view returns (uint256);
    function quorumDenominator() external view returns (uint256);
    function getVotes(address account, uint256 timepoint) external view returns (uint256);
    function getVotesWithParams(address account, uint256 timepoint, bytes calldata params) external view returns (uint256);
    function propose(address[] calldata targets, uint256[] calldata values, bytes[] calldata calldatas, string calldata description) external returns (uint256 proposalId);
    function proposeWithDeposit(address[] calldata targets, uint256[] calldata values, bytes[] calldata calldatas, string calldata description) external payable returns (uint256 proposalId);
    function queue(address[] calldata targets, uint256[] calldata values, bytes[] calldata calldatas, bytes32 descriptionHash) external returns (uint256 proposalId);
    function execute(address[] calldata targets, uint256[] calldata values, bytes[] calldata calldatas, bytes32 descriptionHash) external payable returns (uint256 proposalId);
    function cancel(address[] calldata targets, uint256[] calldata values, bytes[] calldata calldatas, bytes32 descriptionHash) external returns (uint256 proposalId);
    function castVote(uint256 proposalId, uint8 support) external returns (uint256 balance);
    function castVoteWithReason(uint256 proposalId, uint8 support, string calldata reason) external returns (uint256 balance);
    function castVoteWithReasonAndParams(uint256 proposalId, uint8 support, string calldata reason, bytes calldata params) external returns (uint256 balance);
    function castVoteBySig(uint256 proposalId, uint8 support, address voter, bytes calldata signature) external returns (uint256 balance);
    function castVoteWithReasonAndParamsBySig(uint256 proposalId, uint8 support, address voter, string calldata reason, bytes calldata params, bytes calldata signature) external returns (uint256 balance);
    function setVotingDelay(uint48 newVotingDelay) external;
    function setVotingPeriod(uint32 newVotingPeriod) external;
    function setProposalThreshold(uint256 newProposalThreshold) external;
    function updateQuorumNumerator(uint256 newQuorumNumerator) external;
    function setLateQuorumVoteExtension(uint48 newVoteExtension) external;
    function updateTimelock(address newTimelock) external;
    function relay(address target, uint256 value, bytes calldata data) external payable;
    function usedVotes(uint256 proposalId, address account) external view returns (uint256);
    function OVERRIDE_BALLOT_TYPEHASH() external view returns (bytes32);
    function hasVotedOverride(uint256 proposalId, address account) external view returns (bool);
    function castOverrideVote(uint256 proposalId, uint8 support, string calldata reason) external returns (uint256 weight);
    function castOverrideVoteBySig(uint256 proposalId, uint8 support, address voter, string calldata reason, bytes calldata signature) external returns (uint256 weight);
    function superQuorum(uint256 timepoint) external view returns (uint256);
    function superQuorumNumerator() external view returns (uint256);
    function superQuorumNumerator(uint256 timepoint) external view returns (uint256);
    function updateSuperQuorumNumerator(uint256 newSuperQuorumNumerator) external;
    function proposalGuardian() external view returns (address);
    function setProposalGuardian(address newProposalGuardian) external;
    function proposalTurnout(uint256 proposalId) external view returns (uint256 turnout);
    function unlock(address holder) external returns (uint256 locked);
    function lockCount(address holder) external view returns (uint32 count);
    function lockAt(address holder, uint32 index) external view returns (uint256 proposalId, uint8 support, uint8 conviction, uint256 tokens, uint48 endsAt);
    function trackCount() external view returns (uint64 count);
    function track(uint32 id) external view returns (Track memory track);
    function tracks() external view returns (Track[] memory tracks);
    function trackRules(address target, bytes4 selector) external view returns (Rule[] memory rules);
    function trackOfActions(address[] calldata targets, uint256[] calldata values, bytes[] calldata calldatas) external view returns (uint32 track, uint256 spend);
    function trackSpending(uint32 id) external view returns (uint64 periodStart, uint256 spent);
    function proposalTrack(uint256 proposalId) external view returns (uint32 track, uint256 spend);
    function proposalStanding(uint256 proposalId) external view returns (Standing memory standing);
    function proposalDeposit(uint256 proposalId) external view returns (uint256 amount);
    function lastFailure(uint256 proposalId) external view returns (uint64 time, bytes memory data);
    function returnDeposit(uint256 proposalId) external;
    function cancelProposal(uint256 proposalId) external;
    function killProposal(uint256 proposalId) external;
    function tryExecute(uint256 proposalId) external returns (bool success);
    function votingSet(uint256 timepoint) external view returns (uint256 votes);
    function quorumExclusions(uint48 timepoint) external view returns (address[] memory accounts);
    function setQuorumExclusion(address account, bool excluded) external;
    function participation(address account) external view returns (uint64 could, uint64 voted, uint64 withReason, uint64 judged);
    function settleParticipation(address account, uint64 count) external returns (uint64 judged);
    function onERC721Received(address operator, address from, uint256 tokenId, bytes calldata data) external returns (bytes4);
    function onERC1155Received(address operator, address from, uint256 id, uint256 value, bytes calldata data) external returns (bytes4);
    function onERC1155BatchReceived(address operator, address from, uint256[] calldata ids, uint256[] calldata values, bytes calldata data) external returns (bytes4);
}
