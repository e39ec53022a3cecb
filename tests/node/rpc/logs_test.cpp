// SPDX-License-Identifier: Apache-2.0
#include "node/rpc/logs.hpp"

#include <gtest/gtest.h>

#include "node/rpc/filters.hpp"
#include "node/rpc/service.hpp"
#include "node/rpc/subscriptions.hpp"
#include "tests/node/rpc/fake_backend.hpp"

namespace ambag::node {
namespace {

using std::chrono::minutes;

const chain::Address alice{{0xa1}};
const chain::Address bob{{0xb0}};
const chain::Hash transfer{{0x01}};
const chain::Hash approval{{0x02}};

std::string hex(const auto& bytes) {
    return '"' + chain::to_hex(bytes) + '"';
}

struct Logs : ::testing::Test {
    FakeBackend backend;
    RpcService service{backend, {.log_blocks_max = 10, .logs_max = 5}};
    std::uint64_t nonce = 0;

    void SetUp() override {
        block({{alice, {transfer, approval}, {1}}, {bob, {transfer}, {2}}});
        block({});
        block({{alice, {approval}, {3}}, {alice, {}, {4}}});
    }
    void block(std::vector<chain::Log> logs) {
        backend.add_block({chain::sign_transaction(test_transaction(nonce++), test_key())},
                          {std::move(logs)});
    }
    Json reply(std::string_view method, std::string_view params) {
        return *parse_json(service.handle(R"({"jsonrpc":"2.0","id":1,"method":")" +
                                          std::string{method} + R"(","params":)" +
                                          std::string{params} + "}"));
    }
    // The first data bytes of the logs found, which name them here.
    std::string found(const Json& json) {
        if (!json.find("result") || !json.find("result")->is_array()) return json.dump();
        std::string names;
        for (const auto& log : *json.find("result")->as_array())
            names += log.find("data")->as_string()->back();
        return names;
    }
    std::string logs(std::string_view filter) {
        return found(reply("eth_getLogs", "[" + std::string{filter} + "]"));
    }
    std::string code(std::string_view filter) {
        const Json json = reply("eth_getLogs", "[" + std::string{filter} + "]");
        return json.find("error") ? json.find("error")->find("code")->dump() : "none";
    }
    std::string id(std::string_view method, std::string_view params) {
        return reply(method, params).find("result")->dump();
    }
};

constexpr std::string_view all = R"("fromBlock":"earliest")";

TEST_F(Logs, are_found_by_address_and_topics) {
    const auto with = [&](const std::string& more) {
        return logs("{" + std::string{all} + more + "}");
    };
    EXPECT_EQ(with(""), "1234");
    EXPECT_EQ(with(R"(,"address":)" + hex(alice)), "134");
    EXPECT_EQ(with(R"(,"address":[)" + hex(alice) + "," + hex(bob) + "]"), "1234");
    EXPECT_EQ(with(R"(,"address":[])"), "1234");
    EXPECT_EQ(with(R"(,"topics":[)" + hex(transfer) + "]"), "12");
    EXPECT_EQ(with(R"(,"topics":[[)" + hex(transfer) + "," + hex(approval) + "]]"), "123");
    EXPECT_EQ(with(R"(,"topics":[null,)" + hex(approval) + "]"), "1");
    EXPECT_EQ(with(R"(,"topics":[null])"), "123");  // a log without topics has no first one
    EXPECT_EQ(with(R"(,"topics":[[]])"), "123");
    EXPECT_EQ(with(R"(,"topics":[])"), "1234");
    EXPECT_EQ(with(R"(,"topics":[)" + hex(approval) + R"(],"address":)" + hex(bob)), "");
}

TEST_F(Logs, are_found_by_range_and_by_block) {
    EXPECT_EQ(logs("{}"), "34");  // the latest block alone
    EXPECT_EQ(logs(R"({"fromBlock":"0x1","toBlock":"0x1"})"), "12");
    EXPECT_EQ(logs(R"({"fromBlock":"0x2","toBlock":"safe"})"), "34");
    EXPECT_EQ(logs(R"({"fromBlock":"earliest","toBlock":"finalized"})"), "1234");
    const auto hash = hex(backend.block(chain::Height{1})->hash);
    EXPECT_EQ(logs(R"({"blockHash":)" + hash + "}"), "12");
    EXPECT_EQ(code(R"({"blockHash":)" + hash + R"(,"fromBlock":"0x1"})"), "-32602");
    EXPECT_EQ(code(R"({"blockHash":)" + hex(chain::Hash{}) + "}"), "-32000");
}

TEST_F(Logs, reversed_future_and_malformed_ranges_are_invalid_parameters) {
    for (const auto* filter : {R"({"fromBlock":"0x2","toBlock":"0x1"})", R"({"fromBlock":"0x4"})",
                               R"({"fromBlock":"0x1","toBlock":"0x99"})", R"({"address":"0x12"})",
                               R"({"topics":["0x12"]})", R"({"topics":[null,null,null,null,null]})",
                               R"({"topics":{}})", R"("x")"})
        EXPECT_EQ(code(filter), "-32602") << filter;
}

TEST_F(Logs, a_range_or_an_answer_too_large_names_one_that_fits) {
    for (int i = 0; i < 10; ++i) backend.add_block({}, {});
    const auto message = [&](std::string_view filter) {
        const Json json = reply("eth_getLogs", "[" + std::string{filter} + "]");
        return *json.find("error")->find("message")->as_string();
    };
    EXPECT_EQ(message(R"({"fromBlock":"0x1","toBlock":"0xb"})"),
              "block range too large: at most 10 blocks at once, for example fromBlock 0x1 "
              "toBlock 0xa");
    EXPECT_EQ(logs(R"({"fromBlock":"0x1","toBlock":"0xa"})"), "1234");
    block({{alice, {transfer}, {5}}, {alice, {transfer}, {6}}});
    EXPECT_EQ(message(R"({"fromBlock":"0x5","toBlock":"0xf"})").substr(0, 21),
              "block range extends b");
    block({{alice, {}, {7}}, {alice, {}, {8}}, {alice, {}, {9}}, {alice, {}, {9}}});
    EXPECT_EQ(message(R"({"fromBlock":"0xd","toBlock":"latest"})"),
              "query returns more than 5 logs; try fromBlock 0xd toBlock 0xe");
}

TEST_F(Logs, a_log_filter_tells_each_log_once) {
    const auto filter = id("eth_newFilter", R"([{"address":)" + hex(alice) + "}]");
    EXPECT_EQ(found(reply("eth_getFilterChanges", "[" + filter + "]")), "");
    block({{alice, {transfer}, {5}}, {bob, {transfer}, {6}}});
    block({{alice, {transfer}, {7}}});
    EXPECT_EQ(found(reply("eth_getFilterChanges", "[" + filter + "]")), "57");
    EXPECT_EQ(found(reply("eth_getFilterChanges", "[" + filter + "]")), "");
    EXPECT_EQ(found(reply("eth_getFilterLogs", "[" + filter + "]")), "7");
    EXPECT_EQ(reply("eth_uninstallFilter", "[" + filter + "]").find("result")->as_bool(), true);
    EXPECT_EQ(reply("eth_uninstallFilter", "[" + filter + "]").find("result")->as_bool(), false);
    EXPECT_NE(reply("eth_getFilterChanges", "[" + filter + "]").dump().find("filter not found"),
              std::string::npos);
}

TEST_F(Logs, block_and_pool_filters_tell_hashes) {
    const auto blocks = id("eth_newBlockFilter", "[]");
    const auto pool = id("eth_newPendingTransactionFilter", "[]");
    const auto made = backend.add_block({}, {});
    const auto transaction = chain::sign_transaction(test_transaction(nonce), test_key());
    backend.submit(std::vector<chain::Bytes>{transaction.raw()});
    EXPECT_EQ(reply("eth_getFilterChanges", "[" + blocks + "]").find("result")->dump(),
              "[" + hex(made->hash) + "]");
    EXPECT_EQ(reply("eth_getFilterChanges", "[" + pool + "]").find("result")->dump(),
              "[" + hex(transaction.hash()) + "]");
    EXPECT_EQ(reply("eth_getFilterChanges", "[" + pool + "]").find("result")->dump(), "[]");
    EXPECT_NE(reply("eth_getFilterLogs", "[" + pool + "]").find("error"), nullptr);
}

TEST_F(Logs, a_block_filter_survives_a_reverted_chain) {
    const auto blocks = id("eth_newBlockFilter", "[]");
    EXPECT_EQ(*backend.revert(1), true);
    EXPECT_EQ(reply("eth_getFilterChanges", "[" + blocks + "]").find("result")->dump(), "[]");
    const auto made = backend.add_block({}, {});
    EXPECT_EQ(reply("eth_getFilterChanges", "[" + blocks + "]").find("result")->dump(),
              "[" + hex(made->hash) + "]");
}

TEST_F(Logs, a_filter_nobody_asks_for_is_forgotten) {
    FilterStore filters;
    const auto start = FilterStore::Clock::now();
    const auto kept = *filters.add(FilterStore::PoolCursor{}, start);
    const auto forgotten = *filters.add(FilterStore::LogCursor{{}, chain::Height{0}}, start);
    EXPECT_EQ(filters.size(), 2U);
    EXPECT_TRUE(filters.log_filter(forgotten, start + minutes{4}));
    EXPECT_TRUE(filters.log_filter(forgotten, start + minutes{8}));
    EXPECT_EQ(filters.size(), 1U);  // `kept` was not asked for in eight minutes
    EXPECT_FALSE(filters.remove(kept));
    EXPECT_FALSE(filters.log_filter(forgotten, start + minutes{14}));
}

TEST_F(Logs, ids_cannot_be_guessed_from_one_another) {
    const auto first = random_id();
    const auto second = random_id();
    EXPECT_EQ(first.size(), 34U);
    EXPECT_NE(first, second);
    EXPECT_NE(first.substr(0, 18), second.substr(0, 18));
}

}  // namespace
}  // namespace ambag::node
