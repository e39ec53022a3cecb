// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "node/cli/command.hpp"
#include "node/service/node.hpp"

// A node under a command: started, announced, stopped by SIGINT or SIGTERM.

namespace ambag::node {

// Host, port, sealing: what `dev` and `node` take alike.
struct RunSettings {
    std::string host = "127.0.0.1";
    std::uint16_t port = 8545;
    std::vector<std::string> hosts{};
    std::vector<std::string> origins{};
    std::optional<std::uint16_t> admin_port{};
    std::uint64_t block_time_ms = 1000;  // 0: a block as soon as a transaction waits
    bool mining = true;                  // false: blocks only when asked for
    LogOptions log{};
};

// "1", "0.25", "0": seconds as milliseconds; nothing above a day.
std::optional<std::uint64_t> parse_seconds(std::string_view text);

// Seconds since 1970: what a new chain starts at.
std::uint64_t now_seconds();

// The genesis that the data directory was made with; nothing when there is none.
CliResult<std::optional<std::string>> stored_genesis(const std::string& directory);

// Runs until told to stop. `announce` is called once, when the RPC answers. `directory` empty:
// nothing is kept.
CliResult<> run_node(const ChainSpec& spec, const std::string& directory,
                     const RunSettings& settings, const std::function<void(Node&)>& announce);

// Reads and checks a genesis document; the error has every mistake on its own line.
CliResult<ChainSpec> checked_genesis(const Json& document);

}  // namespace ambag::node
