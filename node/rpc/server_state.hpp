// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <memory>
#include <string>

#include "node/rpc/byte_budget.hpp"
#include "node/rpc/connections.hpp"
#include "node/rpc/push_channel.hpp"
#include "node/rpc/server.hpp"

// Inside of the server: only its own sources include this (Asio and Beast take seconds to parse).

namespace ambag::node {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;

using HttpRequest = http::request<http::string_body>;
using HttpResponse = http::response<http::string_body>;

// What all connections of the server share. The io_context outlives it.
struct ServerState {
    ServerState(asio::io_context& context, const RpcService& rpc, ServerConfig with)
        : io{context},
          service{rpc},
          config{std::move(with)},
          connections{config.limits.connections_max, config.limits.connections_per_address_max},
          receiving{config.limits.receiving_bytes_max},
          readers{config.read_threads},
          waiters{config.waiting_threads} {}

    asio::io_context& io;
    const RpcService& service;
    const ServerConfig config;
    Connections connections;
    ByteBudget receiving;
    std::atomic<std::uint64_t> http_requests{0};
    std::atomic<std::uint64_t> http_refusals{0};
    std::atomic<std::uint64_t> websockets{0};
    std::atomic<std::size_t> waiting{0};
    asio::thread_pool readers;
    asio::thread_pool waiters;
};

// Answers a body on the threads that its methods ask for.
asio::awaitable<std::string> answer_body(std::shared_ptr<ServerState> state, std::string body,
                                         std::shared_ptr<PushChannel> channel);

// Takes a connection over after its upgrade request; returns when it is closed.
asio::awaitable<void> serve_websocket(std::shared_ptr<ServerState> state,
                                      std::shared_ptr<beast::tcp_stream> stream,
                                      HttpRequest upgrade);

}  // namespace ambag::node
