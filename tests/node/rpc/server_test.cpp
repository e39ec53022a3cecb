// SPDX-License-Identifier: Apache-2.0
#include "node/rpc/server.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "tests/node/rpc/fake_backend.hpp"
#include "tests/node/rpc/test_client.hpp"

namespace ambag::node {
namespace {

constexpr std::string_view ask = R"({"jsonrpc":"2.0","id":1,"method":"eth_chainId"})";
constexpr std::string_view answer = R"({"jsonrpc":"2.0","id":1,"result":"0x7a69"})";

struct Server : ::testing::Test {
    FakeBackend backend;
    RpcService service{backend};
    std::unique_ptr<RpcServer> server;

    void start(ServerConfig config = {}) {
        config.port = 0;
        auto started = RpcServer::start(service, std::move(config));
        ASSERT_TRUE(started) << started.error();
        server = *std::move(started);
    }
    std::uint16_t port() const { return server->port(); }

    // The status of a request written by hand.
    int status(const std::string& request) {
        TestClient client{port()};
        client.send(request);
        return client.read_reply().status;
    }
    int post_status(const std::string& headers, const std::string& line = "POST / HTTP/1.1") {
        return status(line + "\r\n" + headers + "Content-Length: " + std::to_string(ask.size()) +
                      "\r\n\r\n" + std::string{ask});
    }
};

TEST_F(Server, answers_over_one_connection_kept_alive) {
    start();
    TestClient client{port()};
    for (int i = 0; i < 3; ++i) {
        const auto reply = client.post(ask);
        EXPECT_EQ(reply.status, 200);
        EXPECT_EQ(reply.body, answer);
        EXPECT_TRUE(reply.has("Content-Type: application/json\r\n"));
    }
}

TEST_F(Server, answers_pipelined_requests_in_order) {
    start();
    TestClient client{port()};
    const std::string one =
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        "Content-Length: " +
        std::to_string(ask.size()) + "\r\n\r\n" + std::string{ask};
    client.send(one + one + one);
    for (int i = 0; i < 3; ++i) EXPECT_EQ(client.read_reply().body, answer);
}

TEST_F(Server, takes_a_chunked_body) {
    start();
    TestClient client{port()};
    client.send(
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        "Transfer-Encoding: chunked\r\n\r\n");
    client.send("10\r\n" + std::string{ask.substr(0, 16)} + "\r\n");
    client.send("1f\r\n" + std::string{ask.substr(16)} + "\r\n0\r\n\r\n");
    EXPECT_EQ(client.read_reply().body, answer);
}

TEST_F(Server, answers_an_expectation_of_100_continue) {
    start();
    TestClient client{port()};
    client.send(
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        "Expect: 100-continue\r\nContent-Length: " +
        std::to_string(ask.size()) + "\r\n\r\n");
    EXPECT_EQ(client.read_reply().status, 100);
    client.send(ask);
    EXPECT_EQ(client.read_reply().body, answer);
}

TEST_F(Server, headers_decide_who_may_ask) {
    start({.policy = {.hosts = {"node.example"}}});
    const std::string json = "Content-Type: application/json\r\n";
    EXPECT_EQ(post_status("Host: localhost\r\n" + json), 200);
    EXPECT_EQ(post_status("Host: 127.0.0.1:8545\r\n" + json), 200);
    EXPECT_EQ(post_status("host: [::1]\r\n" + json), 200);
    EXPECT_EQ(post_status("Host: NODE.example:80\r\n" + json), 200);
    EXPECT_EQ(post_status("Host: localhost\r\nOrigin: https://evil.example\r\n" + json), 200);
    EXPECT_EQ(post_status("Host: evil.example\r\n" + json), 403);
    EXPECT_EQ(post_status("Host: localhost.\r\n" + json), 403);
    EXPECT_EQ(post_status("Host: \r\n" + json), 403);
    EXPECT_EQ(post_status(json), 400);
    EXPECT_EQ(post_status("Host: localhost\r\nHost: localhost\r\n" + json), 400);
    EXPECT_EQ(post_status("Host: localhost\r\nHost: evil.example\r\n" + json), 400);
    EXPECT_EQ(post_status("Host: localhost\r\n" + json, "POST http://evil.example/ HTTP/1.1"), 400);
    EXPECT_EQ(post_status("Host: localhost\r\n" + json, "POST /elsewhere HTTP/1.1"), 404);
    EXPECT_EQ(post_status("Host: localhost\r\n" + json, "POST /?x=1 HTTP/1.1"), 200);
    EXPECT_EQ(post_status("Host: localhost\r\n" + json, "PUT / HTTP/1.1"), 405);
    EXPECT_EQ(post_status("Host: localhost\r\n"), 415);
    EXPECT_EQ(post_status("Host: localhost\r\nContent-Type: text/plain\r\n"), 415);
    EXPECT_EQ(post_status("Host: localhost\r\nContent-Type: APPLICATION/json; charset=utf-8\r\n"),
              200);
}

TEST_F(Server, malformed_http_is_refused_and_the_connection_closed) {
    start();
    for (const auto* request : {"nonsense\r\n\r\n", "POST / HTTP/1.1\r\nHost localhost\r\n\r\n",
                                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
                                "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n"
                                "Transfer-Encoding: chunked\r\n\r\n",
                                "POST / HTTP/9.9\r\nHost: localhost\r\n\r\n"}) {
        TestClient client{port()};
        client.send(request);
        EXPECT_EQ(client.read_reply().status, 400) << request;
        EXPECT_TRUE(client.is_closed()) << request;
    }
}

TEST_F(Server, a_get_says_what_this_is) {
    start({.greeting = "hello\n"});
    TestClient client{port()};
    client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const auto reply = client.read_reply();
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, "hello\n");
    EXPECT_TRUE(reply.has("Content-Type: text/plain"));
}

std::string preflight(std::string_view origin, std::string_view more = {}) {
    return "OPTIONS / HTTP/1.1\r\nHost: localhost\r\nOrigin: " + std::string{origin} +
           "\r\nAccess-Control-Request-Method: POST\r\n"
           "Access-Control-Request-Headers: content-type\r\n" +
           std::string{more} + "\r\n";
}

TEST_F(Server, a_preflight_is_granted_to_any_page_in_development) {
    start({.policy = {.origins = {"*"}}});
    TestClient client{port()};
    client.send(
        preflight("https://dapp.example", "Access-Control-Request-Private-Network: true\r\n"));
    const auto reply = client.read_reply();
    EXPECT_EQ(reply.status, 204);
    EXPECT_TRUE(reply.has("Access-Control-Allow-Origin: *\r\n"));
    EXPECT_TRUE(reply.has("Access-Control-Allow-Methods: POST"));
    EXPECT_TRUE(reply.has("Access-Control-Allow-Headers: Content-Type\r\n"));
    EXPECT_TRUE(reply.has("Access-Control-Allow-Private-Network: true\r\n"));
    const auto posted = client.post(ask, "Origin: https://dapp.example\r\n");
    EXPECT_TRUE(posted.has("Access-Control-Allow-Origin: *\r\n"));
}

TEST_F(Server, pages_of_other_origins_get_no_permission_by_default) {
    start({.policy = {.origins = {"https://app.example"}}});
    TestClient client{port()};
    client.send(preflight("https://evil.example"));
    EXPECT_FALSE(client.read_reply().has("Access-Control-Allow"));
    EXPECT_FALSE(client.post(ask, "Origin: https://evil.example\r\n").has("Access-Control-Allow"));
    client.send(preflight("https://app.example"));
    const auto listed = client.read_reply();
    EXPECT_TRUE(listed.has("Access-Control-Allow-Origin: https://app.example\r\n"));
    EXPECT_TRUE(listed.has("Vary: Origin\r\n"));
}

TEST_F(Server, a_body_over_the_limit_is_refused_by_length_and_by_counting) {
    start({.limits = {.body_bytes_max = 1000}});
    const std::string head =
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    for (const auto& request :
         {head + "Content-Length: 1001\r\n\r\n",
          head + "Transfer-Encoding: chunked\r\n\r\n3e9\r\n" + std::string(1001, ' ') + "\r\n"}) {
        TestClient client{port()};
        client.send(request);
        const auto reply = client.read_reply();
        EXPECT_EQ(reply.status, 400);
        EXPECT_NE(reply.body.find("request body over 1000 bytes"), std::string::npos);
        EXPECT_TRUE(client.is_closed());
    }
    TestClient client{port()};
    EXPECT_EQ(client.post(std::string{ask} + std::string(1000 - ask.size(), ' ')).body, answer);
}

TEST_F(Server, a_large_body_that_is_refused_still_sees_the_reason) {
    start();
    TestClient client{port()};
    const std::string body(6U << 20, ' ');
    EXPECT_EQ(client.post(body).status, 400);
}

TEST_F(Server, large_bodies_share_a_budget_and_small_ones_need_none) {
    start({.limits = {.receiving_bytes_max = 300'000}});
    const std::string head =
        "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        "Content-Length: 300000\r\n\r\n";
    TestClient first{port()};
    first.send(head + std::string(200'000, ' '));
    TestClient second{port()};
    TestClient::Reply refusal;
    // The first body is counted as it arrives, so the second may come too early a few times.
    second.send(head + std::string(200'000, ' '));
    refusal = second.read_reply();
    if (refusal.status == 0) refusal = first.read_reply();
    EXPECT_EQ(refusal.status, 503);
    TestClient small{port()};
    EXPECT_EQ(small.post(ask).body, answer);
}

TEST_F(Server, headers_over_the_limit_are_refused) {
    start({.limits = {.header_bytes_max = 1000}});
    TestClient client{port()};
    client.send("POST / HTTP/1.1\r\nHost: localhost\r\nX: " + std::string(2000, 'x') + "\r\n\r\n");
    EXPECT_EQ(client.read_reply().status, 400);
}

TEST_F(Server, slow_headers_slow_bodies_and_idle_connections_are_closed) {
    using std::chrono::seconds;
    start({.limits = {.header_timeout = seconds{1},
                      .body_timeout = seconds{1},
                      .idle_timeout = seconds{1}}});
    TestClient silent{port()};
    TestClient slow_header{port()};
    slow_header.send("POST / HTTP/1.1\r\nHost: loc");
    TestClient slow_body{port()};
    slow_body.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{");
    TestClient idle{port()};
    EXPECT_EQ(idle.post(ask).status, 200);
    EXPECT_TRUE(silent.is_closed());
    EXPECT_TRUE(slow_header.is_closed());
    EXPECT_TRUE(slow_body.is_closed());
    EXPECT_TRUE(idle.is_closed());
}

TEST_F(Server, a_flood_of_idle_connections_makes_room_for_a_working_one) {
    start({.limits = {.connections_max = 20}});
    std::vector<std::unique_ptr<TestClient>> idle;
    for (int i = 0; i < 20; ++i) {
        idle.push_back(std::make_unique<TestClient>(port()));
        EXPECT_EQ(idle.back()->post(ask).status, 200);
    }
    TestClient fresh{port()};
    EXPECT_EQ(fresh.post(ask).status, 200);
    const auto closed = [&] {
        return std::ranges::count_if(idle, [](const auto& one) { return one->is_closed_now(); });
    };
    for (int i = 0; i < 500 && closed() == 0; ++i) ::usleep(10'000);
    EXPECT_EQ(closed(), 1);
}

TEST_F(Server, a_notification_has_no_content) {
    start();
    TestClient client{port()};
    EXPECT_EQ(client.post(R"({"jsonrpc":"2.0","method":"eth_chainId"})").status, 204);
    EXPECT_EQ(client.post(ask).body, answer);
}

TEST_F(Server, a_port_in_use_is_a_clear_error) {
    start();
    ServerConfig config;
    config.port = port();
    const auto second = RpcServer::start(service, config);
    ASSERT_FALSE(second);
    EXPECT_NE(second.error().find("the port is in use"), std::string::npos);
    EXPECT_NE(second.error().find(std::to_string(port())), std::string::npos);
    const auto wrong = RpcServer::start(service, {.address = "localhost", .port = 0});
    ASSERT_FALSE(wrong);
    EXPECT_NE(wrong.error().find("expected an IP address"), std::string::npos);
}

TEST_F(Server, a_waiting_request_keeps_nobody_else_waiting) {
    start({.io_threads = 1, .waiting_threads = 2});
    const auto transaction = chain::sign_transaction(test_transaction(0), test_key());
    TestClient waiting{port()};
    std::thread sync{[&] {
        const auto reply = waiting.post(
            R"({"jsonrpc":"2.0","id":1,"method":"eth_sendRawTransactionSync","params":[")" +
            chain::to_hex(transaction.raw()) + "\"]}");
        EXPECT_NE(reply.body.find("\"blockNumber\":\"0x1\""), std::string::npos) << reply.body;
    }};
    TestClient other{port()};
    while (!backend.pool_transaction(transaction.hash())) EXPECT_EQ(other.post(ask).body, answer);
    EXPECT_EQ(other.post(R"({"jsonrpc":"2.0","id":1,"method":"evm_mine"})").status, 200);
    sync.join();
}

TEST_F(Server, the_admin_port_tells_health_readiness_and_counters) {
    start();
    bool ready = false;
    ASSERT_TRUE(server->start_admin(
        {.ready = [&] { return ready; }, .metrics = [] { return std::string{"ambag_head 7\n"}; }}));
    TestClient rpc{port()};
    rpc.post(ask);
    TestClient admin{server->admin_port()};
    const auto get = [&](const std::string& path) {
        admin.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        return admin.read_reply();
    };
    EXPECT_EQ(get("/health").status, 200);
    EXPECT_EQ(get("/ready").status, 503);
    ready = true;
    EXPECT_EQ(get("/ready").status, 200);
    const auto metrics = get("/metrics").body;
    EXPECT_NE(metrics.find("ambag_rpc_calls_total{method=\"eth_chainId\"} 1\n"), std::string::npos);
    EXPECT_NE(metrics.find("ambag_head 7\n"), std::string::npos);
    EXPECT_EQ(get("/").status, 404);
    EXPECT_EQ(admin.post(ask).status, 405);
    rpc.send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_EQ(rpc.read_reply().status, 404);
}

TEST_F(Server, stops_while_connections_are_open) {
    start();
    TestClient idle{port()};
    idle.post(ask);
    TestClient half{port()};
    half.send("POST / HTTP/1.1\r\nHost:");
    const auto used = port();
    server.reset();
    EXPECT_TRUE(idle.is_closed());
    EXPECT_TRUE(half.is_closed());
    EXPECT_FALSE(TestClient{used}.connected());
}

}  // namespace
}  // namespace ambag::node
