// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "chain/module/machine.hpp"

namespace ambag::chain {

namespace {

struct TooSmall {
    static constexpr Literal abi{"TooSmall(given,needed)"};
    U256 given;
    U256 needed;
};

struct Nothing {
    static constexpr Literal abi{"Nothing()"};
};

struct Transfer {
    static constexpr Literal abi{"Transfer(indexed from,indexed to,value)"};
    Address from;
    Address to;
    Amount value;
};

struct Note {
    std::uint64_t count;
    std::string text;
};

constexpr Item<U256> total{0x01};
constexpr Map<Address, Note> notes{0x02};

Result<U256> put(Context& ctx, U256 amount, std::string text) {
    if (amount < U256{10U}) return fail(TooSmall{amount, U256{10U}});
    const U256 sum = TRY(add(total.get(ctx), amount));
    total.set(ctx, sum);
    notes.set(ctx, ctx.sender(), {notes.get(ctx, ctx.sender()).count + 1, text});
    ctx.emit(Transfer{ctx.sender(), ctx.self(), Amount{amount}});
    return sum;
}

Result<> nested(Context& ctx, Address target, Bytes data) {
    total.set(ctx, U256{77U});
    if (!ctx.call(target, {}, data)) return {};
    return fail(Nothing{});
}

Result<std::tuple<std::uint64_t, std::string>> note_of(const ViewContext& ctx, Address who) {
    const Note note = notes.get(ctx, who);
    return std::tuple{note.count, note.text};
}

Result<Amount> take(Context& ctx) {
    return ctx.value();
}

constexpr Address here = Address{{1}};
constexpr CallRow calls[]{
    call<"put(amount,text) -> sum", &put>({.reads = 2, .writes = 2, .logs = 1}),
    call<"nested(target,data)", &nested>({.writes = 1}),
    payable<"take() -> value", &take>({}),
    view<"noteOf(who) -> count,text", &note_of>({.reads = 1}),
};
constexpr EventRow events[]{event<Transfer>()};
constexpr ErrorRow errors[]{error<TooSmall>(), error<Nothing>()};
constexpr ModuleDescriptor descriptor{.name = "sample",
                                      .address = here,
                                      .purpose = "A sample.",
                                      .privileges = {},
                                      .state = {},
                                      .calls = calls,
                                      .events = events,
                                      .errors = errors,
                                      .parameters = {},
                                      .hooks = {},
                                      .invariants = {}};

class EmptyView : public StateView {
 public:
    AccountState account(const Address& address) const override {
        if (address == Address{{9}}) return {Nonce{0}, Amount{U256{1000U}}, false};
        return {};
    }
    Record record(const Address&, const Slot&) const override { return {}; }
};

class ModuleKit : public testing::Test {
 protected:
    Result<Bytes> run(Bytes data, std::uint64_t value = 0) {
        return machine.call(user, here, Amount{U256{value}}, data);
    }
    template <class... Ts>
    static Bytes encoded(std::string_view signature, const Ts&... arguments) {
        return abi::encode_call(Selector::from(keccak256(as_bytes(signature))), arguments...);
    }

    const Address user{{9}};
    EmptyView base;
    Journal journal{base};
    Ledger ledger{journal};
    BlockEnv block;
    Rules rules;
    ModuleTable modules{{&descriptor}};
    Machine machine{journal, ledger, block, rules, modules};
};

}  // namespace

TEST_F(ModuleKit, derives_signatures_selectors_and_topics) {
    EXPECT_EQ(calls[0].signature, "put(uint256,string)");
    EXPECT_EQ(calls[3].signature, "noteOf(address)");
    EXPECT_EQ(to_hex(events[0].topic),
              "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef");
    EXPECT_EQ(errors[0].signature, "TooSmall(uint256,uint256)");
    EXPECT_EQ(calls[3].outputs()[1].type, "string");
    EXPECT_EQ(calls[3].outputs()[1].name, "text");
}

TEST_F(ModuleKit, runs_a_call_and_logs_its_event) {
    const auto result = run(encoded("put(uint256,string)", U256{12U}, std::string{"hello"}));
    ASSERT_TRUE(result);
    EXPECT_EQ(*result, abi::encode(U256{12U}));
    const auto logs = machine.take_logs();
    ASSERT_EQ(logs.size(), 1U);
    EXPECT_EQ(logs[0].topics.size(), 3U);
    EXPECT_EQ(logs[0].data, abi::encode(U256{12U}));
    const auto view = machine.static_call(user, here, encoded("noteOf(address)", user));
    ASSERT_TRUE(view);
    EXPECT_EQ(*view, abi::encode(std::uint64_t{1}, std::string{"hello"}));
}

TEST_F(ModuleKit, a_revert_leaves_the_state_untouched_and_returns_the_error) {
    const auto result = run(encoded("put(uint256,string)", U256{9U}, std::string{}));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().data, encoded("TooSmall(uint256,uint256)", U256{9U}, U256{10U}));
    EXPECT_TRUE(journal.diff().records.empty());
    EXPECT_TRUE(machine.take_logs().empty());
}

TEST_F(ModuleKit, a_failed_inner_call_drops_only_its_own_effects) {
    const Bytes bad = encoded("put(uint256,string)", U256{1U}, std::string{});
    ASSERT_TRUE(run(encoded("nested(address,bytes)", here, bad)));
    EXPECT_EQ(journal.diff().records.size(), 1U);
    const Bytes good = encoded("put(uint256,string)", U256{11U}, std::string{});
    ASSERT_FALSE(run(encoded("nested(address,bytes)", here, good)));
    EXPECT_TRUE(machine.take_logs().empty());
    EXPECT_EQ(journal.diff().records.size(), 1U);
}

TEST_F(ModuleKit, reverts_empty_on_what_solidity_refuses) {
    EXPECT_EQ(run({}).error(), Revert{});
    EXPECT_EQ(run({1, 2, 3}).error(), Revert{});
    EXPECT_EQ(run({1, 2, 3, 4}).error(), Revert{});
    EXPECT_EQ(run(encoded("put(uint256,string)", U256{12U})).error(), Revert{});
    EXPECT_EQ(run(encoded("noteOf(address)", user), 1).error(), Revert{});
    EXPECT_EQ(run(encoded("take()"), 1001).error(), Revert{});
    EXPECT_EQ(*run(encoded("take()"), 1000), abi::encode(U256{1000U}));
    EXPECT_EQ(machine.static_call(user, here, encoded("take()")).error(), Revert{});
}

TEST_F(ModuleKit, stops_when_the_gas_is_used_up) {
    machine.begin_gas(Gas{5000});
    const auto result = run(encoded("put(uint256,string)", U256{12U}, std::string{"x"}));
    EXPECT_FALSE(result);
    EXPECT_TRUE(machine.out_of_gas());
    EXPECT_EQ(machine.gas_used(), Gas{5000});
}

TEST_F(ModuleKit, supply_identity_notices_a_balance_out_of_thin_air) {
    ASSERT_TRUE(ledger.transfer(user, here, Amount{U256{10U}}));
    EXPECT_TRUE(check_supply(journal.diff(), ledger.totals()));
    StateDiff planted = journal.diff();
    planted.accounts[0].after.balance = Amount{U256{11U}};
    EXPECT_FALSE(check_supply(planted, ledger.totals()));
}

}  // namespace ambag::chain
