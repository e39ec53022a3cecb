// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

// Devices, jobs and receipts of work: paid when re-execution gave the same roots.
// Native module at 0x000000000000000000000000000000000000A015
interface IAmbagAttestation {
    struct Root {
        bytes certificate;
        uint64 fromHeight;
        uint64 untilHeight;
    }
    struct Reference {
        string chip;
        string driver;
        string vbios;
        uint8 mode;
        uint8 nvdec0;
        bytes digest;
        uint64 fromHeight;
        uint64 untilHeight;
    }
    struct Revocation {
        uint8 kind;
        bytes value;
        uint64 fromHeight;
        uint64 untilHeight;
    }
    struct DeviceRecord {
        string chip;
        string driver;
        string vbios;
        bytes attestationKey;
        bytes fwid;
        bytes9 identitySerial;
        bytes32[] issuerKeys;
        bytes32 referenceKey;
        address owner;
        bytes workerKey;
        uint64 registered;
        uint64 expires;
        bool recorded;
    }
    struct BondRecord {
        uint256 free;
        uint256 locked;
        uint256 leaving;
        uint64 leaves;
    }
    struct JobRecord {
        string pool;
        uint256 budget;
        uint256 price;
        bytes program;
        bytes32 initialStateRoot;
        uint64 steps;
        uint64 stepsPerSegment;
        uint64 unitsPerStep;
        uint32 bondFactorBps;
        uint64 windowSeconds;
        uint8 tierMinimum;
        bool open;
    }
    struct JobAccount {
        uint256 owed;
        uint256 paid;
    }
    struct AssignmentRecord {
        bytes32 job;
        address owner;
        bytes workerKey;
        uint64 firstStep;
        uint64 lastStep;
        bytes32[] devices;
        uint64 opened;
        uint64 expires;
        bytes32 beginEvidence;
        uint64 beginHeight;
        bytes32 receipt;
        uint256 bond;
    }
    struct ReceiptRecord {
        bytes body;
        address owner;
        uint8 tier;
        bool recorded;
        uint8 status;
        uint64 units;
        uint256 owed;
        uint256 bond;
        uint64 included;
        uint64 windowEnds;
        uint32 equalReplays;
    }
    struct Check {
        string name;
        uint8 basis;
        string verdict;
    }
    struct ReplayRecord {
        bytes32 stateRootOut;
        bytes32 traceRoot;
        bytes32 dataRoot;
        uint256 bond;
    }
    error AttestationUnauthorized(address account);
    error AttestationEmptyRange(uint64 fromHeight, uint64 untilHeight);
    error AttestationRootMalformed(string rule);
    error AttestationReferenceMalformed(string member);
    error AttestationRevocationMalformed(uint8 kind, uint64 length);
    error AttestationUnknownParameter(string name);
    error AttestationOutOfBounds(string name, uint256 value, uint256 minimum, uint256 maximum);
    error AttestationWorkerKeyInvalid(uint64 length);
    error AttestationBlockNotRecent(uint64 height, uint64 oldest, uint64 newest);
    error AttestationEvidenceRefused(string rule);
    error AttestationRootNotListed(bytes32 key);
    error AttestationReferenceNotListed(bytes32 key);
    error AttestationRevoked(uint8 kind, bytes value);
    error AttestationEvidenceReused(bytes32 evidence);
    error AttestationRecordedSpent(bytes32 device, bytes32 nonce);
    error AttestationDeviceOwned(bytes32 device, address owner);
    error AttestationDevicePending(bytes32 device, uint32 receipts);
    error AttestationUnknownDevice(bytes32 device);
    error AttestationNotDeviceOwner(bytes32 device, address owner);
    error AttestationDeviceKeyDiffers(bytes32 device);
    error AttestationDeviceExpired(bytes32 device, uint64 expired);
    error AttestationAccountIsModule(address account);
    error AttestationNothingSent();
    error AttestationBondShort(address account, uint256 available, uint256 needed);
    error AttestationBondNotDue(uint64 due, uint256 amount);
    error AttestationUnknownPool(string pool);
    error AttestationJobMalformed(string member);
    error AttestationProgramMalformed(string reason);
    error AttestationUnknownJob(bytes32 job);
    error AttestationJobClosed(bytes32 job);
    error AttestationRangeMalformed(uint64 firstStep, uint64 lastStep, uint64 steps, uint64 stepsPerSegment);
    error AttestationDeviceListMalformed(uint64 count);
    error AttestationTierTooLow(uint8 tier, uint8 minimum);
    error AttestationStepsTaken(bytes32 job, uint64 firstStep, uint64 lastStep, bytes32 assignment);
    error AttestationUnknownAssignment(bytes32 assignment);
    error AttestationNotAssignee(bytes32 assignment, address owner);
    error AttestationAssignmentExpired(bytes32 assignment, uint64 expired);
    error AttestationAssignmentLive(bytes32 assignment, uint64 expires);
    error AttestationAssignmentEnded(bytes32 assignment);
    error AttestationEvidenceBegun(bytes32 assignment, uint64 height);
    error AttestationReceiptMalformed(string member);
    error AttestationReceiptVersion(uint32 version);
    error AttestationReceiptChain(bytes32 chainId);
    error AttestationReceiptJob(bytes32 job, bytes32 expected);
    error AttestationStepsClaimed(uint64 firstStep, uint64 lastStep, bytes32 receipt);
    error AttestationReceiptDevices(bytes32 assignment);
    error AttestationReceiptWorkerKey(bytes32 assignment);
    error AttestationReceiptSteps(uint64 firstStep, uint64 lastStep);
    error AttestationReceiptHeights(uint64 beginHeight, uint64 endHeight, uint64 opened);
    error AttestationBeginEvidenceDiffers(bytes32 committed);
    error AttestationPreviousDiffers(bytes32 expected);
    error AttestationStateRootInDiffers(bytes32 expected);
    error AttestationSignatureInvalid();
    error AttestationEvidenceCount(uint64 count, uint64 devices);
    error AttestationDeviceBusy(bytes32 device, uint64 until);
    error AttestationBudgetExhausted(bytes32 job);
    error AttestationUnknownReceipt(bytes32 receipt);
    error AttestationReceiptSettled(bytes32 receipt, uint8 status);
    error AttestationReceiptHeld(bytes32 receipt);
    error AttestationReceiptNotHeld(bytes32 receipt, uint8 status);
    error AttestationPreviousNotRejected(bytes32 previous);
    error AttestationReplayByWorker(address account);
    error AttestationReplayRepeated(bytes32 receipt, address auditor);
    error AttestationSameBlock(uint64 height);
    error AttestationNotReplayed(uint32 equalReplays, uint32 quorum);
    error AttestationPreviousUnpaid(bytes32 previous);
    error AttestationWindowOpen(uint64 ends);
    error AttestationBondMissing(uint256 needed);
    error AttestationSequencerNotTrusted();
    event TrustRootAdded(bytes32 indexed key, uint64 fromHeight, uint64 untilHeight);
    event ReferenceAdded(bytes32 indexed key, string chip, string driver, string vbios, uint8 mode, uint8 nvdec0, bytes digest, uint64 fromHeight, uint64 untilHeight);
    event Revoked(bytes32 indexed key, uint8 indexed kind, bytes value, uint64 fromHeight, uint64 untilHeight);
    event ParameterChanged(string name, uint256 previous, uint256 current);
    event DeviceRegistered(bytes32 indexed device, address indexed owner, bytes workerKey, bytes32 referenceKey, uint64 expires, bool recorded);
    event BondChanged(address indexed account, uint256 free, uint256 locked, uint256 leaving);
    event BondForfeited(address indexed account, uint256 amount, string pool);
    event JobOpened(bytes32 indexed job, string pool, uint256 budget, uint256 price, bytes32 programHash, bytes32 initialStateRoot, uint64 steps);
    event JobClosed(bytes32 indexed job);
    event AssignmentOpened(bytes32 indexed assignment, bytes32 indexed job, address indexed owner, uint64 firstStep, uint64 lastStep, uint64 expires);
    event AssignmentReleased(bytes32 indexed assignment, uint256 bond);
    event AssignmentLapsed(bytes32 indexed assignment, address indexed owner, uint256 forfeited);
    event EvidenceBegun(bytes32 indexed assignment, bytes32 evidence, uint64 height);
    event ReceiptSubmitted(bytes32 indexed receipt, bytes32 indexed job, address indexed owner, uint64 firstStep, uint64 lastStep, uint8 tier, uint256 owed, uint64 windowEnds, bool recorded);
    event ReceiptReplayed(bytes32 indexed receipt, address indexed auditor, uint32 equalReplays, bool confirmed);
    event ReceiptHeld(bytes32 indexed receipt, address indexed auditor, bytes32 claimedStateRoot, bytes32 replayedStateRoot, bytes32 claimedTraceRoot, bytes32 replayedTraceRoot);
    event ReceiptResolved(bytes32 indexed receipt, bool upheld, uint256 forfeited);
    event ReceiptDropped(bytes32 indexed receipt, bytes32 previous);
    event ReceiptPaid(bytes32 indexed receipt, address indexed owner, uint256 amount);
    function addTrustRoot(bytes calldata certificate, uint64 fromHeight, uint64 untilHeight) external returns (bytes32 key);
    function addReference(string calldata chip, string calldata driver, string calldata vbios, uint8 mode, uint8 nvdec0, bytes calldata digest, uint64 fromHeight, uint64 untilHeight) external returns (bytes32 key);
    function revoke(uint8 kind, bytes calldata value, uint64 fromHeight, uint64 untilHeight) external returns (bytes32 key);
    function setParameter(string calldata name, uint256 value) external;
    function registerDevice(bytes calldata workerKey, bytes calldata report, bytes calldata chain, uint64 nonceHeight) external returns (bytes32 device);
    function bond() external payable;
    function unbond(uint256 amount) external;
    function withdrawBond() external returns (uint256 amount);
    function openJob(string calldata pool, uint256 budget, uint256 price, bytes calldata program, uint64 steps, uint64 stepsPerSegment, uint32 bondFactorBps, uint64 windowSeconds, uint8 tierMinimum) external returns (bytes32 job);
    function closeJob(bytes32 job) external;
    function openAssignment(bytes32 job, uint64 firstStep, uint64 lastStep, bytes32[] calldata devices, bytes calldata workerKey) external returns (bytes32 assignment);
    function releaseAssignment(bytes32 assignment) external;
    function lapseAssignment(bytes32 assignment) external returns (uint256 forfeited);
    function beginEvidence(bytes32 assignment, bytes32 evidence) external;
    function submitReceipt(bytes calldata body, bytes calldata signature, bytes[] calldata evidence) external returns (bytes32 receipt);
    function submitReplay(bytes32 receipt, bytes32 stateRootOut, bytes32 traceRoot, bytes32 dataRoot) external returns (bool equal);
    function resolveHeld(bytes32 receipt, bool upheld) external;
    function dropOrphan(bytes32 receipt) external;
    function finalize(bytes32 receipt) external returns (uint256 amount);
    function trustRoots(uint64 offset, uint64 limit) external view returns (Root[] memory roots, uint64 total);
    function references(uint64 offset, uint64 limit) external view returns (Reference[] memory references, uint64 total);
    function revocations(uint64 offset, uint64 limit) external view returns (Revocation[] memory revocations, uint64 total);
    function device(bytes32 device) external view returns (DeviceRecord memory deviceRecord);
    function deviceLive(bytes32 device) external view returns (bool live);
    function deviceCount() external view returns (uint64 count);
    function devices(uint64 offset, uint64 limit) external view returns (bytes32[] memory ids, uint64 total);
    function bonds(address account) external view returns (BondRecord memory bondRecord);
    function job(bytes32 job) external view returns (JobRecord memory jobRecord, JobAccount memory jobAccount);
    function jobs(uint64 offset, uint64 limit) external view returns (bytes32[] memory ids, uint64 total);
    function assignment(bytes32 assignment) external view returns (AssignmentRecord memory assignmentRecord, bool live);
    function assignments(uint64 offset, uint64 limit) external view returns (bytes32[] memory ids, uint64 total);
    function segmentHolder(bytes32 job, uint64 step) external view returns (bytes32 assignment);
    function receipt(bytes32 receipt) external view returns (ReceiptRecord memory receiptRecord);
    function receiptChecks(bytes32 receipt) external view returns (Check[] memory checks);
    function receipts(uint64 offset, uint64 limit) external view returns (bytes32[] memory ids, uint64 total);
    function replay(bytes32 receipt, address auditor) external view returns (ReplayRecord memory replayRecord);
    function totals() external view returns (uint256 bonds, uint256 budget, uint256 owed, uint256 paid);
    function paidUnits(bytes32 job, address owner) external view returns (uint256 units);
}
