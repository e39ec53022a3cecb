// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/module.hpp"
#include "emission/attestation/assignment_interface.hpp"

#include "chain/module/addresses.hpp"
#include "emission/attestation/bonds.hpp"
#include "emission/attestation/device_interface.hpp"
#include "emission/attestation/devices.hpp"
#include "emission/attestation/job_interface.hpp"
#include "emission/attestation/jobs.hpp"
#include "emission/attestation/list_interface.hpp"
#include "emission/attestation/lists.hpp"
#include "emission/attestation/parameters.hpp"
#include "emission/attestation/payment_interface.hpp"
#include "emission/attestation/receipt_interface.hpp"
#include "emission/attestation/receipts.hpp"
#include "emission/attestation/state.hpp"

namespace ambag::emission::attestation {

using namespace chain;

namespace {

constexpr Cost list_setter{.reads = 3, .writes = 3, .hashes = 40, .logs = 1};
constexpr Cost page_read{.reads = 201};

constexpr CallRow calls[]{
    call<"addTrustRoot(certificate,fromHeight,untilHeight) -> key", &add_trust_root>(list_setter),
    call<"addReference(chip,driver,vbios,mode,nvdec0,digest,fromHeight,untilHeight) -> key",
         &add_reference>(list_setter),
    call<"revoke(kind,value,fromHeight,untilHeight) -> key", &revoke>(list_setter),
    call<"setParameter(name,value)", &set_parameter>({.reads = 1, .writes = 1, .logs = 1}),
    call<"registerDevice(workerKey,report,chain,nonceHeight) -> device", &register_device>(
        {.reads = 16, .writes = 5, .hashes = 140, .logs = 1}),
    payable<"bond()", &bond>({.reads = 2, .writes = 2, .logs = 1}),
    call<"unbond(amount)", &unbond>({.reads = 3, .writes = 1, .logs = 1}),
    call<"withdrawBond() -> amount", &withdraw_bond>({.reads = 3, .writes = 4, .logs = 1}),
    call<"openJob(pool,budget,price,program,steps,stepsPerSegment,bondFactorBps,windowSeconds,"
         "tierMinimum) -> job",
         &open_job>({.reads = 6, .writes = 4, .hashes = 10, .logs = 1}),
    call<"closeJob(job)", &close_job>({.reads = 1, .writes = 1, .logs = 1}),
    call<"openAssignment(job,firstStep,lastStep,devices,workerKey) -> assignment",
         &open_assignment>({.reads = 7, .writes = 4, .hashes = 4, .logs = 2, .signatures = 1}),
    call<"releaseAssignment(assignment)", &release_assignment>(
        {.reads = 4, .writes = 2, .logs = 2}),
    call<"lapseAssignment(assignment) -> forfeited", &lapse_assignment>(
        {.reads = 5, .writes = 4, .logs = 3}),
    call<"beginEvidence(assignment,evidence)", &begin_evidence>(
        {.reads = 1, .writes = 1, .logs = 1}),
    call<"submitReceipt(body,signature,evidence) -> receipt", &submit_receipt>(
        {.reads = 120, .writes = 32, .hashes = 200, .logs = 2, .signatures = 2}),
    call<"submitReplay(receipt,stateRootOut,traceRoot,dataRoot) -> equal", &submit_replay>(
        {.reads = 8, .writes = 4, .hashes = 10, .logs = 2, .signatures = 1}),
    call<"resolveHeld(receipt,upheld)", &resolve_held>(
        {.reads = 24, .writes = 16, .hashes = 10, .logs = 4}),
    call<"dropOrphan(receipt)", &drop_orphan>({.reads = 20, .writes = 13, .logs = 2}),
    call<"finalize(receipt) -> amount", &finalize>(
        {.reads = 22, .writes = 16, .hashes = 12, .logs = 2}),
    view<"trustRoots(offset,limit) -> roots,total", &trust_roots_view>(page_read),
    view<"references(offset,limit) -> references,total", &references_view>(page_read),
    view<"revocations(offset,limit) -> revocations,total", &revocations_view>(page_read),
    view<"device(device) -> deviceRecord", &device_view>({.reads = 1}),
    view<"deviceLive(device) -> live", &device_live_view>({.reads = 10}),
    view<"deviceCount() -> count", &device_count_view>({.reads = 1}),
    view<"devices(offset,limit) -> ids,total", &devices_view>(page_read),
    view<"bonds(account) -> bondRecord", &bond_view>({.reads = 1}),
    view<"job(job) -> jobRecord,jobAccount", &job_view>({.reads = 2}),
    view<"jobs(offset,limit) -> ids,total", &jobs_view>(page_read),
    view<"assignment(assignment) -> assignmentRecord,live", &assignment_view>({.reads = 1}),
    view<"assignments(offset,limit) -> ids,total", &assignments_view>(page_read),
    view<"segmentHolder(job,step) -> assignment", &segment_holder_view>({.reads = 2}),
    view<"receipt(receipt) -> receiptRecord", &receipt_view>({.reads = 1}),
    view<"receiptChecks(receipt) -> checks", &receipt_checks_view>({.reads = 2}),
    view<"receipts(offset,limit) -> ids,total", &receipts_view>(page_read),
    view<"replay(receipt,auditor) -> replayRecord", &replay_view>({.reads = 1}),
    view<"totals() -> bonds,budget,owed,paid", &totals_view>({.reads = 1}),
    view<"paidUnits(job,owner) -> units", &paid_units_view>({.reads = 1, .hashes = 1}),
};

constexpr EventRow events[]{
    event<TrustRootAdded>(),   event<ReferenceAdded>(),     event<Revoked>(),
    event<ParameterChanged>(), event<DeviceRegistered>(),   event<BondChanged>(),
    event<BondForfeited>(),    event<JobOpened>(),          event<JobClosed>(),
    event<AssignmentOpened>(), event<AssignmentReleased>(), event<AssignmentLapsed>(),
    event<EvidenceBegun>(),    event<ReceiptSubmitted>(),   event<ReceiptReplayed>(),
    event<ReceiptHeld>(),      event<ReceiptResolved>(),    event<ReceiptDropped>(),
    event<ReceiptPaid>(),
};

constexpr ErrorRow errors[]{
    error<AttestationUnauthorized>(),
    error<AttestationEmptyRange>(),
    error<AttestationRootMalformed>(),
    error<AttestationReferenceMalformed>(),
    error<AttestationRevocationMalformed>(),
    error<AttestationUnknownParameter>(),
    error<AttestationOutOfBounds>(),
    error<AttestationWorkerKeyInvalid>(),
    error<AttestationBlockNotRecent>(),
    error<AttestationEvidenceRefused>(),
    error<AttestationRootNotListed>(),
    error<AttestationReferenceNotListed>(),
    error<AttestationRevoked>(),
    error<AttestationEvidenceReused>(),
    error<AttestationRecordedSpent>(),
    error<AttestationDeviceOwned>(),
    error<AttestationDevicePending>(),
    error<AttestationUnknownDevice>(),
    error<AttestationNotDeviceOwner>(),
    error<AttestationDeviceKeyDiffers>(),
    error<AttestationDeviceExpired>(),
    error<AttestationAccountIsModule>(),
    error<AttestationNothingSent>(),
    error<AttestationBondShort>(),
    error<AttestationBondNotDue>(),
    error<AttestationUnknownPool>(),
    error<AttestationJobMalformed>(),
    error<AttestationProgramMalformed>(),
    error<AttestationUnknownJob>(),
    error<AttestationJobClosed>(),
    error<AttestationRangeMalformed>(),
    error<AttestationDeviceListMalformed>(),
    error<AttestationTierTooLow>(),
    error<AttestationStepsTaken>(),
    error<AttestationUnknownAssignment>(),
    error<AttestationNotAssignee>(),
    error<AttestationAssignmentExpired>(),
    error<AttestationAssignmentLive>(),
    error<AttestationAssignmentEnded>(),
    error<AttestationEvidenceBegun>(),
    error<AttestationReceiptMalformed>(),
    error<AttestationReceiptVersion>(),
    error<AttestationReceiptChain>(),
    error<AttestationReceiptJob>(),
    error<AttestationStepsClaimed>(),
    error<AttestationReceiptDevices>(),
    error<AttestationReceiptWorkerKey>(),
    error<AttestationReceiptSteps>(),
    error<AttestationReceiptHeights>(),
    error<AttestationBeginEvidenceDiffers>(),
    error<AttestationPreviousDiffers>(),
    error<AttestationStateRootInDiffers>(),
    error<AttestationSignatureInvalid>(),
    error<AttestationEvidenceCount>(),
    error<AttestationDeviceBusy>(),
    error<AttestationBudgetExhausted>(),
    error<AttestationUnknownReceipt>(),
    error<AttestationReceiptSettled>(),
    error<AttestationReceiptHeld>(),
    error<AttestationReceiptNotHeld>(),
    error<AttestationPreviousNotRejected>(),
    error<AttestationReplayByWorker>(),
    error<AttestationReplayRepeated>(),
    error<AttestationSameBlock>(),
    error<AttestationNotReplayed>(),
    error<AttestationPreviousUnpaid>(),
    error<AttestationWindowOpen>(),
    error<AttestationBondMissing>(),
    error<AttestationSequencerNotTrusted>(),
};

constexpr StateRow rows[]{
    state("parameters", parameters, "what governance tunes; bounds in the table of parameters"),
    state("rootKeys", root_keys, "keys of the roots, in the order of their adding"),
    state("roots", roots, "DER and height range, by SHA-256 of the DER"),
    state("referenceKeys", reference_keys, "keys of the references"),
    state("references", references, "accepted firmware and its height range"),
    state("revocationKeys", revocation_keys, "keys of the revocations"),
    state("revocations", revocations, "revoked keys and firmwares, with height ranges"),
    state("recordedSamples", recorded_samples,
          "recorded evidence of a dev genesis: 1 listed, 2 used"),
    state("deviceIds", device_ids, "devices in the order of their first registration"),
    state("devices", devices, "one live record for each chip"),
    state("deviceBusyUntil", device_busy_until, "end height of the device's last receipt"),
    state("devicePending", device_pending, "receipts of the device that are not settled"),
    state("evidenceUsed", evidence_used, "evidence that was accepted, by SHA-256 of what it signs"),
    state("bonds", bonds, "free, locked and leaving coins of each account"),
    state("totals", totals, "sums over all bonds, budgets, owed and paid"),
    state("jobIds", job_ids, "jobs in the order of their opening"),
    state("jobs", jobs, "what governance funds"),
    state("jobAccounts", job_accounts, "owed and paid of each job"),
    state("assignmentIds", assignment_ids, "assignments in the order of their opening"),
    state("assignments", assignments, "who works on which steps"),
    state("segments", segments, "the assignment that has a segment of a job"),
    state("receiptIds", receipt_ids, "receipts in the order of their acceptance"),
    state("receipts", receipts, "by SHA-256 of the body"),
    state("replays", replays, "what each auditor of a receipt got"),
    state("disputes", disputes, "the replay that holds a receipt"),
    state("paidUnits", paid_units, "units in paid receipts of a job, by owner; zero: of all"),
};

constexpr Invariant invariants[]{
    {"free, locked and leaving bonds sum to the module's balance", &bonds_equal_balance},
    {"owed and paid of all jobs are within their budgets", &within_budget},
};

}  // namespace

constinit const ModuleDescriptor descriptor{
    .name = "attestation",
    .address = attestation_address,
    .purpose = "Devices, jobs and receipts of work: paid when re-execution gave the same roots.",
    .privileges = {},
    .state = rows,
    .calls = calls,
    .events = events,
    .errors = errors,
    .parameters = parameter_rows,
    .hooks = {},
    .invariants = invariants,
};

}  // namespace ambag::emission::attestation
