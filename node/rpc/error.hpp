// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "chain/base/result.hpp"
#include "node/json/json.hpp"

// What a method answers when it cannot: the `error` object of JSON-RPC 2.0.
//
// Codes and texts are those that clients decide by (viem by code 3, -32603, -32000 and by text,
// ethers and web3.js by text alone). -32603 and -32005 make viem try again three times, so they are
// never given for a failure that would repeat.

namespace ambag::node {

namespace rpc_code {
inline constexpr int parse_error = -32700;
inline constexpr int invalid_request = -32600;
inline constexpr int method_not_found = -32601;
inline constexpr int invalid_params = -32602;
inline constexpr int internal = -32603;        // a broken rule of ours
inline constexpr int server = -32000;          // refused, and would be refused again
inline constexpr int limit_exceeded = -32005;  // try again later
inline constexpr int reverted = 3;             // `data` is what the call reverted with
}  // namespace rpc_code

struct RpcError {
    int code = rpc_code::server;
    std::string message;
    Json data;  // null when there is none
};

template <class T = Json>
using RpcResult = chain::Result<T, RpcError>;

// -32602. "invalid parameter `block`: expected …, got …".
RpcError invalid_parameter(std::string_view name, std::string_view why);
// -32000 with a text of our own.
RpcError refused(std::string message);
// -32000 with `data` = {code: name, catalogue: number}. The number is that of the catalogue of
// execution-apis (src/error-groups), which no client decides by yet; left out where it has none.
RpcError refused_as(std::string_view name, std::optional<int> catalogue, std::string message);

// A transaction that cannot be in a block. The text begins with the words that clients look for
// ("nonce too low", "insufficient funds for gas * price + value", …) and ends with the detail;
// `data` is that of `refused_as`: our own name of the case, and the catalogue's number.
RpcError rejected(const chain::Reject& reject);
// A call that reverted. Solidity's Error(string) and Panic(uint256) are decoded into the text;
// the data of a custom error goes to `data` as it is.
RpcError reverted(const chain::Revert& revert);

// "nonce_too_low": the code as it is written here.
std::string_view reject_name(chain::RejectCode code);

}  // namespace ambag::node
