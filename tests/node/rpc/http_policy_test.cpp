// SPDX-License-Identifier: Apache-2.0
#include "node/rpc/http_policy.hpp"

#include <gtest/gtest.h>

namespace ambag::node {
namespace {

struct HostCase {
    std::string_view host;
    bool allowed;
};

constexpr HostCase host_cases[]{
    {"localhost", true},
    {"localhost:8545", true},
    {"LOCALHOST", true},
    {"LocalHost:1", true},
    {"127.0.0.1", true},
    {"127.0.0.1:65535", true},
    {"[::1]", true},
    {"[::1]:8545", true},
    {"node.example", true},
    {"Node.Example:443", true},
    {"[FE80::1]:8545", true},
    {"", false},
    {":8545", false},
    {"localhost.", false},
    {"localhost.:8545", false},
    {"localhost:", false},
    {"localhost:port", false},
    {"localhost:123456", false},
    {"localhost:-1", false},
    {"localhost:80:80", false},
    {" localhost", false},
    {"localhost ", false},
    {"localhost,evil.example", false},
    {"localhost evil.example", false},
    {"user@localhost", false},
    {"localhost@evil.example", false},
    {"evil.example", false},
    {"evil.example:8545", false},
    {"localhost.evil.example", false},
    {"evil-localhost", false},
    {"127.0.0.1.evil.example", false},
    {"127.0.0.2", false},
    {"127.1", false},
    {"0.0.0.0", false},
    {"2130706433", false},
    {"0x7f.1", false},
    {"::1", false},
    {"[::1", false},
    {"[::1]x", false},
    {"[::1]:x", false},
    {"[::2]", false},
    {"[0:0:0:0:0:0:0:1]", false},
    {"http://localhost", false},
    {"localhost/", false},
};

TEST(HttpPolicy, the_list_of_hosts_is_exact) {
    const HttpPolicy policy{.hosts = {"node.example", "[fe80::1]"}};
    for (const auto& one : host_cases)
        EXPECT_EQ(host_allowed(policy, one.host), one.allowed) << "Host: " << one.host;
}

TEST(HttpPolicy, a_star_lets_any_host_through) {
    EXPECT_TRUE(host_allowed({.hosts = {"*"}}, "evil.example"));
    EXPECT_FALSE(host_allowed({.origins = {"*"}}, "evil.example"));
}

TEST(HttpPolicy, origins_are_listed_or_the_host_itself) {
    const HttpPolicy none{};
    const HttpPolicy listed{.origins = {"https://app.example"}};
    const HttpPolicy any{.origins = {"*"}};
    EXPECT_EQ(allowed_origin(none, "https://app.example", "localhost:8545"), "");
    EXPECT_EQ(allowed_origin(none, "", "localhost:8545"), "");
    EXPECT_EQ(allowed_origin(none, "null", "localhost:8545"), "");
    EXPECT_EQ(allowed_origin(none, "http://localhost:8545", "localhost:8545"),
              "http://localhost:8545");
    EXPECT_EQ(allowed_origin(none, "http://localhost:9999", "localhost:8545"), "");
    EXPECT_EQ(allowed_origin(none, "http://localhost:85450", "localhost:8545"), "");
    EXPECT_EQ(allowed_origin(listed, "https://app.example", "localhost"), "https://app.example");
    EXPECT_EQ(allowed_origin(listed, "http://app.example", "localhost"), "");
    EXPECT_EQ(allowed_origin(listed, "https://app.example.evil", "localhost"), "");
    EXPECT_EQ(allowed_origin(listed, "https://sub.app.example", "localhost"), "");
    EXPECT_EQ(allowed_origin(any, "https://x.example", "localhost"), "*");
    EXPECT_EQ(allowed_origin(any, "null", "localhost"), "*");
}

TEST(HttpPolicy, only_json_is_json) {
    for (const auto* type : {"application/json", "Application/JSON",
                             "application/json;charset=utf-8", "application/json ; charset=UTF-8"})
        EXPECT_TRUE(is_json_content(type)) << type;
    for (const auto* type : {"", "text/plain", "application/jsonx", "application/json-rpc",
                             "text/plain; application/json", "application/x-www-form-urlencoded",
                             "multipart/form-data", "application"})
        EXPECT_FALSE(is_json_content(type)) << type;
}

}  // namespace
}  // namespace ambag::node
