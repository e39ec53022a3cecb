// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "node/genesis/genesis.hpp"

// A section that is paid from a pool of issuance must be among that pool's spenders.

namespace ambag::node {
namespace {

std::string errors_of(const std::string& section, const std::string& pool) {
    const auto spec = parse_genesis(
        R"({"chain_id":1,"emission":{"pools":[{"name":"open","spenders":[]}]},")" + section +
        R"(":{")" + (section == "registry" ? "open_pool" : "pool") + R"(":")" + pool + R"("}})");
    return spec ? "" : spec.error().text();
}

TEST(GenesisPoolSpender, is_asked_of_the_registry_and_of_scoring_too) {
    for (const std::string section : {"registry", "scoring"}) {
        EXPECT_NE(errors_of(section, "open")
                      .find("emission.pools.0.spenders: must name " + section + " (0x00000"),
                  std::string::npos)
            << errors_of(section, "open");
        EXPECT_NE(errors_of(section, "nowhere")
                      .find("is \"nowhere\", which is no pool of emission.pools"),
                  std::string::npos)
            << errors_of(section, "nowhere");
    }
}

}  // namespace
}  // namespace ambag::node
