// SPDX-License-Identifier: Apache-2.0
#include "tests/support/evidence_samples.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "chain/base/hex.hpp"

namespace ambag::test {

using chain::Bytes;
using chain::BytesView;

namespace {

Bytes hex_bytes(const std::string& text) {
    const auto bytes = chain::from_hex(text);
    if (!bytes) throw std::runtime_error("evidence: not hexadecimal: " + text);
    return *bytes;
}

// {patch: [[offset, hex], ...], new_length, append}: patched, cut, then extended.
Bytes patched(Bytes bytes, const Json& change) {
    if (change.has("patch")) {
        for (const Json& patch : change.at("patch").items()) {
            const std::size_t offset = patch.at(std::size_t{0}).integer();
            const Bytes replacement = hex_bytes(patch.at(std::size_t{1}).text());
            bytes.resize(std::max(bytes.size(), offset + replacement.size()));
            std::copy(replacement.begin(), replacement.end(),
                      bytes.begin() + static_cast<std::ptrdiff_t>(offset));
        }
    }
    if (change.has("new_length"))
        bytes.resize(std::min<std::size_t>(bytes.size(), change.at("new_length").integer()));
    if (change.has("append")) chain::append(bytes, hex_bytes(change.at("append").text()));
    return bytes;
}

Bytes der_of_pem(const Bytes& file) {
    constexpr std::string_view digits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::string_view text = chain::as_text(file);
    const std::string_view begin = "-----BEGIN CERTIFICATE-----";
    const std::size_t from = text.find(begin) + begin.size();
    Bytes der;
    unsigned held = 0;
    int bits = 0;
    for (const char c : text.substr(from, text.find("-----END", from) - from)) {
        const std::size_t digit = digits.find(c);
        if (digit == std::string_view::npos) continue;
        held = (held << 6 | static_cast<unsigned>(digit)) & 0xFFFF;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            der.push_back(static_cast<chain::Byte>(held >> bits));
        }
    }
    return der;
}

}  // namespace

Bytes read_bytes(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) throw std::runtime_error("evidence: cannot read " + path);
    return {std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{}};
}

std::vector<Bytes> split_der(BytesView concatenation) {
    std::vector<Bytes> elements;
    while (concatenation.size() >= 4) {
        const std::size_t first = concatenation[1];
        const std::size_t length =
            first < 0x80    ? 2 + first
            : first == 0x81 ? 3 + std::size_t{concatenation[2]}
                            : 4 + (std::size_t{concatenation[2]} << 8) + concatenation[3];
        elements.push_back(chain::to_bytes(concatenation.first(length)));
        concatenation = concatenation.subspan(length);
    }
    return elements;
}

EvidenceSamples::EvidenceSamples() : folder_{data_folder("AMBAG_EVIDENCE", "evidence")} {}

bool EvidenceSamples::shipped() const {
    const char* other = std::getenv("AMBAG_EVIDENCE");
    return other == nullptr || *other == '\0';
}

bool EvidenceSamples::has_all(const std::vector<std::string>& items) const {
    return std::ranges::all_of(items, [this](const std::string& item) {
        return std::filesystem::exists(folder_ + "/" + item + "/report.bin");
    });
}

Json EvidenceSamples::expected() const {
    return Json::from_file(folder_ + "/expected.json");
}

Json EvidenceSamples::negatives() const {
    return Json::from_file(folder_ + "/negatives.json");
}

bool EvidenceSamples::is_nvidia(std::string_view item) {
    if (item.starts_with("nvidia/")) return true;
    for (const std::string_view other : {"intel/", "amd/", "training-receipts/"})
        if (item.starts_with(other)) return false;
    throw std::runtime_error("evidence: an item of an unknown maker: " + std::string{item});
}

Bytes EvidenceSamples::report(std::string_view item) const {
    return read_bytes(folder_ + "/" + std::string{item} + "/report.bin");
}

Bytes EvidenceSamples::chain(std::string_view item) const {
    return read_bytes(folder_ + "/" + std::string{item} + "/chain.der");
}

Bytes EvidenceSamples::root() const {
    return read_bytes(folder_ + "/nvidia/roots/device_root.der");
}

Bytes EvidenceSamples::report_of(const Json& negative) const {
    Bytes bytes = report(negative.at("base").text());
    return negative.has("report") ? patched(std::move(bytes), negative.at("report")) : bytes;
}

// [item, index], {from: [item, index], patch: ...} or the path of a file.
Bytes EvidenceSamples::certificate_of(const Json& part) const {
    if (part.is_string()) {
        Bytes file = read_bytes(folder_ + "/" + part.text());
        return part.text().ends_with(".pem") ? der_of_pem(file) : file;
    }
    if (part.is_object()) return patched(certificate_of(part.at("from")), part);
    return split_der(chain(part.at(std::size_t{0}).text())).at(part.at(std::size_t{1}).integer());
}

Bytes EvidenceSamples::chain_of(const Json& negative) const {
    if (!negative.has("chain")) return chain(negative.at("base").text());
    const Json composed = negative.at("chain");
    if (!composed.is_array()) return patched(chain(negative.at("base").text()), composed);
    Bytes all;
    for (const Json& part : composed.items()) chain::append(all, certificate_of(part));
    return all;
}

}  // namespace ambag::test
