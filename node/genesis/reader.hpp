// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>

#include "chain/base/amount.hpp"
#include "node/json/json.hpp"

// Reads a genesis document member by member. Every mistake is collected with its path
// ("token.wrapped.0x12…: not a checksummed address"), so that one run names them all; a member that
// no one asked for is a mistake too.
//
// Amounts are strings: base units ("1000000000000000000"), or coins ("1.5 coins", 18 decimals).

namespace ambag::node {

struct GenesisError {
    std::string path;
    std::string what;
};

// An amount as the genesis and the command line write it.
std::optional<chain::Amount> parse_amount(std::string_view text);

class GenesisReader {
 public:
    // `value` may be null: then every member takes its default. `errors` collects.
    GenesisReader(const Json* value, std::string path, std::vector<GenesisError>& errors);

    bool present() const { return value_ != nullptr; }
    const Json* member(std::string_view name);  // marks it as known

    std::uint64_t integer(std::string_view name, std::uint64_t otherwise, std::uint64_t minimum,
                          std::uint64_t maximum);
    bool boolean(std::string_view name, bool otherwise);
    std::string text(std::string_view name, std::string otherwise);
    chain::Amount amount(std::string_view name, chain::Amount otherwise);
    std::optional<chain::Address> address(std::string_view name);
    std::vector<chain::Address> addresses(std::string_view name);
    std::optional<chain::Hash> hash(std::string_view name);
    std::optional<chain::Bytes> bytes(std::string_view name);  // 0x…
    // {"0x…": "amount"} in ascending order of address.
    std::vector<std::pair<chain::Address, chain::Amount>> balances(std::string_view name);
    GenesisReader section(std::string_view name);
    // The members of an array, each as a section.
    std::vector<GenesisReader> list(std::string_view name);
    // One of `choices`, by index.
    std::size_t choice(std::string_view name, std::initializer_list<std::string_view> choices);

    void fail(std::string_view name, std::string what);
    std::size_t mistakes() const { return errors_->size(); }  // so far, in the whole document
    void finish();  // names the members that no one asked for

 private:
    std::string path_of(std::string_view name) const;

    const Json* value_;
    std::string path_;
    std::vector<GenesisError>* errors_;
    std::set<std::string, std::less<>> known_;
};

}  // namespace ambag::node
