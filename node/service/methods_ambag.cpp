// SPDX-License-Identifier: Apache-2.0
#include "node/service/methods_ambag.hpp"

namespace ambag::node {

std::vector<MethodFamily> ambag_methods() {
    return {
        ambag_chain_methods(),       ambag_governance_methods(), ambag_simulation_methods(),
        ambag_treasury_methods(),    ambag_emission_methods(),   ambag_staking_methods(),
        ambag_attestation_methods(), ambag_registry_methods(),   ambag_payouts_methods(),
    };
}

}  // namespace ambag::node
