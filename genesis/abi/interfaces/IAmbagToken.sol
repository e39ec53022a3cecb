// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

// Voting token: wrapped native coins with OpenZeppelin ERC20Votes 5.7 semantics.
// Native module at 0x000000000000000000000000000000000000a001
interface IAmbagToken {
    struct Checkpoint {
        uint48 _key;
        uint208 _value;
    }
    error ERC20InsufficientBalance(address sender, uint256 balance, uint256 needed);
    error ERC20InvalidSender(address sender);
    error ERC20InvalidReceiver(address receiver);
    error ERC20InsufficientAllowance(address spender, uint256 allowance, uint256 needed);
    error ERC20InvalidApprover(address approver);
    error ERC20InvalidSpender(address spender);
    error ERC20ExceededSafeSupply(uint256 increasedSupply, uint256 cap);
    error ERC2612ExpiredSignature(uint256 deadline);
    error ERC2612InvalidSigner(address signer, address owner);
    error InvalidAccountNonce(address account, uint256 currentNonce);
    error VotesExpiredSignature(uint256 expiry);
    error ERC5805FutureLookup(uint256 timepoint, uint48 clock);
    error CheckpointUnorderedInsertion();
    error ECDSAInvalidSignature();
    error ECDSAInvalidSignatureLength(uint256 length);
    error ECDSAInvalidSignatureS(bytes32 s);
    error TokenUnauthorized(address caller);
    error TokenInsufficientUnbonded(address holder, uint256 transferable, uint256 needed);
    error TokenInsufficientBond(address holder, uint256 bonded, uint256 needed);
    error TokenInvalidSplitLength(uint256 delegatees, uint256 weights, uint256 maximum);
    error TokenInvalidSplitEntry(uint256 index, address delegatee, uint16 weight);
    error TokenInvalidSplitTotal(uint256 total, uint256 required);
    error TokenLockedByVote(address holder, uint256 transferable, uint256 needed);
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);
    event DelegateChanged(address indexed delegator, address indexed fromDelegate, address indexed toDelegate);
    event DelegateVotesChanged(address indexed delegate, uint256 previousVotes, uint256 newVotes);
    event Bonded(address indexed holder, uint256 amount);
    event Unbonded(address indexed holder, uint256 amount);
    event BondBurned(address indexed holder, uint256 amount);
    event BondsSlashed(uint256 amount);
    event SlashSettled(address indexed holder, uint256 loss, uint256 carry);
    event SplitDelegationSet(address indexed delegator, address[] delegatees, uint16[] weights);
    event VoteLockChanged(address indexed holder, uint256 previousAmount, uint256 newAmount);
    function name() external view returns (string memory name);
    function symbol() external view returns (string memory symbol);
    function decimals() external view returns (uint8 decimals);
    function totalSupply() external view returns (uint256 supply);
    function balanceOf(address account) external view returns (uint256 balance);
    function allowance(address owner, address spender) external view returns (uint256 allowance);
    function transfer(address to, uint256 value) external returns (bool success);
    function approve(address spender, uint256 value) external returns (bool success);
    function transferFrom(address from, address to, uint256 value) external returns (bool success);
    function clock() external view returns (uint48 timepoint);
    function CLOCK_MODE() external view returns (string memory mode);
    function getVotes(address account) external view returns (uint256 votes);
    function getPastVotes(address account, uint256 timepoint) external view returns (uint256 votes);
    function getPastTotalSupply(uint256 timepoint) external view returns (uint256 supply);
    function getPastDelegate(address account, uint256 timepoint) external view returns (address delegatee);
    function getPastBalanceOf(address account, uint256 timepoint) external view returns (uint256 balance);
    function delegates(address account) external view returns (address delegatee);
    function delegate(address delegatee) external;
    function delegateBySig(address delegatee, uint256 nonce, uint256 expiry, uint8 v, bytes32 r, bytes32 s) external;
    function numCheckpoints(address account) external view returns (uint32 count);
    function checkpoints(address account, uint32 pos) external view returns (Checkpoint memory checkpoint);
    function nonces(address owner) external view returns (uint256 nonce);
    function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external;
    function DOMAIN_SEPARATOR() external view returns (bytes32 separator);
    function eip712Domain() external view returns (bytes1 fields, string memory name, string memory version, uint256 chainId, address verifyingContract, bytes32 salt, uint256[] memory extensions);
    function depositFor(address account) external payable returns (bool success);
    function withdrawTo(address account, uint256 value) external returns (bool success);
    function bonded(address holder) external view returns (uint256 amount);
    function bondedTotal() external view returns (uint256 amount);
    function unsettled() external view returns (uint256 amount);
    function bond(address holder, uint256 amount) external;
    function unbond(address holder, uint256 amount) external;
    function burnBonded(address holder, uint256 amount) external;
    function slashBonded(uint256 amount) external;
    function settleSlash(address holder, uint256 loss, uint256 carry) external;
    function settle(address holder) external;
    function delegateSplit(address[] calldata delegatees, uint16[] calldata weights) external;
    function splitDelegation(address account) external view returns (address[] memory delegatees, uint16[] memory weights);
    function delegatedSupply() external view returns (uint256 votes);
    function getPastDelegatedSupply(uint256 timepoint) external view returns (uint256 votes);
    function delegateCount() external view returns (uint64 count);
    function delegateAt(uint64 index) external view returns (address delegatee);
    function voteLocked(address holder) external view returns (uint256 amount);
    function setVoteLock(address holder, uint256 amount) external;
}
