// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "chain/module/addresses.hpp"
#include "emission/registry/module.hpp"
#include "node/genesis/sections.hpp"

namespace ambag::node {

using namespace chain;

namespace {

// The pool must exist and be the registry's to spend: a claim that can never be paid helps nobody.
bool registry_may_spend(const Json* emission, std::string_view name) {
    const Json* pools = emission == nullptr ? nullptr : emission->find("pools");
    if (pools == nullptr) return false;
    if (!pools->is_array()) return true;  // a mistake that the emission's own section names
    for (const Json& pool : *pools->as_array()) {
        const Json* text = pool.find("name");
        const Json* spenders = pool.find("spenders");
        if (text == nullptr || text->as_string() == nullptr || *text->as_string() != name) continue;
        if (spenders == nullptr || !spenders->is_array()) return false;
        for (const Json& spender : *spenders->as_array())
            if (spender.as_string() != nullptr &&
                from_hex(*spender.as_string()) == to_bytes(registry_address))
                return true;
    }
    return false;
}

}  // namespace

void read_registry(GenesisReader& root, ChainSpec& spec) {
    const bool present = root.member("registry") != nullptr;
    GenesisReader section = root.section("registry");
    emission::registry::RegistryGenesis registry;
    registry.open_pool = section.text("open_pool", "");
    registry.maintainer_bps = static_cast<std::uint32_t>(
        section.integer("maintainer_bps", registry.maintainer_bps, 0, 10'000));
    section.finish();
    if (!present) return;
    if (!registry.open_pool.empty() &&
        !registry_may_spend(root.member("emission"), registry.open_pool))
        section.fail("open_pool", "'" + registry.open_pool +
                                      "' is no pool of emission.pools with the registry (" +
                                      to_checksum(registry_address) + ") among its spenders");
    spec.sections.push_back({registry_address, [registry](Context& ctx) {
                                 return emission::registry::genesis(ctx, registry);
                             }});
}

}  // namespace ambag::node
