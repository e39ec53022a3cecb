// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/multicall.hpp"
#include "emission/attestation/module.hpp"
#include "emission/issuance/module.hpp"
#include "emission/payouts/module.hpp"
#include "emission/registry/module.hpp"
#include "emission/scoring/module.hpp"
#include "emission/staking/module.hpp"
#include "governance/governor/module.hpp"
#include "governance/timelock/module.hpp"
#include "governance/token/module.hpp"
#include "governance/treasury/module.hpp"
#include "governance/upgrade/module.hpp"

// The modules of the chain, one line each. The order is the order of their hooks: an upgrade
// holds from the first of them on; issuance comes last because it books what the whole block
// minted and burned.

namespace ambag::node {

inline const chain::ModuleTable& all_modules() {
    static const chain::ModuleTable table{{
        &governance::upgrade::descriptor,
        &governance::token::descriptor,
        &governance::timelock::descriptor,
        &governance::governor::descriptor,
        &governance::treasury::descriptor,
        &chain::multicall::descriptor,
        &emission::attestation::descriptor,
        &emission::registry::descriptor,
        &emission::scoring::descriptor,
        &emission::payouts::descriptor,
        &emission::staking::descriptor,
        &emission::issuance::descriptor,
    }};
    return table;
}

}  // namespace ambag::node
