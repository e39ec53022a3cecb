// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/evidence/der.hpp"

namespace ambag::emission::attestation {

using chain::Byte;
using chain::BytesView;
using chain::Result;

namespace {

constexpr unsigned depth_max = 12;  // certificates of the profile use 7

constexpr Byte constructed_bit = 0x20;
constexpr Byte class_bits = 0xC0;
constexpr Byte context_class = 0x80;
constexpr Byte number_bits = 0x1F;  // all set: the number follows in further bytes

bool is_constructed(Byte tag) {
    return (tag & constructed_bit) != 0;
}

bool is_allowed(Byte tag) {
    if ((tag & number_bits) == number_bits) return false;
    if ((tag & class_bits) == context_class) return true;
    switch (tag) {
        case der::boolean:
        case der::integer:
        case der::bit_string:
        case der::octet_string:
        case der::null:
        case der::object_identifier:
        case der::utf8_string:
        case der::printable_string:
        case der::ia5_string:
        case der::utc_time:
        case der::generalized_time:
        case der::sequence:
        case der::set:
            return true;
        default:
            return false;  // among them strings in constructed form, which are BER
    }
}

struct Length {
    std::size_t bytes;   // of the length field
    std::size_t length;  // of the content
};

Result<Length, EvidenceError> read_length(BytesView field) {
    if (field.empty()) return std::unexpected(EvidenceError::der_truncated);
    const std::size_t first = field[0];
    if (first < 0x80) return Length{1, first};
    if (first != 0x81 && first != 0x82) return std::unexpected(EvidenceError::der_length);
    const std::size_t count = first - 0x80;
    if (field.size() < 1 + count) return std::unexpected(EvidenceError::der_truncated);
    if (count == 1) {
        if (field[1] < 0x80) return std::unexpected(EvidenceError::der_length);
        return Length{2, field[1]};
    }
    if (field[1] == 0) return std::unexpected(EvidenceError::der_length);
    return Length{3, std::size_t{field[1]} << 8 | field[2]};
}

Result<void, EvidenceError> check_integer(BytesView content) {
    if (content.empty()) return std::unexpected(EvidenceError::der_integer);
    if (content.size() > 1) {
        const bool padded_zero = content[0] == 0x00 && content[1] < 0x80;
        const bool padded_one = content[0] == 0xFF && content[1] >= 0x80;
        if (padded_zero || padded_one) return std::unexpected(EvidenceError::der_integer);
    }
    if (content[0] >= 0x80) return std::unexpected(EvidenceError::der_negative);
    return {};
}

// Unused bits are at most seven, are zero, and stand in a byte.
bool bit_string_is_canonical(BytesView content) {
    if (content.empty() || content[0] > 7) return false;
    if (content.size() == 1) return content[0] == 0;
    return (content.back() & ((1U << content[0]) - 1)) == 0;
}

// Each number in base 128 ends within the content and does not begin with a zero digit.
bool object_identifier_is_canonical(BytesView content) {
    bool at_start = true;
    for (const Byte b : content) {
        if (at_start && b == 0x80) return false;
        at_start = b < 0x80;
    }
    return !content.empty() && at_start;
}

Result<void, EvidenceError> check_primitive(const DerElement& element) {
    const BytesView content = element.content;
    switch (element.tag) {
        case der::boolean:
            if (content.size() != 1) return std::unexpected(EvidenceError::der_content);
            if (content[0] != 0xFF) return std::unexpected(EvidenceError::der_boolean);
            return {};
        case der::integer:
            return check_integer(content);
        case der::bit_string:
            if (!bit_string_is_canonical(content))
                return std::unexpected(EvidenceError::der_content);
            return {};
        case der::object_identifier:
            if (!object_identifier_is_canonical(content))
                return std::unexpected(EvidenceError::der_content);
            return {};
        case der::null:
            if (!content.empty()) return std::unexpected(EvidenceError::der_content);
            return {};
        default:
            return {};
    }
}

Result<void, EvidenceError> check_level(BytesView bytes, unsigned depth_left) {
    if (depth_left == 0) return std::unexpected(EvidenceError::der_depth);
    DerReader reader{bytes};
    while (!reader.at_end()) {
        const DerElement element = TRY(reader.next());
        if (is_constructed(element.tag))
            TRY(check_level(element.content, depth_left - 1));
        else
            TRY(check_primitive(element));
    }
    return {};
}

}  // namespace

Result<DerElement, EvidenceError> DerReader::next() {
    if (left_.empty()) return std::unexpected(EvidenceError::der_truncated);
    const Byte tag = left_[0];
    if (!is_allowed(tag)) return std::unexpected(EvidenceError::der_tag);
    const Length length = TRY(read_length(left_.subspan(1)));
    const std::size_t header = 1 + length.bytes;
    if (left_.size() - header < length.length) return std::unexpected(EvidenceError::der_truncated);
    const DerElement element{tag, left_.subspan(header, length.length),
                             left_.first(header + length.length)};
    left_ = left_.subspan(element.whole.size());
    return element;
}

Result<DerElement, EvidenceError> DerReader::next(Byte tag) {
    if (!left_.empty() && left_[0] != tag) return std::unexpected(EvidenceError::der_tag);
    return next();
}

Result<void, EvidenceError> DerReader::finish() const {
    if (!left_.empty()) return std::unexpected(EvidenceError::der_trailing);
    return {};
}

Result<void, EvidenceError> check_der(BytesView bytes) {
    return check_level(bytes, depth_max);
}

}  // namespace ambag::emission::attestation
