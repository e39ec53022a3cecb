// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "node/genesis/genesis.hpp"
#include "node/genesis/sections.hpp"

namespace ambag::node {
namespace {

constexpr std::string_view pools =
    R"({"pools":[{"name":"work"},{"name":"validators",
        "spenders":["0x000000000000000000000000000000000000a011"]}]})";

// The errors of a genesis of this section and an emission.
std::string errors_of(const std::string& section, std::string_view emission = pools) {
    const std::string text =
        R"({"staking":)" + section + R"(,"emission":)" + std::string{emission} + "}";
    const auto spec = parse_genesis(text);
    return spec ? std::string{} : spec.error().text();
}

TEST(GenesisStaking, an_empty_section_takes_the_defaults) {
    EXPECT_EQ(errors_of("{}"), "");
    EXPECT_EQ(errors_of(R"({"reward_pool":"validators"})"), "");
}

TEST(GenesisStaking, each_mistake_is_named_by_its_path) {
    EXPECT_EQ(errors_of(R"({"reward_pool":"nowhere"})"),
              "staking.reward_pool: is \"nowhere\", which is no pool of emission.pools\n");
    EXPECT_EQ(errors_of(R"({"reward_pool":"work"})").substr(0, 59),
              "emission.pools.0.spenders: must name staking (0x00000000000");
    EXPECT_EQ(errors_of(R"({"power_unit":"0"})"),
              "staking.power_unit: must be at least 1 base unit\n");
    EXPECT_EQ(errors_of(R"({"parameters":{"downtime_slash":100001}})"),
              "staking.parameters: downtimeSlash is 100001; accepted: 0 to 100000\n");
    EXPECT_EQ(errors_of(R"({"parameters":{"evidence_seconds":1814400}})"),
              "staking.parameters: unbondSeconds must be above evidenceSeconds, so that what has "
              "left can be slashed\n");
    EXPECT_EQ(errors_of(R"({"validators":[{"key":"0x00"}]})"),
              "staking.validators.0: operator is missing: an address\n");
    EXPECT_NE(errors_of(R"({"validators":[{"key_type":"rsa"}]})").find("staking.validators.0.key_"),
              std::string::npos);
    EXPECT_EQ(errors_of(R"({"validator":[]})"), "staking.validator: unknown member\n");
}

}  // namespace
}  // namespace ambag::node
