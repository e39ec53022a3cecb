// SPDX-License-Identifier: Apache-2.0
#include "chain/module/addresses.hpp"
#include "emission/registry/module.hpp"
#include "node/genesis/sections.hpp"

namespace ambag::node {

using namespace chain;

void read_registry(GenesisReader& root, ChainSpec& spec) {
    const bool present = root.member("registry") != nullptr;
    GenesisReader section = root.section("registry");
    emission::registry::RegistryGenesis registry;
    registry.open_pool = section.text("open_pool", "");
    registry.maintainer_bps = static_cast<std::uint32_t>(
        section.integer("maintainer_bps", registry.maintainer_bps, 0, 10'000));
    section.finish();
    if (!present) return;
    check_pool_spender(root, "registry.open_pool", registry.open_pool, registry_address);
    spec.sections.push_back({registry_address, [registry](Context& ctx) {
                                 return emission::registry::genesis(ctx, registry);
                             }});
}

}  // namespace ambag::node
