// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/evidence/certificate_chain.hpp"

#include <algorithm>

#include "emission/attestation/evidence/der.hpp"

namespace ambag::emission::attestation {

using chain::Result;

Result<std::array<BytesView, chain_certificates>, EvidenceError> split_chain(BytesView chain_der) {
    std::array<BytesView, chain_certificates> certificates;
    DerReader reader{chain_der};
    for (BytesView& certificate : certificates) {
        if (reader.at_end()) return std::unexpected(EvidenceError::chain_depth);
        certificate = TRY(reader.next(der::sequence)).whole;
        if (certificate.size() > certificate_bytes_max)
            return std::unexpected(EvidenceError::certificate_length);
    }
    if (!reader.at_end()) return std::unexpected(EvidenceError::chain_depth);
    return certificates;
}

Result<void, EvidenceError> check_root(BytesView root, std::span<const Bytes> pinned_roots) {
    const bool pinned = std::ranges::any_of(
        pinned_roots, [&](const Bytes& known) { return std::ranges::equal(known, root); });
    if (!pinned) return std::unexpected(EvidenceError::root_not_pinned);
    return {};
}

Result<CertificateChain, EvidenceError> parse_chain(
    const std::array<BytesView, chain_certificates>& certificates) {
    CertificateChain chain;
    for (std::size_t i = 0; i < chain_certificates; ++i)
        chain[i] = TRY(parse_certificate(certificates[i], static_cast<CertificateRole>(i)));
    for (std::size_t i = 0; i < chain_certificates; ++i) {
        const Certificate& issuer = chain[std::min(i + 1, chain_certificates - 1)];
        if (!std::ranges::equal(chain[i].issuer, issuer.subject))
            return std::unexpected(EvidenceError::issuer_name);
        if (chain[i].issuer_key != issuer.subject_key)
            return std::unexpected(EvidenceError::authority_key_identifier);
    }
    const auto& named_key = chain[0].fwid_key_info;
    if (named_key && !std::ranges::equal(*named_key, chain[1].key_info))
        return std::unexpected(EvidenceError::fwid_key);
    return chain;
}

DeviceIdentity identity_of(const CertificateChain& chain) {
    DeviceIdentity device;
    for (std::size_t i = 0; i < chain_certificates; ++i)
        device.key_ids[i] = chain::sha256(chain[i].key_info);
    device.id = device.key_ids[1];
    device.identity_serial = IdentitySerial::from(chain[1].serial);
    device.kind = static_cast<DeviceKind>(device.identity_serial.bytes[0]);
    device.chip = chain[0].chip;
    device.hardware_id = chain[0].hardware_id;
    device.attestation_key = chain[0].key;
    device.fwid = chain[0].fwid;
    return device;
}

}  // namespace ambag::emission::attestation
