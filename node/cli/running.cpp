// SPDX-License-Identifier: Apache-2.0
#include "node/cli/running.hpp"

#include <pthread.h>
#include <signal.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <thread>

#include "node/cli/files.hpp"

namespace ambag::node {

namespace {

// Turns SIGINT and SIGTERM into a request to stop. The signals are blocked in every thread made
// after it, so make it before the node.
class StopSignals {
 public:
    StopSignals() {
        sigemptyset(&set_);
        sigaddset(&set_, SIGINT);
        sigaddset(&set_, SIGTERM);
        pthread_sigmask(SIG_BLOCK, &set_, &before_);
        signal(SIGPIPE, SIG_IGN);
    }
    ~StopSignals() {
        end_watch();
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

    void watch(Node& node) {
        waiter_ = std::thread{[this, &node] {
            int signal_number = 0;
            sigwait(&set_, &signal_number);
            if (!ended_) node.request_stop(signal_number == SIGINT ? "SIGINT" : "SIGTERM");
        }};
    }
    // The node is not touched afterwards.
    void end_watch() {
        if (!waiter_.joinable()) return;
        ended_ = true;
        pthread_kill(waiter_.native_handle(), SIGTERM);
        waiter_.join();
    }

 private:
    sigset_t set_{};
    sigset_t before_{};
    std::atomic<bool> ended_ = false;
    std::thread waiter_;
};

CliError end_of(const NodeFailure& failure) {
    return {failure.upgrade ? ExitCode::upgrade : ExitCode::failed, failure.message};
}

SealMode seal_mode(const RunSettings& settings) {
    if (!settings.mining) return SealMode::manual;
    return settings.block_time_ms == 0 ? SealMode::instant : SealMode::interval;
}

CliResult<NodeOptions> node_options(const std::string& directory, const RunSettings& settings,
                                    Log log) {
    ServerConfig server;
    server.address = settings.host;
    server.port = settings.port;
    server.policy.hosts = settings.hosts;
    server.policy.origins = settings.origins;
    if (settings.host != "127.0.0.1") server.policy.hosts.push_back(settings.host);
    std::error_code error;
    if (!directory.empty()) std::filesystem::create_directories(directory, error);
    if (error)
        return cli_failed("cannot create the data directory " + directory + ": " + error.message());
    const chain::PrivateKey key =
        directory.empty() ? draw_key()
                          : TRY(sequencer_key(std::filesystem::path{directory} / "sequencer.key"));
    std::optional<AdminConfig> admin;
    if (settings.admin_port) {
        admin.emplace();
        admin->port = *settings.admin_port;
        admin->ready = [] { return true; };
    }
    StoreOptions store;
    store.path = directory;
    store.in_memory = directory.empty();
    return NodeOptions{
        store,
        {seal_mode(settings), std::max<std::uint64_t>(1, settings.block_time_ms), key},
        std::move(server),
        std::move(admin),
        client_version(),
        std::move(log)};
}

}  // namespace

std::optional<std::uint64_t> parse_seconds(std::string_view text) {
    constexpr std::uint64_t most_ms = 86'400'000;
    const auto point = text.find('.');
    std::string digits{text.substr(0, point)};
    std::string fraction{point == std::string_view::npos ? "" : text.substr(point + 1)};
    if (digits.empty() || digits.size() > 5 || fraction.size() > 3) return std::nullopt;
    if (point != std::string_view::npos && fraction.empty()) return std::nullopt;
    fraction.append(3 - fraction.size(), '0');
    digits += fraction;
    if (digits.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
    const std::uint64_t ms = std::stoull(digits);
    return ms > most_ms ? std::nullopt : std::optional{ms};
}

std::uint64_t now_seconds() {
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(
                                          std::chrono::system_clock::now().time_since_epoch())
                                          .count());
}

CliResult<std::optional<std::string>> stored_genesis(const std::string& directory) {
    std::error_code error;
    // Opening would make a database where there is none.
    if (!std::filesystem::exists(std::filesystem::path{directory} / "state", error))
        return std::nullopt;
    // RocksDB's threads outlive this store; one that does not block SIGTERM would end the process.
    const StopSignals blocked;
    const auto store = Store::open({.path = directory});
    if (!store) return cli_failed(store.error().message);
    const auto document = (*store)->document("genesis");
    if (!document) return std::nullopt;
    return std::string{chain::as_text(*document)};
}

CliResult<> run_node(const ChainSpec& spec, const std::string& directory,
                     const RunSettings& settings, const std::function<void(Node&)>& announce) {
    const auto log = Log::open(settings.log);
    if (!log) return cli_failed(log.error());
    NodeOptions options = TRY(node_options(directory, settings, *log));
    StopSignals signals;
    auto node = Node::start(spec, std::move(options));
    if (!node) {
        // On stderr it would stand twice.
        if (!settings.log.file.empty())
            log->error("node did not start", {{"reason", node.error().message}});
        return std::unexpected(end_of(node.error()));
    }
    signals.watch(**node);
    announce(**node);
    const auto ended = (*node)->wait();
    signals.end_watch();
    if (!ended) return std::unexpected(end_of(ended.error()));
    return {};
}

CliResult<ChainSpec> checked_genesis(const Json& document) {
    auto spec = read_genesis(document);
    if (spec) return std::move(*spec);
    std::string text = spec.error().text();
    while (text.ends_with('\n')) text.pop_back();
    return cli_refused("the genesis is not valid:\n" + text);
}

}  // namespace ambag::node
