// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <string_view>

#include "chain/base/bytes.hpp"

// DER written out, for tests: right by construction, or wrong where a test wants it.

namespace ambag::test {

chain::Bytes concat(std::initializer_list<chain::BytesView> parts);
chain::Bytes der(chain::Byte tag, chain::BytesView content);  // minimal length
chain::Bytes der_text(chain::Byte tag, std::string_view text);
chain::Bytes der_integer(chain::BytesView big_endian);  // of a non-negative number
chain::Bytes der_signature(const chain::FixedBytes<96>& r_and_s);
chain::Bytes hex(std::string_view digits);

}  // namespace ambag::test
