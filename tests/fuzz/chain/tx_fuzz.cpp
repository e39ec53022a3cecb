// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "chain/base/check.hpp"
#include "chain/codec/block.hpp"

// What the decoders of transactions, receipts and headers accept, the encoders write back byte for
// byte. The first byte of the input picks the decoder.

namespace ambag::chain {

namespace {

bool is_sent_transaction(BytesView input) {
    const auto decoded = decode_transaction(input);
    if (!decoded) {
        CHECK(!decoded.error().detail.empty());
        return false;
    }
    CHECK(input.size() <= transaction_bytes_max);
    CHECK(in_range(decoded->signature()) && !decoded->is_system());
    const SignedTransaction again{decoded->body(), decoded->signature()};
    CHECK(std::ranges::equal(again.raw(), input));
    CHECK(again.hash() == decoded->hash());
    CHECK(intrinsic_gas(decoded->body()) >= Gas{21000});
    return true;
}

// System transactions, and those alone, are read out of a block but not from outside.
void check_transaction(BytesView input) {
    const bool sent = is_sent_transaction(input);
    const auto in_block = decode_block_transaction(input);
    CHECK(in_block.has_value() == (sent || (in_block && in_block->is_system())));
    if (!in_block) return;
    CHECK(in_block->is_system() != sent);
    CHECK(std::ranges::equal(in_block->raw(), input));
}

void check_receipt(BytesView input) {
    const auto decoded = decode_receipt(input);
    if (decoded)
        CHECK(std::ranges::equal(encode_receipt(*decoded), input));
    else
        CHECK(!decoded.error().text().empty());
}

void check_header(BytesView input) {
    const auto decoded = decode_header(input);
    if (decoded)
        CHECK(std::ranges::equal(encode_header(*decoded), input));
    else
        CHECK(!decoded.error().text().empty());
}

}  // namespace

}  // namespace ambag::chain

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ambag::chain;
    if (size == 0) return 0;
    const BytesView input{data + 1, size - 1};
    switch (data[0]) {
        case 'r':
            check_receipt(input);
            break;
        case 'h':
            check_header(input);
            break;
        default:
            check_transaction(input);
    }
    return 0;
}
