// SPDX-License-Identifier: Apache-2.0
#include "node/rpc/shapes.hpp"

#include <charconv>

#include "chain/base/hex.hpp"

namespace ambag::node {

namespace {

using chain::to_hex;
using chain::U256;

Json address_or_null(const std::optional<chain::Address>& address) {
    return address ? Json{to_hex(*address)} : Json{};
}

std::string word_quantity(const chain::Hash& word) {
    return U256::from_big_endian(word).to_hex();
}

Json access_list_json(const std::vector<chain::AccessListEntry>& list) {
    Json::Array entries;
    for (const auto& entry : list) {
        Json::Array keys;
        for (const auto& slot : entry.slots) keys.emplace_back(to_hex(slot));
        entries.push_back(Json::object(
            {{"address", to_hex(entry.address)}, {"storageKeys", Json{std::move(keys)}}}));
    }
    return entries;
}

// Everything but the place in a block. `gas_price` is what was or would be paid.
void append_transaction(Json::Object& out, const chain::SignedTransaction& transaction,
                        const U256& gas_price) {
    const auto& body = transaction.body();
    const bool typed = body.type != chain::TransactionType::legacy;
    out.push_back({"type", quantity(static_cast<std::uint64_t>(body.type))});
    if (!transaction.is_system()) out.push_back({"chainId", quantity(body.chain_id.value)});
    out.push_back({"hash", to_hex(transaction.hash())});
    out.push_back({"nonce", quantity(body.nonce.value)});
    out.push_back({"from", address_or_null(transaction.known_sender())});
    out.push_back({"to", address_or_null(body.to)});
    out.push_back({"value", body.value.units.to_hex()});
    out.push_back({"gas", quantity(body.gas_limit.value)});
    out.push_back({"gasPrice", gas_price.to_hex()});
    if (body.type == chain::TransactionType::dynamic_fee) {
        out.push_back({"maxFeePerGas", body.fee_per_gas_max.to_hex()});
        out.push_back({"maxPriorityFeePerGas", body.tip_per_gas_max.to_hex()});
    }
    out.push_back({"input", to_hex(body.data)});
    if (typed) out.push_back({"accessList", access_list_json(body.access_list)});
    out.push_back({"v", transaction.v().to_hex()});
    if (typed) out.push_back({"yParity", transaction.v().to_hex()});
    out.push_back({"r", word_quantity(transaction.signature().r)});
    out.push_back({"s", word_quantity(transaction.signature().s)});
}

}  // namespace

std::string quantity(std::uint64_t value) {
    std::array<char, 18> text{'0', 'x'};
    const auto end = std::to_chars(text.data() + 2, text.data() + text.size(), value, 16).ptr;
    return {text.data(), end};
}

Json header_json(const chain::Header& header, const chain::Hash& hash) {
    return Json::Object{{"number", quantity(header.number.value)},
                        {"hash", to_hex(hash)},
                        {"parentHash", to_hex(header.parent_hash)},
                        {"sha3Uncles", to_hex(chain::empty_uncles_hash)},
                        {"miner", to_hex(header.miner)},
                        {"stateRoot", to_hex(header.state_root)},
                        {"transactionsRoot", to_hex(header.transactions_root)},
                        {"receiptsRoot", to_hex(header.receipts_root)},
                        {"logsBloom", to_hex(header.logs_bloom)},
                        {"difficulty", "0x0"},
                        {"gasLimit", quantity(header.gas_limit.value)},
                        {"gasUsed", quantity(header.gas_used.value)},
                        {"timestamp", quantity(header.timestamp.value)},
                        {"extraData", to_hex(header.extra_data)},
                        {"mixHash", to_hex(chain::Hash{})},
                        {"nonce", "0x0000000000000000"},
                        {"baseFeePerGas", header.base_fee_per_gas.to_hex()}};
}

Json block_json(const RpcBlock& block, bool full) {
    Json json = header_json(block.header, block.hash);
    Json::Array transactions;
    transactions.reserve(block.transactions.size());
    for (std::size_t i = 0; i < block.transactions.size(); ++i)
        transactions.push_back(full ? transaction_json(block, i)
                                    : Json{to_hex(block.transactions[i].hash())});
    auto& members = *json.as_object();
    members.push_back({"size", quantity(block.size_bytes)});
    members.push_back({"uncles", Json::array()});
    members.push_back({"transactions", std::move(transactions)});
    return json;
}

Json transaction_json(const RpcBlock& block, std::size_t index) {
    const auto& transaction = block.transactions[index];
    Json::Object out{{"blockHash", to_hex(block.hash)},
                     {"blockNumber", quantity(block.header.number.value)},
                     {"blockTimestamp", quantity(block.header.timestamp.value)},
                     {"transactionIndex", quantity(index)}};
    append_transaction(
        out, transaction,
        chain::effective_gas_price(transaction.body(), block.header.base_fee_per_gas));
    return out;
}

Json pending_transaction_json(const chain::SignedTransaction& transaction) {
    Json::Object out{
        {"blockHash", nullptr}, {"blockNumber", nullptr}, {"transactionIndex", nullptr}};
    append_transaction(out, transaction, transaction.body().fee_per_gas_max);
    return out;
}

ReceiptPosition next_position(const RpcBlock& block, const ReceiptPosition& position) {
    const auto& receipt = block.receipts[position.index];
    return {position.index + 1, position.first_log + receipt.logs.size(),
            receipt.cumulative_gas_used};
}

ReceiptPosition receipt_position(const RpcBlock& block, std::size_t index) {
    ReceiptPosition position;
    while (position.index < index) position = next_position(block, position);
    return position;
}

Json receipt_json(const RpcBlock& block, const ReceiptPosition& position) {
    const auto& receipt = block.receipts[position.index];
    const auto& transaction = block.transactions[position.index];
    const auto& body = transaction.body();
    Json::Array logs;
    logs.reserve(receipt.logs.size());
    for (std::size_t i = 0; i < receipt.logs.size(); ++i)
        logs.push_back(log_json(block, {&receipt.logs[i], position.index, position.first_log + i}));
    const std::uint64_t gas_used = receipt.cumulative_gas_used.value - position.gas_before.value;
    const U256 price = chain::effective_gas_price(body, block.header.base_fee_per_gas);
    return Json::Object{{"type", quantity(static_cast<std::uint64_t>(body.type))},
                        {"status", receipt.success ? "0x1" : "0x0"},
                        {"transactionHash", to_hex(transaction.hash())},
                        {"transactionIndex", quantity(position.index)},
                        {"blockHash", to_hex(block.hash)},
                        {"blockNumber", quantity(block.header.number.value)},
                        {"from", address_or_null(transaction.known_sender())},
                        {"to", address_or_null(body.to)},
                        {"contractAddress", nullptr},
                        {"cumulativeGasUsed", quantity(receipt.cumulative_gas_used.value)},
                        {"gasUsed", quantity(gas_used)},
                        {"effectiveGasPrice", price.to_hex()},
                        {"logsBloom", to_hex(receipt.bloom)},
                        {"logs", std::move(logs)}};
}

Json log_json(const RpcBlock& block, const PlacedLog& placed) {
    Json::Array topics;
    for (const auto& topic : placed.log->topics) topics.emplace_back(to_hex(topic));
    return Json::Object{
        {"address", to_hex(placed.log->address)},
        {"topics", std::move(topics)},
        {"data", to_hex(placed.log->data)},
        {"blockNumber", quantity(block.header.number.value)},
        {"blockHash", to_hex(block.hash)},
        {"blockTimestamp", quantity(block.header.timestamp.value)},
        {"transactionHash", to_hex(block.transactions[placed.transaction_index].hash())},
        {"transactionIndex", quantity(placed.transaction_index)},
        {"logIndex", quantity(placed.log_index)},
        {"removed", false}};
}

}  // namespace ambag::node
