// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "node/cli/files.hpp"
#include "node/cli/offline.hpp"
#include "node/cli/running.hpp"

// genesis check, hash, show.

namespace ambag::node {

namespace {

constexpr OptionRow show_options[]{
    {"--dev", "", "the genesis of `ambag dev`"},
    {"--timestamp", "SECONDS", "time of its block 0, since 1970 (now)"},
};

// Reads, and makes block 0 of it, so that what only the modules can see is found too.
CliResult<> check(const Invocation& invocation) {
    const std::string& file = invocation.argument(0);
    const auto chain = TRY(OfflineChain::from_genesis(TRY(read_document(file))));
    const chain::Rules& rules = chain->spec().rules;
    const Console& console = invocation.console;
    console.result(Json::object({{"valid", true}, {"chainId", rules.chain_id.value}}));
    console.line(file + " is valid");
    console.field("chain id", std::to_string(rules.chain_id.value));
    console.field("development", rules.dev ? "yes" : "no");
    return {};
}

CliResult<> hash(const Invocation& invocation) {
    const auto chain = TRY(OfflineChain::from_genesis(TRY(read_document(invocation.argument(0)))));
    const std::string document = chain::to_hex(chain::keccak256(chain->spec().document));
    const std::string block = chain::to_hex(chain->head().hash);
    const std::string root = chain::to_hex(chain->head().header.state_root);
    const Console& console = invocation.console;
    console.result(Json::object({{"document", document}, {"block", block}, {"stateRoot", root}}));
    console.field("document", document);
    console.field("block 0", block);
    console.field("state root", root);
    return {};
}

CliResult<> show(const Invocation& invocation) {
    const auto file = invocation.optional_argument(0);
    if (file.has_value() == invocation.flag("--dev")) return cli_usage("give a FILE or --dev");
    if (file && invocation.flag("--timestamp"))
        return cli_usage("--timestamp is for --dev: a file says its own");
    const auto time =
        TRY(invocation.integer_or("--timestamp", now_seconds(), 0, block_time_max.value));
    const Json document = TRY(genesis_document(file, chain::Timestamp{time}));
    TRY(checked_genesis(document));
    invocation.console.result(document);
    invocation.console.line(document.dump_pretty());
    return {};
}

const CommandRow rows[]{
    {"genesis check", "FILE", "names every mistake by its path", &check},
    {"genesis hash", "FILE", "hashes of the document and of block 0", &hash},
    {"genesis show", "[FILE]", "a genesis as it is read", &show, {show_options}},
};

}  // namespace

CommandGroup genesis_commands() {
    return rows;
}

}  // namespace ambag::node
