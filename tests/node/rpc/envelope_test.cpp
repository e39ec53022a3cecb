// SPDX-License-Identifier: Apache-2.0
#include "node/rpc/envelope.hpp"

#include <gtest/gtest.h>

#include "node/rpc/service.hpp"
#include "tests/node/rpc/fake_backend.hpp"

namespace ambag::node {
namespace {

struct Fixture : ::testing::Test {
    FakeBackend backend;
    RpcService service{backend};

    std::string reply(std::string_view body) { return service.handle(body); }
};
using Envelope = Fixture;

std::string ok(std::string_view id) {
    return R"({"jsonrpc":"2.0","id":)" + std::string{id} + R"(,"result":"0x7a69"})";
}

std::string call(std::string_view id) {
    return R"({"jsonrpc":"2.0","id":)" + std::string{id} + R"(,"method":"eth_chainId"})";
}

// The code of the error in a reply, and that its id is `id`.
int code_of(const std::string& reply, std::string_view id = "null") {
    const auto json = parse_json(reply);
    if (!json || !json->find("error")) return 0;
    EXPECT_EQ(json->find("id")->dump(), id) << reply;
    EXPECT_EQ(json->find("result"), nullptr) << reply;
    return static_cast<int>(*json->find("error")->find("code")->as_i64());
}

TEST_F(Envelope, ids_come_back_byte_for_byte) {
    for (const auto* id : {"1", "0", "-7", "1.0", "1e3", "18446744073709551616", "0.10", R"("abc")",
                           R"("")", R"("a\u0041\n\"\\")", R"("1")", "null", R"("id\",\"x\":{")"})
        EXPECT_EQ(reply(call(id)), ok(id));
}

TEST_F(Envelope, ids_are_found_wherever_they_stand) {
    EXPECT_EQ(reply(R"( { "method" : "eth_chainId" , "params" : [ ] , "x":{"id":5,"y":"}]\""},
                        "id" : 1.50 , "jsonrpc" : "2.0" } )"),
              ok("1.50"));
    EXPECT_EQ(reply(R"({"\u0069d":1.50,"jsonrpc":"2.0","method":"eth_chainId"})"), ok("1.50"));
}

TEST_F(Envelope, absent_null_and_empty_params_are_the_same) {
    for (const auto* params : {"", R"(,"params":null)", R"(,"params":[])", R"(,"params":{})"})
        EXPECT_EQ(
            reply(R"({"jsonrpc":"2.0","id":1,"method":"eth_chainId")" + std::string{params} + "}"),
            ok("1"));
}

TEST_F(Envelope, unknown_members_are_ignored) {
    EXPECT_EQ(reply(R"({"jsonrpc":"2.0","id":1,"method":"eth_chainId","extra":[1,{"a":2}]})"),
              ok("1"));
}

TEST_F(Envelope, a_duplicate_key_is_refused_at_any_depth) {
    EXPECT_EQ(code_of(reply(R"({"jsonrpc":"2.0","id":1,"id":2,"method":"eth_chainId"})")), -32600);
    EXPECT_EQ(code_of(reply(R"({"jsonrpc":"2.0","id":1,"method":"eth_chainId","\u0069d":2})")),
              -32600);
    EXPECT_EQ(code_of(reply(
                  R"({"jsonrpc":"2.0","id":1,"method":"eth_call","params":[{"to":"","to":""}]})")),
              -32600);
}

TEST_F(Envelope, what_is_not_json_is_a_parse_error) {
    for (const auto* body : {"", " ", "{", "hello", "{\"jsonrpc\":\"2.0\",}", "[1,2", "\xff",
                             "{\"a\":1}{\"b\":2}", "nul"})
        EXPECT_EQ(code_of(reply(body)), -32700) << body;
    EXPECT_EQ(code_of(reply(std::string(1'000'000, '['))), -32700);
}

TEST_F(Envelope, what_is_no_request_is_an_invalid_request) {
    for (const auto* body : {"1", "\"x\"", "null", "true", "{}", R"({"id":{}})",
                             R"({"jsonrpc":"2.0"})", R"({"method":"eth_chainId"})"})
        EXPECT_EQ(code_of(reply(body)), -32600) << body;
    EXPECT_EQ(code_of(reply(R"({"jsonrpc":"1.0","id":3,"method":"eth_chainId"})"), "3"), -32600);
    EXPECT_EQ(code_of(reply(R"({"jsonrpc":2.0,"id":3,"method":"eth_chainId"})"), "3"), -32600);
    EXPECT_EQ(code_of(reply(R"({"jsonrpc":"2.0","id":3,"method":7})"), "3"), -32600);
    EXPECT_EQ(code_of(reply(R"({"jsonrpc":"2.0","id":3,"method":"eth_chainId","params":7})"), "3"),
              -32600);
    EXPECT_EQ(code_of(reply(R"({"jsonrpc":"2.0","id":[1],"method":"eth_chainId"})")), -32600);
    EXPECT_EQ(code_of(reply(R"({"jsonrpc":"2.0","id":true,"method":"eth_chainId"})")), -32600);
}

TEST_F(Envelope, an_unknown_method_has_the_text_that_ethers_looks_for) {
    const auto text = reply(R"({"jsonrpc":"2.0","id":1,"method":"eth_nope"})");
    EXPECT_EQ(code_of(text, "1"), -32601);
    EXPECT_NE(text.find("the method eth_nope does not exist/is not available"), std::string::npos);
}

TEST_F(Envelope, a_notification_is_run_and_not_answered) {
    EXPECT_EQ(reply(R"({"jsonrpc":"2.0","method":"evm_mine"})"), "");
    EXPECT_EQ(backend.head().value, 1U);
    EXPECT_EQ(reply(R"([{"jsonrpc":"2.0","method":"evm_mine"}])"), "");
    EXPECT_EQ(
        reply("[" + call("1") + R"(,{"jsonrpc":"2.0","method":"evm_mine"},)" + call("2") + "]"),
        "[" + ok("1") + "," + ok("2") + "]");
    EXPECT_EQ(backend.head().value, 3U);
}

TEST_F(Envelope, a_batch_is_answered_in_order_and_item_by_item) {
    EXPECT_EQ(reply("[" + call("1") + "]"), "[" + ok("1") + "]");
    const auto json = parse_json(reply("[" + call("\"a\"") +
                                       R"(,1,{"jsonrpc":"2.0","id":2,"method":"nope"},{"id":3}, )" +
                                       call("4") + "]"));
    ASSERT_TRUE(json && json->is_array());
    const auto& items = *json->as_array();
    ASSERT_EQ(items.size(), 5U);
    EXPECT_EQ(items[0].dump(), ok("\"a\""));
    EXPECT_EQ(code_of(items[1].dump()), -32600);
    EXPECT_EQ(code_of(items[2].dump(), "2"), -32601);
    EXPECT_EQ(code_of(items[3].dump(), "3"), -32600);
    EXPECT_EQ(items[4].dump(), ok("4"));
}

std::string batch(std::size_t count, const std::string& item) {
    std::string body = "[" + item;
    for (std::size_t i = 1; i < count; ++i) body += "," + item;
    return body + "]";
}

TEST_F(Envelope, an_empty_and_an_overlong_batch_are_invalid_requests) {
    EXPECT_EQ(code_of(reply("[]")), -32600);
    EXPECT_EQ(code_of(reply(batch(1001, call("1")))), -32600);
    EXPECT_EQ(code_of(reply(batch(100'000, "1"))), -32600);
    EXPECT_EQ(parse_json(reply(batch(1000, call("1"))))->as_array()->size(), 1000U);
}

TEST_F(Envelope, a_batch_has_a_budget_of_cost) {
    const auto json = parse_json(
        reply(batch(201, R"({"jsonrpc":"2.0","id":1,"method":"eth_getLogs","params":[{}]})")));
    const auto& items = *json->as_array();
    EXPECT_NE(items[199].find("result"), nullptr);  // 20,000 units at 100 each
    EXPECT_EQ(code_of(items[200].dump(), "1"), -32000);
    EXPECT_NE(items[200].dump().find("batch too costly"), std::string::npos);
}

TEST_F(Envelope, a_reply_beyond_the_limit_is_replaced_by_an_error) {
    const RpcService small{backend, {.reply_bytes_max = 2000}};
    const auto body = batch(
        10,
        R"({"jsonrpc":"2.0","id":1,"method":"eth_getBlockByNumber","params":["latest",false]})");
    const auto json = parse_json(small.handle(body));
    const auto& items = *json->as_array();
    EXPECT_NE(items[0].find("result"), nullptr);
    EXPECT_EQ(code_of(items[9].dump(), "1"), -32000);
    EXPECT_NE(items[9].dump().find("response too large"), std::string::npos);
}

TEST_F(Envelope, parameters_may_be_named) {
    EXPECT_EQ(reply(R"({"jsonrpc":"2.0","id":1,"method":"web3_sha3","params":{"data":"0x"}})"),
              R"({"jsonrpc":"2.0","id":1,"result":)"
              R"("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"})");
    EXPECT_EQ(
        code_of(reply(R"({"jsonrpc":"2.0","id":1,"method":"web3_sha3","params":{"dat":"0x"}})"),
                "1"),
        -32602);
    EXPECT_EQ(code_of(reply(R"({"jsonrpc":"2.0","id":1,"method":"web3_sha3","params":[]})"), "1"),
              -32602);
    EXPECT_EQ(
        code_of(reply(R"({"jsonrpc":"2.0","id":1,"method":"web3_sha3","params":["0x","0x"]})"),
                "1"),
        -32602);
}

TEST_F(Envelope, transactions_of_a_batch_enter_the_pool_in_one_step) {
    std::string body = "[";
    for (std::uint64_t nonce = 0; nonce < 50; ++nonce) {
        const auto signed_one = chain::sign_transaction(test_transaction(nonce), test_key());
        const std::string raw = nonce == 20   ? "0x12"
                                : nonce == 21 ? "zz"
                                              : chain::to_hex(signed_one.raw());
        if (nonce > 0) body += ",";
        body += R"({"jsonrpc":"2.0","id":)" + std::to_string(nonce) +
                R"(,"method":"eth_sendRawTransaction","params":[")" + raw + "\"]}";
    }
    const auto json = parse_json(reply(body + "]"));
    EXPECT_EQ(backend.submissions, 1U);
    const auto& items = *json->as_array();
    ASSERT_EQ(items.size(), 50U);
    for (std::uint64_t nonce = 0; nonce < 50; ++nonce) {
        EXPECT_EQ(items[nonce].find("id")->as_u64(), nonce);
        if (nonce == 20 || nonce == 21) {
            EXPECT_NE(items[nonce].find("error"), nullptr);
        } else {
            const auto expected = chain::sign_transaction(test_transaction(nonce), test_key());
            EXPECT_EQ(*items[nonce].find("result")->as_string(), chain::to_hex(expected.hash()));
        }
    }
}

}  // namespace
}  // namespace ambag::node
