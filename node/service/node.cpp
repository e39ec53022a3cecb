// SPDX-License-Identifier: Apache-2.0
#include "node/service/node.hpp"

#include "chain/base/hex.hpp"
#include "node/modules.hpp"
#include "node/service/methods_ambag.hpp"

namespace ambag::node {

using chain::Result;

Result<std::unique_ptr<Node>, NodeFailure> Node::start(const ChainSpec& spec, NodeOptions options) {
    std::unique_ptr<Node> node{new Node};
    node->log_ = options.log;
    options.server.log = options.log;
    auto store = Store::open(options.store);
    if (!store) return std::unexpected(NodeFailure{std::move(store.error().message)});
    node->store_ = std::move(*store);
    node->app_ = TRY(Application::init(*node->store_, spec, all_modules()));
    if (!options.store.in_memory) node->directory_ = options.store.path;
    if (auto halt = node->app_->upgrade_halt()) return std::unexpected(node->halted(*halt));
    node->backend_ = std::make_unique<NodeBackend>(
        *node->app_, ChainIdentity{spec.rules.chain_id, spec.rules.dev, options.client_version},
        options.log);
    Node* self = node.get();
    SoloSequencer::Events events{[self](const std::shared_ptr<const FinalizedBlock>& block) {
                                     self->backend_->on_block(block);
                                     self->note_block(*block);
                                 },
                                 [self](const NodeFailure& failure) {
                                     {
                                         const std::lock_guard lock{self->mutex_};
                                         self->failure_ = failure;
                                     }
                                     self->changed_.notify_all();
                                 }};
    node->sequencer_ = std::make_unique<SoloSequencer>(*node->app_, *node->store_,
                                                       options.sequencer, std::move(events));
    node->backend_->attach(*node->sequencer_);
    std::vector<MethodFamily> families = standard_methods();
    for (const MethodFamily family : ambag_methods()) families.push_back(family);
    node->service_ = std::make_unique<RpcService>(*node->backend_, RpcLimits{}, EnvelopeLimits{},
                                                  families, options.log);
    auto server = RpcServer::start(*node->service_, options.server);
    if (!server) return std::unexpected(NodeFailure{std::move(server.error())});
    node->server_ = std::move(*server);
    if (options.admin)
        if (auto admin = node->server_->start_admin(*options.admin); !admin)
            return std::unexpected(NodeFailure{std::move(admin.error())});
    node->note_start(spec, options);
    node->started_ = true;
    node->sequencer_->start();
    return node;
}

Node::~Node() {
    stop();
}

void Node::note_start(const ChainSpec& spec, const NodeOptions& options) const {
    if (!log_.writes(LogLevel::info)) return;
    const HeadPointer head = backend_->head_view();
    constexpr std::array<std::string_view, 3> modes{"interval", "instant", "manual"};
    const auto sequencer = chain::address_of(options.sequencer.key.public_key());
    log_.info("node started", {{"version", options.client_version},
                               {"chainId", spec.rules.chain_id.value},
                               {"genesisHash", chain::to_hex(chain::keccak256(spec.document))},
                               {"head", head->header.number.value},
                               {"headHash", chain::to_hex(head->hash)},
                               {"data", options.store.in_memory ? "memory" : options.store.path},
                               {"rpc", options.server.address + " port " + std::to_string(port())},
                               {"adminPort", options.admin ? std::to_string(admin_port()) : "none"},
                               {"sequencer", chain::to_checksum(sequencer)},
                               {"seals", modes[static_cast<std::size_t>(options.sequencer.mode)]}});
}

void Node::note_block(const FinalizedBlock& block) const {
    const chain::Header& header = block.record.header;
    if (log_.writes(LogLevel::debug))
        for (const auto& [hash, reject] : block.rejected)
            log_.debug("transaction left out", {{"hash", chain::to_hex(hash)},
                                                {"code", reject_name(reject.code)},
                                                {"reason", reject.detail}});
    if (log_.writes(LogLevel::info))
        log_.info("block committed", {{"height", header.number.value},
                                      {"hash", chain::to_hex(block.record.hash)},
                                      {"transactions", block.record.transactions.size()},
                                      {"gasUsed", header.gas_used.value},
                                      {"timestamp", header.timestamp.value},
                                      {"stateRoot", chain::to_hex(header.state_root)}});
}

// The file is for the tool that starts the next program; the message is complete without it.
NodeFailure Node::halted(const UpgradeHalt& halt) const {
    NodeFailure failure{halt.message(), halt};
    if (halt.why == UpgradeStop::due && !directory_.empty())
        if (const auto written = write_upgrade_info(directory_, halt); !written)
            failure.message += "; " + written.error();
    return failure;
}

void Node::request_stop(std::string_view reason) {
    {
        const std::lock_guard lock{mutex_};
        if (!stop_requested_) stop_reason_ = reason;
        stop_requested_ = true;
    }
    changed_.notify_all();
}

Result<void, NodeFailure> Node::wait() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [&] { return stop_requested_ || failure_.has_value(); });
    if (!failure_) return {};
    if (failure_->upgrade) {
        stop_reason_ = "upgrade";
        const NodeFailure failure = halted(*failure_->upgrade);
        log_.warning("node halted for an upgrade", {{"reason", failure.message}});
        return std::unexpected(failure);
    }
    stop_reason_ = "failure";
    log_.error("node failed", {{"reason", failure_->message}});
    return std::unexpected(*failure_);
}

// In the order in which work flows: no new requests, then no new blocks.
void Node::stop() {
    if (backend_) backend_->stop();
    if (server_) server_->stop();
    if (sequencer_) sequencer_->stop();
    server_.reset();
    service_.reset();
    if (!std::exchange(started_, false)) return;
    log_.info("node stopped", {{"reason", stop_reason_.empty() ? "program ends" : stop_reason_},
                               {"head", backend_->head().value}});
}

}  // namespace ambag::node
