// SPDX-License-Identifier: Apache-2.0
#include "node/rpc/server.hpp"

#include <sys/resource.h>

#include <thread>

#include "node/rpc/http_session.hpp"
#include "node/rpc/metrics.hpp"
#include "node/rpc/subscriptions.hpp"

namespace ambag::node {

namespace {

using asio::ip::tcp;

constexpr auto to_tuple = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t waiting_max = 256;  // queued for the waiting threads; beyond: try again later

asio::awaitable<void> accept_all(std::shared_ptr<HttpPort> port) {
    for (;;) {
        auto [error, socket] =
            co_await port->acceptor.async_accept(asio::make_strand(port->state->io), to_tuple);
        if (error == asio::error::operation_aborted || !port->acceptor.is_open()) co_return;
        if (error) {  // out of file descriptors: wait for some to come back
            asio::steady_timer pause{port->acceptor.get_executor(), std::chrono::milliseconds{50}};
            co_await pause.async_wait(to_tuple);
            continue;
        }
        beast::error_code ignored;
        const auto peer = socket.remote_endpoint(ignored).address().to_string();
        socket.set_option(tcp::no_delay{true}, ignored);
        auto stream = std::make_shared<beast::tcp_stream>(std::move(socket));
        const auto close = [weak = std::weak_ptr{stream}] {
            if (const auto open = weak.lock())
                asio::post(open->get_executor(), [open] { open->close(); });
        };
        auto slot = port->state->connections.open(peer, close);
        if (!slot) {  // closes the socket
            port->state->config.log.debug("connection refused",
                                          {{"peer", peer}, {"reason", "too many connections"}});
            continue;
        }
        asio::co_spawn(stream->get_executor(), serve_http(port, stream, std::move(slot)),
                       asio::detached);
    }
}

asio::awaitable<HttpResponse> route_rpc(std::shared_ptr<ServerState> state, HttpRequest& request) {
    const std::string_view target{request.target().data(), request.target().size()};
    if (target.substr(0, target.find('?')) != "/")
        co_return text_reply(request, http::status::not_found, "JSON-RPC is served at /\n");
    switch (request.method()) {
        case http::verb::post:
            break;
        case http::verb::options:
            co_return text_reply(request, http::status::no_content, "");
        case http::verb::get:
        case http::verb::head:
            co_return text_reply(request, http::status::ok, state->config.greeting);
        default: {
            auto refusal = text_reply(request, http::status::method_not_allowed,
                                      "POST JSON-RPC 2.0 requests here\n");
            refusal.set(http::field::allow, "POST, GET, HEAD, OPTIONS");
            co_return refusal;
        }
    }
    if (!is_json_content(header_of(request, http::field::content_type)))
        co_return text_reply(request, http::status::unsupported_media_type,
                             "send Content-Type: application/json\n");
    std::string reply = co_await answer_body(state, std::move(request.body()), {});
    if (reply.empty()) co_return text_reply(request, http::status::no_content, "");
    co_return http_reply(request, http::status::ok, std::move(reply), "application/json");
}

HttpResponse route_admin(const ServerState& state, const AdminConfig& admin,
                         const HttpRequest& request) {
    if (request.method() != http::verb::get && request.method() != http::verb::head)
        return text_reply(request, http::status::method_not_allowed, "GET only\n");
    if (request.target() == "/health") return text_reply(request, http::status::ok, "ok\n");
    if (request.target() == "/ready") {
        const bool ready = !admin.ready || admin.ready();
        return text_reply(request, ready ? http::status::ok : http::status::service_unavailable,
                          ready ? "ready\n" : "not ready\n");
    }
    if (request.target() != "/metrics")
        return text_reply(request, http::status::not_found,
                          "here are /health, /ready and /metrics\n");
    std::string body = rpc_metrics(state.service.methods(),
                                   {.http_requests = state.http_requests,
                                    .http_refusals = state.http_refusals,
                                    .connections = state.connections.size(),
                                    .connections_refused = state.connections.refused(),
                                    .websockets = state.websockets,
                                    .subscriptions = state.service.subscriptions().size()});
    if (admin.metrics) body += admin.metrics();
    return http_reply(request, http::status::ok, std::move(body),
                      "text/plain; version=0.0.4; charset=utf-8");
}

chain::Result<tcp::acceptor, std::string> listen(asio::io_context& io, const std::string& address,
                                                 std::uint16_t port) {
    const std::string where = address + " port " + std::to_string(port);
    beast::error_code error;
    const auto parsed = asio::ip::make_address(address, error);
    if (error)
        return std::unexpected("cannot listen on " + where +
                               ": expected an IP address such as 127.0.0.1 or ::1");
    const tcp::endpoint endpoint{parsed, port};
    tcp::acceptor acceptor{asio::make_strand(io)};
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(tcp::acceptor::reuse_address{true}, error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (!error) return acceptor;
    if (error == asio::error::address_in_use)
        return std::unexpected("cannot listen on " + where +
                               ": the port is in use; is another node running? Choose another "
                               "port, or 0 for any free one");
    return std::unexpected("cannot listen on " + where + ": " + error.message());
}

// The usual limit of 1,024 open files is below our own limit of connections.
void raise_file_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    constexpr rlim_t wanted = 65536;
    if (limit.rlim_cur >= wanted) return;
    limit.rlim_cur = std::min(limit.rlim_max, wanted);
    setrlimit(RLIMIT_NOFILE, &limit);
}

// The address itself is a name of the node, unless it stands for all addresses.
void allow_own_address(HttpPolicy& policy, const std::string& address) {
    if (address == "0.0.0.0" || address == "::") return;
    policy.hosts.push_back(address.find(':') == std::string::npos ? address : "[" + address + "]");
}

}  // namespace

asio::awaitable<std::string> answer_body(std::shared_ptr<ServerState> state, std::string body,
                                         std::shared_ptr<PushChannel> channel) {
    const RpcService& service = state->service;
    auto parsed = service.parse(body);
    if (!parsed) co_return failure_response(parsed.error());
    RpcEnvelope envelope = *std::move(parsed);
    const RpcLane lane = service.lane(envelope);
    if (lane == RpcLane::direct) co_return service.answer(std::move(envelope), std::move(channel));
    if (lane == RpcLane::waiting && state->waiting.load() >= waiting_max)
        co_return failure_response(
            {rpc_code::limit_exceeded, "too many requests are waiting, try again later", {}});
    auto& pool = lane == RpcLane::waiting ? state->waiters : state->readers;
    if (lane == RpcLane::waiting) state->waiting.fetch_add(1);
    // The awaiting coroutine goes on where it was, on its connection's strand.
    std::string reply = co_await asio::co_spawn(
        pool,
        [&]() -> asio::awaitable<std::string> {
            co_return service.answer(std::move(envelope), std::move(channel));
        },
        asio::use_awaitable);
    if (lane == RpcLane::waiting) state->waiting.fetch_sub(1);
    co_return reply;
}

class RpcServer::Impl {
 public:
    Impl(const RpcService& service, ServerConfig config)
        : state_{std::make_shared<ServerState>(io_, service, std::move(config))} {}

    ~Impl() { stop(); }

    chain::Result<void, std::string> open() {
        raise_file_limit();
        const ServerConfig& config = state_->config;
        auto acceptor = TRY(listen(io_, config.address, config.port));
        HttpPolicy policy = config.policy;
        allow_own_address(policy, config.address);
        auto route = [state = state_](HttpRequest& request) { return route_rpc(state, request); };
        const std::uint16_t number = acceptor.local_endpoint().port();
        rpc_ = std::make_shared<HttpPort>(state_, std::move(policy), std::move(route), true,
                                          std::move(acceptor), number);
        asio::co_spawn(rpc_->acceptor.get_executor(), accept_all(rpc_), asio::detached);
        for (unsigned i = 0; i < std::max(config.io_threads, 1U); ++i)
            threads_.emplace_back([this] { io_.run(); });
        return {};
    }

    chain::Result<void, std::string> open_admin(AdminConfig config) {
        auto acceptor = TRY(listen(io_, config.address, config.port));
        HttpPolicy policy = config.policy;
        allow_own_address(policy, config.address);
        auto route = [state = state_, config = std::move(config)](
                         HttpRequest& request) -> asio::awaitable<HttpResponse> {
            co_return route_admin(*state, config, request);
        };
        const std::uint16_t number = acceptor.local_endpoint().port();
        admin_ = std::make_shared<HttpPort>(state_, std::move(policy), std::move(route), false,
                                            std::move(acceptor), number);
        asio::co_spawn(admin_->acceptor.get_executor(), accept_all(admin_), asio::detached);
        return {};
    }

    std::uint16_t port() const { return rpc_->number; }
    std::uint16_t admin_port() const { return admin_ ? admin_->number : std::uint16_t{0}; }

    void stop() {
        if (threads_.empty()) return;
        for (const auto& port : {rpc_, admin_})
            if (port)
                asio::post(port->acceptor.get_executor(), [port] {
                    beast::error_code ignored;
                    port->acceptor.close(ignored);
                });
        state_->readers.join();
        state_->waiters.join();
        state_->connections.close_all();
        // What does not end by itself within a moment is cut off.
        for (int i = 0; i < 100 && state_->connections.size() > 0; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds{10});
        io_.stop();
        for (auto& thread : threads_) thread.join();
        threads_.clear();
        // Connections that were cut off did not say goodbye; none may be pushed to from now on.
        state_->service.subscriptions().drop_all();
    }

 private:
    asio::io_context io_;  // last to go: connections that are still open end with it
    std::shared_ptr<ServerState> state_;
    std::shared_ptr<HttpPort> rpc_;
    std::shared_ptr<HttpPort> admin_;
    std::vector<std::thread> threads_;
};

RpcServer::RpcServer(std::unique_ptr<Impl> impl) : impl_{std::move(impl)} {}
RpcServer::~RpcServer() = default;

chain::Result<std::unique_ptr<RpcServer>, std::string> RpcServer::start(const RpcService& service,
                                                                        ServerConfig config) {
    auto impl = std::make_unique<Impl>(service, std::move(config));
    TRY(impl->open());
    return std::unique_ptr<RpcServer>{new RpcServer{std::move(impl)}};
}

chain::Result<void, std::string> RpcServer::start_admin(AdminConfig config) {
    return impl_->open_admin(std::move(config));
}

std::uint16_t RpcServer::port() const {
    return impl_->port();
}

std::uint16_t RpcServer::admin_port() const {
    return impl_->admin_port();
}

void RpcServer::stop() {
    impl_->stop();
}

}  // namespace ambag::node
