// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "chain/crypto/hash.hpp"
#include "node/rpc/params.hpp"
#include "node/rpc/shapes.hpp"
#include "node/rpc/table.hpp"

// The chain as a whole: identity, head, prices of gas.

namespace ambag::node {

namespace {

using chain::U256;

constexpr std::uint64_t fee_history_max = 1024;

RpcResult<> chain_id(const RpcContext& context, const Json&) {
    return Json{quantity(context.backend.identity().chain_id.value)};
}

RpcResult<> network_version(const RpcContext& context, const Json&) {
    return Json{std::to_string(context.backend.identity().chain_id.value)};
}

RpcResult<> block_number(const RpcContext& context, const Json&) {
    return Json{quantity(context.backend.head().value)};
}

RpcResult<> client_version(const RpcContext& context, const Json&) {
    return Json{context.backend.identity().client_version};
}

RpcResult<> hash_data(const RpcContext&, const Json& params) {
    const auto data = TRY(read_data(param_at(params, 0), "data"));
    return Json{chain::to_hex(chain::keccak256(data))};
}

RpcResult<> answer_false(const RpcContext&, const Json&) {
    return Json{false};
}

RpcResult<> answer_true(const RpcContext&, const Json&) {
    return Json{true};
}

RpcResult<> answer_zero(const RpcContext&, const Json&) {
    return Json{"0x0"};
}

RpcResult<> answer_empty(const RpcContext&, const Json&) {
    return Json::array();
}

// Some wallets use this alone, as cap and as tip, and then pay it whole: a quarter above the base
// fee lets it survive a few blocks of rise and costs little.
RpcResult<> gas_price(const RpcContext& context, const Json&) {
    const U256 base = context.backend.next_base_fee();
    const auto price = chain::mul_div(base, U256{5U}, U256{4U}, chain::Rounding::up);
    return Json{price.value_or(base).to_hex()};
}

RpcResult<std::vector<double>> read_percentiles(const Json& json) {
    std::vector<double> percentiles;
    if (json.is_null()) return percentiles;
    const auto* items = json.as_array();
    constexpr std::string_view accepted =
        "expected at most 100 numbers from 0 to 100, in rising order";
    if (!items || items->size() > 100)
        return std::unexpected(invalid_parameter("rewardPercentiles", accepted));
    for (const auto& item : *items) {
        const auto value = item.as_double();
        if (!value || *value < 0 || *value > 100 ||
            (!percentiles.empty() && *value < percentiles.back()))
            return std::unexpected(invalid_parameter("rewardPercentiles", accepted));
        percentiles.push_back(*value);
    }
    return percentiles;
}

// The tips of a block at the percentiles of its gas. An empty block answers zeros: some clients
// stop working at a missing row.
Json reward_row(const RpcContext& context, const HashedHeader& header,
                const std::vector<double>& percentiles) {
    struct Tip {
        U256 tip;
        std::uint64_t gas;
    };
    std::vector<Tip> tips;
    if (header.header.gas_used.value > 0) {
        if (const auto block = context.backend.block(header.header.number)) {
            std::uint64_t gas_before = 0;
            for (std::size_t i = 0; i < block->transactions.size(); ++i) {
                const std::uint64_t gas_after = block->receipts[i].cumulative_gas_used.value;
                tips.push_back({chain::effective_tip(block->transactions[i].body(),
                                                     block->header.base_fee_per_gas),
                                gas_after - gas_before});
                gas_before = gas_after;
            }
        }
    }
    std::ranges::sort(tips, {}, &Tip::tip);
    Json::Array row;
    std::size_t at = 0;
    std::uint64_t gas_sum = tips.empty() ? 0 : tips.front().gas;
    for (const double percentile : percentiles) {
        const double wanted = static_cast<double>(header.header.gas_used.value) * percentile / 100;
        while (at + 1 < tips.size() && static_cast<double>(gas_sum) < wanted)
            gas_sum += tips[++at].gas;
        row.emplace_back(tips.empty() ? "0x0" : tips[at].tip.to_hex());
    }
    return row;
}

RpcResult<> fee_history(const RpcContext& context, const Json& params) {
    const auto asked = TRY(read_u64(param_at(params, 0), "blockCount"));
    const auto newest = TRY(require_block(context.backend, param_at(params, 1), "newestBlock"));
    const auto percentiles = TRY(read_percentiles(param_at(params, 2)));
    const std::uint64_t end = newest.height.value + 1;
    const std::uint64_t count = std::min({asked, fee_history_max, end});
    Json::Array base_fees;
    Json::Array ratios;
    Json::Array rewards;
    for (std::uint64_t number = end - count; number < end; ++number) {
        const auto header = context.backend.header(chain::Height{number});
        if (!header) return std::unexpected(refused("history of blocks is not kept that far"));
        base_fees.emplace_back(header->header.base_fee_per_gas.to_hex());
        const auto limit =
            static_cast<double>(std::max<std::uint64_t>(header->header.gas_limit.value, 1));
        ratios.emplace_back(static_cast<double>(header->header.gas_used.value) / limit);
        if (!percentiles.empty()) rewards.push_back(reward_row(context, *header, percentiles));
    }
    const auto after = context.backend.header(chain::Height{end});
    const U256 next = after ? after->header.base_fee_per_gas : context.backend.next_base_fee();
    base_fees.emplace_back(next.to_hex());
    Json::Object out{{"oldestBlock", quantity(end - count)},
                     {"baseFeePerGas", std::move(base_fees)},
                     {"gasUsedRatio", std::move(ratios)}};
    if (!percentiles.empty()) out.push_back({"reward", std::move(rewards)});
    return Json{std::move(out)};
}

constexpr MethodRow rows[]{
    {"eth_chainId", "", "quantity", &chain_id, "the chain id that signatures carry"},
    {"eth_blockNumber", "", "quantity", &block_number, "number of the newest block"},
    {"eth_syncing", "", "boolean", &answer_false, "a node serves only what it has verified"},
    {"eth_accounts", "", "addresses", &answer_empty, "none: no key is ever reachable by RPC"},
    {"eth_gasPrice", "", "quantity", &gas_price, "base fee of the next block and a quarter more"},
    {"eth_maxPriorityFeePerGas", "", "quantity", &answer_zero, "no tip is needed"},
    {"eth_feeHistory",
     "blockCount quantity, newestBlock block, rewardPercentiles percentiles?",
     "feeHistory",
     &fee_history,
     "base fees, fullness and tips of past blocks",
     {.cost = 100, .lane = RpcLane::heavy}},
    {"net_version", "", "string", &network_version, "the chain id in decimal"},
    {"net_listening", "", "boolean", &answer_true, "true"},
    {"net_peerCount", "", "quantity", &answer_zero, "peers are the consensus engine's matter"},
    {"web3_clientVersion", "", "string", &client_version, "name, version and platform"},
    {"web3_sha3", "data data", "hash", &hash_data, "keccak256 of the data"},
};

}  // namespace

MethodFamily chain_methods() {
    return rows;
}

}  // namespace ambag::node
