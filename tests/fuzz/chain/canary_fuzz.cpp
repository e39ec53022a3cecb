// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>

#include "chain/base/check.hpp"
#include "chain/codec/rlp.hpp"

// A planted bug behind the real decoder: the fuzzer has to build a well-formed list of two items,
// the first of them 0x4d. When this target does not crash, the fuzzing finds nothing and what the
// other targets say counts for nothing.

namespace ambag::chain {

namespace {

rlp::Decoded<> bug(BytesView input) {
    rlp::Cursor cursor{input};
    rlp::Cursor list = TRY(cursor.read_list());
    TRY(cursor.finish());
    const std::uint64_t first = TRY(list.read_u64());
    TRY(list.read_string());
    TRY(list.finish());
    CHECK(first != 0x4d);
    return {};
}

}  // namespace

}  // namespace ambag::chain

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    (void)ambag::chain::bug({data, size});
    return 0;
}
