// SPDX-License-Identifier: Apache-2.0
#include "tests/support/der_build.hpp"

#include "chain/base/hex.hpp"

namespace ambag::test {

using chain::Byte;
using chain::Bytes;
using chain::BytesView;

Bytes concat(std::initializer_list<BytesView> parts) {
    Bytes all;
    for (const BytesView part : parts) chain::append(all, part);
    return all;
}

Bytes der(Byte tag, BytesView content) {
    Bytes out{tag};
    const std::size_t size = content.size();
    if (size >= 0x100)
        chain::append(out, Bytes{0x82, static_cast<Byte>(size >> 8), static_cast<Byte>(size)});
    else if (size >= 0x80)
        chain::append(out, Bytes{0x81, static_cast<Byte>(size)});
    else
        out.push_back(static_cast<Byte>(size));
    chain::append(out, content);
    return out;
}

Bytes der_text(Byte tag, std::string_view text) {
    return der(tag, chain::as_bytes(text));
}

Bytes der_integer(BytesView big_endian) {
    while (big_endian.size() > 1 && big_endian.front() == 0) big_endian = big_endian.subspan(1);
    const Bytes zero(big_endian.front() >= 0x80 ? 1 : 0, 0);
    return der(0x02, concat({zero, big_endian}));
}

Bytes der_signature(const chain::FixedBytes<96>& r_and_s) {
    const BytesView bytes = r_and_s;
    return der(0x30, concat({der_integer(bytes.first(48)), der_integer(bytes.last(48))}));
}

Bytes hex(std::string_view digits) {
    return chain::from_hex(digits).value();
}

}  // namespace ambag::test
