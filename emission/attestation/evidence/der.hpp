// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/base/bytes.hpp"
#include "chain/base/result.hpp"
#include "emission/attestation/evidence/errors.hpp"

// DER (X.690), the strict subset that certificates need: definite minimal lengths of at most two
// length bytes, tags below 31, primitive strings, minimal integers that are not negative, TRUE as
// the only BOOLEAN written out, nothing after the end at any level.

namespace ambag::emission::attestation {

namespace der {

inline constexpr chain::Byte boolean = 0x01;
inline constexpr chain::Byte integer = 0x02;
inline constexpr chain::Byte bit_string = 0x03;
inline constexpr chain::Byte octet_string = 0x04;
inline constexpr chain::Byte null = 0x05;
inline constexpr chain::Byte object_identifier = 0x06;
inline constexpr chain::Byte utf8_string = 0x0C;
inline constexpr chain::Byte printable_string = 0x13;
inline constexpr chain::Byte ia5_string = 0x16;
inline constexpr chain::Byte utc_time = 0x17;
inline constexpr chain::Byte generalized_time = 0x18;
inline constexpr chain::Byte sequence = 0x30;
inline constexpr chain::Byte set = 0x31;

// Context-specific tags: the content is a value, or holds further elements.
constexpr chain::Byte context(unsigned number) {
    return static_cast<chain::Byte>(0x80 | number);
}
constexpr chain::Byte context_constructed(unsigned number) {
    return static_cast<chain::Byte>(0xA0 | number);
}

}  // namespace der

struct DerElement {
    chain::Byte tag = 0;
    chain::BytesView content;
    chain::BytesView whole;  // tag, length and content
};

// Reads the elements of one level, one after another.
class DerReader {
 public:
    explicit DerReader(chain::BytesView bytes) : left_{bytes} {}

    bool at_end() const { return left_.empty(); }
    bool next_is(chain::Byte tag) const { return !left_.empty() && left_.front() == tag; }

    chain::Result<DerElement, EvidenceError> next();
    chain::Result<DerElement, EvidenceError> next(chain::Byte tag);  // der_tag if it is another
    chain::Result<void, EvidenceError> finish() const;               // der_trailing if bytes remain

 private:
    chain::BytesView left_;
};

// Every element of `bytes`, at every level, keeps the rules above. Octet and bit strings are not
// entered: what they hold is for their own profile.
chain::Result<void, EvidenceError> check_der(chain::BytesView bytes);

}  // namespace ambag::emission::attestation
