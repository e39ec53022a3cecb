// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "node/json/json.hpp"
#include "node/rpc/error.hpp"

// The JSON-RPC 2.0 envelope (jsonrpc.org/specification): one request object or a batch of them.
//
// Ids are echoed byte for byte as they were written ("1.0" is not turned into 1, escapes stay).
// `params` may be absent, null, [] or {}: all mean no parameters. Unknown members are ignored.

namespace ambag::node {

struct RpcRequest {
    std::optional<std::string> id;  // JSON text; nothing for a notification
    std::string method;
    Json params;                      // an array or an object
    std::optional<RpcError> invalid;  // -32600: this one is no request, others of a batch may be
};

struct RpcEnvelope {
    bool is_batch = false;
    std::vector<RpcRequest> requests;
};

struct EnvelopeLimits {
    std::size_t batch_max = 1000;
    std::size_t depth_max = 64;
    std::size_t values_max = 500'000;
};

// Fails as a whole on what is not JSON (-32700), an empty batch and one that is too long (-32600).
RpcResult<RpcEnvelope> parse_envelope(std::string_view body, const EnvelopeLimits& limits = {});

// Appends the response object of one request.
void append_response(std::string& out, std::string_view id, const RpcResult<>& result);
// The response to a body that could not be taken apart: its id is null.
std::string failure_response(const RpcError& error);

}  // namespace ambag::node
