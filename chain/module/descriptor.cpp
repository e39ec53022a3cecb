// SPDX-License-Identifier: Apache-2.0
#include "chain/module/descriptor.hpp"

#include "chain/base/check.hpp"

namespace ambag::chain {

ModuleTable::ModuleTable(std::vector<const ModuleDescriptor*> modules)
    : modules_{std::move(modules)} {
    for (const ModuleDescriptor* module : modules_) {
        std::vector<Entry> entries;
        for (const CallRow& row : module->calls) entries.push_back({row.selector, &row});
        std::sort(entries.begin(), entries.end(),
                  [](const Entry& a, const Entry& b) { return a.selector < b.selector; });
        const auto same = std::adjacent_find(
            entries.begin(), entries.end(),
            [](const Entry& a, const Entry& b) { return a.selector == b.selector; });
        CHECK(same == entries.end());  // two calls of one module with one selector
        selectors_.push_back(std::move(entries));
    }
}

const ModuleDescriptor* ModuleTable::find(const Address& address) const {
    for (const ModuleDescriptor* module : modules_)
        if (module->address == address) return module;
    return nullptr;
}

const CallRow* ModuleTable::find_call(const ModuleDescriptor& module,
                                      const Selector& selector) const {
    const auto at = std::find(modules_.begin(), modules_.end(), &module);
    CHECK(at != modules_.end());
    const auto& entries = selectors_[static_cast<std::size_t>(at - modules_.begin())];
    const auto found =
        std::lower_bound(entries.begin(), entries.end(), selector,
                         [](const Entry& e, const Selector& s) { return e.selector < s; });
    return found != entries.end() && found->selector == selector ? found->row : nullptr;
}

}  // namespace ambag::chain
