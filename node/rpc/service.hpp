// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "node/log/log.hpp"
#include "node/rpc/envelope.hpp"
#include "node/rpc/method.hpp"
#include "node/rpc/table.hpp"

// From the text of a request to the text of its reply, without a transport. Thread-safe.

namespace ambag::node {

class RpcService {
 public:
    // `families` are the methods it answers; it listens to the backend until destroyed. What it
    // refuses goes to `log` at debug: method and code, never parameters.
    explicit RpcService(RpcBackend& backend, RpcLimits limits = {},
                        EnvelopeLimits envelope_limits = {},
                        const std::vector<MethodFamily>& families = standard_methods(),
                        Log log = {});
    ~RpcService();

    // The two steps of `handle`, so that a server can choose a thread in between.
    RpcResult<RpcEnvelope> parse(std::string_view body) const;
    // The slowest lane among the methods that the envelope calls.
    RpcLane lane(const RpcEnvelope& envelope) const;
    // The reply's text; empty when there were only notifications.
    std::string answer(RpcEnvelope envelope, std::shared_ptr<PushChannel> channel = {}) const;

    std::string handle(std::string_view body, std::shared_ptr<PushChannel> channel = {}) const;

    RpcService(const RpcService&) = delete;
    RpcService& operator=(const RpcService&) = delete;

    const MethodTable& methods() const { return methods_; }
    SubscriptionHub& subscriptions() const { return *subscriptions_; }

 private:
    struct Prepared;
    Prepared prepare(RpcRequest& request, std::uint64_t& cost) const;
    std::vector<RpcResult<>> run(std::span<Prepared> prepared, const RpcContext& context) const;

    void note_error(const RpcRequest& request, const RpcError& error) const;

    RpcBackend& backend_;
    const Log log_;
    std::unique_ptr<FilterStore> filters_;
    std::unique_ptr<SubscriptionHub> subscriptions_;
    RpcLimits limits_;
    EnvelopeLimits envelope_limits_;
    MethodTable methods_;
};

}  // namespace ambag::node
