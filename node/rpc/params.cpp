// SPDX-License-Identifier: Apache-2.0
#include "node/rpc/params.hpp"

#include "chain/base/hex.hpp"

namespace ambag::node {

namespace {

using chain::U256;

// What was sent, short enough for a message.
std::string shown(const Json& json) {
    if (json.is_array() || json.is_object()) return "an " + std::string{json.kind()};
    std::string text = json.dump();
    constexpr std::size_t shown_max = 80;
    if (text.size() > shown_max) {
        text.resize(shown_max);
        text += "…";
    }
    return text;
}

std::unexpected<RpcError> wrong(const Json& json, std::string_view name,
                                std::string_view accepted) {
    return std::unexpected(
        invalid_parameter(name, "expected " + std::string{accepted} + ", got " + shown(json)));
}

template <class T>
RpcResult<T> read_fixed(const Json& json, std::string_view name, std::string_view accepted) {
    const auto* text = json.as_string();
    if (!text || !text->starts_with("0x")) return wrong(json, name, accepted);
    const auto value = chain::fixed_from_hex<T>(*text);
    if (!value) return wrong(json, name, accepted);
    return *value;
}

constexpr std::string_view block_accepted =
    "a block number (0x…), \"latest\", \"earliest\", \"safe\", \"finalized\", \"pending\", a block "
    "hash, or {\"blockNumber\"} or {\"blockHash\"}";

std::optional<BlockTag> read_tag(std::string_view text) {
    if (text == "latest" || text.empty()) return BlockTag::latest;
    if (text == "earliest") return BlockTag::earliest;
    if (text == "safe") return BlockTag::safe;
    if (text == "finalized") return BlockTag::finalized;
    if (text == "pending") return BlockTag::pending;
    return std::nullopt;
}

}  // namespace

const Json& param_at(const Json& params, std::size_t index) {
    static const Json null;
    const auto* items = params.as_array();
    return items && index < items->size() ? (*items)[index] : null;
}

RpcResult<U256> read_u256(const Json& json, std::string_view name) {
    if (const auto number = json.as_u64()) return U256{*number};
    const auto* text = json.as_string();
    if (text && text->starts_with("0x"))
        if (const auto value = U256::parse(*text)) return *value;
    return wrong(json, name, "a quantity (0x and hexadecimal digits, at most 2^256 - 1)");
}

RpcResult<std::uint64_t> read_u64(const Json& json, std::string_view name) {
    const U256 value = TRY(read_u256(json, name));
    if (const auto number = value.to_u64()) return *number;
    return wrong(json, name, "a quantity of at most 64 bits");
}

RpcResult<std::optional<std::uint64_t>> read_optional_u64(const Json& json, std::string_view name) {
    if (json.is_null()) return std::optional<std::uint64_t>{};
    return std::optional{TRY(read_u64(json, name))};
}

RpcResult<bool> read_bool(const Json& json, std::string_view name) {
    if (const auto flag = json.as_bool()) return *flag;
    return wrong(json, name, "true or false");
}

RpcResult<std::string> read_text(const Json& json, std::string_view name) {
    if (const auto* text = json.as_string()) return *text;
    return wrong(json, name, "a string");
}

RpcResult<chain::Address> read_address(const Json& json, std::string_view name) {
    return read_fixed<chain::Address>(json, name, "an address (0x and 40 hexadecimal digits)");
}

RpcResult<chain::Hash> read_hash(const Json& json, std::string_view name) {
    return read_fixed<chain::Hash>(json, name, "32 bytes (0x and 64 hexadecimal digits)");
}

RpcResult<chain::Slot> read_slot(const Json& json, std::string_view name) {
    const U256 value = TRY(read_u256(json, name));
    return chain::Slot::from(value.to_word());
}

RpcResult<chain::Bytes> read_data(const Json& json, std::string_view name) {
    const auto* text = json.as_string();
    if (text && text->starts_with("0x"))
        if (auto bytes = chain::from_hex(*text)) return *std::move(bytes);
    return wrong(json, name, "data (0x and an even number of hexadecimal digits)");
}

RpcResult<BlockId> read_block_id(const Json& json, std::string_view name) {
    if (json.is_null()) return BlockId{BlockTag::latest};
    if (const auto number = json.as_u64()) return BlockId{chain::Height{*number}};
    if (json.is_object()) {
        const Json* hash = json.find("blockHash");
        const Json* number = json.find("blockNumber");
        if (hash && !number)
            return BlockId{TRY(read_hash(*hash, std::string{name} + ".blockHash"))};
        if (number && !hash) return read_block_id(*number, std::string{name} + ".blockNumber");
        return wrong(json, name, block_accepted);
    }
    const auto* text = json.as_string();
    if (!text) return wrong(json, name, block_accepted);
    if (const auto tag = read_tag(*text)) return BlockId{*tag};
    if (text->starts_with("0x")) {
        if (text->size() == 66) return BlockId{TRY(read_hash(json, name))};
        if (const auto number = U256::parse(*text); number && number->fits_u64())
            return BlockId{chain::Height{number->low_u64()}};
    }
    return wrong(json, name, block_accepted);
}

std::optional<ResolvedBlock> find_block(const RpcBackend& backend, const BlockId& id) {
    const chain::Height head = backend.head();
    if (const auto* tag = std::get_if<BlockTag>(&id)) {
        if (*tag == BlockTag::earliest) return ResolvedBlock{chain::Height{0}};
        return ResolvedBlock{head, *tag == BlockTag::pending};
    }
    if (const auto* height = std::get_if<chain::Height>(&id)) {
        if (*height > head) return std::nullopt;
        return ResolvedBlock{*height};
    }
    const auto height = backend.find_block(std::get<chain::Hash>(id));
    if (!height) return std::nullopt;
    return ResolvedBlock{*height};
}

RpcResult<ResolvedBlock> require_block(const RpcBackend& backend, const Json& json,
                                       std::string_view name) {
    const BlockId id = TRY(read_block_id(json, name));
    if (const auto found = find_block(backend, id)) return *found;
    return std::unexpected(refused("header not found: there is no block " + shown(json) +
                                   ", the head is " + U256{backend.head().value}.to_hex()));
}

}  // namespace ambag::node
