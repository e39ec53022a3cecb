// SPDX-License-Identifier: Apache-2.0
#include "node/rpc/logs.hpp"

#include "node/rpc/shapes.hpp"

namespace ambag::node {

bool matches(const LogPattern& pattern, const chain::Log& log) {
    const auto is_any_of = [](const auto& allowed, const auto& value) {
        return allowed.empty() || std::ranges::find(allowed, value) != allowed.end();
    };
    if (!is_any_of(pattern.addresses, log.address)) return false;
    if (pattern.topics.size() > log.topics.size()) return false;
    for (std::size_t i = 0; i < pattern.topics.size(); ++i)
        if (!is_any_of(pattern.topics[i], log.topics[i])) return false;
    return true;
}

bool may_match(const LogPattern& pattern, const chain::Bloom& bloom) {
    const auto may_have_any = [&](const auto& allowed) {
        return allowed.empty() || std::ranges::any_of(allowed, [&](const auto& value) {
                   return chain::may_contain(bloom, value);
               });
    };
    return may_have_any(pattern.addresses) && std::ranges::all_of(pattern.topics, may_have_any);
}

std::vector<PlacedLog> matching_logs(const LogPattern& pattern, const RpcBlock& block) {
    std::vector<PlacedLog> found;
    std::size_t log_index = 0;
    for (std::size_t i = 0; i < block.receipts.size(); ++i)
        for (const auto& log : block.receipts[i].logs) {
            if (matches(pattern, log)) found.push_back({&log, i, log_index});
            ++log_index;
        }
    return found;
}

RpcResult<void> append_logs(Json::Array& out, const RpcBackend& backend, const LogPattern& pattern,
                            chain::Height from, chain::Height to, std::size_t logs_max) {
    for (std::uint64_t number = from.value; number <= to.value; ++number) {
        const auto header = backend.header(chain::Height{number});
        if (!header || !may_match(pattern, header->header.logs_bloom)) continue;
        const auto block = backend.block(chain::Height{number});
        if (!block) continue;
        const auto found = matching_logs(pattern, *block);
        if (out.size() + found.size() > logs_max) {
            std::string message = "query returns more than " + std::to_string(logs_max) + " logs";
            if (number > from.value)
                message += "; try fromBlock " + chain::U256{from.value}.to_hex() + " toBlock " +
                           chain::U256{number - 1}.to_hex();
            return std::unexpected(RpcError{rpc_code::invalid_params, std::move(message), {}});
        }
        for (const auto& placed : found) out.push_back(log_json(*block, placed));
    }
    return {};
}

}  // namespace ambag::node
