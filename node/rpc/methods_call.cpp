// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "node/rpc/params.hpp"
#include "node/rpc/shapes.hpp"
#include "node/rpc/table.hpp"

// Calls that change nothing, estimates of gas, and unsigned transactions made ready to sign.

namespace ambag::node {

namespace {

using chain::U256;

struct Question {
    CallRequest request;
    ResolvedBlock block;
};

RpcResult<Question> read_question(const RpcContext& context, const Json& params) {
    Question question;
    question.request = TRY(read_call(param_at(params, 0), "transaction"));
    question.block = TRY(require_block(context.backend, param_at(params, 1), "block"));
    const auto* overrides = param_at(params, 2).as_object();
    if (overrides && !overrides->empty())
        return std::unexpected(invalid_parameter("overrides", "state overrides are not supported"));
    if (!question.request.to)
        return std::unexpected(
            rejected({chain::RejectCode::contract_creation,
                      "`to` is missing; there is no EVM, calls go to accounts and modules"}));
    return question;
}

RpcResult<> call(const RpcContext& context, const Json& params) {
    const auto question = TRY(read_question(context, params));
    auto outcome = TRY(context.backend.call(question.request, question.block.height));
    if (!outcome.output) return std::unexpected(reverted(outcome.output.error()));
    return Json{chain::to_hex(*outcome.output)};
}

// The least gas limit under which the call succeeds. What it used with plenty is nearly always
// enough; where a called module looks at what is left it may not be, then by bisection.
RpcResult<std::uint64_t> estimate(const RpcContext& context, CallRequest request,
                                  chain::Height height) {
    const auto header = context.backend.header(height);
    const std::uint64_t block_gas = header ? header->header.gas_limit.value : 0;
    const std::uint64_t gas_max = std::min(request.gas.value_or(block_gas), block_gas);
    request.gas = gas_max;
    const auto plenty = TRY(context.backend.call(request, height));
    if (!plenty.output) return std::unexpected(reverted(plenty.output.error()));
    const auto succeeds = [&](std::uint64_t gas) {
        request.gas = gas;
        const auto outcome = context.backend.call(request, height);
        return outcome && outcome->output;
    };
    std::uint64_t low = plenty.gas_used.value;
    if (succeeds(low)) return low;
    std::uint64_t high = gas_max;
    while (high - low > 1) {
        const std::uint64_t middle = low + (high - low) / 2;
        (succeeds(middle) ? high : low) = middle;
    }
    return high;
}

RpcResult<> estimate_gas(const RpcContext& context, const Json& params) {
    auto question = TRY(read_question(context, params));
    return Json{
        quantity(TRY(estimate(context, std::move(question.request), question.block.height)))};
}

// Access lists make nothing cheaper here, so the best list is the empty one.
RpcResult<> create_access_list(const RpcContext& context, const Json& params) {
    const auto question = TRY(read_question(context, params));
    const auto outcome = TRY(context.backend.call(question.request, question.block.height));
    Json::Object out{{"accessList", Json::array()}};
    if (!outcome.output) out.push_back({"error", reverted(outcome.output.error()).message});
    out.push_back({"gasUsed", quantity(outcome.gas_used.value)});
    return Json{std::move(out)};
}

RpcResult<chain::TransactionType> fill_type(const CallRequest& request) {
    if (request.type && *request.type > 2)
        return std::unexpected(
            rejected({chain::RejectCode::type_unsupported, "types 0, 1 and 2 are accepted"}));
    if (request.type) return static_cast<chain::TransactionType>(*request.type);
    if (!request.gas_price) return chain::TransactionType::dynamic_fee;
    return request.access_list.empty() ? chain::TransactionType::legacy
                                       : chain::TransactionType::access_list;
}

void fill_fees(const RpcContext& context, const CallRequest& request, chain::Transaction& out) {
    const U256 base = context.backend.next_base_fee();
    const U256 twice = chain::checked_add(base, base).value_or(U256::max());
    if (out.type == chain::TransactionType::dynamic_fee) {
        out.tip_per_gas_max = request.tip_per_gas_max.value_or(U256{});
        out.fee_per_gas_max = request.fee_per_gas_max.value_or(
            chain::checked_add(twice, out.tip_per_gas_max).value_or(U256::max()));
    } else {
        out.fee_per_gas_max = request.gas_price.value_or(twice);
        out.tip_per_gas_max = out.fee_per_gas_max;
    }
}

Json unsigned_json(const chain::Transaction& body, const std::optional<chain::Address>& from) {
    Json::Object out{{"type", quantity(static_cast<std::uint64_t>(body.type))},
                     {"chainId", quantity(body.chain_id.value)},
                     {"nonce", quantity(body.nonce.value)},
                     {"from", from ? Json{chain::to_hex(*from)} : Json{}},
                     {"to", chain::to_hex(*body.to)},
                     {"value", body.value.units.to_hex()},
                     {"gas", quantity(body.gas_limit.value)},
                     {"input", chain::to_hex(body.data)}};
    if (body.type == chain::TransactionType::dynamic_fee) {
        out.push_back({"maxFeePerGas", body.fee_per_gas_max.to_hex()});
        out.push_back({"maxPriorityFeePerGas", body.tip_per_gas_max.to_hex()});
    } else {
        out.push_back({"gasPrice", body.fee_per_gas_max.to_hex()});
    }
    if (body.type != chain::TransactionType::legacy) {
        Json::Array list;
        for (const auto& entry : body.access_list) {
            Json::Array keys;
            for (const auto& slot : entry.slots) keys.emplace_back(chain::to_hex(slot));
            list.push_back(Json::Object{{"address", chain::to_hex(entry.address)},
                                        {"storageKeys", std::move(keys)}});
        }
        out.push_back({"accessList", std::move(list)});
    }
    return out;
}

// `raw` is the payload that is signed: RLP without a signature.
RpcResult<> fill_transaction(const RpcContext& context, const Json& params) {
    auto question = TRY(read_question(context, params));
    CallRequest& request = question.request;
    chain::Transaction out;
    out.type = TRY(fill_type(request));
    out.chain_id = context.backend.identity().chain_id;
    out.to = request.to;
    out.value = chain::Amount{request.value.value_or(U256{})};
    out.data = request.data;
    out.access_list = request.access_list;
    const auto from = request.from.value_or(chain::Address{});
    out.nonce = request.nonce ? chain::Nonce{*request.nonce} : context.backend.pending_nonce(from);
    fill_fees(context, request, out);
    const auto given_gas = request.gas;
    out.gas_limit =
        chain::Gas{given_gas ? *given_gas : TRY(estimate(context, request, question.block.height))};
    return Json::object({{"raw", chain::to_hex(chain::signing_payload(out))},
                         {"tx", unsigned_json(out, request.from)}});
}

constexpr MethodOptions execution{.cost = 20, .lane = RpcLane::heavy};

constexpr MethodRow rows[]{
    {"eth_call", "transaction call, block block?, overrides object?", "data", &call,
     "what a call would return", execution},
    {"eth_estimateGas", "transaction call, block block?, overrides object?", "quantity",
     &estimate_gas, "the gas limit that a call needs", execution},
    {"eth_createAccessList", "transaction call, block block?", "accessList", &create_access_list,
     "an empty list, and the gas that the call uses", execution},
    {"eth_fillTransaction", "transaction call", "filledTransaction", &fill_transaction,
     "the call as a transaction ready to sign: nonce, gas and fees filled in", execution},
};

}  // namespace

MethodFamily call_methods() {
    return rows;
}

}  // namespace ambag::node
