// SPDX-License-Identifier: Apache-2.0
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <thread>

#include "tests/bench/replay/chain.hpp"

namespace ambag::bench {

namespace {

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

std::uint16_t free_port() {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address = loopback(0);
    socklen_t size = sizeof address;
    if (::bind(socket, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
        ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        stop("no free port");
    ::close(socket);
    return ntohs(address.sin_port);
}

// The node's answer to eth_blockNumber; nothing while it does not listen.
std::string ask(std::uint16_t port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const sockaddr_in address = loopback(port);
    std::string answer;
    if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
        const std::string body = R"({"jsonrpc":"2.0","id":1,"method":"eth_blockNumber"})";
        const std::string request =
            "POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
            "application/json\r\nContent-Length: " +
            std::to_string(body.size()) + "\r\n\r\n" + body;
        if (::send(socket, request.data(), request.size(), MSG_NOSIGNAL) > 0) {
            std::array<char, 4096> part{};
            for (ssize_t n = 0; (n = ::recv(socket, part.data(), part.size(), 0)) > 0;)
                answer.append(part.data(), static_cast<std::size_t>(n));
        }
    }
    ::close(socket);
    return answer;
}

class Process {
 public:
    Process(const std::string& program, const std::string& directory, std::uint16_t port) {
        std::vector<std::string> words{program,   "dev",    "--no-mining",       "--data",
                                       directory, "--port", std::to_string(port)};
        std::vector<char*> arguments;
        for (std::string& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        posix_spawn_file_actions_t actions;
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
        const int error =
            ::posix_spawn(&process_, program.c_str(), &actions, nullptr, arguments.data(), environ);
        ::posix_spawn_file_actions_destroy(&actions);
        if (error != 0) stop("cannot start " + program);
    }
    ~Process() {
        ::kill(process_, SIGTERM);
        ::waitpid(process_, nullptr, 0);
    }
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    pid_t id() const { return process_; }
    bool alive() const { return ::waitpid(process_, nullptr, WNOHANG) == 0; }

 private:
    pid_t process_ = 0;
};

double start_once(const std::string& program, const std::string& directory, double& memory) {
    const std::uint16_t port = free_port();
    const auto start = now();
    const Process process{program, directory, port};
    std::string answer;
    while ((answer = ask(port)).find("\"result\"") == std::string::npos) {
        if (!process.alive() || seconds_since(start) > 60) stop("the node does not answer");
        std::this_thread::sleep_for(std::chrono::milliseconds{2});
    }
    const double seconds = seconds_since(start);
    memory = static_cast<double>(resident_bytes(std::to_string(process.id()))) / 1e6;
    return seconds;
}

}  // namespace

void bench_start(const Sizes& sizes, const std::string& directory, const std::string& program) {
    if (::access(program.c_str(), X_OK) != 0) {
        std::printf("start: not measured, %s is not built\n", program.c_str());
        return;
    }
    std::vector<double> seconds;
    double memory = 0;
    for (int i = 0; i < 3; ++i) seconds.push_back(start_once(program, directory, memory));
    char remark[160];
    std::snprintf(remark, sizeof remark,
                  "%zu accounts in the data directory, small genesis; resident then %.0f MB",
                  sizes.accounts, memory);
    figure("start_s", median(seconds), remark);
}

}  // namespace ambag::bench
