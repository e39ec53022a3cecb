// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "node/genesis/sections.hpp"

namespace ambag::node {

using namespace chain;

namespace {

bool names(const Json* list, const Address& account) {
    const Json::Array* members = list == nullptr ? nullptr : list->as_array();
    return members != nullptr && std::ranges::any_of(*members, [&](const Json& one) {
               return one.as_string() != nullptr && parse_address(*one.as_string()) == account;
           });
}

}  // namespace

void check_pool_spender(GenesisReader& root, std::string_view member, const std::string& pool,
                        const Address& module) {
    if (pool.empty()) return;
    const Json* emission = root.member("emission");
    const Json* pools = emission == nullptr ? nullptr : emission->find("pools");
    const Json::Array* list = pools == nullptr ? nullptr : pools->as_array();
    if (pools != nullptr && list == nullptr) return;  // the emission's own section says so
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
        const Json* name = (*list)[i].find("name");
        if (name == nullptr || name->as_string() == nullptr || *name->as_string() != pool) continue;
        if (!names((*list)[i].find("spenders"), module))
            root.fail("emission.pools." + std::to_string(i) + ".spenders",
                      "must name " + std::string{member.substr(0, member.find('.'))} + " (" +
                          to_checksum(module) + "), since " + std::string{member} +
                          " is this pool");
        return;
    }
    root.fail(member, "is \"" + pool + "\", which is no pool of emission.pools");
}

}  // namespace ambag::node
