// SPDX-License-Identifier: Apache-2.0
#include "node/service/node.hpp"

#include "node/modules.hpp"
#include "node/service/methods_ambag.hpp"

namespace ambag::node {

using chain::Result;

Result<std::unique_ptr<Node>, NodeFailure> Node::start(const ChainSpec& spec, NodeOptions options) {
    std::unique_ptr<Node> node{new Node};
    auto store = Store::open(options.store);
    if (!store) return std::unexpected(NodeFailure{std::move(store.error().message)});
    node->store_ = std::move(*store);
    node->app_ = TRY(Application::init(*node->store_, spec, all_modules()));
    node->backend_ = std::make_unique<NodeBackend>(
        *node->app_,
        ChainIdentity{spec.rules.chain_id, spec.rules.dev, std::move(options.client_version)});
    Node* self = node.get();
    SoloSequencer::Events events{[self](const std::shared_ptr<const FinalizedBlock>& block) {
                                     self->backend_->on_block(block);
                                 },
                                 [self](const NodeFailure& failure) {
                                     {
                                         const std::lock_guard lock{self->mutex_};
                                         self->failure_ = failure;
                                     }
                                     self->changed_.notify_all();
                                 }};
    node->sequencer_ = std::make_unique<SoloSequencer>(
        *node->app_, *node->store_, std::move(options.sequencer), std::move(events));
    node->backend_->attach(*node->sequencer_);
    std::vector<MethodFamily> families = standard_methods();
    for (const MethodFamily family : {ambag_chain_methods(), ambag_governance_methods(),
                                      ambag_emission_methods(), ambag_attestation_methods()})
        families.push_back(family);
    node->service_ =
        std::make_unique<RpcService>(*node->backend_, RpcLimits{}, EnvelopeLimits{}, families);
    auto server = RpcServer::start(*node->service_, std::move(options.server));
    if (!server) return std::unexpected(NodeFailure{std::move(server.error())});
    node->server_ = std::move(*server);
    if (options.admin)
        if (auto admin = node->server_->start_admin(std::move(*options.admin)); !admin)
            return std::unexpected(NodeFailure{std::move(admin.error())});
    node->sequencer_->start();
    return node;
}

Node::~Node() {
    stop();
}

void Node::request_stop() {
    {
        const std::lock_guard lock{mutex_};
        stop_requested_ = true;
    }
    changed_.notify_all();
}

Result<void, NodeFailure> Node::wait() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [&] { return stop_requested_ || failure_.has_value(); });
    if (failure_) return std::unexpected(*failure_);
    return {};
}

// In the order in which work flows: no new requests, then no new blocks.
void Node::stop() {
    if (backend_) backend_->stop();
    if (server_) server_->stop();
    if (sequencer_) sequencer_->stop();
    server_.reset();
    service_.reset();
}

}  // namespace ambag::node
