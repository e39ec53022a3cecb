// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "chain/module/cell.hpp"
#include "chain/module/row.hpp"

// A module is one constexpr descriptor: everything the node, the documents and the clients know of
// it is derived from these tables.

namespace ambag::chain {

struct Privileges {
    bool may_mint = false;
    bool may_burn = false;
};

// One record family of the module's storage.
struct StateRow {
    Byte item;
    std::string_view name;
    std::string_view key;    // ABI type of the key, empty for a single record
    std::string_view value;  // ABI type of the record
    std::string_view meaning;
};

template <class T>
constexpr StateRow state(std::string_view name, Item<T> cell, std::string_view meaning) {
    return {cell.id, name, "", StaticText<[] { return abi::Codec<T>::name(); }>::view, meaning};
}
template <class K, class T>
constexpr StateRow state(std::string_view name, Map<K, T> cell, std::string_view meaning) {
    return {cell.id, name, StaticText<[] { return abi::Codec<K>::name(); }>::view,
            StaticText<[] { return abi::Codec<T>::name(); }>::view, meaning};
}
template <class T>
constexpr StateRow state(std::string_view name, List<T> cell, std::string_view meaning) {
    return {cell.id, name, "uint64", StaticText<[] { return abi::Codec<T>::name(); }>::view,
            meaning};
}

// A number that governance may change through `setter` within [minimum, maximum].
struct ParameterRow {
    std::string_view name;
    std::string_view setter;  // signature of the call that changes it
    std::string_view unit;
    U256 (*read)(const ViewContext&);
    std::string_view minimum;
    std::string_view maximum;
    std::string_view meaning;
};

struct Hooks {
    Result<void, Fault> (*begin_block)(Context&) = nullptr;
    Result<void, Fault> (*end_block)(Context&) = nullptr;
};

// Checked after every block, in production too; O(1) in the size of the state.
struct Invariant {
    std::string_view name;
    Result<void, Fault> (*check)(const ViewContext&);
};

struct ModuleDescriptor {
    std::string_view name;
    Address address;
    std::string_view purpose;  // one sentence
    Privileges privileges;
    std::span<const StateRow> state;
    std::span<const CallRow> calls;
    std::span<const EventRow> events;
    std::span<const ErrorRow> errors;
    std::span<const ParameterRow> parameters;
    Hooks hooks;
    std::span<const Invariant> invariants;
};

// The modules of a chain in registry order, which is the order of their hooks.
class ModuleTable {
 public:
    explicit ModuleTable(std::vector<const ModuleDescriptor*> modules);

    const ModuleDescriptor* find(const Address& address) const;
    const CallRow* find_call(const ModuleDescriptor& module, const Selector& selector) const;
    std::span<const ModuleDescriptor* const> all() const { return modules_; }

 private:
    struct Entry {
        Selector selector;
        const CallRow* row;
    };
    std::vector<const ModuleDescriptor*> modules_;
    std::vector<std::vector<Entry>> selectors_;  // by module, sorted
};

// The Solidity JSON ABI of a module, one line an entry, in table order.
std::string json_abi(const ModuleDescriptor& module);

// `interface IName { ... }` for Solidity callers and readers.
std::string solidity_interface(const ModuleDescriptor& module);

// The tables of a module's README, from the descriptor (Markdown).
std::string readme_tables(const ModuleDescriptor& module);

}  // namespace ambag::chain
