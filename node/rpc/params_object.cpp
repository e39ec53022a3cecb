// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "node/rpc/params.hpp"

// The two object parameters: calls and log filters.

namespace ambag::node {

namespace {

// A member that is absent or null gives nothing; one that is present must be right.
template <class T>
RpcResult<std::optional<T>> optional_member(const Json& object, std::string_view name,
                                            RpcResult<T> (*read)(const Json&, std::string_view)) {
    const Json* member = object.find(name);
    if (!member || member->is_null()) return std::optional<T>{};
    return std::optional<T>{TRY(read(*member, name))};
}

RpcResult<std::vector<chain::AccessListEntry>> read_access_list(const Json& json) {
    std::vector<chain::AccessListEntry> list;
    const auto* entries = json.as_array();
    if (!entries) return std::unexpected(invalid_parameter("accessList", "expected an array"));
    for (const auto& entry : *entries) {
        const Json* address = entry.find("address");
        const Json* keys = entry.find("storageKeys");
        if (!address || !keys || !keys->is_array())
            return std::unexpected(invalid_parameter(
                "accessList", "each entry needs `address` and an array `storageKeys`"));
        chain::AccessListEntry read{TRY(read_address(*address, "accessList.address")), {}};
        for (const auto& key : *keys->as_array())
            read.slots.push_back(chain::Slot::from(TRY(read_hash(key, "accessList.storageKeys"))));
        list.push_back(std::move(read));
    }
    return list;
}

// `data` and `input` are two names of one thing.
RpcResult<chain::Bytes> read_input(const Json& object) {
    const auto data = TRY(optional_member(object, "data", &read_data));
    const auto input = TRY(optional_member(object, "input", &read_data));
    if (data && input && *data != *input)
        return std::unexpected(
            invalid_parameter("input", "both `data` and `input` are given and they differ"));
    return input ? *input : data.value_or(chain::Bytes{});
}

RpcResult<std::vector<chain::Address>> read_addresses(const Json* json) {
    std::vector<chain::Address> addresses;
    if (!json || json->is_null()) return addresses;
    if (const auto* items = json->as_array()) {
        for (const auto& item : *items) addresses.push_back(TRY(read_address(item, "address")));
    } else {
        addresses.push_back(TRY(read_address(*json, "address")));
    }
    return addresses;
}

RpcResult<std::vector<std::vector<chain::Hash>>> read_topics(const Json* json) {
    std::vector<std::vector<chain::Hash>> topics;
    if (!json || json->is_null()) return topics;
    const auto* positions = json->as_array();
    if (!positions || positions->size() > 4)
        return std::unexpected(
            invalid_parameter("topics", "expected an array of at most 4 positions"));
    for (const auto& position : *positions) {
        std::vector<chain::Hash> alternatives;
        if (const auto* several = position.as_array()) {
            // null among alternatives allows anything, as does an empty list.
            bool any = several->empty();
            for (const auto& one : *several) {
                any = any || one.is_null();
                if (!one.is_null()) alternatives.push_back(TRY(read_hash(one, "topics")));
            }
            if (any) alternatives.clear();
        } else if (!position.is_null()) {
            alternatives.push_back(TRY(read_hash(position, "topics")));
        }
        topics.push_back(std::move(alternatives));
    }
    return topics;
}

RpcResult<BlockId> read_bound(const Json& filter, std::string_view name, BlockTag otherwise) {
    const Json* member = filter.find(name);
    if (!member || member->is_null()) return BlockId{otherwise};
    return read_block_id(*member, name);
}

}  // namespace

RpcResult<CallRequest> read_call(const Json& json, std::string_view name) {
    if (!json.is_object())
        return std::unexpected(invalid_parameter(
            name, "expected an object with `to` and `data`, got " + std::string{json.kind()}));
    CallRequest call;
    call.from = TRY(optional_member(json, "from", &read_address));
    call.to = TRY(optional_member(json, "to", &read_address));
    call.value = TRY(optional_member(json, "value", &read_u256));
    call.data = TRY(read_input(json));
    call.gas = TRY(optional_member(json, "gas", &read_u64));
    call.gas_price = TRY(optional_member(json, "gasPrice", &read_u256));
    call.fee_per_gas_max = TRY(optional_member(json, "maxFeePerGas", &read_u256));
    call.tip_per_gas_max = TRY(optional_member(json, "maxPriorityFeePerGas", &read_u256));
    call.nonce = TRY(optional_member(json, "nonce", &read_u64));
    call.type = TRY(optional_member(json, "type", &read_u64));
    if (const Json* list = json.find("accessList"); list && !list->is_null())
        call.access_list = TRY(read_access_list(*list));
    if (call.gas_price && (call.fee_per_gas_max || call.tip_per_gas_max))
        return std::unexpected(invalid_parameter(
            name, "both gasPrice and (maxFeePerGas or maxPriorityFeePerGas) specified"));
    return call;
}

RpcResult<LogFilterText> read_log_filter(const Json& json, std::string_view name) {
    if (!json.is_object())
        return std::unexpected(
            invalid_parameter(name, "expected an object, got " + std::string{json.kind()}));
    LogFilterText filter;
    filter.pattern.addresses = TRY(read_addresses(json.find("address")));
    filter.pattern.topics = TRY(read_topics(json.find("topics")));
    filter.block = TRY(optional_member(json, "blockHash", &read_hash));
    const Json* from = json.find("fromBlock");
    const Json* to = json.find("toBlock");
    if (filter.block && ((from && !from->is_null()) || (to && !to->is_null())))
        return std::unexpected(invalid_parameter(
            name, "cannot specify both blockHash and fromBlock/toBlock, choose one"));
    filter.from = TRY(read_bound(json, "fromBlock", BlockTag::latest));
    filter.to = TRY(read_bound(json, "toBlock", BlockTag::latest));
    return filter;
}

}  // namespace ambag::node
