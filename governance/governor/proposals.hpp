// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/governor/module.hpp"

// The way of a proposal but for its votes: propose, queue, execute, cancel.

namespace ambag::governance::governor {

using Targets = std::vector<Address>;
using Values = std::vector<Amount>;
using Calldatas = std::vector<Bytes>;

// A description may end in "#proposer=0x" and 40 hex digits of any case: then that account alone
// may propose it, so that nobody can take the id first and cancel it. Anything else is free text.
bool is_valid_description(const Address& proposer, std::string_view description);

chain::Result<U256> propose(chain::Context& ctx, Targets targets, Values values,
                            Calldatas calldatas, std::string description);
// The same with the deposit that the proposal's track asks for; reverts with empty data where there
// are no tracks, and for a module, which could not take its coins back.
chain::Result<U256> propose_with_deposit(chain::Context& ctx, Targets targets, Values values,
                                         Calldatas calldatas, std::string description);
chain::Result<U256> queue(chain::Context& ctx, Targets targets, Values values, Calldatas calldatas,
                          Hash description_hash);
chain::Result<U256> execute(chain::Context& ctx, Targets targets, Values values,
                            Calldatas calldatas, Hash description_hash);
chain::Result<U256> cancel(chain::Context& ctx, Targets targets, Values values, Calldatas calldatas,
                           Hash description_hash);

}  // namespace ambag::governance::governor
