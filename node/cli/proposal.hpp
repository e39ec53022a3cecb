// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/base/amount.hpp"
#include "node/cli/module_book.hpp"

// Proposals as a person writes them (JSON or TOML):
//
//   { "description": "# Fund training\nPays …",
//     "actions": [ { "target": "issuance", "call": "payFromPool",
//                    "args": ["training", "0x…", "100 coins"] },
//                  { "target": "0x…", "value": "1.5 coins" } ] }
//
// `target` is a module's name, an address or an account's name; `call` a function's name or
// signature; `calldata` in place of `call` and `args` is taken as it is.

namespace ambag::node {

struct ProposalAction {
    chain::Address target;
    chain::Amount value;
    chain::Bytes calldata;
};

struct ProposalDraft {
    std::string description;
    std::vector<ProposalAction> actions;
};

// Every error names its place: "actions[1].args: …".
CliResult<ProposalDraft> read_proposal(const Json& document, const NameResolver& resolve);

// The arguments of propose, and of queue, execute and cancel, as JSON values.
std::vector<Json> propose_arguments(const ProposalDraft& draft);
std::vector<Json> operation_arguments(const ProposalDraft& draft);
chain::U256 proposal_id(const ProposalDraft& draft);

}  // namespace ambag::node
