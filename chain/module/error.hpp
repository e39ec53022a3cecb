// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <utility>

#include "chain/base/result.hpp"
#include "chain/codec/abi.hpp"
#include "chain/codec/text.hpp"
#include "chain/crypto/keccak_constant.hpp"

// Solidity custom errors as structs. The struct's members are the arguments; its static member
// `abi` gives the error's name and the names of the arguments:
//
//   struct GovernorOnlyProposer {
//       static constexpr Literal abi{"GovernorOnlyProposer(account)"};
//       Address account;
//   };
//   return fail(GovernorOnlyProposer{ctx.sender()});

namespace ambag::chain {

template <class T>
struct SignatureOf {
    static constexpr std::string_view text = StaticText<[] {
        return ConstantText{name_part(T::abi.view())} + abi::Codec<members_tuple<const T>>::name();
    }>::view;
    static constexpr Hash hash = keccak256_constant(text);
    static_assert(list_size(parameter_part(T::abi.view())) == member_count<T>,
                  "one name for each member");
};

template <class E>
inline constexpr Selector error_selector = Selector::from(SignatureOf<E>::hash);

template <class E>
Revert revert_with(const E& error) {
    Bytes data = to_bytes(error_selector<E>);
    abi::Codec<members_tuple<const E>>::append(data, members_of(error));
    return Revert{std::move(data)};
}

template <class E>
std::unexpected<Revert> fail(const E& error) {
    return std::unexpected(revert_with(error));
}

// Reverts with no data: what solc emits for malformed calldata.
inline std::unexpected<Revert> fail_empty() {
    return std::unexpected(Revert{});
}

// Solidity's built-in errors.
struct Panic {
    static constexpr Literal abi{"Panic(code)"};
    U256 code;
};
struct Error {
    static constexpr Literal abi{"Error(reason)"};
    std::string reason;
};

inline constexpr std::uint8_t panic_arithmetic = 0x11;
inline constexpr std::uint8_t panic_division = 0x12;
inline constexpr std::uint8_t panic_empty_pop = 0x31;
inline constexpr std::uint8_t panic_index = 0x32;

inline std::unexpected<Revert> panic(std::uint8_t code) {
    return fail(Panic{U256{code}});
}

// Checked arithmetic as Solidity 0.8 does it: out of range is Panic(0x11).
template <class T>
Result<T> or_panic(std::optional<T> value, std::uint8_t code = panic_arithmetic) {
    if (!value) return panic(code);
    return *std::move(value);
}

template <class T>
Result<T> add(const T& a, const T& b) {
    return or_panic(checked_add(a, b));
}
template <class T>
Result<T> subtract(const T& a, const T& b) {
    return or_panic(checked_sub(a, b));
}
inline Result<U256> multiply(const U256& a, const U256& b) {
    return or_panic(checked_mul(a, b));
}

}  // namespace ambag::chain
