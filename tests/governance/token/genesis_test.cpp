// SPDX-License-Identifier: Apache-2.0
#include "tests/governance/token/token_fixture.hpp"

namespace ambag::governance::token {

namespace {

class TokenGenesisSection : public TokenTest {
 protected:
    void SetUp() override {}
    // The fault of a section over `coins` in the module's account.
    std::string fault_of(const TokenGenesis& section, std::uint64_t coins) {
        chain.fund(token_address, amount(coins));
        std::string detail = "no fault";
        chain.genesis(token_address, [&](Context& ctx) -> Result<void, Fault> {
            const auto done = genesis(ctx, section);
            if (!done) detail = done.error().rule + ": " + done.error().detail;
            return {};
        });
        return detail;
    }
};

}  // namespace

TEST_F(TokenGenesisSection, sets_names_balances_and_supply) {
    start({"Some Name", "SN", false, {{alice, amount(100)}, {bob, amount(50)}}});
    EXPECT_EQ(view<std::string>("name()"), "Some Name");
    EXPECT_EQ(view<std::string>("symbol()"), "SN");
    EXPECT_EQ(view<U256>("decimals()"), U256{18U});
    EXPECT_EQ(balance(alice), U256{100U});
    EXPECT_EQ(view<U256>("totalSupply()"), U256{150U});
    EXPECT_EQ(votes(alice), U256{});
    EXPECT_EQ(view<U256>("getPastTotalSupply(uint256)", U256{}), U256{150U});
}

TEST_F(TokenGenesisSection, self_delegates_the_wrapped_when_asked_to) {
    start({"Ambag", "AMB", true, {{alice, amount(100)}, {bob, amount(50)}}});
    EXPECT_EQ(votes(alice), U256{100U});
    EXPECT_EQ(view<Address>("delegates(address)", bob), bob);
    EXPECT_EQ(view<Address>("delegates(address)", carol), nobody);
}

TEST_F(TokenGenesisSection, refuses_accounts_that_cannot_hold_tokens) {
    EXPECT_EQ(fault_of({"Ambag", "AMB", true, {{nobody, amount(1)}}}, 1),
              "genesis token.wrapped: 0x0000000000000000000000000000000000000000 cannot hold "
              "voting tokens");
    EXPECT_EQ(
        fault_of({"Ambag", "AMB", true, {{token_address, amount(1)}}}, 0),
        "genesis token.wrapped: " + to_checksum(token_address) + " cannot hold voting tokens");
}

TEST_F(TokenGenesisSection, refuses_other_coins_than_tokens) {
    EXPECT_EQ(fault_of({"Ambag", "AMB", true, {{alice, amount(5)}}}, 4),
              "genesis token.wrapped: the token module holds 4 base units of coins, 5 are wrapped");
}

TEST_F(TokenGenesisSection, refuses_more_than_a_checkpoint_can_hold) {
    EXPECT_EQ(fault_of({"Ambag", "AMB", true, {{alice, Amount{U256::power_of_two(208)}}}}, 0),
              "genesis token.wrapped: the sum is above 2^208 - 1 base units");
}

}  // namespace ambag::governance::token
