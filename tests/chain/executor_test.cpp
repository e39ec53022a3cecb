// SPDX-License-Identifier: Apache-2.0
#include "chain/exec/executor.hpp"

#include "chain/base/hex.hpp"
#include "chain/exec/commitment.hpp"
#include "chain/exec/fees.hpp"
#include "chain/module/addresses.hpp"
#include "tests/support/test_chain.hpp"

namespace ambag::test {

namespace {

constexpr Address here{{0x77}};
constexpr Item<U256> counter{0x01};

struct Refused {
    static constexpr Literal abi{"Refused()"};
};
struct Ticked {
    static constexpr Literal abi{"Ticked(height)"};
    Height height;
};

Result<> count(Context& ctx) {
    counter.set(ctx, TRY(add(counter.get(ctx), U256{1U})));
    return {};
}
Result<> refuse(Context& ctx) {
    counter.set(ctx, U256{99U});
    return fail(Refused{});
}
Result<> mint_here(Context& ctx) {
    return ctx.mint(here, Amount{U256{5U}});
}

Result<void, Fault> tick(Context& ctx) {
    if (ctx.block().height.value % 2 == 0) ctx.emit(Ticked{ctx.block().height});
    return {};
}
Result<void, Fault> below_fifty(const ViewContext& ctx) {
    if (counter.get(ctx) < U256{50U}) return {};
    return std::unexpected(Fault{"sample.below_fifty", "the counter reached 50"});
}
Result<> break_rule(Context& ctx) {
    counter.set(ctx, U256{50U});
    return {};
}

constexpr CallRow calls[]{
    call<"count()", &count>({.reads = 1, .writes = 1}), call<"refuse()", &refuse>({.writes = 1}),
    call<"mintHere()", &mint_here>({.writes = 1}), call<"breakRule()", &break_rule>({.writes = 1})};
constexpr EventRow events[]{event<Ticked>()};
constexpr ErrorRow errors[]{error<Refused>()};
constexpr Invariant invariants[]{{"the counter stays below fifty", &below_fifty}};
constexpr ModuleDescriptor sample{.name = "sample",
                                  .address = here,
                                  .purpose = "A sample.",
                                  .privileges = {.may_mint = true, .may_burn = false},
                                  .state = {},
                                  .calls = calls,
                                  .events = events,
                                  .errors = errors,
                                  .parameters = {},
                                  .hooks = {.begin_block = nullptr, .end_block = &tick},
                                  .invariants = invariants};

class Executor : public testing::Test {
 protected:
    Executor() {
        state.accounts[alice] = {Nonce{0}, coins(10), false};
        state.accounts[here] = {Nonce{1}, Amount{}, true};
        env.height = Height{1};
        env.time = Timestamp{1'700'000'000};
        env.base_fee = Amount{U256{100U}};
        env.coinbase = Address{{0xcb}};
        env.gas_limit = Gas{1'000'000};
        rules.block_gas_limit = env.gas_limit;
    }

    static Amount coins(std::uint64_t n) {
        return Amount{*checked_mul(U256{n}, U256{1'000'000'000'000'000'000U})};
    }

    SignedTransaction make(std::uint64_t nonce, const Address& to, const Amount& value,
                           std::string_view call = {}) {
        Transaction tx;
        tx.chain_id = rules.chain_id;
        tx.nonce = Nonce{nonce};
        tx.fee_per_gas_max = U256{150U};
        tx.tip_per_gas_max = U256{7U};
        tx.gas_limit = Gas{100'000};
        tx.to = to;
        tx.value = value;
        if (!call.empty()) tx.data = TestChain::encode(call);
        return sign_transaction(tx, key);
    }

    Result<BlockOutcome, BlockError> apply(std::vector<SignedTransaction> transactions) {
        return apply_block(state, env, transactions, rules, modules);
    }
    RejectCode reject_code(std::vector<SignedTransaction> transactions) {
        const auto outcome = apply(std::move(transactions));
        EXPECT_FALSE(outcome);
        return std::get<Reject>(outcome.error().cause).code;
    }

    const PrivateKey key = *PrivateKey::from(Bytes(32, 0x11));
    const Address alice = address_of(key.public_key());
    const Address bob{{0xb0}};
    MemoryState state;
    BlockEnv env;
    Rules rules;
    ModuleTable modules{{&sample}};
};

}  // namespace

// 21,000 gas at 100 + 7: 2,100,000 burned, 147,000 to the coinbase.
TEST_F(Executor, moves_coins_burns_the_base_fee_and_pays_the_tip) {
    const auto outcome = apply({make(0, bob, coins(3))});
    ASSERT_TRUE(outcome);
    ASSERT_EQ(outcome->outcomes.size(), 1U);
    EXPECT_TRUE(outcome->outcomes[0].receipt.success);
    EXPECT_EQ(outcome->gas_used, Gas{21000});
    EXPECT_EQ(outcome->outcomes[0].effective_gas_price, U256{107U});
    EXPECT_EQ(outcome->totals.burned, Amount{U256{2'100'000U}});
    MemoryState after = state;
    after.apply(outcome->diff);
    EXPECT_EQ(after.accounts[bob].balance, coins(3));
    EXPECT_EQ(after.accounts[env.coinbase].balance, Amount{U256{147'000U}});
    EXPECT_EQ(after.accounts[alice].balance, *checked_sub(coins(7), Amount{U256{2'247'000U}}));
    EXPECT_EQ(after.accounts[alice].nonce, Nonce{1});
}

TEST_F(Executor, moves_the_base_fee_to_the_pool_account_where_genesis_says_so) {
    rules.fee.sink = FeeSink::pool;
    const auto outcome = apply({make(0, bob, coins(3))});
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->totals.burned, Amount{});
    MemoryState after = state;
    after.apply(outcome->diff);
    EXPECT_EQ(after.accounts[issuance_address].balance, Amount{U256{2'100'000U}});
}

TEST_F(Executor, a_reverting_call_takes_nonce_and_fee_and_nothing_else) {
    const auto outcome = apply({make(0, here, Amount{}, "refuse()")});
    ASSERT_TRUE(outcome);
    EXPECT_FALSE(outcome->outcomes[0].receipt.success);
    EXPECT_EQ(outcome->outcomes[0].output, error_data("Refused()"));
    EXPECT_TRUE(outcome->diff.records.empty());
    MemoryState after = state;
    after.apply(outcome->diff);
    EXPECT_EQ(after.accounts[alice].nonce, Nonce{1});
    EXPECT_LT(after.accounts[alice].balance, coins(10));
}

TEST_F(Executor, value_to_a_module_without_calldata_is_refused_in_the_receipt) {
    const auto outcome = apply({make(0, here, coins(1))});
    ASSERT_TRUE(outcome);
    EXPECT_FALSE(outcome->outcomes[0].receipt.success);
}

TEST_F(Executor, rejects_what_cannot_be_in_a_block) {
    EXPECT_EQ(reject_code({make(1, bob, coins(1))}), RejectCode::nonce_too_high);
    EXPECT_EQ(reject_code({make(0, bob, coins(1)), make(0, bob, coins(1))}),
              RejectCode::nonce_too_low);
    EXPECT_EQ(reject_code({make(0, bob, coins(10))}), RejectCode::insufficient_funds);
    rules.chain_id = ChainId{5};
    const auto foreign = make(0, bob, coins(1));
    rules.chain_id = ChainId{31337};
    EXPECT_EQ(reject_code({foreign}), RejectCode::chain_id_wrong);
    env.base_fee = Amount{U256{151U}};
    EXPECT_EQ(reject_code({make(0, bob, coins(1))}), RejectCode::fee_cap_below_base_fee);
}

TEST_F(Executor, a_full_block_rejects_and_goes_on) {
    env.gas_limit = Gas{150'000};
    BlockExecutor executor{state, env, rules, modules};
    ASSERT_TRUE(executor.begin());
    ASSERT_TRUE(executor.run(make(0, bob, coins(1))));
    ASSERT_TRUE(executor.run(make(1, bob, coins(1))));
    const auto full = executor.run(make(2, bob, coins(1)));
    ASSERT_TRUE(full) << "108,000 gas are left";
    const auto rejected = executor.run(make(3, bob, coins(1)));
    ASSERT_FALSE(rejected);
    EXPECT_EQ(rejected.error().code, RejectCode::gas_limit_too_high);
    EXPECT_TRUE(executor.finish());
}

TEST_F(Executor, system_logs_stand_in_one_last_transaction_or_in_none) {
    const auto odd = apply({make(0, bob, coins(1))});
    ASSERT_TRUE(odd);
    EXPECT_EQ(odd->transactions.size(), 1U);
    env.height = Height{2};
    const auto even = apply({make(0, bob, coins(1))});
    ASSERT_TRUE(even);
    ASSERT_EQ(even->transactions.size(), 2U);
    EXPECT_TRUE(even->transactions[1].is_system());
    ASSERT_EQ(even->outcomes[1].receipt.logs.size(), 1U);
    EXPECT_EQ(even->outcomes[1].receipt.cumulative_gas_used, Gas{21000});
}

TEST_F(Executor, a_mint_by_a_permitted_module_passes_the_supply_identity) {
    const auto outcome = apply({make(0, here, Amount{}, "mintHere()")});
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->totals.minted, Amount{U256{5U}});
}

TEST_F(Executor, a_broken_invariant_is_a_fault_that_names_the_rule) {
    const auto outcome = apply({make(0, here, Amount{}, "breakRule()")});
    ASSERT_FALSE(outcome);
    EXPECT_EQ(std::get<Fault>(outcome.error().cause).rule, "sample.below_fifty");
}

TEST_F(Executor, dev_balances_need_a_dev_genesis) {
    const std::vector<DevBalance> wanted{{bob, coins(2)}};
    EXPECT_FALSE(apply_block(state, env, {}, rules, modules, wanted));
    rules.dev = true;
    const auto outcome = apply_block(state, env, {}, rules, modules, wanted);
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome->totals.minted, coins(2));
    EXPECT_TRUE(outcome->transactions.back().is_system());
}

// EIP-1559's own numbers with denominator 8: full block +12.5 %, empty block -12.5 %.
TEST(Fees, follow_eip1559) {
    FeeRules rules;
    rules.denominator = 8;
    const Amount fee{U256{1'000'000'000U}};
    const auto next = [&](std::uint64_t used) {
        return next_base_fee(fee, Gas{used}, Gas{30'000'000}, rules).units;
    };
    EXPECT_EQ(next(15'000'000), U256{1'000'000'000U});
    EXPECT_EQ(next(30'000'000), U256{1'125'000'000U});
    EXPECT_EQ(next(0), U256{875'000'000U});
    EXPECT_EQ(next_base_fee(Amount{U256{1U}}, Gas{15'000'001}, Gas{30'000'000}, rules).units,
              U256{2U});
    rules.floor = Amount{U256{900'000'000U}};
    EXPECT_EQ(next(0), U256{900'000'000U});
    EXPECT_EQ(next_base_fee({}, Gas{30'000'000}, Gas{30'000'000}, FeeRules{}).units, U256{});
}

// The state root of two accounts, from the account leaf of the yellow paper by hand: one account
// makes a trie of one leaf.
TEST(Commitment, of_one_account_is_the_hash_of_its_leaf) {
    StateDiff diff;
    const Address address{{1}};
    diff.accounts.push_back({address, {}, {Nonce{1}, Amount{U256{7U}}, false}});
    const MemoryState empty;
    const MemoryNodeStore nodes;
    const auto update = update_commitment({}, empty, diff, nodes);
    ASSERT_TRUE(update);
    // rlp [hex-prefix(odd leaf, 64 nibbles even) || key, account], account = [1, 7, root, code].
    Bytes account = *from_hex("f8440107a0");
    append(account, empty_trie_root);
    append(account, Bytes{0xa0});
    append(account, *from_hex("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"));
    Bytes path{0x20};
    append(path, keccak256(address));
    Bytes leaf{0xf8, static_cast<Byte>(1 + path.size() + 2 + account.size())};
    leaf.push_back(static_cast<Byte>(0x80 + path.size()));
    append(leaf, path);
    leaf.push_back(0xb8);
    leaf.push_back(static_cast<Byte>(account.size()));
    append(leaf, account);
    EXPECT_EQ(update->after.state_root, keccak256(leaf));
}

}  // namespace ambag::test
