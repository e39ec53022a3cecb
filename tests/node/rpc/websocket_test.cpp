// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "node/rpc/server.hpp"
#include "node/rpc/subscriptions.hpp"
#include "tests/node/rpc/fake_backend.hpp"
#include "tests/node/rpc/test_client.hpp"

namespace ambag::node {
namespace {

struct WebSocket : ::testing::Test {
    FakeBackend backend;
    RpcService service{backend};
    std::unique_ptr<RpcServer> server;

    void SetUp() override { start({}); }
    void start(ServerConfig config) {
        config.port = 0;
        server = *RpcServer::start(service, std::move(config));
    }

    static std::string request(std::string_view method, std::string_view params) {
        return R"({"jsonrpc":"2.0","id":1,"method":")" + std::string{method} + R"(","params":)" +
               std::string{params} + "}";
    }
    static Json call(TestClient& client, std::string_view method, std::string_view params) {
        client.send_frame(request(method, params));
        const auto reply = parse_json(client.read_frame());
        if (!reply || !reply->find("result")) return {};
        return *reply->find("result");
    }
    static std::string subscribe(TestClient& client, std::string_view params) {
        const Json id = call(client, "eth_subscribe", params);
        return id.is_string() ? *id.as_string() : "";
    }
    // The result of the next notification of that subscription.
    static Json pushed(TestClient& client, const std::string& id) {
        const auto frame = parse_json(client.read_frame());
        if (!frame || !frame->find("params")) return {};
        EXPECT_EQ(*frame->find("method")->as_string(), "eth_subscription");
        EXPECT_EQ(*frame->find("params")->find("subscription")->as_string(), id);
        return *frame->find("params")->find("result");
    }
    chain::SignedTransaction signed_one(std::uint64_t nonce) {
        return chain::sign_transaction(test_transaction(nonce), test_key());
    }
};

TEST_F(WebSocket, the_handshake_gives_the_accept_value_of_the_rfc) {
    TestClient client{server->port()};
    const auto reply = client.upgrade();
    EXPECT_EQ(reply.status, 101);
    EXPECT_TRUE(reply.has("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo="));
}

TEST_F(WebSocket, requests_and_batches_are_answered_in_frames) {
    TestClient client{server->port()};
    client.upgrade();
    client.send_frame(R"({"jsonrpc":"2.0","id":"a","method":"eth_chainId"})");
    EXPECT_EQ(client.read_frame(), R"({"jsonrpc":"2.0","id":"a","result":"0x7a69"})");
    client.send_frame(R"([{"jsonrpc":"2.0","id":1,"method":"net_version"}])");
    EXPECT_EQ(client.read_frame(), R"([{"jsonrpc":"2.0","id":1,"result":"31337"}])");
    client.send_frame("not json");
    EXPECT_NE(client.read_frame().find("-32700"), std::string::npos);
}

TEST_F(WebSocket, new_heads_are_pushed_when_the_block_is_readable) {
    TestClient client{server->port()};
    client.upgrade();
    const auto id = subscribe(client, R"(["newHeads"])");
    ASSERT_FALSE(id.empty());
    const auto block = backend.add_block({}, {});
    const Json head = pushed(client, id);
    EXPECT_EQ(*head.find("number")->as_string(), "0x1");
    EXPECT_EQ(*head.find("hash")->as_string(), chain::to_hex(block->hash));
    EXPECT_EQ(head.find("transactions"), nullptr);
    const Json read =
        call(client, "eth_getBlockByHash", "[\"" + chain::to_hex(block->hash) + "\",false]");
    EXPECT_EQ(*read.find("number")->as_string(), "0x1");
}

TEST_F(WebSocket, logs_are_pushed_by_address_and_topic) {
    TestClient client{server->port()};
    client.upgrade();
    const chain::Address address{{0xaa}};
    const chain::Hash topic{{0xbb}};
    const auto id = subscribe(client, R"(["logs",{"address":")" + chain::to_hex(address) +
                                          R"(","topics":[null,")" + chain::to_hex(topic) + "\"]}]");
    const chain::Log other{chain::Address{{0x01}}, {topic, topic}, {}};
    const chain::Log wanted{address, {chain::Hash{}, topic}, {0x05}};
    backend.add_block({signed_one(0), signed_one(1)}, {{other}, {other, wanted}});
    const Json log = pushed(client, id);
    ASSERT_TRUE(log.is_object());
    EXPECT_EQ(*log.find("data")->as_string(), "0x05");
    EXPECT_EQ(*log.find("logIndex")->as_string(), "0x2");
    EXPECT_EQ(*log.find("transactionIndex")->as_string(), "0x1");
}

TEST_F(WebSocket, pool_transactions_are_pushed_as_hashes_or_whole) {
    TestClient client{server->port()};
    TestClient whole{server->port()};
    client.upgrade();
    whole.upgrade();
    const auto id = subscribe(client, R"(["newPendingTransactions"])");
    const auto whole_id = subscribe(whole, R"(["newPendingTransactions",true])");
    const auto transaction = signed_one(0);
    TestClient sender{server->port()};
    sender.post(
        request("eth_sendRawTransaction", "[\"" + chain::to_hex(transaction.raw()) + "\"]"));
    EXPECT_EQ(*pushed(client, id).as_string(), chain::to_hex(transaction.hash()));
    const Json json = pushed(whole, whole_id);
    EXPECT_EQ(*json.find("hash")->as_string(), chain::to_hex(transaction.hash()));
    EXPECT_TRUE(json.find("blockNumber")->is_null());
}

TEST_F(WebSocket, unsubscribing_ends_the_pushes_and_only_ones_own) {
    TestClient client{server->port()};
    TestClient stranger{server->port()};
    client.upgrade();
    stranger.upgrade();
    const auto id = subscribe(client, R"(["newHeads"])");
    EXPECT_EQ(call(stranger, "eth_unsubscribe", "[\"" + id + "\"]").as_bool(), false);
    backend.add_block({}, {});
    EXPECT_TRUE(pushed(client, id).is_object());
    EXPECT_EQ(call(client, "eth_unsubscribe", "[\"" + id + "\"]").as_bool(), true);
    backend.add_block({}, {});
    EXPECT_EQ(*call(client, "eth_blockNumber", "[]").as_string(), "0x2");  // and no push before it
}

TEST_F(WebSocket, a_connection_that_ends_takes_its_subscriptions_along) {
    {
        TestClient client{server->port()};
        client.upgrade();
        subscribe(client, R"(["newHeads"])");
        EXPECT_EQ(service.subscriptions().size(), 1U);
    }
    for (int i = 0; i < 500 && service.subscriptions().size() > 0; ++i) ::usleep(10'000);
    EXPECT_EQ(service.subscriptions().size(), 0U);
}

TEST_F(WebSocket, subscriptions_need_a_websocket_and_a_known_topic) {
    TestClient http{server->port()};
    EXPECT_NE(http.post(request("eth_subscribe", R"(["newHeads"])")).body.find("-32000"),
              std::string::npos);
    TestClient client{server->port()};
    client.upgrade();
    client.send_frame(request("eth_subscribe", R"(["syncing"])"));
    EXPECT_NE(client.read_frame().find("-32602"), std::string::npos);
}

TEST_F(WebSocket, pages_of_other_origins_are_refused) {
    TestClient evil{server->port()};
    EXPECT_EQ(evil.upgrade("Origin: https://evil.example\r\n").status, 403);
    TestClient own{server->port()};
    EXPECT_EQ(own.upgrade("Origin: http://localhost\r\n").status, 101);
    TestClient rebound{server->port()};
    rebound.send(
        "GET / HTTP/1.1\r\nHost: evil.example\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        "Sec-WebSocket-Version: 13\r\n\r\n");
    EXPECT_EQ(rebound.read_reply().status, 403);
    server.reset();
    start({.policy = {.origins = {"*"}}});
    TestClient any{server->port()};
    EXPECT_EQ(any.upgrade("Origin: https://dapp.example\r\n").status, 101);
}

TEST_F(WebSocket, a_subscriber_that_does_not_read_is_dropped) {
    server.reset();
    start({.limits = {.push_bytes_max = 20'000}});
    TestClient lazy{server->port()};
    lazy.upgrade();
    subscribe(lazy, R"(["newHeads"])");
    // Until the buffers of both sockets are full and then the queue is.
    for (int i = 0; i < 200'000 && service.subscriptions().size() > 0; ++i)
        backend.add_block({}, {});
    for (int i = 0; i < 500 && service.subscriptions().size() > 0; ++i) ::usleep(10'000);
    EXPECT_EQ(service.subscriptions().size(), 0U);
}

TEST_F(WebSocket, stops_while_subscribers_are_connected) {
    TestClient client{server->port()};
    client.upgrade();
    subscribe(client, R"(["newHeads"])");
    server.reset();
    EXPECT_TRUE(client.is_closed());
    backend.add_block({}, {});
}

}  // namespace
}  // namespace ambag::node
