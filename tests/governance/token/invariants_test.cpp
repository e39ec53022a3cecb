// SPDX-License-Identifier: Apache-2.0
#include "governance/token/checkpoints.hpp"
#include "tests/governance/token/token_fixture.hpp"

// Each invariant is broken on purpose and must name itself.

namespace ambag::governance::token {

namespace {

class TokenInvariants : public WrappedTokenTest {
 protected:
    std::string broken() {
        const auto result = chain.check_invariants();
        return result ? "none" : result.error().rule + ": " + result.error().detail;
    }
};

}  // namespace

TEST_F(TokenInvariants, hold_after_genesis) {
    EXPECT_EQ(broken(), "none");
}

TEST_F(TokenInvariants, notice_a_coin_without_a_token) {
    chain.fund(token_address, amount(1));
    EXPECT_EQ(broken(),
              "token: coins held = total supply - slashed and unsettled: 176 coins, 175 tokens, 0 "
              "unsettled");
}

TEST_F(TokenInvariants, notice_a_token_without_a_coin) {
    chain.genesis(token_address, [](Context& ctx) -> Result<void, Fault> {
        supply.set(ctx, amount(176));
        return {};
    });
    EXPECT_EQ(broken(),
              "token: coins held = total supply - slashed and unsettled: 175 coins, 176 tokens, 0 "
              "unsettled");
}

TEST_F(TokenInvariants, notice_a_checkpoint_that_is_not_the_supply) {
    chain.genesis(token_address, [](Context& ctx) -> Result<void, Fault> {
        EXPECT_TRUE(supply_trace.push(ctx, ctx.clock(), amount(174)));
        return {};
    });
    EXPECT_EQ(broken(), "token: latest supply checkpoint = total supply: 174 recorded, 175 tokens");
}

TEST_F(TokenInvariants, checkpoints_refuse_a_clock_that_goes_back) {
    chain.genesis(token_address, [](Context& ctx) -> Result<void, Fault> {
        const auto result = votes_of(alice).push(ctx, Uint48{9}, amount(1));
        EXPECT_TRUE(result);
        const auto back = votes_of(alice).push(ctx, Uint48{8}, amount(2));
        EXPECT_EQ(back.error().data, error_data("CheckpointUnorderedInsertion()"));
        return {};
    });
}

}  // namespace ambag::governance::token
