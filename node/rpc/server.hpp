// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "chain/base/result.hpp"
#include "node/log/log.hpp"
#include "node/rpc/http_policy.hpp"
#include "node/rpc/service.hpp"

// The node's HTTP and WebSocket port, and its admin port. Everything of Boost.Asio and Beast stays
// behind this header.
//
//   POST /      JSON-RPC 2.0; HTTP 200 also when the reply is an error object
//   GET  /      a line of text that says what this is; with Upgrade: websocket, a connection on
//               which requests, replies and subscriptions are text frames
//   OPTIONS /   CORS preflight
// Admin port: GET /health (alive), /ready (200 or 503), /metrics (Prometheus text).
//
// Refusals: 400 malformed or too large, 403 Host or WebSocket Origin not listed, 404, 405, 415 no
// JSON. 413 is not used: clients would send the same body three times more.

namespace ambag::node {

struct ServerLimits {
    std::size_t body_bytes_max = 5U << 20;
    std::size_t receiving_bytes_max = 256U << 20;  // all bodies that are being received
    std::size_t header_bytes_max = 16U << 10;
    std::size_t connections_max = 4096;
    std::size_t connections_per_address_max = 2048;
    std::size_t push_bytes_max = 16U << 20;  // queued for a slow subscriber before it is dropped
    std::chrono::seconds header_timeout{10};
    std::chrono::seconds body_timeout{30};
    std::chrono::seconds idle_timeout{120};
};

struct ServerConfig {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8545;  // 0 takes a free one, see `port()`
    unsigned io_threads = 2;
    unsigned read_threads = 2;     // for RpcLane::heavy
    unsigned waiting_threads = 8;  // for RpcLane::waiting
    HttpPolicy policy{};
    ServerLimits limits{};
    std::string greeting = "Ambag node\n";  // what GET / answers
    Log log{};                              // refused connections and requests, at debug
};

// What the admin port tells beyond the counters of the RPC itself.
struct AdminConfig {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;
    HttpPolicy policy{};
    std::function<bool()> ready{};
    std::function<std::string()> metrics{};  // further lines of Prometheus text
};

class RpcServer {
 public:
    // Listens from the return on. Fails with a sentence for the operator: a port in use, an address
    // that is not ours, a name that is no address.
    static chain::Result<std::unique_ptr<RpcServer>, std::string> start(const RpcService& service,
                                                                        ServerConfig config);
    ~RpcServer();  // stops

    // Opens the admin port; at most once.
    chain::Result<void, std::string> start_admin(AdminConfig config);

    std::uint16_t port() const;
    std::uint16_t admin_port() const;

    // No new connections, running requests are finished, then all are closed.
    void stop();

    RpcServer(const RpcServer&) = delete;
    RpcServer& operator=(const RpcServer&) = delete;

 private:
    class Impl;
    explicit RpcServer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace ambag::node
