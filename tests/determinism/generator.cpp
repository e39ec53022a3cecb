// SPDX-License-Identifier: Apache-2.0
#include "tests/determinism/generator.hpp"

#include <charconv>

namespace ambag::test {

namespace {

template <class T>
const T& pick(const std::vector<T>& from, Random& random) {
    return from[random.below(from.size())];
}

bool is_dynamic(const ParameterText& parameter) {
    if (parameter.type.ends_with("[]") || parameter.type == "bytes" || parameter.type == "string")
        return true;
    return parameter.type == "tuple" &&
           std::any_of(parameter.components.begin(), parameter.components.end(), is_dynamic);
}

unsigned digits_after(std::string_view type, std::string_view prefix) {
    unsigned value = 0;
    const std::string_view digits = type.substr(prefix.size());
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

U256 word_of(const std::string& type, const ValuePool& pool, Random& random) {
    if (type == "address") return U256::from_big_endian(pick(pool.addresses, random));
    if (type == "bool") return U256{random.below(2)};
    if (type.starts_with("uint")) {
        const unsigned bits = digits_after(type, "uint");
        const U256 value = pick(pool.numbers, random);
        return bits >= 256 ? value : (value << (256 - bits)) >> (256 - bits);
    }
    const unsigned width = digits_after(type, "bytes");
    const U256 hash = U256::from_big_endian(pick(pool.hashes, random));
    return width >= 32 ? hash : (hash >> (256 - 8 * width)) << (256 - 8 * width);
}

void encode_all(const std::vector<ParameterText>& parameters, const ValuePool& pool, Random& random,
                Bytes& out);

void encode_one(const ParameterText& parameter, const ValuePool& pool, Random& random, Bytes& out) {
    if (parameter.type.ends_with("[]")) {
        ParameterText element = parameter;
        element.type.resize(element.type.size() - 2);
        const std::vector<ParameterText> elements(random.below(4), element);
        append(out, U256{elements.size()}.to_word());
        encode_all(elements, pool, random, out);
    } else if (parameter.type == "tuple") {
        encode_all(parameter.components, pool, random, out);
    } else if (parameter.type == "bytes") {
        abi::append_padded(out, pick(pool.byte_strings, random));
    } else if (parameter.type == "string") {
        abi::append_padded(out, as_bytes(pick(pool.texts, random)));
    } else {
        append(out, word_of(parameter.type, pool, random).to_word());
    }
}

std::size_t static_size(const ParameterText& parameter) {
    if (parameter.type != "tuple" || is_dynamic(parameter)) return 32;
    std::size_t size = 0;
    for (const ParameterText& component : parameter.components) size += static_size(component);
    return size;
}

// Heads in a row, then the tails they point to, as the ABI lays a tuple out.
void encode_all(const std::vector<ParameterText>& parameters, const ValuePool& pool, Random& random,
                Bytes& out) {
    std::size_t head = 0;
    for (const ParameterText& parameter : parameters) head += static_size(parameter);
    Bytes heads;
    Bytes tails;
    for (const ParameterText& parameter : parameters) {
        if (is_dynamic(parameter)) {
            append(heads, U256{head + tails.size()}.to_word());
            encode_one(parameter, pool, random, tails);
        } else {
            encode_one(parameter, pool, random, heads);
        }
    }
    append(out, heads);
    append(out, tails);
}

}  // namespace

Bytes make_call(const CallRow& row, const ValuePool& pool, Random& random) {
    Bytes data = to_bytes(row.selector);
    encode_all(row.inputs(), pool, random, data);
    return data;
}

}  // namespace ambag::test
