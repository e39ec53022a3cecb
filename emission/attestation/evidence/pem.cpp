// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/evidence/pem.hpp"

namespace ambag::emission::attestation {

using chain::Byte;
using chain::Result;

namespace {

constexpr std::string_view begin_line = "-----BEGIN CERTIFICATE-----";
constexpr std::string_view end_line = "-----END CERTIFICATE-----";

std::optional<unsigned> digit(char c) {
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::size_t at = digits.find(c);
    if (at == std::string_view::npos) return std::nullopt;
    return static_cast<unsigned>(at);
}

std::string without_space(std::string_view text) {
    std::string kept;
    for (const char c : text)
        if (c != '\n' && c != '\r' && c != ' ' && c != '\t') kept += c;
    return kept;
}

// RFC 4648, section 4; padding is mandatory and bits beyond the data are zero.
std::optional<Bytes> from_base64(std::string_view text) {
    if (text.empty() || text.size() % 4 != 0) return std::nullopt;
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with("=") ? 1 : 0;
    Bytes out;
    unsigned held = 0;
    unsigned bits = 0;
    for (const char c : text.substr(0, text.size() - padding)) {
        const auto value = digit(c);
        if (!value) return std::nullopt;
        held = (held << 6 | *value) & 0xFFFF;
        bits += 6;
        if (bits < 8) continue;
        bits -= 8;
        out.push_back(static_cast<Byte>(held >> bits));
    }
    if ((held & ((1U << bits) - 1)) != 0) return std::nullopt;
    return out;
}

}  // namespace

Result<Bytes, EvidenceError> certificates_from_pem(std::string_view text) {
    Bytes certificates;
    for (;;) {
        const std::size_t begin = text.find(begin_line);
        if (begin == std::string_view::npos) break;
        text.remove_prefix(begin + begin_line.size());
        const std::size_t end = text.find(end_line);
        if (end == std::string_view::npos) return std::unexpected(EvidenceError::pem_text);
        const auto der = from_base64(without_space(text.substr(0, end)));
        if (!der) return std::unexpected(EvidenceError::pem_text);
        chain::append(certificates, *der);
        text.remove_prefix(end + end_line.size());
    }
    if (certificates.empty()) return std::unexpected(EvidenceError::pem_text);
    return certificates;
}

}  // namespace ambag::emission::attestation
