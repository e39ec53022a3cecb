// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "chain/base/quantity.hpp"
#include "chain/base/u256.hpp"
#include "chain/codec/log.hpp"
#include "node/cli/outcome.hpp"
#include "node/json/json.hpp"

// A JSON-RPC client over HTTP, for the commands that ask a node.

namespace ambag::node {

// POSTs a JSON text and returns the answer's body. Errors: no connection, a timeout, a status other
// than 200; each names the address.
CliResult<std::string> http_post(const std::string& url, const std::string& body);

class RpcClient {
 public:
    explicit RpcClient(std::string url) : url_{std::move(url)} {}

    const std::string& url() const { return url_; }

    // Refused: the node's answer is an error. A revert is decoded by the modules' errors.
    CliResult<Json> call(std::string_view method, Json params) const;

 private:
    std::string url_;
};

// Members of answers. A node that answers something else is an error that names the member.
CliResult<chain::U256> quantity_of(const Json& json, std::string_view member);
CliResult<std::uint64_t> number_of(const Json& json, std::string_view member);
CliResult<std::string> text_of(const Json& json, std::string_view member);
CliResult<chain::Bytes> data_of(const Json& json, std::string_view member);
CliResult<chain::Log> log_of(const Json& json);

}  // namespace ambag::node
