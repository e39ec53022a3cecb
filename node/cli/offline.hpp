// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/exec/state_reader.hpp"
#include "node/cli/outcome.hpp"
#include "node/consensus/application.hpp"
#include "node/json/json.hpp"

// A chain without a running node: block 0 of a genesis, or what a data directory holds.

namespace ambag::node {

class OfflineChain {
 public:
    static CliResult<std::unique_ptr<OfflineChain>> from_genesis(const Json& document);
    // The directory must have a chain and no node that uses it.
    static CliResult<std::unique_ptr<OfflineChain>> from_directory(const std::string& directory);

    const ChainSpec& spec() const { return app_->spec(); }
    const StoreSnapshot& state() const { return *snapshot_; }
    const BlockRecord& head() const { return head_; }
    chain::StateReader& modules() { return *reader_; }

 private:
    OfflineChain() = default;
    static CliResult<std::unique_ptr<OfflineChain>> open(std::unique_ptr<Store> store,
                                                         const ChainSpec& spec);

    std::unique_ptr<Store> store_;
    std::unique_ptr<Application> app_;
    std::shared_ptr<const StoreSnapshot> snapshot_;
    BlockRecord head_;
    std::unique_ptr<chain::StateReader> reader_;
};

// --genesis FILE, or the developer's genesis with `dev_time` as the time of block 0.
CliResult<Json> genesis_document(const std::optional<std::string>& file,
                                 chain::Timestamp dev_time = {});

}  // namespace ambag::node
