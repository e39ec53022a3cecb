// SPDX-License-Identifier: Apache-2.0
#include "chain/exec/genesis.hpp"
#include "emission/issuance/state.hpp"
#include "tests/emission/issuance/issuance_chain.hpp"

// The invariants, each broken on purpose; whole blocks through the executor.

namespace ambag::emission::issuance {
namespace {

class IssuanceInvariants : public IssuanceChain {};

TEST_F(IssuanceInvariants, more_in_the_pools_than_in_the_account_is_a_fault) {
    ASSERT_TRUE(chain_->check_invariants());
    chain_->journal().set_record(issuance_address, pool_balances.slot(1), to_record(coins(1)));
    const auto broken = chain_->check_invariants();
    ASSERT_FALSE(broken);
    EXPECT_EQ(broken.error().rule, "issuance.pools");
    EXPECT_EQ(broken.error().detail, "the pools hold 1001, the module's account 1000");
}

// A module that mints in its own end-of-block hook.
Result<void, Fault> mint_late(Context& ctx) {
    if (!ctx.mint(alice, coins(1))) return std::unexpected(Fault{"late", "overflow"});
    return {};
}
constexpr ModuleDescriptor late_minter{.name = "late",
                                       .address = staking_address,
                                       .purpose = "Mints late.",
                                       .privileges = {.may_mint = true, .may_burn = false},
                                       .state = {},
                                       .calls = {},
                                       .events = {},
                                       .errors = {},
                                       .parameters = {},
                                       .hooks = {.begin_block = nullptr, .end_block = &mint_late},
                                       .invariants = {}};

// Block 0 and block 1 by the executor.
class Blocks {
 public:
    explicit Blocks(std::vector<const ModuleDescriptor*> modules) : modules_{std::move(modules)} {
        const Allocation allocations[]{{alice, coins(5000)}};
        const ModuleGenesis sections[]{
            {issuance_address, [](Context& ctx) { return genesis(ctx, example_genesis()); }}};
        BlockEnv env;
        env.time = Timestamp{1000};
        const auto block = apply_genesis(env, rules_, modules_, allocations, sections);
        EXPECT_TRUE(block) << block.error().detail;
        if (block) state_.apply(block->diff);
    }

    Result<BlockOutcome, BlockError> next(std::uint64_t height, std::uint64_t time) {
        BlockEnv env;
        env.height = Height{height};
        env.time = Timestamp{time};
        env.gas_limit = rules_.block_gas_limit;
        auto outcome = apply_block(state_, env, {}, rules_, modules_);
        if (outcome) state_.apply(outcome->diff);
        return outcome;
    }
    // totals() after the last block, as eth_call at that block asks for it.
    Bytes totals(std::uint64_t height) {
        BlockEnv env;
        env.height = Height{height};
        const CallRequest request{
            {}, issuance_address, {}, TestChain::encode("totals()"), Gas{1'000'000}};
        return simulate_call(state_, env, rules_, modules_, request).output.value();
    }

 private:
    Rules rules_;
    ModuleTable modules_;
    test::MemoryState state_;
};

TEST(IssuanceBlocks, block_0_counts_allocation_and_pools_as_minted) {
    Blocks blocks{{&descriptor}};
    EXPECT_EQ(blocks.totals(0), abi::encode(U256{6000U}, U256{}, U256{6000U}));
    EXPECT_EQ(blocks.totals(1), abi::encode(U256{6000U}, U256{}, U256{6000U})) << "pending";
    ASSERT_TRUE(blocks.next(1, 1003));
    EXPECT_EQ(blocks.totals(1), abi::encode(U256{6030U}, U256{}, U256{6030U}));
}

TEST(IssuanceBlocks, the_system_transaction_carries_what_was_emitted) {
    Blocks blocks{{&descriptor}};
    const auto outcome = blocks.next(1, 1002);
    ASSERT_TRUE(outcome);
    ASSERT_EQ(outcome->transactions.size(), 1U);
    EXPECT_TRUE(outcome->transactions[0].is_system());
    EXPECT_EQ(outcome->outcomes[0].receipt.logs.size(), 1U);
    EXPECT_EQ(outcome->totals.minted, coins(20));
}

TEST(IssuanceBlocks, a_module_that_mints_after_the_books_are_closed_is_a_fault) {
    Blocks wrong{{&descriptor, &late_minter}};
    const auto broken = wrong.next(1, 1001);
    ASSERT_FALSE(broken);
    EXPECT_EQ(std::get<Fault>(broken.error().cause).rule, "issuance.figures");
    Blocks right{{&late_minter, &descriptor}};
    EXPECT_TRUE(right.next(1, 1001));
    EXPECT_EQ(right.totals(1), abi::encode(U256{6011U}, U256{}, U256{6011U}));
}

}  // namespace
}  // namespace ambag::emission::issuance
