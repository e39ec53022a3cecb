// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/cell.hpp"
#include "chain/module/event.hpp"
#include "emission/attestation/records.hpp"
#include "emission/attestation/work_records.hpp"

// Every cell that the attestation module owns. Item bytes are never reused. Lists hold keys in the
// order of their making, so that clients can page.

namespace ambag::emission::attestation {

inline constexpr chain::Item<Parameters> parameters{0x01};

inline constexpr chain::List<Hash> root_keys{0x02};
inline constexpr chain::Map<Hash, TrustRoot> roots{0x03};  // by SHA-256 of the certificate
inline constexpr chain::List<Hash> reference_keys{0x04};
inline constexpr chain::Map<Hash, Reference> references{0x05};  // by key_of(Reference)
inline constexpr chain::List<Hash> revocation_keys{0x06};
inline constexpr chain::Map<Hash, Revocation> revocations{0x07};  // by revocation_key
inline constexpr chain::Map<Hash, RecordedUse> recorded_samples{0x08};

inline constexpr chain::List<Hash> device_ids{0x09};
inline constexpr chain::Map<Hash, Device> devices{0x0a};
inline constexpr chain::Map<Hash, chain::Height> device_busy_until{0x0b};
inline constexpr chain::Map<Hash, bool> evidence_used{0x0c};  // by evidence id

inline constexpr chain::Map<chain::Address, Bonds> bonds{0x0d};
inline constexpr chain::Item<Totals> totals{0x0e};

inline constexpr chain::List<Hash> job_ids{0x0f};
inline constexpr chain::Map<Hash, Job> jobs{0x10};
inline constexpr chain::Map<Hash, JobAccount> job_accounts{0x11};

inline constexpr chain::List<Hash> assignment_ids{0x12};
inline constexpr chain::Map<Hash, Assignment> assignments{0x13};
inline constexpr chain::Map<SegmentKey, Hash> segments{0x14};  // the assignment that has it

inline constexpr chain::List<Hash> receipt_ids{0x15};
inline constexpr chain::Map<Hash, Receipt> receipts{0x16};  // by SHA-256 of the body
inline constexpr chain::Map<ReplayKey, Replay> replays{0x17};
inline constexpr chain::Map<Hash, ReplayKey> disputes{0x18};  // the replay that holds a receipt

// Receipts of a device that are neither paid nor rejected.
inline constexpr chain::Map<Hash, std::uint32_t> device_pending{0x19};

// Units of work in paid receipts of a job, by owner; the zero address has those of all owners.
inline constexpr chain::Map<WorkKey, chain::U256> paid_units{0x1a};

}  // namespace ambag::emission::attestation
