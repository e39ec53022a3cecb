// SPDX-License-Identifier: Apache-2.0
#include <sched.h>

#include <charconv>
#include <cstdio>
#include <fstream>
#include <map>

#include "tests/bench/replay/chain.hpp"

// The figures of scripts/bench that are measured inside one process, on two cores:
//
//   ambag_replay_bench [--quick] [--accounts N] [--transactions N] [--voters N] [--repeats N]
//                      [PART ...]
//
// Parts: replay, pool, accounts (known senders, parts, memory, start), tally; all without any.

namespace ambag::bench {

namespace {

struct Request {
    Sizes sizes;
    std::vector<std::string> parts;
    bool wants(std::string_view part) const {
        return parts.empty() || std::find(parts.begin(), parts.end(), part) != parts.end();
    }
};

Request read_request(std::span<char*> arguments) {
    Request request;
    const std::map<std::string_view, std::size_t*> numbers{
        {"--accounts", &request.sizes.accounts},
        {"--transactions", &request.sizes.transactions},
        {"--voters", &request.sizes.voters},
        {"--repeats", &request.sizes.repeats}};
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string_view word = arguments[i];
        if (const auto found = numbers.find(word); found != numbers.end()) {
            if (++i == arguments.size()) stop(std::string{word} + " wants a number");
            const std::string_view text = arguments[i];
            const auto read =
                std::from_chars(text.data(), text.data() + text.size(), *found->second);
            if (read.ptr != text.data() + text.size() || *found->second == 0)
                stop(std::string{word} + " wants a number above 0");
        } else if (word == "--quick") {
            request.sizes = {50'000, 6'000, 10'000, 3};
        } else if (word == "replay" || word == "pool" || word == "accounts" || word == "tally") {
            request.parts.emplace_back(word);
        } else {
            stop("unknown argument " + std::string{word});
        }
    }
    return request;
}

// The goals are for two cores: on a larger machine, two of those allowed.
void keep_two_cores() {
    cpu_set_t allowed;
    if (::sched_getaffinity(0, sizeof allowed, &allowed) != 0) return;
    for (std::size_t cpu = 0, kept = 0; cpu < CPU_SETSIZE; ++cpu)
        if (CPU_ISSET(cpu, &allowed) && ++kept > 2) CPU_CLR(cpu, &allowed);
    ::sched_setaffinity(0, sizeof allowed, &allowed);
}

void print_load() {
    std::string load;
    std::getline(std::ifstream{"/proc/loadavg"}, load);
    std::printf("load average %s\n", load.c_str());
    std::fflush(stdout);
}

}  // namespace

}  // namespace ambag::bench

int main(int argc, char** argv) {
    using namespace ambag::bench;
    const Request request =
        read_request(std::span{argv, static_cast<std::size_t>(argc)}.subspan(1));
    keep_two_cores();
    print_load();
    if (request.wants("replay")) bench_replay(request.sizes);
    if (request.wants("pool")) bench_pool(request.sizes);
    if (request.wants("tally")) bench_tally(request.sizes);
    if (request.wants("accounts")) {
        const Folder folder{"accounts"};
        bench_known_senders(request.sizes, folder.path());
        const auto here = std::filesystem::read_symlink("/proc/self/exe").parent_path();
        bench_start(request.sizes, folder.path(), here / "../../ambag");
    }
    print_load();
    return 0;
}
