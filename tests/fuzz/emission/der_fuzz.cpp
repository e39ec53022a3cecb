// SPDX-License-Identifier: Apache-2.0
#include "chain/base/check.hpp"
#include "emission/attestation/evidence/certificate.hpp"
#include "emission/attestation/evidence/der.hpp"

// DER and the certificate profile: any bytes, at each position of a chain. What is accepted must
// lie inside the input and be read back by the reader to the last byte.

using namespace ambag::emission::attestation;

extern "C" int LLVMFuzzerTestOneInput(const ambag::chain::Byte* data, std::size_t size) {
    const BytesView bytes{data, size};
    if (check_der(bytes)) {
        DerReader reader{bytes};
        std::size_t read = 0;
        while (!reader.at_end()) {
            const auto element = reader.next();
            CHECK(element);
            read += element->whole.size();
        }
        CHECK(read == size);
    }
    for (std::size_t i = 0; i < chain_certificates; ++i) {
        const auto certificate = parse_certificate(bytes, static_cast<CertificateRole>(i));
        if (!certificate) continue;
        CHECK(size <= certificate_bytes_max);
        CHECK(certificate->whole.size() == size);
        CHECK(certificate->tbs.size() < size);
        CHECK(certificate->serial.size() <= 20);
    }
    return 0;
}
