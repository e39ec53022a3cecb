// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>

#include "chain/base/check.hpp"
#include "chain/codec/abi.hpp"

// The ABI decoder against bytes from outside: it must not run outside the input nor copy without
// bound, and what it accepts must come back the same after encoding and decoding once more.

namespace ambag::chain {

namespace {

struct Step {
    std::uint64_t number;
    std::string text;
    bool flag;
    bool operator==(const Step&) const = default;
};

template <class... Ts>
void try_types(BytesView input) {
    const auto value = abi::decode<Ts...>(input);
    if (!value) return;
    const Bytes encoded =
        std::apply([](const auto&... members) { return abi::encode(members...); }, *value);
    const auto again = abi::decode<Ts...>(encoded);
    CHECK(again && *again == *value);
    // Our own encoding is the canonical one: it is read back byte for byte.
    CHECK(std::apply([](const auto&... members) { return abi::encode(members...); }, *again) ==
          encoded);
}

}  // namespace

}  // namespace ambag::chain

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace ambag::chain;
    const BytesView input{data, size};
    try_types<U256, Address, bool, Hash, Selector, Uint48>(input);
    try_types<Bytes, std::string>(input);
    // propose(address[],uint256[],bytes[],string)
    try_types<std::vector<Address>, std::vector<U256>, std::vector<Bytes>, std::string>(input);
    try_types<std::vector<Step>, std::vector<std::vector<std::uint8_t>>>(input);
    return 0;
}
