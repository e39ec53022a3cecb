// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "node/rpc/server_state.hpp"

// HTTP on one connection, the same for the RPC port and the admin port.

namespace ambag::node {

using HttpRouter = std::function<asio::awaitable<HttpResponse>(HttpRequest& request)>;

// What the connections of one port have in common.
struct HttpPort {
    std::shared_ptr<ServerState> state;
    HttpPolicy policy;
    HttpRouter route;
    bool websocket = false;
    asio::ip::tcp::acceptor acceptor;
    std::uint16_t number = 0;
};

HttpResponse http_reply(const HttpRequest& request, http::status status, std::string body,
                        std::string_view content_type);
HttpResponse text_reply(const HttpRequest& request, http::status status, std::string body);
std::string_view header_of(const HttpRequest& request, http::field field);

// Serves requests one after the other until either side has enough.
asio::awaitable<void> serve_http(std::shared_ptr<HttpPort> port,
                                 std::shared_ptr<beast::tcp_stream> stream,
                                 std::unique_ptr<Connections::Slot> slot);

}  // namespace ambag::node
