// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/devices.hpp"

#include "chain/crypto/secp256k1.hpp"
#include "emission/attestation/device_interface.hpp"
#include "emission/attestation/evidence/certificate_chain.hpp"
#include "emission/attestation/lists.hpp"
#include "emission/attestation/nonces.hpp"
#include "emission/attestation/paging.hpp"
#include "emission/attestation/state.hpp"

namespace ambag::emission::attestation {

using namespace chain;

namespace {

std::unexpected<Revert> refused(EvidenceError error) {
    return fail(AttestationEvidenceRefused{std::string{to_string(error)}});
}

Result<> not_revoked(const ViewContext& ctx, RevocationKind kind, BytesView value) {
    if (is_revoked(ctx, kind, value)) return fail(AttestationRevoked{kind, to_bytes(value)});
    return {};
}

Result<> none_revoked(const ViewContext& ctx, const Hash& id, std::span<const Hash> issuers,
                      BytesView fwid) {
    TRY(not_revoked(ctx, RevocationKind::identity_key, id));
    for (const Hash& issuer : issuers) TRY(not_revoked(ctx, RevocationKind::issuer_key, issuer));
    TRY(not_revoked(ctx, RevocationKind::firmware, fwid));
    return {};
}

Result<> listed_reference(const ViewContext& ctx, const Hash& key) {
    if (!reference_is_live(ctx, key)) return fail(AttestationReferenceNotListed{key});
    return {};
}

EvidencePolicy policy_of(const ViewContext& ctx) {
    return {parameters.get(ctx).legacy_allowed};
}

// The nonce field of a report's request; zero in what is too short to have one.
Hash carried_nonce(BytesView report) {
    constexpr std::size_t at = 4;
    if (report.size() < at + Hash::width) return {};
    return Hash::from(report.subspan(at, Hash::width));
}

// What the chain says before any signature is computed, and the root that it ends in.
struct ReadChain {
    DeviceIdentity device;
    Bytes root;
};

Result<ReadChain> read_chain(BytesView chain_der) {
    const auto certificates = split_chain(chain_der);
    if (!certificates) return refused(certificates.error());
    const auto parsed = parse_chain(*certificates);
    if (!parsed) return refused(parsed.error());
    return ReadChain{identity_of(*parsed), to_bytes(certificates->back())};
}

// Another owner may register the chip with fresh evidence, which names him in its nonce.
Result<> takes_over(const ViewContext& ctx, const Hash& id, const Device& before, bool recorded) {
    if (before.owner.is_zero() || before.owner == ctx.sender()) return {};
    if (recorded) return fail(AttestationDeviceOwned{id, before.owner});
    const std::uint32_t pending = device_pending.get(ctx, id);
    if (pending != 0) return fail(AttestationDevicePending{id, pending});
    return {};
}

}  // namespace

Result<> valid_worker_key(BytesView worker_key) {
    if (worker_key.size() != PublicKey::compressed_width || !PublicKey::from(worker_key))
        return fail(AttestationWorkerKeyInvalid{worker_key.size()});
    return {};
}

Result<Hash> recent_block_hash(const ViewContext& ctx, Height height) {
    const std::uint64_t now = ctx.block().height.value;
    const std::uint64_t span = parameters.get(ctx).inclusion_blocks;
    const std::uint64_t oldest = now > span ? now - span : 0;
    const auto hash = ctx.block().block_hash(height);
    if (height.value < oldest || !hash)
        return fail(AttestationBlockNotRecent{height, oldest, now == 0 ? 0 : now - 1});
    return *hash;
}

Result<ExpectedNonce> expected_nonce(const ViewContext& ctx, const Hash& device, Purpose purpose,
                                     BytesView report, const Hash& fresh) {
    const Hash carried = carried_nonce(report);
    if (carried == fresh || !ctx.rules().dev) return ExpectedNonce{fresh, false};
    switch (recorded_samples.get(ctx, recorded_key(device, purpose, carried))) {
        case RecordedUse::listed:
            return ExpectedNonce{carried, true};
        case RecordedUse::used:
            return fail(AttestationRecordedSpent{device, carried});
        case RecordedUse::unlisted:
            break;
    }
    return ExpectedNonce{fresh, false};
}

Result<> unused_evidence(const ViewContext& ctx, const Hash& evidence) {
    if (evidence_used.get(ctx, evidence)) return fail(AttestationEvidenceReused{evidence});
    return {};
}

void accept_evidence(const Context& ctx, const Hash& device, Purpose purpose,
                     const ExpectedNonce& expected, const Hash& evidence) {
    evidence_used.set(ctx, evidence, true);
    if (expected.recorded)
        recorded_samples.set(ctx, recorded_key(device, purpose, expected.nonce), RecordedUse::used);
}

Result<Hash> register_device(Context& ctx, Bytes worker_key, Bytes report, Bytes chain_der,
                             Height nonce_height) {
    TRY(valid_worker_key(worker_key));
    const Hash block_hash = TRY(recent_block_hash(ctx, nonce_height));
    const ReadChain read = TRY(read_chain(chain_der));
    const Hash root_key = sha256(read.root);
    if (!root_is_live(ctx, root_key)) return fail(AttestationRootNotListed{root_key});
    const Hash& id = read.device.id;
    const std::vector<Hash> issuers{read.device.key_ids.begin() + 2, read.device.key_ids.end()};
    TRY(none_revoked(ctx, id, issuers, read.device.fwid));
    const Hash fresh = registration_nonce(ctx.rules().chain_id, block_hash, ctx.sender(),
                                          worker_key, read.device.chip);
    const auto expected = TRY(expected_nonce(ctx, id, Purpose::registration, report, fresh));
    const bool known = !devices.get(ctx, id).owner.is_zero();
    TRY(takes_over(ctx, id, devices.get(ctx, id), expected.recorded));
    TRY(ctx.charge({.p384 = chain_signature_checks_max}));
    const auto verified = verify_nvidia_evidence(report, chain_der, std::array{read.root},
                                                 policy_of(ctx), expected.nonce);
    if (!verified) return refused(verified.error());
    const Hash reference = reference_key(verified->device.chip, verified->report);
    TRY(listed_reference(ctx, reference));
    TRY(unused_evidence(ctx, verified->report.evidence_id));
    const auto expires = TRY(or_panic(checked_add(
        U256{ctx.block().time.value}, U256{parameters.get(ctx).device_lifetime_seconds})));
    // Must succeed from here.
    const Device device{verified->device.chip,
                        verified->report.driver,
                        verified->report.vbios,
                        to_bytes(verified->device.attestation_key),
                        to_bytes(verified->device.fwid),
                        verified->device.identity_serial,
                        issuers,
                        reference,
                        ctx.sender(),
                        std::move(worker_key),
                        ctx.block().height,
                        Timestamp{expires.low_u64()},
                        expected.recorded};
    accept_evidence(ctx, id, Purpose::registration, expected, verified->report.evidence_id);
    if (!known) device_ids.push(ctx, id);
    devices.set(ctx, id, device);
    ctx.emit(DeviceRegistered{id, device.owner, device.worker_key, reference, device.expires,
                              device.recorded});
    return id;
}

Result<Device> usable_device(const ViewContext& ctx, const Hash& id, const Address& owner,
                             BytesView worker_key) {
    const Device device = devices.get(ctx, id);
    if (device.owner.is_zero()) return fail(AttestationUnknownDevice{id});
    if (device.owner != owner) return fail(AttestationNotDeviceOwner{id, device.owner});
    if (!std::ranges::equal(device.worker_key, worker_key))
        return fail(AttestationDeviceKeyDiffers{id});
    if (ctx.block().time >= device.expires)
        return fail(AttestationDeviceExpired{id, device.expires});
    TRY(none_revoked(ctx, id, device.issuer_keys, device.fwid));
    TRY(listed_reference(ctx, device.reference));
    return device;
}

Result<Hash> verified_report(const Context& ctx, const Device& device, BytesView report,
                             const ExpectedNonce& expected) {
    TRY(ctx.charge({.p384 = report_signature_checks_max}));
    const KnownDevice known{static_cast<DeviceKind>(device.identity_serial.bytes[0]),
                            P384Key::from(device.attestation_key), Digest384::from(device.fwid),
                            device.identity_serial};
    const auto values = verify_known_device_report(report, known, policy_of(ctx), expected.nonce);
    if (!values) return refused(values.error());
    // The firmware, driver and settings may differ from those at registration, if they are listed.
    TRY(listed_reference(ctx, reference_key(device.chip, *values)));
    TRY(unused_evidence(ctx, values->evidence_id));
    return values->evidence_id;
}

Result<Device> device_view(const ViewContext& ctx, Hash id) {
    const Device device = devices.get(ctx, id);
    if (device.owner.is_zero()) return fail(AttestationUnknownDevice{id});
    return device;
}

Result<bool> device_live_view(const ViewContext& ctx, Hash id) {
    const Device device = TRY(device_view(ctx, id));
    return usable_device(ctx, id, device.owner, device.worker_key).has_value();
}

Result<std::uint64_t> device_count_view(const ViewContext& ctx) {
    return device_ids.size(ctx);
}

Result<std::tuple<std::vector<Hash>, std::uint64_t>> devices_view(const ViewContext& ctx,
                                                                  std::uint64_t offset,
                                                                  std::uint64_t limit) {
    return page_of<Hash>(ctx, device_ids, offset, limit, [](const Hash& id) { return id; });
}

}  // namespace ambag::emission::attestation
