// SPDX-License-Identifier: Apache-2.0
#include "node/genesis/genesis.hpp"

#include "chain/base/hex.hpp"
#include "node/genesis/sections.hpp"

namespace ambag::node {

using namespace chain;

namespace {

constexpr std::uint64_t most = ~std::uint64_t{0};

Rules read_rules(GenesisReader& root) {
    Rules rules;
    // MetaMask takes no larger chain id.
    rules.chain_id = ChainId{root.integer("chain_id", 31337, 1, 4'503'599'627'370'476)};
    rules.dev = root.boolean("dev", false);
    rules.trusted_sequencer = root.boolean("trusted_sequencer", false);
    rules.block_interval_ms = root.integer("block_interval_ms", 1000, 1, 86'400'000);
    rules.clock = root.choice("clock", {"timestamp", "block_number"}) == 0
                      ? ClockMode::timestamp
                      : ClockMode::block_number;
    // Wallets read gas limits as doubles: below 2^53.
    rules.block_gas_limit =
        Gas{root.integer("gas_limit", 30'000'000, 100'000, 9'007'199'254'740'991)};
    GenesisReader fee = root.section("base_fee");
    rules.fee.initial = fee.amount("initial", rules.fee.initial);
    rules.fee.denominator = fee.integer("denominator", 64, 1, most);
    rules.fee.floor = fee.amount("floor", {});
    rules.fee.sink = fee.choice("sink", {"burn", "pool"}) == 0 ? FeeSink::burn : FeeSink::pool;
    fee.finish();
    return rules;
}

void read_allocations(GenesisReader& root, ChainSpec& spec) {
    for (const auto& [address, amount] : root.balances("alloc"))
        spec.allocations.push_back({address, amount});
}

std::string fee_text(const Rules& rules) {
    return rules.fee.initial.units.to_decimal();
}

}  // namespace

std::string GenesisFailure::text() const {
    std::string all;
    for (const GenesisError& error : errors)
        all += (error.path.empty() ? error.what : error.path + ": " + error.what) + "\n";
    return all;
}

Result<ChainSpec, GenesisFailure> read_genesis(const Json& document) {
    GenesisFailure failure;
    GenesisReader root{&document, "", failure.errors};
    ChainSpec spec;
    spec.rules = read_rules(root);
    spec.genesis_time = Timestamp{root.integer("timestamp", 0, 0, 1'000'000'000'000)};
    read_allocations(root, spec);
    read_token(root, spec);
    read_timelock(root, spec);
    read_governor(root, spec);
    read_treasury(root, spec);
    read_attestation(root, spec);
    read_registry(root, spec);
    read_scoring(root, spec);
    read_staking(root, spec);
    read_issuance(root, spec);
    read_payouts(root, spec);  // they draw on issuance's pools
    root.finish();
    if (spec.rules.fee.initial < spec.rules.fee.floor)
        failure.errors.push_back(
            {"base_fee.initial", "is " + fee_text(spec.rules) + ", below base_fee.floor"});
    if (!failure.errors.empty()) return std::unexpected(std::move(failure));
    spec.document = to_bytes(as_bytes(document.dump()));
    return spec;
}

Result<ChainSpec, GenesisFailure> parse_genesis(std::string_view text) {
    auto document = parse_json(text);
    if (!document)
        return std::unexpected(GenesisFailure{{{"", std::move(document.error().message)}}});
    return read_genesis(*document);
}

}  // namespace ambag::node
