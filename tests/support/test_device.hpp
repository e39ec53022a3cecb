// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "chain/base/bytes.hpp"
#include "tests/support/p384_signer.hpp"

// A device of a test's own: a certificate authority, a chip with its five certificates, and reports
// signed by it over any nonce. Every part can be changed before it is signed, so that a test can
// show what a verifier does with a genuine signature over a wrong form.

namespace ambag::test {

struct ExtensionDraft {
    chain::Bytes oid;       // whole element
    chain::Bytes critical;  // whole BOOLEAN, or empty
    chain::Bytes value;     // content of the OCTET STRING
};

// The elements of a certificate before it is signed, each as whole DER.
struct CertificateDraft {
    chain::Bytes version;
    chain::Bytes serial;
    chain::Bytes algorithm;
    chain::Bytes issuer;
    chain::Bytes validity;
    chain::Bytes subject;
    chain::Bytes key_info;
    std::vector<ExtensionDraft> extensions;
    chain::Bytes outer_algorithm;
    std::string signer;                     // name of the issuer's key
    std::optional<chain::Bytes> signature;  // content of the BIT STRING instead of a right one

    ExtensionDraft& extension(std::string_view oid_hex);  // by the content of its OID
    void remove(std::string_view oid_hex);
    chain::Bytes sign() const;
};

enum class TestChip { hopper, blackwell, nv_switch };

using ChainDraft = std::array<CertificateDraft, 5>;  // leaf first

struct ReportDraft {
    chain::Bytes request;                                          // 37 bytes
    chain::Bytes response;                                         // header, count, length
    std::vector<chain::Bytes> blocks;                              // 55 bytes each
    std::vector<std::pair<unsigned, chain::Bytes>> opaque_fields;  // type and data

    chain::Bytes& field(unsigned type);
    void remove(unsigned type);
    chain::Bytes unsigned_bytes() const;
};

class TestDevice {
 public:
    // `keys` replaces the public point of a certificate (leaf first) before anything is derived.
    explicit TestDevice(std::string name, TestChip chip = TestChip::hopper,
                        std::array<std::optional<chain::FixedBytes<96>>, 5> keys = {});

    ChainDraft chain_draft() const;
    chain::Bytes chain(const std::function<void(ChainDraft&)>& change = {}) const;
    chain::Bytes root() const;  // the certificate to pin

    ReportDraft report_draft(const chain::Hash& nonce) const;
    chain::Bytes report(const chain::Hash& nonce,
                        const std::function<void(ReportDraft&)>& change = {}) const;

    std::string key_name(std::size_t certificate) const;  // of the signer at this position

 private:
    chain::FixedBytes<96> point(std::size_t certificate) const;
    CertificateDraft draft(std::size_t certificate) const;
    chain::Bytes serial(std::size_t certificate) const;   // big-endian bytes
    chain::Bytes subject(std::size_t certificate) const;  // whole Name

    std::string name_;
    TestChip chip_;
    std::array<std::optional<chain::FixedBytes<96>>, 5> keys_;
};

}  // namespace ambag::test
