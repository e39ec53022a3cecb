// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>

#include "chain/base/check.hpp"
#include "node/rpc/service.hpp"
#include "tests/node/rpc/fake_backend.hpp"

// Any text as a request: the reply is empty or one JSON text, a response or an array of them, each
// with an id and exactly one of `result` and `error`.

namespace ambag::node {

namespace {

void check_response(const Json& response) {
    CHECK(response.find("jsonrpc") != nullptr);
    CHECK(response.find("id") != nullptr);
    CHECK((response.find("result") != nullptr) != (response.find("error") != nullptr));
}

void check_reply(std::string_view body) {
    // Calls of development methods and of slow ones would fill memory and time, not find more.
    static FakeBackend backend{false};
    static const RpcService service{backend, {.sync_wait_ms_max = 0}};
    const std::string reply = service.handle(body);
    if (reply.empty()) return;
    const auto json = parse_json(reply);
    CHECK(json.has_value());
    if (const auto* responses = json->as_array()) {
        CHECK(!responses->empty());
        for (const auto& response : *responses) check_response(response);
    } else {
        check_response(*json);
    }
}

}  // namespace

}  // namespace ambag::node

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    ambag::node::check_reply(ambag::chain::as_text({data, size}));
    return 0;
}
