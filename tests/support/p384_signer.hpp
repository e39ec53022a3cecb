// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "chain/base/bytes.hpp"

// A P-384 key for tests, made from a name; signatures are deterministic (RFC 6979).

namespace ambag::test {

class P384Signer {
 public:
    explicit P384Signer(std::string_view name);
    explicit P384Signer(const chain::FixedBytes<48>& private_key) : private_key_{private_key} {}

    chain::FixedBytes<96> public_point() const;  // X || Y

    chain::FixedBytes<96> sign(chain::BytesView message) const;  // r || s, over SHA-384

 private:
    chain::FixedBytes<48> private_key_;
};

}  // namespace ambag::test
