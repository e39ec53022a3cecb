// SPDX-License-Identifier: Apache-2.0
#include "emission/staking/module.hpp"
#include "tests/governance/abi_table.hpp"

namespace ambag::emission::staking {
namespace {

TEST(StakingAbi, is_frozen) {
    std::set<std::string> frozen;
    for (const auto& record : chain::test::read_records("emission/staking_abi.txt"))
        frozen.insert(record.text("kind") + " " + record.text("detail") + " " + record.text("id") +
                      " " + record.text("signature") + " " + record.text("outputs"));
    EXPECT_EQ(test::abi_lines(descriptor), frozen);
}

}  // namespace
}  // namespace ambag::emission::staking
