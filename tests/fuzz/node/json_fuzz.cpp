// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "chain/base/bytes.hpp"
#include "chain/base/check.hpp"
#include "node/json/json.hpp"

// What the parser accepts, it writes and reads back as the same value (real numbers aside, which
// Boost 1.81 rounds in their last bit); what it refuses, it refuses with a message and a place.

namespace ambag::node {

namespace {

bool has_real(const Json& json) {
    if (const auto* items = json.as_array()) return std::ranges::any_of(*items, has_real);
    if (const auto* members = json.as_object())
        return std::ranges::any_of(*members, [](const auto& m) { return has_real(m.value); });
    return json.as_double() && !json.as_u64() && !json.as_i64();
}

void check_text(std::string_view text) {
    const auto json = parse_json(text);
    if (!json) {
        CHECK(!json.error().message.empty());
        CHECK(json.error().line >= 1 && json.error().column >= 1);
        return;
    }
    const auto again = parse_json(json->dump());
    const auto pretty = parse_json(json->dump_pretty());
    CHECK(again && pretty && *again == *pretty);
    CHECK(has_real(*json) == has_real(*again));
    CHECK(has_real(*json) || *again == *json);
}

}  // namespace

}  // namespace ambag::node

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    ambag::node::check_text(ambag::chain::as_text({data, size}));
    return 0;
}
