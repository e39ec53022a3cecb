// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/replay/chain.hpp"

#include <time.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

#include "chain/base/hex.hpp"

namespace ambag::bench {

void stop(const std::string& why) {
    std::fprintf(stderr, "ambag_replay_bench: %s\n", why.c_str());
    std::exit(1);
}

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(now() - start).count();
}

namespace {

double cpu_seconds(clockid_t clock) {
    timespec time{};
    ::clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

}  // namespace

double thread_cpu_seconds() {
    return cpu_seconds(CLOCK_THREAD_CPUTIME_ID);
}

double process_cpu_seconds() {
    return cpu_seconds(CLOCK_PROCESS_CPUTIME_ID);
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void figure(const char* name, double value, const std::string& remark) {
    std::printf("figure %s %.4g %s\n", name, value, remark.c_str());
    std::fflush(stdout);
}

std::size_t resident_bytes(const std::string& process) {
    std::ifstream status{"/proc/" + process + "/statm"};
    std::size_t total = 0;
    std::size_t resident = 0;
    status >> total >> resident;
    return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

std::uint64_t Random::below(std::uint64_t bound) {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return (z ^ (z >> 31)) % bound;
}

Folder::Folder(const char* name)
    : path_{std::filesystem::temp_directory_path() /
            ("ambag-bench-" + std::to_string(::getpid()) + "-" + name)} {
    std::filesystem::create_directories(path_);
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

BenchChain::BenchChain(const std::string& directory, std::span<const Address> funded,
                       std::span<const Address> voters) {
    node::Json document = node::dev_genesis(funded, Timestamp{time_});
    document.set("gas_limit", std::uint64_t{4'000'000'000});
    if (!voters.empty()) {
        node::Json wrapped = node::Json::object();
        for (const Address& voter : voters) wrapped.set(to_checksum(voter), "1 coins");
        wrapped.set(to_checksum(voters.front()), std::to_string(voters.size()) + " coins");
        document.set("token", node::Json::object({{"name", "Ambag"},
                                                  {"symbol", "AMB"},
                                                  {"self_delegate", true},
                                                  {"wrapped", wrapped}}));
    }
    auto spec = node::read_genesis(document);
    if (!spec) stop(spec.error().text());
    auto store = Store::open({.path = directory});
    if (!store) stop(store.error().message);
    store_ = std::move(*store);
    auto app = Application::init(*store_, *spec, node::all_modules());
    if (!app) stop(app.error().message);
    app_ = std::move(*app);
}

FinalizedBlock BenchChain::finalize(std::vector<PooledTransaction> transactions,
                                    std::vector<DevBalance> balances) {
    ProposedBlock block = app_->propose(Timestamp{++time_}, numbered_address(0));
    block.transactions = std::move(transactions);
    block.dev_balances = std::move(balances);
    auto done = app_->finalize(block);
    if (!done) stop(done.error().rule + ": " + done.error().detail);
    if (!done->rejected.empty()) stop("refused: " + done->rejected.front().second.detail);
    return std::move(*done);
}

node::ApplyStatistics BenchChain::commit(const FinalizedBlock& block) {
    const auto done = app_->commit(block);
    if (!done) stop(done.error().message);
    return *done;
}

FinalizedBlock BenchChain::block(std::vector<PooledTransaction> transactions,
                                 std::vector<DevBalance> balances) {
    FinalizedBlock done = finalize(std::move(transactions), std::move(balances));
    commit(done);
    if (app_->wants_rebase()) app_->rebase();
    return done;
}

Address numbered_address(std::uint64_t number) {
    Address address{{0xbe, 0x9c}};
    for (std::size_t i = 0; i < 8; ++i)
        address.bytes[19 - i] = static_cast<Byte>((number >> (8 * i)) & 0xFF);
    return address;
}

Transaction transaction(std::uint64_t nonce, const Address& to, Gas gas, Bytes data) {
    Transaction tx;
    tx.chain_id = ChainId{31337};
    tx.nonce = Nonce{nonce};
    tx.fee_per_gas_max = U256{100'000'000'000U};
    tx.tip_per_gas_max = U256{1'000'000'000U};
    tx.gas_limit = gas;
    tx.to = to;
    if (data.empty()) tx.value = Amount{U256{nonce + 1}};
    tx.data = std::move(data);
    return tx;
}

PooledTransaction from_known(const Transaction& body, const Address& sender) {
    const Signature signature{keccak256(sender), Hash{{1}}, false};
    SignedTransaction tx{body, signature};
    tx.set_sender(sender);
    return std::make_shared<const SignedTransaction>(std::move(tx));
}

}  // namespace ambag::bench
