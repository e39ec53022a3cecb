// SPDX-License-Identifier: Apache-2.0
#include "node/genesis/reader.hpp"

#include "chain/base/hex.hpp"

namespace ambag::node {

using namespace chain;

namespace {

constexpr std::size_t coin_decimals = 18;

std::optional<Amount> parse_coins(std::string_view text) {
    const auto point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    std::string digits{whole};
    std::string fraction;
    if (point != std::string_view::npos) fraction = std::string{text.substr(point + 1)};
    if (digits.empty() || fraction.size() > coin_decimals) return std::nullopt;
    if (point != std::string_view::npos && fraction.empty()) return std::nullopt;
    fraction.append(coin_decimals - fraction.size(), '0');
    digits += fraction;
    if (digits.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
    const auto units = U256::parse(digits);
    return units ? std::optional{Amount{*units}} : std::nullopt;
}

}  // namespace

std::optional<Amount> parse_amount(std::string_view text) {
    for (const std::string_view unit : {" coins", " coin"})
        if (text.ends_with(unit)) return parse_coins(text.substr(0, text.size() - unit.size()));
    const auto units = U256::parse(text);
    return units ? std::optional{Amount{*units}} : std::nullopt;
}

GenesisReader::GenesisReader(const Json* value, std::string path, std::vector<GenesisError>& errors)
    : value_{value}, path_{std::move(path)}, errors_{&errors} {
    if (value_ == nullptr || value_->is_object()) return;
    errors_->push_back({path_, "expected an object, got " + std::string{value_->kind()}});
    value_ = nullptr;
}

std::string GenesisReader::path_of(std::string_view name) const {
    if (path_.empty() || name.empty()) return path_ + std::string{name};
    return path_ + "." + std::string{name};
}

void GenesisReader::fail(std::string_view name, std::string what) {
    errors_->push_back({path_of(name), std::move(what)});
}

const Json* GenesisReader::member(std::string_view name) {
    known_.emplace(name);
    return value_ == nullptr ? nullptr : value_->find(name);
}

std::uint64_t GenesisReader::integer(std::string_view name, std::uint64_t otherwise,
                                     std::uint64_t minimum, std::uint64_t maximum) {
    const Json* json = member(name);
    if (json == nullptr) return otherwise;
    const auto value = json->as_u64();
    if (value && *value >= minimum && *value <= maximum) return *value;
    fail(name, "expected an integer from " + std::to_string(minimum) + " to " +
                   std::to_string(maximum) + ", got " + json->dump());
    return otherwise;
}

bool GenesisReader::boolean(std::string_view name, bool otherwise) {
    const Json* json = member(name);
    if (json == nullptr) return otherwise;
    if (const auto value = json->as_bool()) return *value;
    fail(name, "expected true or false, got " + json->dump());
    return otherwise;
}

std::string GenesisReader::text(std::string_view name, std::string otherwise) {
    const Json* json = member(name);
    if (json == nullptr) return otherwise;
    if (const std::string* value = json->as_string()) return *value;
    fail(name, "expected a string, got " + json->dump());
    return otherwise;
}

Amount GenesisReader::amount(std::string_view name, Amount otherwise) {
    const Json* json = member(name);
    if (json == nullptr) return otherwise;
    const std::string* value = json->as_string();
    if (const auto amount = value ? parse_amount(*value) : std::nullopt) return *amount;
    fail(name, "expected an amount such as \"1000000\" (base units) or \"1.5 coins\", got " +
                   json->dump());
    return otherwise;
}

std::optional<Address> GenesisReader::address(std::string_view name) {
    const Json* json = member(name);
    if (json == nullptr) return std::nullopt;
    const std::string* value = json->as_string();
    const auto address = value ? parse_address(*value) : std::nullopt;
    if (!address)
        fail(name,
             "expected an address (0x and 40 digits; mixed case must be a right EIP-55 "
             "checksum), got " +
                 json->dump());
    return address;
}

std::vector<Address> GenesisReader::addresses(std::string_view name) {
    std::vector<Address> found;
    const Json* json = member(name);
    if (json == nullptr) return found;
    const Json::Array* items = json->as_array();
    if (items == nullptr) fail(name, "expected a list of addresses, got " + json->dump());
    for (std::size_t i = 0; items != nullptr && i < items->size(); ++i) {
        const std::string* value = (*items)[i].as_string();
        if (const auto address = value ? parse_address(*value) : std::nullopt)
            found.push_back(*address);
        else
            fail(std::string{name} + "." + std::to_string(i),
                 "expected an address, got " + (*items)[i].dump());
    }
    return found;
}

std::optional<Hash> GenesisReader::hash(std::string_view name) {
    const Json* json = member(name);
    if (json == nullptr) return std::nullopt;
    const std::string* value = json->as_string();
    const auto hash = value ? fixed_from_hex<Hash>(*value) : std::nullopt;
    if (!hash) fail(name, "expected 0x and 64 digits, got " + json->dump());
    return hash;
}

std::optional<Bytes> GenesisReader::bytes(std::string_view name) {
    const Json* json = member(name);
    if (json == nullptr) return std::nullopt;
    const std::string* value = json->as_string();
    auto bytes = value && value->starts_with("0x") ? from_hex(*value) : std::nullopt;
    if (!bytes) fail(name, "expected bytes as 0x and an even number of digits");
    return bytes;
}

std::vector<std::pair<Address, Amount>> GenesisReader::balances(std::string_view name) {
    std::map<Address, Amount> sorted;
    const Json* json = member(name);
    if (json == nullptr) return {};
    const Json::Object* entries = json->as_object();
    if (entries == nullptr)
        fail(name, "expected an object of address and amount, got " + json->dump());
    for (std::size_t i = 0; entries != nullptr && i < entries->size(); ++i) {
        const auto& [key, value] = (*entries)[i];
        const std::string path = std::string{name} + "." + key;
        const auto address = parse_address(key);
        const std::string* text = value.as_string();
        const auto amount = text ? parse_amount(*text) : std::nullopt;
        if (!address) fail(path, "not an address, or its EIP-55 checksum is wrong");
        if (!amount) fail(path, "expected an amount as a string, got " + value.dump());
        if (address && amount && !sorted.emplace(*address, *amount).second)
            fail(path, "this address stands twice");
    }
    return {sorted.begin(), sorted.end()};
}

GenesisReader GenesisReader::section(std::string_view name) {
    return {member(name), path_of(name), *errors_};
}

std::vector<GenesisReader> GenesisReader::list(std::string_view name) {
    std::vector<GenesisReader> sections;
    const Json* json = member(name);
    if (json == nullptr) return sections;
    const Json::Array* items = json->as_array();
    if (items == nullptr) fail(name, "expected a list, got " + json->dump());
    for (std::size_t i = 0; items != nullptr && i < items->size(); ++i)
        sections.push_back({&(*items)[i], path_of(name) + "." + std::to_string(i), *errors_});
    return sections;
}

std::size_t GenesisReader::choice(std::string_view name,
                                  std::initializer_list<std::string_view> choices) {
    const Json* json = member(name);
    if (json == nullptr) return 0;
    const std::string* value = json->as_string();
    std::string accepted;
    std::size_t index = 0;
    for (const std::string_view choice : choices) {
        if (value != nullptr && *value == choice) return index;
        accepted += (index++ == 0 ? "\"" : ", \"") + std::string{choice} + "\"";
    }
    fail(name, "expected one of " + accepted + ", got " + json->dump());
    return 0;
}

void GenesisReader::finish() {
    if (value_ == nullptr) return;
    for (const Json::Member& member : *value_->as_object())
        if (!known_.contains(member.name)) fail(member.name, "unknown member");
}

}  // namespace ambag::node
