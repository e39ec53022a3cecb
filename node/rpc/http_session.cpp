// SPDX-License-Identifier: Apache-2.0
#include "node/rpc/http_session.hpp"

#include <boost/beast/websocket/rfc6455.hpp>

namespace ambag::node {

HttpResponse http_reply(const HttpRequest& request, http::status status, std::string body,
                        std::string_view content_type) {
    HttpResponse response{status, request.version()};
    response.keep_alive(request.keep_alive());
    if (!body.empty())
        response.set(http::field::content_type,
                     beast::string_view{content_type.data(), content_type.size()});
    response.body() = std::move(body);
    return response;
}

HttpResponse text_reply(const HttpRequest& request, http::status status, std::string body) {
    return http_reply(request, status, std::move(body), "text/plain; charset=utf-8");
}

std::string_view header_of(const HttpRequest& request, http::field field) {
    const auto found = request.find(field);
    if (found == request.end()) return {};
    return {found->value().data(), found->value().size()};
}

namespace {

using asio::ip::tcp;

constexpr auto to_tuple = asio::as_tuple(asio::use_awaitable);

// 400, 403 and the like that hold for every request of a port; nothing when it may go on.
std::optional<HttpResponse> refuse_host(const HttpPolicy& policy, const HttpRequest& request) {
    if (request.count(http::field::host) != 1)
        return text_reply(request, http::status::bad_request,
                          "exactly one Host header is needed\n");
    if (!host_allowed(policy, header_of(request, http::field::host)))
        return text_reply(request, http::status::forbidden,
                          "this Host is not on the node's list of hosts\n");
    if (!request.target().starts_with('/'))
        return text_reply(request, http::status::bad_request, "the target must be a path\n");
    return std::nullopt;
}

void add_cors(HttpResponse& response, const HttpPolicy& policy, const HttpRequest& request) {
    const std::string origin = allowed_origin(policy, header_of(request, http::field::origin),
                                              header_of(request, http::field::host));
    if (origin.empty()) return;
    response.set(http::field::access_control_allow_origin, origin);
    if (origin != "*") response.set(http::field::vary, "Origin");
    if (request.method() != http::verb::options) return;
    response.set(http::field::access_control_allow_methods, "POST, GET, OPTIONS");
    response.set(http::field::access_control_allow_headers, "Content-Type");
    response.set(http::field::access_control_max_age, "600");
    // A page of the public web may only reach a private address that says so itself.
    if (request.find("Access-Control-Request-Private-Network") != request.end())
        response.set("Access-Control-Allow-Private-Network", "true");
}

// One connection: requests one after the other until either side has enough.
class HttpSession {
 public:
    HttpSession(std::shared_ptr<HttpPort> port, std::shared_ptr<beast::tcp_stream> stream,
                std::unique_ptr<Connections::Slot> slot)
        : port_{std::move(port)}, stream_{std::move(stream)}, slot_{std::move(slot)} {}

    asio::awaitable<void> run() {
        auto wait = limits().header_timeout;
        while (co_await serve_one(wait)) wait = limits().idle_timeout;
        beast::error_code ignored;
        if (stream_->socket().is_open()) {
            stream_->socket().shutdown(tcp::socket::shutdown_send, ignored);
        }
    }

 private:
    using Parser = http::request_parser<http::string_body>;

    const ServerLimits& limits() const { return port_->state->config.limits; }

    asio::awaitable<bool> serve_one(std::chrono::seconds first_byte_timeout) {
        slot_->set_busy(false);
        if (buffer_.size() == 0) {
            stream_->expires_after(first_byte_timeout);
            const auto [error, size] =
                co_await stream_->async_read_some(buffer_.prepare(16384), to_tuple);
            if (error) co_return false;
            buffer_.commit(size);
        }
        Parser parser;
        parser.header_limit(static_cast<std::uint32_t>(limits().header_bytes_max));
        parser.body_limit(limits().body_bytes_max);
        stream_->expires_after(limits().header_timeout);
        const auto [header_error, header_size] =
            co_await http::async_read_header(*stream_, buffer_, parser, to_tuple);
        if (header_error) co_return co_await refuse_broken(parser.get(), header_error);
        slot_->set_busy(true);
        stream_->expires_after(limits().body_timeout);
        ByteBudget::Share share{port_->state->receiving};
        if (!co_await read_body(parser, share)) co_return false;
        port_->state->http_requests.fetch_add(1, std::memory_order_relaxed);
        HttpRequest request = parser.release();
        if (auto refusal = refuse_host(port_->policy, request))
            co_return co_await send(*std::move(refusal));
        if (port_->websocket && beast::websocket::is_upgrade(request)) {
            co_await upgrade(std::move(request));
            co_return false;
        }
        HttpResponse response = co_await port_->route(request);
        add_cors(response, port_->policy, request);
        co_return co_await send(std::move(response));
    }

    asio::awaitable<bool> read_body(Parser& parser, ByteBudget::Share& share) {
        const auto expect = header_of(parser.get(), http::field::expect);
        if (!parser.is_done() &&
            beast::iequals(beast::string_view{expect.data(), expect.size()}, "100-continue")) {
            http::response<http::empty_body> go_on{http::status::continue_, 11};
            const auto [error, size] = co_await http::async_write(*stream_, go_on, to_tuple);
            if (error) co_return false;
        }
        while (!parser.is_done()) {
            const auto [error, size] =
                co_await http::async_read_some(*stream_, buffer_, parser, to_tuple);
            if (error) co_return co_await refuse_broken(parser.get(), error);
            if (!share.grow_to(parser.get().body().size())) {
                co_await send_last(text_reply(parser.get(), http::status::service_unavailable,
                                              "too many large requests, try again later\n"));
                co_return false;
            }
        }
        co_return true;
    }

    // The rest of such a connection cannot be understood any more.
    asio::awaitable<bool> refuse_broken(const HttpRequest& request, beast::error_code error) {
        if (error == http::error::end_of_stream || error == beast::error::timeout ||
            error.category() != http::make_error_code(http::error::body_limit).category())
            co_return false;
        const bool too_large = error == http::error::body_limit;
        const RpcError why{
            rpc_code::invalid_request,
            too_large ? "request body over " + std::to_string(limits().body_bytes_max) + " bytes"
                      : "malformed HTTP request: " + error.message(),
            {}};
        auto response = http_reply(request, http::status::bad_request, failure_response(why),
                                   "application/json");
        add_cors(response, port_->policy, request);
        co_await send_last(std::move(response));
        co_return false;
    }

    // Sends, and reads on for a moment: closing with unread input would reset the connection, and
    // the client would not see the answer.
    asio::awaitable<void> send_last(HttpResponse response) {
        response.keep_alive(false);
        co_await send(std::move(response));
        beast::error_code ignored;
        stream_->socket().shutdown(tcp::socket::shutdown_send, ignored);
        stream_->expires_after(std::chrono::seconds{2});
        std::size_t left = 4 * limits().body_bytes_max;
        buffer_.clear();
        while (left > 0) {
            const auto [error, size] =
                co_await stream_->async_read_some(buffer_.prepare(65536), to_tuple);
            if (error) co_return;
            left -= std::min(left, size);
        }
    }

    asio::awaitable<void> upgrade(HttpRequest request) {
        // No CORS protects WebSockets: the server has to look at the origin itself.
        const auto origin = header_of(request, http::field::origin);
        if (!origin.empty() &&
            allowed_origin(port_->policy, origin, header_of(request, http::field::host)).empty()) {
            co_await send(text_reply(request, http::status::forbidden,
                                     "this Origin is not on the node's list of origins\n"));
            co_return;
        }
        co_await serve_websocket(port_->state, stream_, std::move(request));
    }

    asio::awaitable<bool> send(HttpResponse response) {
        if (response.result_int() >= 400) note_refusal(response);
        response.prepare_payload();
        const bool keep = response.keep_alive();
        stream_->expires_after(limits().body_timeout);
        const auto [error, size] = co_await http::async_write(*stream_, response, to_tuple);
        co_return !error && keep;
    }

    // The reason is our own text; nothing of the request is written.
    void note_refusal(const HttpResponse& response) {
        ServerState& state = *port_->state;
        state.http_refusals.fetch_add(1, std::memory_order_relaxed);
        if (!state.config.log.writes(LogLevel::debug)) return;
        beast::error_code ignored;
        const auto peer = stream_->socket().remote_endpoint(ignored);
        std::string_view reason = response.body();
        if (reason.ends_with('\n')) reason.remove_suffix(1);
        state.config.log.debug("HTTP request refused", {{"peer", peer.address().to_string()},
                                                        {"status", response.result_int()},
                                                        {"reason", reason}});
    }

    std::shared_ptr<HttpPort> port_;
    std::shared_ptr<beast::tcp_stream> stream_;
    std::unique_ptr<Connections::Slot> slot_;
    beast::flat_buffer buffer_;
};

}  // namespace

asio::awaitable<void> serve_http(std::shared_ptr<HttpPort> port,
                                 std::shared_ptr<beast::tcp_stream> stream,
                                 std::unique_ptr<Connections::Slot> slot) {
    HttpSession session{std::move(port), std::move(stream), std::move(slot)};
    co_await session.run();
}

}  // namespace ambag::node
