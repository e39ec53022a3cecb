// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/lists.hpp"

#include "chain/module/addresses.hpp"
#include "emission/attestation/evidence/certificate.hpp"
#include "emission/attestation/list_interface.hpp"
#include "emission/attestation/paging.hpp"
#include "emission/attestation/state.hpp"

namespace ambag::emission::attestation {

using namespace chain;

namespace {

constexpr Height for_ever{~std::uint64_t{0}};
constexpr std::size_t text_max = 31;

Result<Height> end_of_range(Height from, Height until) {
    if (until == Height{0}) until = for_ever;
    if (until <= from) return fail(AttestationEmptyRange{from, until});
    return until;
}

bool is_live(const ViewContext& ctx, Height from, Height until) {
    return from <= ctx.block().height && ctx.block().height < until;
}

Hash key_of(std::string_view chip, std::string_view driver, std::string_view vbios, DeviceMode mode,
            Nvdec0 nvdec0, BytesView digest) {
    return keccak256(abi::encode(std::string{chip}, std::string{driver}, std::string{vbios}, mode,
                                 nvdec0, to_bytes(digest)));
}

Hash revocation_key(RevocationKind kind, BytesView value) {
    return keccak256(abi::encode(kind, to_bytes(value)));
}

// The member that has no accepted form; empty when all have.
std::string_view malformed_member(const Reference& reference) {
    const auto text = [](const std::string& s) { return !s.empty() && s.size() <= text_max; };
    if (!text(reference.chip)) return "chip";
    if (!text(reference.driver)) return "driver";
    if (!text(reference.vbios)) return "vbios";
    if (reference.mode > DeviceMode::protected_pcie) return "mode";
    if (reference.nvdec0 != Nvdec0::unstated && reference.nvdec0 != Nvdec0::off &&
        reference.nvdec0 != Nvdec0::on)
        return "nvdec0";
    if (reference.digest.size() != Digest384::width) return "digest";
    return {};
}

std::size_t value_size(RevocationKind kind) {
    return kind == RevocationKind::firmware ? Digest384::width : Hash::width;
}

}  // namespace

Result<> only_authority(const ViewContext& ctx) {
    if (ctx.sender() != authority_address) return fail(AttestationUnauthorized{ctx.sender()});
    return {};
}

Result<Hash> store_root(const Context& ctx, TrustRoot root) {
    root.until = TRY(end_of_range(root.from, root.until));
    const auto parsed = parse_certificate(root.certificate, CertificateRole::root);
    if (!parsed) return fail(AttestationRootMalformed{std::string{to_string(parsed.error())}});
    // Must succeed from here.
    const Hash key = sha256(root.certificate);
    if (!roots.has(ctx, key)) root_keys.push(ctx, key);
    roots.set(ctx, key, root);
    ctx.emit(TrustRootAdded{key, root.from, root.until});
    return key;
}

Result<Hash> store_reference(const Context& ctx, Reference reference) {
    reference.until = TRY(end_of_range(reference.from, reference.until));
    if (const auto member = malformed_member(reference); !member.empty())
        return fail(AttestationReferenceMalformed{std::string{member}});
    // Must succeed from here.
    const Hash key = key_of(reference.chip, reference.driver, reference.vbios, reference.mode,
                            reference.nvdec0, reference.digest);
    if (!references.has(ctx, key)) reference_keys.push(ctx, key);
    references.set(ctx, key, reference);
    ctx.emit(ReferenceAdded{key, reference.chip, reference.driver, reference.vbios, reference.mode,
                            reference.nvdec0, reference.digest, reference.from, reference.until});
    return key;
}

Result<Hash> store_revocation(const Context& ctx, Revocation revocation) {
    revocation.until = TRY(end_of_range(revocation.from, revocation.until));
    if (revocation.kind > RevocationKind::firmware ||
        revocation.value.size() != value_size(revocation.kind))
        return fail(AttestationRevocationMalformed{revocation.kind, revocation.value.size()});
    // Must succeed from here.
    const Hash key = revocation_key(revocation.kind, revocation.value);
    if (!revocations.has(ctx, key)) revocation_keys.push(ctx, key);
    revocations.set(ctx, key, revocation);
    ctx.emit(Revoked{key, revocation.kind, revocation.value, revocation.from, revocation.until});
    return key;
}

Result<Hash> add_trust_root(Context& ctx, Bytes certificate, Height from, Height until) {
    TRY(only_authority(ctx));
    return store_root(ctx, {std::move(certificate), from, until});
}

Result<Hash> add_reference(Context& ctx, std::string chip, std::string driver, std::string vbios,
                           DeviceMode mode, Nvdec0 nvdec0, Bytes digest, Height from,
                           Height until) {
    TRY(only_authority(ctx));
    return store_reference(ctx, {std::move(chip), std::move(driver), std::move(vbios), mode, nvdec0,
                                 std::move(digest), from, until});
}

Result<Hash> revoke(Context& ctx, RevocationKind kind, Bytes value, Height from, Height until) {
    TRY(only_authority(ctx));
    return store_revocation(ctx, {kind, std::move(value), from, until});
}

Hash reference_key(std::string_view chip, const ReportValues& report) {
    return key_of(chip, report.driver, report.vbios, report.mode, report.nvdec0,
                  report.measurement_record);
}

bool is_revoked(const ViewContext& ctx, RevocationKind kind, BytesView value) {
    const Revocation found = revocations.get(ctx, revocation_key(kind, value));
    return !found.value.empty() && is_live(ctx, found.from, found.until);
}

bool root_is_live(const ViewContext& ctx, const Hash& key) {
    const TrustRoot root = roots.get(ctx, key);
    return is_live(ctx, root.from, root.until);
}

bool reference_is_live(const ViewContext& ctx, const Hash& key) {
    const Reference reference = references.get(ctx, key);
    return is_live(ctx, reference.from, reference.until);
}

Hash recorded_key(const Hash& device, Purpose purpose, const Hash& nonce) {
    return keccak256(abi::encode(device, purpose, nonce));
}

Result<std::tuple<std::vector<TrustRoot>, std::uint64_t>> trust_roots_view(const ViewContext& ctx,
                                                                           std::uint64_t offset,
                                                                           std::uint64_t limit) {
    return page_of<TrustRoot>(ctx, root_keys, offset, limit,
                              [&](const Hash& key) { return roots.get(ctx, key); });
}

Result<std::tuple<std::vector<Reference>, std::uint64_t>> references_view(const ViewContext& ctx,
                                                                          std::uint64_t offset,
                                                                          std::uint64_t limit) {
    return page_of<Reference>(ctx, reference_keys, offset, limit,
                              [&](const Hash& key) { return references.get(ctx, key); });
}

Result<std::tuple<std::vector<Revocation>, std::uint64_t>> revocations_view(const ViewContext& ctx,
                                                                            std::uint64_t offset,
                                                                            std::uint64_t limit) {
    return page_of<Revocation>(ctx, revocation_keys, offset, limit,
                               [&](const Hash& key) { return revocations.get(ctx, key); });
}

}  // namespace ambag::emission::attestation
