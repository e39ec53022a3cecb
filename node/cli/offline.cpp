// SPDX-License-Identifier: Apache-2.0
#include "node/cli/offline.hpp"

#include "node/cli/files.hpp"
#include "node/cli/running.hpp"
#include "node/genesis/genesis.hpp"
#include "node/keystore/hd_key.hpp"
#include "node/modules.hpp"

namespace ambag::node {

namespace {

chain::BlockEnv env_of(const chain::Header& header) {
    chain::BlockEnv env;
    env.height = header.number;
    env.time = header.timestamp;
    env.parent_time = header.timestamp;
    env.base_fee = chain::Amount{header.base_fee_per_gas};
    env.coinbase = header.miner;
    env.gas_limit = header.gas_limit;
    env.extra_data = header.extra_data;
    return env;
}

}  // namespace

CliResult<std::unique_ptr<OfflineChain>> OfflineChain::open(std::unique_ptr<Store> store,
                                                            const ChainSpec& spec) {
    std::unique_ptr<OfflineChain> chain{new OfflineChain};
    chain->store_ = std::move(store);
    auto app = Application::init(*chain->store_, spec, all_modules());
    if (!app) return cli_failed(app.error().message);
    chain->app_ = std::move(*app);
    chain->snapshot_ = chain->store_->snapshot();
    const auto head = chain->snapshot_->block_head(chain->snapshot_->head());
    if (!head) return cli_failed("the store has no head block");
    chain->head_ = *head;
    chain->reader_ = std::make_unique<chain::StateReader>(*chain->snapshot_, env_of(head->header),
                                                          chain->app_->rules(), all_modules());
    return chain;
}

CliResult<std::unique_ptr<OfflineChain>> OfflineChain::from_genesis(const Json& document) {
    const ChainSpec spec = TRY(checked_genesis(document));
    auto store = Store::open({.path = {}, .in_memory = true});
    if (!store) return cli_failed(store.error().message);
    return open(std::move(*store), spec);
}

CliResult<std::unique_ptr<OfflineChain>> OfflineChain::from_directory(
    const std::string& directory) {
    const auto text = TRY(stored_genesis(directory));
    if (!text) return cli_failed("there is no chain in " + directory);
    const auto document = parse_json(*text);
    if (!document) return cli_failed("the stored genesis: " + document.error().message);
    const ChainSpec spec = TRY(checked_genesis(*document));
    auto store = Store::open({.path = directory});
    if (!store) return cli_failed(store.error().message);
    return open(std::move(*store), spec);
}

CliResult<Json> genesis_document(const std::optional<std::string>& file,
                                 chain::Timestamp dev_time) {
    if (file) return read_document(*file);
    const auto keys =
        account_keys("test test test test test test test test test test test junk", 10);
    if (!keys) return cli_failed(keys.error());
    std::vector<chain::Address> accounts;
    for (const chain::PrivateKey& key : *keys)
        accounts.push_back(chain::address_of(key.public_key()));
    return dev_genesis(accounts, dev_time);
}

}  // namespace ambag::node
