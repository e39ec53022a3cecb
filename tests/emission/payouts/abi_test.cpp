// SPDX-License-Identifier: Apache-2.0
#include "emission/payouts/module.hpp"
#include "tests/governance/abi_table.hpp"

namespace ambag::emission::payouts {
namespace {

TEST(PayoutsAbi, is_frozen) {
    std::set<std::string> frozen;
    for (const auto& record : chain::test::read_records("emission/payouts_abi.txt"))
        frozen.insert(record.text("kind") + " " + record.text("detail") + " " + record.text("id") +
                      " " + record.text("signature") + " " + record.text("outputs"));
    EXPECT_EQ(test::abi_lines(descriptor), frozen);
}

}  // namespace
}  // namespace ambag::emission::payouts
