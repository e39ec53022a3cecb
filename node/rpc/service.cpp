// SPDX-License-Identifier: Apache-2.0
#include "node/rpc/service.hpp"

#include <exception>

#include "node/rpc/filters.hpp"
#include "node/rpc/subscriptions.hpp"

namespace ambag::node {

namespace {

RpcError unknown_method(std::string_view name) {
    // The words are what ethers looks for; a very long name is not echoed whole.
    return {rpc_code::method_not_found,
            "the method " + std::string{name.substr(0, 100)} + " does not exist/is not available",
            {}};
}

// Exceptions stop here: only what the standard library throws (memory, lengths) can arrive.
template <class Call>
auto guarded(Call&& call, std::size_t count) -> std::vector<RpcResult<>> {
    try {
        return call();
    } catch (const std::exception&) {
        const RpcError error{rpc_code::internal, "internal error", {}};
        return std::vector<RpcResult<>>(count, std::unexpected(error));
    }
}

}  // namespace

// A request with its row found and its parameters in order, or the error that answers it.
struct RpcService::Prepared {
    const MethodEntry* entry = nullptr;
    RpcResult<> params;
};

RpcService::RpcService(RpcBackend& backend, RpcLimits limits, EnvelopeLimits envelope_limits,
                       const std::vector<MethodFamily>& families, Log log)
    : backend_{backend},
      log_{std::move(log)},
      filters_{std::make_unique<FilterStore>()},
      subscriptions_{std::make_unique<SubscriptionHub>(backend, *filters_)},
      limits_{limits},
      envelope_limits_{envelope_limits},
      methods_{families, backend.identity().dev} {}

RpcService::~RpcService() = default;

RpcResult<RpcEnvelope> RpcService::parse(std::string_view body) const {
    return parse_envelope(body, envelope_limits_);
}

RpcLane RpcService::lane(const RpcEnvelope& envelope) const {
    RpcLane slowest = RpcLane::direct;
    for (const auto& request : envelope.requests) {
        const auto* entry = request.invalid ? nullptr : methods_.find(request.method);
        if (entry) slowest = std::max(slowest, entry->row->options.lane);
    }
    return slowest;
}

RpcService::Prepared RpcService::prepare(RpcRequest& request, std::uint64_t& cost) const {
    if (request.invalid) return {nullptr, std::unexpected(*std::move(request.invalid))};
    const auto* entry = methods_.find(request.method);
    if (!entry) return {nullptr, std::unexpected(unknown_method(request.method))};
    cost += entry->row->options.cost;
    if (cost > limits_.batch_cost_max)
        return {nullptr, std::unexpected(refused("batch too costly: this request is beyond " +
                                                 std::to_string(limits_.batch_cost_max) +
                                                 " units, send it in another batch"))};
    return {entry, MethodTable::arrange_params(*entry, std::move(request.params))};
}

// `prepared` are requests of one method in a row; more than one only where the row can take them
// together.
std::vector<RpcResult<>> RpcService::run(std::span<Prepared> prepared,
                                         const RpcContext& context) const {
    const MethodRow& row = *prepared.front().entry->row;
    return guarded(
        [&] {
            std::vector<RpcResult<>> results;
            if (prepared.size() == 1) {
                results.push_back(row.handler(context, *prepared.front().params));
            } else {
                std::vector<const Json*> params;
                params.reserve(prepared.size());
                for (const auto& one : prepared) params.push_back(&*one.params);
                results = row.options.group(context, params);
            }
            return results;
        },
        prepared.size());
}

void RpcService::note_error(const RpcRequest& request, const RpcError& error) const {
    if (!log_.writes(LogLevel::debug)) return;
    log_.debug("request refused", {{"method", std::string_view{request.method}.substr(0, 100)},
                                   {"code", std::to_string(error.code)}});
}

std::string RpcService::answer(RpcEnvelope envelope, std::shared_ptr<PushChannel> channel) const {
    const RpcContext context{backend_, *filters_, *subscriptions_,
                             methods_, limits_,   std::move(channel)};
    auto& requests = envelope.requests;
    std::vector<Prepared> prepared;
    prepared.reserve(requests.size());
    std::uint64_t cost = 0;
    for (auto& request : requests) prepared.push_back(prepare(request, cost));

    std::string out;
    const auto append = [&](const RpcRequest& request, const RpcResult<>& result) {
        if (!result) note_error(request, result.error());
        if (!request.id) return;
        if (out.size() > 0) out += ',';
        const std::size_t before = out.size();
        append_response(out, *request.id, result);
        if (out.size() <= limits_.reply_bytes_max) return;
        out.resize(before);
        append_response(out, *request.id,
                        std::unexpected(refused("response too large: over " +
                                                std::to_string(limits_.reply_bytes_max) +
                                                " bytes, ask for less at a time")));
    };
    for (std::size_t i = 0; i < prepared.size();) {
        const auto* entry = prepared[i].entry;
        if (!entry || !prepared[i].params) {
            if (entry) entry->errors.fetch_add(1, std::memory_order_relaxed);
            append(requests[i], prepared[i].params);
            ++i;
            continue;
        }
        std::size_t count = 1;
        while (entry->row->options.group && i + count < prepared.size() &&
               prepared[i + count].entry == entry && prepared[i + count].params)
            ++count;
        const auto results = run(std::span{prepared}.subspan(i, count), context);
        entry->calls.fetch_add(count, std::memory_order_relaxed);
        for (std::size_t j = 0; j < count; ++j) {
            if (!results[j]) entry->errors.fetch_add(1, std::memory_order_relaxed);
            append(requests[i + j], results[j]);
        }
        i += count;
    }
    if (!envelope.is_batch || out.empty()) return out;
    return '[' + out + ']';
}

std::string RpcService::handle(std::string_view body, std::shared_ptr<PushChannel> channel) const {
    auto envelope = parse(body);
    if (!envelope) return failure_response(envelope.error());
    return answer(*std::move(envelope), std::move(channel));
}

}  // namespace ambag::node
