// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/module.hpp"

#include "chain/module/addresses.hpp"
#include "emission/attestation/list_interface.hpp"
#include "emission/attestation/lists.hpp"
#include "emission/attestation/parameters.hpp"
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
    view<"trustRoots(offset,limit) -> roots,total", &trust_roots_view>(page_read),
    view<"references(offset,limit) -> references,total", &references_view>(page_read),
    view<"revocations(offset,limit) -> revocations,total", &revocations_view>(page_read),
};

constexpr EventRow events[]{
    event<TrustRootAdded>(),
    event<ReferenceAdded>(),
    event<Revoked>(),
    event<ParameterChanged>(),
};

constexpr ErrorRow errors[]{
    error<AttestationUnauthorized>(),        error<AttestationEmptyRange>(),
    error<AttestationRootMalformed>(),       error<AttestationReferenceMalformed>(),
    error<AttestationRevocationMalformed>(), error<AttestationUnknownParameter>(),
    error<AttestationOutOfBounds>(),
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
    .invariants = {},
};

}  // namespace ambag::emission::attestation
