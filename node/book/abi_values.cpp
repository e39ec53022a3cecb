// SPDX-License-Identifier: Apache-2.0
#include "node/book/abi_values.hpp"

#include <charconv>

#include "chain/base/hex.hpp"
#include "node/book/amounts.hpp"

namespace ambag::node {

using chain::Bytes;
using chain::BytesView;
using chain::ParameterText;
using chain::Result;
using chain::U256;

namespace {

constexpr std::size_t word_size = 32;

bool is_list(const ParameterText& parameter) {
    return parameter.type.ends_with("[]");
}

ParameterText element_of(ParameterText list) {
    list.type.resize(list.type.size() - 2);
    return list;
}

bool is_dynamic(const ParameterText& parameter) {
    if (is_list(parameter) || parameter.type == "bytes" || parameter.type == "string") return true;
    return std::ranges::any_of(parameter.components, &is_dynamic);
}

std::size_t head_size(const ParameterText& parameter) {
    if (is_dynamic(parameter) || parameter.type != "tuple") return word_size;
    std::size_t size = 0;
    for (const ParameterText& component : parameter.components) size += head_size(component);
    return size;
}

// "256" of "uint256".
std::size_t width_of(std::string_view type, std::size_t prefix) {
    std::size_t width = 0;
    std::from_chars(type.data() + prefix, type.data() + type.size(), width);
    return width;
}

std::unexpected<std::string> wrong(const ParameterText& parameter, std::string_view accepted,
                                   const Json& got) {
    return std::unexpected((parameter.name.empty() ? std::string{"value"} : parameter.name) + " (" +
                           parameter.type + "): expected " + std::string{accepted} + ", got " +
                           got.dump());
}

void append_word(Bytes& out, const U256& value) {
    chain::append(out, value.to_word());
}

Result<U256, std::string> integer_of(const ParameterText& parameter, const Json& value) {
    constexpr std::string_view accepted = "an integer, 0x-hex or an amount such as \"1.5 coins\"";
    std::optional<U256> number;
    if (const auto integer = value.as_u64()) number = U256{*integer};
    if (const auto* text = value.as_string())
        if (const auto amount = parse_amount_text(*text)) number = amount->units;
    if (!number) return wrong(parameter, accepted, value);
    if (number->bit_length() > width_of(parameter.type, 4))
        return wrong(parameter, "at most " + parameter.type.substr(4) + " bits", value);
    return *number;
}

Result<bool, std::string> bool_of(const ParameterText& parameter, const Json& value) {
    if (const auto flag = value.as_bool()) return *flag;
    const auto* text = value.as_string();
    if (text == nullptr || (*text != "true" && *text != "false"))
        return wrong(parameter, "true or false", value);
    return *text == "true";
}

Result<Bytes, std::string> hex_of(const ParameterText& parameter, const Json& value) {
    const auto* text = value.as_string();
    auto bytes = text != nullptr && text->starts_with("0x") ? chain::from_hex(*text) : std::nullopt;
    if (!bytes) return wrong(parameter, "0x and an even number of hex digits", value);
    return std::move(*bytes);
}

Result<Bytes, std::string> encode_one(const ParameterText& parameter, const Json& value,
                                      const NameResolver& resolve);

Result<Bytes, std::string> encode_sequence(Parameters parameters, std::span<const Json> values,
                                           const NameResolver& resolve) {
    std::size_t heads = 0;
    for (const ParameterText& parameter : parameters) heads += head_size(parameter);
    Bytes head;
    Bytes tail;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const Bytes part = TRY(encode_one(parameters[i], values[i], resolve));
        if (!is_dynamic(parameters[i])) {
            chain::append(head, part);
            continue;
        }
        append_word(head, U256{heads + tail.size()});
        chain::append(tail, part);
    }
    chain::append(head, tail);
    return head;
}

Result<Bytes, std::string> encode_list(const ParameterText& parameter, const Json& value,
                                       const NameResolver& resolve) {
    const auto* items = value.as_array();
    if (items == nullptr) return wrong(parameter, "a list", value);
    const std::vector<ParameterText> elements(items->size(), element_of(parameter));
    Bytes out;
    append_word(out, U256{items->size()});
    chain::append(out, TRY(encode_sequence(elements, *items, resolve)));
    return out;
}

Result<Bytes, std::string> encode_tuple(const ParameterText& parameter, const Json& value,
                                        const NameResolver& resolve) {
    std::vector<Json> members;
    if (const auto* items = value.as_array()) members = *items;
    if (value.is_object())
        for (const ParameterText& component : parameter.components)
            if (const Json* member = value.find(component.name)) members.push_back(*member);
    if (members.size() != parameter.components.size())
        return wrong(parameter,
                     "its " + std::to_string(parameter.components.size()) +
                         " members as an object or a list",
                     value);
    return encode_sequence(parameter.components, members, resolve);
}

Result<Bytes, std::string> encode_address(const ParameterText& parameter, const Json& value,
                                          const NameResolver& resolve) {
    const auto* text = value.as_string();
    std::optional<chain::Address> address;
    if (text != nullptr) address = chain::parse_address(*text);
    if (!address && text != nullptr && resolve) address = resolve(*text);
    if (!address)
        return wrong(parameter, "an address (its EIP-55 checksum right) or a known name", value);
    Bytes out;
    append_word(out, U256::from_big_endian(*address));
    return out;
}

void append_byte_string(Bytes& out, BytesView data) {
    append_word(out, U256{data.size()});
    chain::append(out, data);
    out.resize((out.size() + word_size - 1) / word_size * word_size);
}

Result<Bytes, std::string> encode_one(const ParameterText& parameter, const Json& value,
                                      const NameResolver& resolve) {
    const std::string& type = parameter.type;
    if (is_list(parameter)) return encode_list(parameter, value, resolve);
    if (type == "tuple") return encode_tuple(parameter, value, resolve);
    if (type == "address") return encode_address(parameter, value, resolve);
    Bytes out;
    if (type == "string") {
        const auto* text = value.as_string();
        if (text == nullptr) return wrong(parameter, "text", value);
        append_byte_string(out, chain::as_bytes(*text));
    } else if (type == "bytes") {
        append_byte_string(out, TRY(hex_of(parameter, value)));
    } else if (type.starts_with("bytes")) {
        out = TRY(hex_of(parameter, value));
        if (out.size() != width_of(type, 5))
            return wrong(parameter, type.substr(5) + " bytes as 0x-hex", value);
        out.resize(word_size);
    } else if (type == "bool") {
        append_word(out, U256{TRY(bool_of(parameter, value)) ? 1U : 0U});
    } else {
        append_word(out, TRY(integer_of(parameter, value)));
    }
    return out;
}

// --- decoding ------------------------------------------------------------------------------------

class Decoder {
 public:
    explicit Decoder(BytesView data) : data_{data}, budget_{4096 + data.size()} {}

    std::optional<std::vector<Json>> sequence(Parameters parameters, std::size_t base) {
        std::vector<Json> values;
        std::size_t at = base;
        for (const ParameterText& parameter : parameters) {
            std::size_t place = at;
            if (is_dynamic(parameter)) {
                const auto offset = length(at);
                if (!offset) return std::nullopt;
                place = base + *offset;
            }
            auto value = one(parameter, place);
            if (!value) return std::nullopt;
            values.push_back(std::move(*value));
            at += head_size(parameter);
        }
        return values;
    }

 private:
    std::optional<BytesView> take(std::size_t at, std::size_t size) const {
        if (at > data_.size() || size > data_.size() - at) return std::nullopt;
        return data_.subspan(at, size);
    }
    std::optional<U256> word(std::size_t at) const {
        const auto bytes = take(at, word_size);
        return bytes ? std::optional{U256::from_big_endian(*bytes)} : std::nullopt;
    }
    std::optional<std::size_t> length(std::size_t at) const {
        const auto value = word(at);
        if (!value || *value > U256{data_.size()}) return std::nullopt;
        return static_cast<std::size_t>(value->low_u64());
    }

    std::optional<Json> one(const ParameterText& parameter, std::size_t at) {
        if (budget_-- == 0) return std::nullopt;
        const std::string& type = parameter.type;
        if (is_list(parameter)) return list(parameter, at);
        if (type == "tuple") {
            auto members = sequence(parameter.components, at);
            return members ? std::optional{named_values(parameter.components, std::move(*members))}
                           : std::nullopt;
        }
        if (type == "string" || type == "bytes") {
            const auto size = length(at);
            const auto bytes = size ? take(at + word_size, *size) : std::nullopt;
            if (!bytes) return std::nullopt;
            return type == "string" ? Json{std::string{chain::as_text(*bytes)}}
                                    : Json{chain::to_hex(*bytes)};
        }
        return plain(type, at);
    }

    std::optional<Json> list(const ParameterText& parameter, std::size_t at) {
        const auto count = length(at);
        if (!count || *count > budget_) return std::nullopt;
        const std::vector<ParameterText> elements(*count, element_of(parameter));
        auto items = sequence(elements, at + word_size);
        return items ? std::optional{Json{std::move(*items)}} : std::nullopt;
    }

    std::optional<Json> plain(std::string_view type, std::size_t at) const {
        const auto value = word(at);
        if (!value) return std::nullopt;
        const chain::Hash bytes = value->to_word();
        if (type == "address")
            return Json{chain::to_checksum(chain::Address::from(BytesView{bytes}.subspan(12)))};
        if (type == "bool") return Json{!value->is_zero()};
        if (type.starts_with("bytes"))
            return Json{chain::to_hex(BytesView{bytes}.first(width_of(type, 5)))};
        if (width_of(type, 4) <= 32) return Json{value->low_u64()};
        return Json{value->to_decimal()};
    }

    BytesView data_;
    std::size_t budget_;
};

// "[a,[b,c]]" that is no JSON: items between commas outside inner brackets.
Json split_list(std::string_view text) {
    Json items = Json::array();
    text = text.substr(1, text.size() - 2);
    std::size_t depth = 0;
    std::string item;
    const auto flush = [&] {
        const auto first = item.find_first_not_of(' ');
        if (first == std::string::npos) return;
        item = item.substr(first, item.find_last_not_of(' ') - first + 1);
        items.push(item.starts_with('[') && item.ends_with(']') ? split_list(item) : Json{item});
        item.clear();
    };
    for (const char c : text) {
        depth += c == '[' ? 1U : 0U;
        depth -= c == ']' && depth != 0 ? 1U : 0U;
        if (c == ',' && depth == 0)
            flush();
        else
            item += c;
    }
    flush();
    return items;
}

Json json_of_text(const ParameterText& parameter, const std::string& text) {
    const bool composed = is_list(parameter) || parameter.type == "tuple";
    if (!composed) return Json{text};
    if (auto json = parse_json(text)) return std::move(*json);
    if (text.starts_with('[') && text.ends_with(']')) return split_list(text);
    return Json{text};
}

}  // namespace

Result<std::vector<Json>, std::string> values_of_text(Parameters parameters,
                                                      std::span<const std::string> texts) {
    if (parameters.size() != texts.size()) {
        std::string names;
        for (const ParameterText& parameter : parameters)
            names += (names.empty() ? "" : ", ") + parameter.type + " " + parameter.name;
        return std::unexpected("expected " + std::to_string(parameters.size()) + " arguments (" +
                               names + "), got " + std::to_string(texts.size()));
    }
    std::vector<Json> values;
    for (std::size_t i = 0; i < texts.size(); ++i)
        values.push_back(json_of_text(parameters[i], texts[i]));
    return values;
}

Result<Bytes, std::string> encode_values(Parameters parameters, std::span<const Json> values,
                                         const NameResolver& resolve) {
    if (parameters.size() != values.size())
        return std::unexpected("expected " + std::to_string(parameters.size()) +
                               " arguments, got " + std::to_string(values.size()));
    return encode_sequence(parameters, values, resolve);
}

std::optional<std::vector<Json>> decode_values(Parameters parameters, BytesView data) {
    return Decoder{data}.sequence(parameters, 0);
}

Json named_values(Parameters parameters, std::vector<Json> values) {
    const bool named = std::ranges::none_of(parameters, &std::string::empty, &ParameterText::name);
    if (!named || parameters.empty()) return Json{std::move(values)};
    Json object = Json::object();
    for (std::size_t i = 0; i < values.size(); ++i)
        object.set(parameters[i].name, std::move(values[i]));
    return object;
}

std::string value_text(const Json& value) {
    if (const auto* text = value.as_string()) return *text;
    return value.dump();
}

std::string values_text(Parameters parameters, std::span<const Json> values) {
    std::string out;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i != 0) out += ", ";
        if (!parameters[i].name.empty()) out += parameters[i].name + "=";
        out += value_text(values[i]);
    }
    return out;
}

}  // namespace ambag::node
