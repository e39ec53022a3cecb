// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/crypto/keccak_constant.hpp"
#include "governance/governor/state.hpp"

// Calls upon the timelock through its ABI: governance may set another address as the timelock, and
// logs and senders are then those of an ordinary call. As Solidity does, a call to an address
// without code and an answer of the wrong shape revert with empty data, other reverts pass through.

namespace ambag::governance::governor {

consteval chain::Selector selector_of(std::string_view signature) {
    return chain::Selector::from(chain::keccak256_constant(signature));
}

inline constexpr chain::Selector is_operation_pending = selector_of("isOperationPending(bytes32)");
inline constexpr chain::Selector is_operation_done = selector_of("isOperationDone(bytes32)");
inline constexpr chain::Selector get_min_delay = selector_of("getMinDelay()");
inline constexpr chain::Selector schedule_batch =
    selector_of("scheduleBatch(address[],uint256[],bytes[],bytes32,bytes32,uint256)");
inline constexpr chain::Selector cancel_operation = selector_of("cancel(bytes32)");
inline constexpr chain::Selector execute_batch =
    selector_of("executeBatch(address[],uint256[],bytes[],bytes32,bytes32)");

template <class T, class... Ts>
chain::Result<T> ask_timelock(const chain::ViewContext& ctx, const chain::Selector& selector,
                              const Ts&... arguments) {
    const Address timelock = executor.get(ctx);
    if (!ctx.is_module(timelock)) return chain::fail_empty();
    const Bytes answer =
        TRY(ctx.static_call(timelock, chain::abi::encode_call(selector, arguments...)));
    const auto value = chain::abi::decode<T>(answer);
    if (!value) return chain::fail_empty();
    return std::get<0>(*value);
}

template <class... Ts>
chain::Result<> tell_timelock(const chain::Context& ctx, const Amount& value,
                              const chain::Selector& selector, const Ts&... arguments) {
    const Address timelock = executor.get(ctx);
    if (!ctx.is_module(timelock)) return chain::fail_empty();
    TRY(ctx.call(timelock, value, chain::abi::encode_call(selector, arguments...)));
    return {};
}

}  // namespace ambag::governance::governor
