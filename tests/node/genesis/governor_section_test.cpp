// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "node/genesis/genesis.hpp"

// The governor's choices in a genesis: what is accepted, and each mistake by its path.

namespace ambag::node {

namespace {

Json genesis_with(std::initializer_list<std::pair<std::string_view, Json>> members) {
    const chain::Address account{{0xa1}};
    Json genesis = dev_genesis({&account, 1}, chain::Timestamp{1'700'000'000});
    for (const auto& [name, value] : members)
        genesis.find("governor")->set(std::string{name}, value);
    return genesis;
}

std::vector<std::string> mistakes(
    std::initializer_list<std::pair<std::string_view, Json>> members) {
    std::vector<std::string> paths;
    const auto spec = read_genesis(genesis_with(members));
    if (!spec)
        for (const GenesisError& error : spec.error().errors) paths.push_back(error.path);
    return paths;
}

using Paths = std::vector<std::string>;

}  // namespace

TEST(GovernorSection, accepts_each_way_of_counting) {
    for (const char* mode : {"simple", "fractional", "overridable", "conviction"})
        EXPECT_EQ(mistakes({{"counting", mode}}), Paths{}) << mode;
    EXPECT_EQ(mistakes({{"counting", "fractional"},
                        {"super_quorum_numerator", 50},
                        {"guardian", "0x0000000000000000000000000000000000000000"}}),
              Paths{});
    EXPECT_EQ(mistakes({{"counting", "conviction"}, {"conviction_period", 100}}), Paths{});
}

TEST(GovernorSection, names_each_mistake_by_its_path) {
    EXPECT_EQ(mistakes({{"counting", "quadratic"}}), Paths{"governor.counting"});
    EXPECT_EQ(mistakes({{"super_quorum_numerator", 3}}), Paths{"governor.super_quorum_numerator"});
    EXPECT_EQ(mistakes({{"super_quorum_numerator", 101}}),
              Paths{"governor.super_quorum_numerator"});
    EXPECT_EQ(mistakes({{"guardian", "0x12"}}), Paths{"governor.guardian"});
    EXPECT_EQ(mistakes({{"conviction_period", 100}}), Paths{"governor.conviction_period"});
    EXPECT_EQ(mistakes({{"counting", "conviction"}, {"conviction_period", 0}}),
              Paths{"governor.conviction_period"});
    EXPECT_EQ(mistakes({{"counting", "conviction"}, {"super_quorum_numerator", 50}}),
              Paths{"governor.super_quorum_numerator"});
}

}  // namespace ambag::node
