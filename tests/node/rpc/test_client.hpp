// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <string_view>

// A TCP client that sends exactly the bytes it is told to, and reads HTTP replies and WebSocket
// frames. Written against the RFCs, not with the library that the server uses.

namespace ambag::node {

class TestClient {
 public:
    explicit TestClient(std::uint16_t port, int receive_seconds = 5) {
        socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
        const timeval wait{receive_seconds, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ =
            ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    ~TestClient() { ::close(socket_); }
    TestClient(const TestClient&) = delete;
    TestClient& operator=(const TestClient&) = delete;

    bool connected() const { return connected_; }

    bool send(std::string_view text) {
        while (!text.empty()) {
            const auto sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
            if (sent <= 0) return false;
            text.remove_prefix(static_cast<std::size_t>(sent));
        }
        return true;
    }

    struct Reply {
        int status = 0;  // 0: the connection was closed or nothing came in time
        std::string head;
        std::string body;

        bool has(std::string_view line) const { return head.find(line) != std::string::npos; }
    };

    Reply read_reply(bool body_expected = true) {
        Reply reply;
        std::size_t end = 0;
        while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
            if (!fill()) return reply;
        reply.head = buffer_.substr(0, end + 4);
        buffer_.erase(0, end + 4);
        reply.status = std::stoi(reply.head.substr(9, 3));
        const auto length = reply.head.find("Content-Length: ");
        if (length == std::string::npos || !body_expected) return reply;
        const std::size_t size = std::stoul(reply.head.substr(length + 16));
        while (buffer_.size() < size)
            if (!fill()) return {};
        reply.body = buffer_.substr(0, size);
        buffer_.erase(0, size);
        return reply;
    }

    Reply post(std::string_view body, std::string_view extra_headers = {}) {
        send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n" +
             std::string{extra_headers} + "Content-Length: " + std::to_string(body.size()) +
             "\r\n\r\n" + std::string{body});
        return read_reply();
    }

    // True when the other side has closed.
    bool is_closed() {
        buffer_.clear();
        return !fill() && closed_;
    }

    // The same without waiting for it.
    bool is_closed_now() {
        char byte = 0;
        const auto got = ::recv(socket_, &byte, 1, MSG_DONTWAIT | MSG_PEEK);
        return got == 0 || (got < 0 && errno == ECONNRESET);
    }

    // RFC 6455. The key is the RFC's own example.
    Reply upgrade(std::string_view extra_headers = {}) {
        send(
            "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n" +
            std::string{extra_headers} + "\r\n");
        return read_reply(false);
    }

    void send_frame(std::string_view text) {
        std::string frame{"\x81", 1};
        if (text.size() < 126) {
            frame += static_cast<char>(0x80 | text.size());
        } else {
            frame += static_cast<char>(0x80 | 126);
            frame += static_cast<char>(text.size() >> 8);
            frame += static_cast<char>(text.size());
        }
        frame += std::string(4, '\0');  // a mask of zeros leaves the text as it is
        send(frame + std::string{text});
    }

    // The next text frame; empty when none came.
    std::string read_frame() {
        std::string head = take(2);
        if (head.size() < 2) return {};
        std::size_t size = static_cast<unsigned char>(head[1]) & 0x7F;
        const std::string wide = size == 126 ? take(2) : size == 127 ? take(8) : std::string{};
        if (!wide.empty()) size = 0;
        for (const char c : wide) size = (size << 8) | static_cast<unsigned char>(c);
        return take(size);
    }

 private:
    std::string take(std::size_t count) {
        while (buffer_.size() < count)
            if (!fill()) return {};
        std::string bytes = buffer_.substr(0, count);
        buffer_.erase(0, count);
        return bytes;
    }

    bool fill() {
        char bytes[65536];
        const auto got = ::recv(socket_, bytes, sizeof bytes, 0);
        closed_ = got == 0 || (got < 0 && errno == ECONNRESET);
        if (got <= 0) return false;
        buffer_.append(bytes, static_cast<std::size_t>(got));
        return true;
    }

    int socket_ = -1;
    bool connected_ = false;
    bool closed_ = false;
    std::string buffer_;
};

}  // namespace ambag::node
