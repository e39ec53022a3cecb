// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>

#include "chain/base/check.hpp"
#include "chain/codec/rlp.hpp"

// What the strict decoder accepts, the encoder writes back byte for byte: no value has a second
// encoding. Items are read by every accessor, so none of them may run outside the input.

namespace ambag::chain {

namespace {

// Reads one list to its end and appends it to `out`; nothing when it is malformed.
rlp::Decoded<> copy_list(rlp::Cursor list, Bytes& out) {
    const rlp::List open{out};
    while (!list.done()) {
        if (list.next_is_list()) {
            TRY(copy_list(TRY(list.read_list()), out));
            continue;
        }
        rlp::Cursor as_integer = list;
        const BytesView text = TRY(list.read_string());
        if (const auto value = as_integer.read_u256()) {
            CHECK(value->to_minimal_bytes() == to_bytes(text));
            rlp::write_integer(out, *value);
        } else {
            rlp::write_string(out, text);
        }
    }
    return list.finish();
}

rlp::Decoded<> round_trip(BytesView input) {
    rlp::Cursor cursor{input};
    rlp::Cursor items = cursor;
    const BytesView item = TRY(items.read_item());
    Bytes out;
    TRY(copy_list(TRY(cursor.read_list()), out));
    CHECK(out == to_bytes(item));
    return {};
}

}  // namespace

}  // namespace ambag::chain

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    (void)ambag::chain::round_trip({data, size});
    return 0;
}
