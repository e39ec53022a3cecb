// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "chain/module/addresses.hpp"
#include "chain/module/registry.hpp"
#include "governance/treasury/module.hpp"
#include "governance/upgrade/module.hpp"
#include "tests/support/test_chain.hpp"

// Plans of upgrades and the list of parameters, on a chain with the treasury beside the module.
// Selectors and topics by viem 2.57.20.

namespace ambag::governance::upgrade {

using namespace chain;
using ambag::test::error_data;

namespace {

constexpr std::string_view schedule_call = "scheduleUpgrade(string,uint64,string,bytes32)";

class UpgradeTest : public testing::Test {
 protected:
    Result<Bytes> schedule(const std::string& name, std::uint64_t height,
                           const std::string& info = "", const Address& from = authority_address) {
        return chain.call(from, upgrade_address, schedule_call, name, height, info, release);
    }
    Bytes refusal(const std::string& name, std::uint64_t height, const std::string& info = "",
                  const Address& from = authority_address) {
        const auto result = schedule(name, height, info, from);
        if (!result) return result.error().data;
        ADD_FAILURE() << name << " was accepted";
        return {};
    }
    std::uint64_t planned_height() {
        const auto data = chain.read(upgrade_address, chain.encode("upgradePlan()"));
        return std::get<1>(
            abi::decode<std::string, std::uint64_t, std::string, Hash>(*data).value());
    }

    static constexpr Address stranger{{0x51}};
    const Hash release = keccak256(as_bytes("release"));
    ambag::test::TestChain chain{{&descriptor, &treasury::descriptor}};
};

using Lines = std::vector<std::string>;
template <class Row>
std::string line(const Row& row, BytesView id) {
    return std::string{row.signature} + ' ' + to_hex(id);
}

}  // namespace

TEST(UpgradeAbi, is_frozen) {
    const Lines frozen{
        "scheduleUpgrade(string,uint64,string,bytes32) 0xc3102f39",
        "cancelUpgrade() 0x55f29166",
        "upgradePlan() 0x04fafc6c",
        "appliedAt(string) 0x03b26124",
        "parameterCount() 0xaa1e1f36",
        "parameterAt(uint256) 0xbfb589b4",
        "UpgradeUnauthorized(address) 0x992a0c5a",
        "UpgradeInvalidName(string) 0x6ee2e7fa",
        "UpgradeNameUsed(string,uint64) 0x4fcb367f",
        "UpgradeHeightPassed(uint64,uint64) 0x608e9145",
        "UpgradeInfoTooLong(uint256,uint256) 0xd8cccc00",
        "UpgradeNotScheduled() 0xe1af1e2e",
        "UpgradeUnknownParameter(uint256,uint256) 0x214b422a",
        "UpgradeScheduled(string,uint64,string,bytes32) "
        "0x4099aca786e637fe2ee34df8757bdbea8212ee487ff239b48793d947c32a46f6",
        "UpgradeCanceled(string,uint64) "
        "0x606ba43459f1674faaea292f8f9c7d0fcd27968e92112bf202c2d2a23bd7a59f",
        "UpgradeApplied(string,uint64) "
        "0x043f4b3b031b65d7ec825f032d87829bbccb67407f815268fa6936f9ac55304c",
    };
    Lines ours;
    for (const CallRow& row : descriptor.calls) ours.push_back(line(row, row.selector));
    for (const ErrorRow& row : descriptor.errors) ours.push_back(line(row, row.selector));
    for (const EventRow& row : descriptor.events) ours.push_back(line(row, row.topic));
    EXPECT_EQ(ours, frozen);
}

TEST_F(UpgradeTest, guards_stand_in_the_order_of_the_readme) {
    const std::string long_info(4'097, 'i');
    EXPECT_EQ(refusal("../etc", 1, long_info, stranger),
              error_data("UpgradeUnauthorized(address)", stranger));
    EXPECT_EQ(refusal("../etc", 1, long_info),
              error_data("UpgradeInvalidName(string)", std::string{"../etc"}));
    for (const char* name : {"", "V2", ".v2", "v 2", "v\"2"})
        EXPECT_EQ(refusal(name, 120), error_data("UpgradeInvalidName(string)", std::string{name}));
    EXPECT_EQ(refusal(std::string(65, 'a'), 120),
              error_data("UpgradeInvalidName(string)", std::string(65, 'a')));
    EXPECT_EQ(refusal("v2", 1, long_info),
              error_data("UpgradeHeightPassed(uint64,uint64)", U256{1U}, U256{1U}));
    EXPECT_EQ(refusal("v2", 2, long_info),
              error_data("UpgradeInfoTooLong(uint256,uint256)", U256{4'097U}, U256{4'096U}));
    EXPECT_TRUE(schedule("v2.1_rc-3", 2, std::string(4'096, 'i')));
}

TEST_F(UpgradeTest, happens_at_its_height_and_once) {
    ASSERT_TRUE(schedule("v2", 4, "https://example.org/v2"));
    EXPECT_EQ(planned_height(), 4U);
    chain.next_block();
    chain.next_block();
    EXPECT_EQ(chain.view<U256>(upgrade_address, "appliedAt(string)", std::string{"v2"}), U256{});
    chain.next_block();
    EXPECT_EQ(chain.view<U256>(upgrade_address, "appliedAt(string)", std::string{"v2"}), U256{4U});
    EXPECT_EQ(planned_height(), 0U);
    EXPECT_EQ(refusal("v2", 100),
              error_data("UpgradeNameUsed(string,uint64)", std::string{"v2"}, U256{4U}));
    EXPECT_TRUE(schedule("v3", 100));
}

TEST_F(UpgradeTest, is_replaced_and_cancelled_by_the_authority_alone) {
    const auto none = chain.call(authority_address, upgrade_address, "cancelUpgrade()");
    EXPECT_EQ(none.error().data, error_data("UpgradeNotScheduled()"));
    ASSERT_TRUE(schedule("v2", 40));
    ASSERT_TRUE(schedule("v3", 50));
    EXPECT_EQ(planned_height(), 50U);
    const auto refused = chain.call(stranger, upgrade_address, "cancelUpgrade()");
    EXPECT_EQ(refused.error().data, error_data("UpgradeUnauthorized(address)", stranger));
    ASSERT_TRUE(chain.call(authority_address, upgrade_address, "cancelUpgrade()"));
    EXPECT_EQ(planned_height(), 0U);
}

TEST_F(UpgradeTest, a_plan_left_behind_is_reported) {
    chain.journal().set_record(upgrade_address, slot_of(Byte{0x01}),
                               to_record(Plan{"v2", Height{1}, "", {}}));
    const auto broken = chain.check_invariants();
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().rule, "upgrade: a pending plan is ahead");
}

TEST_F(UpgradeTest, lists_the_parameters_of_every_module) {
    EXPECT_EQ(chain.view<U256>(upgrade_address, "parameterCount()"),
              U256{treasury::descriptor.parameters.size()});
    const auto data = chain.read(upgrade_address, chain.encode("parameterAt(uint256)", U256{1U}));
    ASSERT_TRUE(data);
    const auto row = abi::decode<std::string, std::string, U256, U256, U256, std::string,
                                 std::string, std::string>(*data)
                         .value();
    EXPECT_EQ(std::get<0>(row), "treasury");
    EXPECT_EQ(std::get<1>(row), "periodSeconds");
    EXPECT_EQ(std::get<2>(row), U256{2'592'000U});
    EXPECT_EQ(std::get<3>(row), U256{3'600U});
    EXPECT_EQ(std::get<4>(row), U256{31'622'400U});
    EXPECT_EQ(std::get<6>(row), "setSpendLimit(uint256,uint64)");
    const U256 count{treasury::descriptor.parameters.size()};
    const auto beyond = chain.read(upgrade_address, chain.encode("parameterAt(uint256)", count));
    EXPECT_EQ(beyond.error().data,
              error_data("UpgradeUnknownParameter(uint256,uint256)", count, count));
}

}  // namespace ambag::governance::upgrade
