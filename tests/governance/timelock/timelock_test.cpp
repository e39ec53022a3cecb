// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "chain/module/addresses.hpp"
#include "governance/timelock/interface.hpp"
#include "governance/timelock/module.hpp"
#include "tests/governance/abi_table.hpp"
#include "tests/support/test_chain.hpp"

namespace ambag::governance {

namespace {

using namespace chain;
using namespace ambag::test;
using timelock::canceller_role;
using timelock::executor_role;
using timelock::proposer_role;

constexpr Address alice{{0xa1}};
constexpr Address bob{{0xb0}};
constexpr std::string_view schedule_text =
    "schedule(address,uint256,bytes,bytes32,bytes32,uint256)";
constexpr std::string_view schedule_batch_text =
    "scheduleBatch(address[],uint256[],bytes[],bytes32,bytes32,uint256)";
constexpr std::string_view execute_text = "execute(address,uint256,bytes,bytes32,bytes32)";
constexpr std::string_view execute_batch_text =
    "executeBatch(address[],uint256[],bytes[],bytes32,bytes32)";

Hash hash(std::string_view text) {
    return fixed_from_hex<Hash>(text).value();
}

struct Operation {
    Address target = timelock_address;
    Amount value;
    Bytes data;
    Hash predecessor;
    Hash salt;

    Hash id() const { return keccak256(abi::encode(target, value, data, predecessor, salt)); }
};

Operation update_delay(std::uint64_t delay) {
    return {.value = {},
            .data = TestChain::encode("updateDelay(uint256)", U256{delay}),
            .predecessor = {},
            .salt = {}};
}

class Timelock : public testing::Test {
 protected:
    Timelock() { start({Address{}}); }

    void start(std::vector<Address> executors) {
        chain_ = std::make_unique<TestChain>(
            std::vector<const ModuleDescriptor*>{&timelock::descriptor});
        chain_->fund(alice, Amount{U256{1000U}});
        chain_->genesis(timelock_address, [&](Context& ctx) {
            return timelock::genesis(ctx, {.min_delay = 10, .executors = executors});
        });
    }
    Result<Bytes> schedule(const Operation& op, std::uint64_t delay = 10,
                           const Address& from = governor_address) {
        return chain_->call(from, timelock_address, schedule_text, op.target, op.value, op.data,
                            op.predecessor, op.salt, U256{delay});
    }
    Result<Bytes> execute(const Operation& op, const Address& from = bob, std::uint64_t value = 0) {
        return chain_->call_with_value(from, Amount{U256{value}}, timelock_address, execute_text,
                                       op.target, op.value, op.data, op.predecessor, op.salt);
    }
    std::uint8_t state(const Hash& id) {
        return chain_->view<std::uint8_t>(timelock_address, "getOperationState(bytes32)", id);
    }
    std::uint64_t min_delay() {
        return chain_->view<U256>(timelock_address, "getMinDelay()").low_u64();
    }
    bool has_role(const Hash& role, const Address& who) {
        return chain_->view<bool>(timelock_address, "hasRole(bytes32,address)", role, who);
    }

    std::unique_ptr<TestChain> chain_;
};

// The word with these bits set.
Hash bits(std::uint64_t value) {
    return U256{value}.to_word();
}

}  // namespace

TEST(TimelockAbi, is_openzeppelins) {
    EXPECT_EQ(abi_lines(timelock::descriptor), frozen_lines("timelock_abi.txt"));
}

TEST_F(Timelock, genesis_gives_the_roles_and_emits_what_the_constructor_emits) {
    // Computed by viem: keccak256("PROPOSER_ROLE") and so on.
    const Hash proposer =
        hash("0xb09aa5aeb3702cfd50b6b62bc4532604938f21248a27a1d5ca736082b6819cc1");
    const Hash executor =
        hash("0xd8aa0f3194971a2a116679f7c2090f6939c8d4e01a2a8d7e41d55e5351469e63");
    const Hash canceller =
        hash("0xfd643c72710c63c0180259aba6b2d05451e3591a24e58b62239378085726f783");
    EXPECT_EQ(chain_->view<Hash>(timelock_address, "PROPOSER_ROLE()"), proposer);
    EXPECT_EQ(chain_->view<Hash>(timelock_address, "EXECUTOR_ROLE()"), executor);
    EXPECT_EQ(chain_->view<Hash>(timelock_address, "CANCELLER_ROLE()"), canceller);
    EXPECT_EQ(chain_->view<Hash>(timelock_address, "DEFAULT_ADMIN_ROLE()"), Hash{});
    EXPECT_TRUE(has_role(Hash{}, timelock_address));
    EXPECT_TRUE(has_role(proposer, governor_address));
    EXPECT_TRUE(has_role(canceller, governor_address));
    EXPECT_TRUE(has_role(executor, Address{}));
    EXPECT_FALSE(has_role(executor, governor_address));
    EXPECT_EQ(min_delay(), 10U);
    chain_->next_block();
    const auto logs = chain_->take_logs();
    ASSERT_EQ(logs.size(), 5U);
    EXPECT_EQ(logs[1].topics[1], proposer);
    EXPECT_EQ(logs[4].data, abi::encode(U256{}, U256{10U}));
}

TEST_F(Timelock, genesis_without_any_executor_is_refused) {
    TestChain empty{{&timelock::descriptor}};
    empty.genesis(timelock_address, [](Context& ctx) {
        const auto done = timelock::genesis(ctx, {.min_delay = 1, .executors = {}});
        EXPECT_FALSE(done);
        EXPECT_EQ(done.error().rule, "genesis.timelock");
        return Result<void, Fault>{};
    });
}

TEST_F(Timelock, ids_are_those_that_viem_computes) {
    const Operation op{.value = {},
                       .data = update_delay(60).data,
                       .predecessor = {},
                       .salt = hash("0x" + std::string(64, '1'))};
    EXPECT_EQ(
        chain_->view<Hash>(timelock_address, "hashOperation(address,uint256,bytes,bytes32,bytes32)",
                           op.target, op.value, op.data, op.predecessor, op.salt),
        hash("0x93eb2ffe0dc667ab909e2375b48736e56f624f1f1418fb33cba0a21dcb50e632"));
    const Address beef =
        fixed_from_hex<Address>("0x000000000000000000000000000000000000beef").value();
    EXPECT_EQ(chain_->view<Hash>(timelock_address,
                                 "hashOperationBatch(address[],uint256[],bytes[],bytes32,bytes32)",
                                 std::vector<Address>{op.target, beef},
                                 std::vector<U256>{U256{}, U256{5U}},
                                 std::vector<Bytes>{op.data, {}}, op.predecessor, op.salt),
              hash("0x3b04be1307fc48d59bb002ec5ff3ad7954fe0e1f87d59af250bedf7ee65e93a3"));
}

// The worked example of governance/timelock/README.md.
TEST_F(Timelock, an_operation_waits_becomes_ready_at_its_second_and_is_done_once) {
    const Operation op = update_delay(60);
    EXPECT_EQ(state(op.id()), 0U);
    ASSERT_TRUE(schedule(op));
    EXPECT_EQ(state(op.id()), 1U);
    EXPECT_EQ(chain_->view<U256>(timelock_address, "getTimestamp(bytes32)", op.id()),
              U256{1'700'000'010U});
    chain_->next_block(9);
    EXPECT_EQ(state(op.id()), 1U);
    EXPECT_EQ(execute(op).error().data,
              error_data("TimelockUnexpectedOperationState(bytes32,bytes32)", op.id(), bits(4)));
    chain_->next_block(1);
    EXPECT_EQ(state(op.id()), 2U);
    ASSERT_TRUE(execute(op));
    EXPECT_EQ(min_delay(), 60U);
    EXPECT_EQ(state(op.id()), 3U);
    EXPECT_EQ(chain_->view<U256>(timelock_address, "getTimestamp(bytes32)", op.id()), U256{1U});
    EXPECT_EQ(execute(op).error().data,
              error_data("TimelockUnexpectedOperationState(bytes32,bytes32)", op.id(), bits(4)));
    EXPECT_EQ(schedule(op, 60).error().data,
              error_data("TimelockUnexpectedOperationState(bytes32,bytes32)", op.id(), bits(1)));
}

TEST_F(Timelock, schedule_logs_the_call_and_then_a_salt_that_is_not_zero) {
    chain_->next_block();
    chain_->take_logs();
    Operation op = update_delay(60);
    ASSERT_TRUE(schedule(op));
    auto logs = chain_->take_logs();
    ASSERT_EQ(logs.size(), 1U);
    EXPECT_EQ(logs[0].topics[1], op.id());
    EXPECT_EQ(logs[0].data, abi::encode(op.target, op.value, op.data, op.predecessor, U256{10U}));
    op.salt = bits(7);
    ASSERT_TRUE(schedule(op));
    logs = chain_->take_logs();
    ASSERT_EQ(logs.size(), 2U);
    EXPECT_EQ(logs[1].topics[0], event_topic<timelock::CallSalt>);
    EXPECT_EQ(logs[1].data, abi::encode(op.salt));
}

TEST_F(Timelock, schedule_checks_role_then_state_then_delay) {
    const Operation op = update_delay(60);
    EXPECT_EQ(
        schedule(op, 9, alice).error().data,
        error_data("AccessControlUnauthorizedAccount(address,bytes32)", alice, proposer_role));
    EXPECT_EQ(schedule(op, 9).error().data,
              error_data("TimelockInsufficientDelay(uint256,uint256)", U256{9U}, U256{10U}));
    ASSERT_TRUE(schedule(op));
    EXPECT_EQ(schedule(op, 9).error().data,
              error_data("TimelockUnexpectedOperationState(bytes32,bytes32)", op.id(), bits(1)));
    EXPECT_EQ(chain_
                  ->call(governor_address, timelock_address, schedule_text, alice, Amount{},
                         Bytes{}, Hash{}, Hash{}, U256::max())
                  .error()
                  .data,
              error_data("Panic(uint256)", U256{0x11U}));
}

TEST_F(Timelock, a_batch_of_unequal_lengths_is_refused_and_names_them_in_openzeppelins_order) {
    const Bytes expected = error_data("TimelockInvalidOperationLength(uint256,uint256,uint256)",
                                      U256{2U}, U256{}, U256{1U});
    const std::vector<Address> targets{alice, bob};
    const std::vector<U256> values{U256{}};
    EXPECT_EQ(chain_
                  ->call(governor_address, timelock_address, schedule_batch_text, targets, values,
                         std::vector<Bytes>{}, Hash{}, Hash{}, U256{10U})
                  .error()
                  .data,
              expected);
    EXPECT_EQ(chain_
                  ->call(bob, timelock_address, execute_batch_text, targets, values,
                         std::vector<Bytes>{}, Hash{}, Hash{})
                  .error()
                  .data,
              expected);
}

TEST_F(Timelock, cancel_needs_the_role_and_a_pending_operation) {
    const Operation op = update_delay(60);
    const auto cancel = [&](const Address& from) {
        return chain_->call(from, timelock_address, "cancel(bytes32)", op.id());
    };
    EXPECT_EQ(
        cancel(alice).error().data,
        error_data("AccessControlUnauthorizedAccount(address,bytes32)", alice, canceller_role));
    const Bytes not_pending =
        error_data("TimelockUnexpectedOperationState(bytes32,bytes32)", op.id(), bits(6));
    EXPECT_EQ(cancel(governor_address).error().data, not_pending);
    ASSERT_TRUE(schedule(op));
    ASSERT_TRUE(cancel(governor_address));
    EXPECT_EQ(state(op.id()), 0U);
    ASSERT_TRUE(schedule(op));  // a cancelled operation may come again
    chain_->next_block(10);
    ASSERT_TRUE(execute(op));
    EXPECT_EQ(cancel(governor_address).error().data, not_pending);
}

TEST_F(Timelock, a_predecessor_must_be_done_first) {
    const Operation first = update_delay(60);
    Operation second = update_delay(70);
    second.predecessor = first.id();
    ASSERT_TRUE(schedule(first));
    ASSERT_TRUE(schedule(second));
    chain_->next_block(10);
    EXPECT_EQ(execute(second).error().data,
              error_data("TimelockUnexecutedPredecessor(bytes32)", first.id()));
    ASSERT_TRUE(execute(first));
    ASSERT_TRUE(execute(second));
    EXPECT_EQ(min_delay(), 70U);
}

TEST_F(Timelock, only_executors_execute_when_the_role_is_not_open) {
    start({alice});
    const Operation op = update_delay(60);
    ASSERT_TRUE(schedule(op));
    chain_->next_block(10);
    EXPECT_EQ(execute(op, bob).error().data,
              error_data("AccessControlUnauthorizedAccount(address,bytes32)", bob, executor_role));
    EXPECT_TRUE(execute(op, alice));
}

TEST_F(Timelock, a_value_is_paid_from_what_came_with_the_call_and_from_its_own_balance) {
    const Operation pay{
        .target = bob, .value = Amount{U256{30U}}, .data = {}, .predecessor = {}, .salt = {}};
    ASSERT_TRUE(schedule(pay));
    chain_->next_block(10);
    EXPECT_EQ(execute(pay, alice, 29).error().data, error_data("FailedCall()"));
    EXPECT_EQ(state(pay.id()), 2U);
    ASSERT_TRUE(execute(pay, alice, 50));
    EXPECT_EQ(chain_->balance(bob), Amount{U256{30U}});
    EXPECT_EQ(chain_->balance(timelock_address), Amount{U256{20U}});
    Operation again = pay;
    again.value = Amount{U256{20U}};
    ASSERT_TRUE(schedule(again));
    chain_->next_block(10);
    ASSERT_TRUE(execute(again, bob));
    EXPECT_EQ(chain_->balance(bob), Amount{U256{50U}});
}

TEST_F(Timelock, a_batch_happens_as_a_whole_and_passes_the_revert_on) {
    const Bytes cancel = TestChain::encode("cancel(bytes32)", Hash{});
    const std::vector<Address> targets{timelock_address, timelock_address};
    const std::vector<U256> values(2);
    const std::vector<Bytes> payloads{update_delay(60).data, cancel};
    ASSERT_TRUE(chain_->call(governor_address, timelock_address, schedule_batch_text, targets,
                             values, payloads, Hash{}, Hash{}, U256{10U}));
    chain_->next_block(10);
    chain_->take_logs();
    EXPECT_EQ(chain_
                  ->call(bob, timelock_address, execute_batch_text, targets, values, payloads,
                         Hash{}, Hash{})
                  .error()
                  .data,
              error_data("AccessControlUnauthorizedAccount(address,bytes32)", timelock_address,
                         canceller_role));
    EXPECT_EQ(min_delay(), 10U);
    EXPECT_TRUE(chain_->take_logs().empty());
}

TEST_F(Timelock, an_action_that_reverts_without_data_fails_with_failed_call) {
    const Operation op{.value = {}, .data = {1, 2, 3, 4}, .predecessor = {}, .salt = {}};
    ASSERT_TRUE(schedule(op));
    chain_->next_block(10);
    EXPECT_EQ(execute(op).error().data, error_data("FailedCall()"));
}

TEST_F(Timelock, execution_logs_what_the_call_logs_and_then_the_call) {
    const Operation op = update_delay(60);
    ASSERT_TRUE(schedule(op));
    chain_->next_block(10);
    chain_->take_logs();
    ASSERT_TRUE(execute(op));
    const auto logs = chain_->take_logs();
    ASSERT_EQ(logs.size(), 2U);
    EXPECT_EQ(logs[0].topics[0], event_topic<timelock::MinDelayChange>);
    EXPECT_EQ(logs[0].data, abi::encode(U256{10U}, U256{60U}));
    EXPECT_EQ(logs[1].topics[0], event_topic<timelock::CallExecuted>);
    EXPECT_EQ(logs[1].data, abi::encode(op.target, op.value, op.data));
}

TEST_F(Timelock, only_the_timelock_itself_changes_the_delay_and_the_roles) {
    EXPECT_EQ(chain_->call(governor_address, timelock_address, "updateDelay(uint256)", U256{1U})
                  .error()
                  .data,
              error_data("TimelockUnauthorizedCaller(address)", governor_address));
    for (const std::string_view call :
         {"grantRole(bytes32,address)", "revokeRole(bytes32,address)"})
        EXPECT_EQ(chain_->call(governor_address, timelock_address, call, proposer_role, alice)
                      .error()
                      .data,
                  error_data("AccessControlUnauthorizedAccount(address,bytes32)", governor_address,
                             Hash{}));
}

TEST_F(Timelock, roles_change_by_its_own_operations_and_are_renounced_by_their_holder) {
    Operation grant;
    grant.data = TestChain::encode("grantRole(bytes32,address)", proposer_role, alice);
    ASSERT_TRUE(schedule(grant));
    chain_->next_block(10);
    chain_->take_logs();
    ASSERT_TRUE(execute(grant));
    auto logs = chain_->take_logs();
    ASSERT_EQ(logs.size(), 2U);
    EXPECT_EQ(logs[0].topics[0], event_topic<timelock::RoleGranted>);
    EXPECT_TRUE(has_role(proposer_role, alice));
    EXPECT_EQ(
        chain_->call(bob, timelock_address, "renounceRole(bytes32,address)", proposer_role, alice)
            .error()
            .data,
        error_data("AccessControlBadConfirmation()"));
    ASSERT_TRUE(chain_->call(alice, timelock_address, "renounceRole(bytes32,address)",
                             proposer_role, alice));
    EXPECT_FALSE(has_role(proposer_role, alice));
    logs = chain_->take_logs();
    ASSERT_EQ(logs.size(), 1U);
    EXPECT_EQ(logs[0].topics[0], event_topic<timelock::RoleRevoked>);
    // Renouncing what one does not hold is accepted and says nothing.
    ASSERT_TRUE(chain_->call(alice, timelock_address, "renounceRole(bytes32,address)",
                             proposer_role, alice));
    EXPECT_TRUE(chain_->take_logs().empty());
}

TEST_F(Timelock, answers_the_interfaces_that_openzeppelin_answers) {
    const auto supports = [&](std::string_view id) {
        return chain_->view<bool>(timelock_address, "supportsInterface(bytes4)",
                                  fixed_from_hex<Selector>(id).value());
    };
    EXPECT_TRUE(supports("0x01ffc9a7"));
    EXPECT_TRUE(supports("0x7965db0b"));
    EXPECT_TRUE(supports("0x4e2312e0"));
    EXPECT_FALSE(supports("0xffffffff"));
    const auto answer =
        chain_->call(bob, timelock_address, "onERC721Received(address,address,uint256,bytes)", bob,
                     bob, U256{1U}, Bytes{});
    ASSERT_TRUE(answer);
    EXPECT_EQ(*answer, abi::encode(fixed_from_hex<Selector>("0x150b7a02").value()));
}

}  // namespace ambag::governance
