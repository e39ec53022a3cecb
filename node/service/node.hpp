// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "node/genesis/genesis.hpp"
#include "node/rpc/server.hpp"
#include "node/service/backend.hpp"

// A whole node in one process: store, application, sequencer, RPC. `start` returns when the port
// answers; `wait` when the node was told to stop or a rule broke.

namespace ambag::node {

struct NodeOptions {
    StoreOptions store;
    SoloOptions sequencer;
    ServerConfig server;
    std::optional<AdminConfig> admin;  // /health, /ready, /metrics on a port of their own
    std::string client_version;        // of web3_clientVersion
    Log log{};                         // start, blocks, refusals, why it stopped
};

class Node {
 public:
    // Errors: the store's (in use, damaged, lost blocks), another genesis than the store's, a Fault
    // in block 0, a port in use. An empty store gets block 0 of `spec`.
    static chain::Result<std::unique_ptr<Node>, NodeFailure> start(const ChainSpec& spec,
                                                                   NodeOptions options);
    ~Node();

    // As bound: where the configuration said 0, the one that was free.
    std::uint16_t port() const { return server_->port(); }
    std::uint16_t admin_port() const { return server_->admin_port(); }
    NodeBackend& backend() { return *backend_; }

    // Asks the node to stop; safe from any thread. `reason` is for the log: who asked.
    void request_stop(std::string_view reason = "asked to stop");
    // Until `request_stop` or a failure, which is returned. At an upgrade that this program does
    // not know, upgrade-info.json is in the data directory then.
    chain::Result<void, NodeFailure> wait();

 private:
    Node() = default;
    void stop();
    NodeFailure halted(const UpgradeHalt& halt) const;
    void note_start(const ChainSpec& spec, const NodeOptions& options) const;
    void note_block(const FinalizedBlock& block) const;

    Log log_;
    std::string directory_;  // empty when nothing is kept
    std::unique_ptr<Store> store_;
    std::unique_ptr<Application> app_;
    std::unique_ptr<NodeBackend> backend_;
    std::unique_ptr<SoloSequencer> sequencer_;
    std::unique_ptr<RpcService> service_;
    std::unique_ptr<RpcServer> server_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool started_ = false;
    bool stop_requested_ = false;
    std::string stop_reason_;
    std::optional<NodeFailure> failure_;
};

}  // namespace ambag::node
