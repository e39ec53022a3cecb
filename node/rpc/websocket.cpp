// SPDX-License-Identifier: Apache-2.0
#include <boost/beast/websocket.hpp>
#include <deque>

#include "node/rpc/server_state.hpp"
#include "node/rpc/subscriptions.hpp"

namespace ambag::node {

namespace {

namespace websocket = boost::beast::websocket;

constexpr auto to_tuple = asio::as_tuple(asio::use_awaitable);

// One connection. Everything but `push` runs on the connection's strand.
class WebSocketSession final : public PushChannel,
                               public std::enable_shared_from_this<WebSocketSession> {
 public:
    WebSocketSession(std::shared_ptr<ServerState> state, std::shared_ptr<beast::tcp_stream> stream)
        : state_{std::move(state)}, stream_{std::move(stream)}, socket_{*stream_} {
        stream_->expires_never();  // the WebSocket has its own timeouts
        websocket::stream_base::timeout timeout{};
        timeout.handshake_timeout = state_->config.limits.header_timeout;
        timeout.idle_timeout = state_->config.limits.idle_timeout;
        timeout.keep_alive_pings = true;
        socket_.set_option(timeout);
        socket_.read_message_max(state_->config.limits.body_bytes_max);
    }

    asio::awaitable<void> run(HttpRequest upgrade) {
        const auto [refused] = co_await socket_.async_accept(upgrade, to_tuple);
        if (refused) co_return;
        beast::flat_buffer buffer;
        for (;;) {
            ByteBudget::Share share{state_->receiving};
            if (!co_await read_message(buffer, share)) break;
            std::string body = beast::buffers_to_string(buffer.data());
            buffer.consume(buffer.size());
            std::string reply = co_await answer_body(state_, std::move(body), shared_from_this());
            if (reply.empty()) continue;
            enqueue(std::make_shared<const std::string>(std::move(reply)));
            // A client that asks faster than it reads waits for its answers.
            while (queued_bytes_ > state_->config.limits.push_bytes_max / 2 && !closed_)
                co_await drained_.async_wait(to_tuple);
        }
        closed_ = true;
    }

    void push(std::shared_ptr<const std::string> frame) override {
        asio::post(socket_.get_executor(),
                   [self = shared_from_this(), frame = std::move(frame)]() mutable {
                       self->enqueue(std::move(frame));
                   });
    }

 private:
    asio::awaitable<bool> read_message(beast::flat_buffer& buffer, ByteBudget::Share& share) {
        do {
            const auto [error, size] = co_await socket_.async_read_some(buffer, 65536, to_tuple);
            if (error) co_return false;
            if (!share.grow_to(buffer.size())) {
                drop();
                co_return false;
            }
        } while (!socket_.is_message_done());
        co_return true;
    }

    void enqueue(std::shared_ptr<const std::string> frame) {
        if (closed_) return;
        // An empty queue takes a frame of any size: a single reply may be that large.
        if (!queue_.empty() && queued_bytes_ + frame->size() > state_->config.limits.push_bytes_max)
            return drop();
        queued_bytes_ += frame->size();
        queue_.push_back(std::move(frame));
        if (queue_.size() > 1) return;
        asio::co_spawn(
            socket_.get_executor(), [self = shared_from_this()] { return self->write_queue(); },
            asio::detached);
    }

    asio::awaitable<void> write_queue() {
        while (!queue_.empty()) {
            const auto frame = queue_.front();
            socket_.text(true);
            const auto [error, size] = co_await socket_.async_write(asio::buffer(*frame), to_tuple);
            if (error) co_return drop();
            queued_bytes_ -= frame->size();
            queue_.pop_front();
            drained_.cancel();
        }
    }

    void drop() {
        closed_ = true;
        drained_.cancel();
        stream_->close();
    }

    std::shared_ptr<ServerState> state_;
    std::shared_ptr<beast::tcp_stream> stream_;
    websocket::stream<beast::tcp_stream&> socket_;
    std::deque<std::shared_ptr<const std::string>> queue_;
    std::size_t queued_bytes_ = 0;
    bool closed_ = false;
    asio::steady_timer drained_{socket_.get_executor(), asio::steady_timer::time_point::max()};
};

}  // namespace

asio::awaitable<void> serve_websocket(std::shared_ptr<ServerState> state,
                                      std::shared_ptr<beast::tcp_stream> stream,
                                      HttpRequest upgrade) {
    const auto session = std::make_shared<WebSocketSession>(state, std::move(stream));
    state->websockets.fetch_add(1);
    co_await session->run(std::move(upgrade));
    state->websockets.fetch_sub(1);
    state->service.subscriptions().drop(*session);
}

}  // namespace ambag::node
