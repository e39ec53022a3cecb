// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/descriptor.hpp"
#include "emission/attestation/records.hpp"

// Compute attestation: devices known by their hardware evidence, jobs that governance funds,
// receipts of work that are paid when a second bonded key has re-executed them with the same
// roots. README.md tells the life of a receipt and what rests on trust.

namespace ambag::emission::attestation {

extern const chain::ModuleDescriptor descriptor;

// A sample of hardware evidence that was recorded elsewhere: admitted once, in dev chains alone;
// every record that rests on it says "recorded, not fresh".
struct RecordedSample {
    Hash device;
    Purpose purpose;
    Hash nonce;
};

// The genesis section `attestation`. In ranges of heights until = 0 means for ever.
struct AttestationGenesis {
    Parameters parameters{};
    std::vector<TrustRoot> roots{};
    std::vector<Reference> references{};
    std::vector<Revocation> revocations{};
    std::vector<RecordedSample> recorded{};
};

// Faults name the member and what is accepted.
chain::Result<void, chain::Fault> genesis(chain::Context& ctx, const AttestationGenesis& section);

}  // namespace ambag::emission::attestation
