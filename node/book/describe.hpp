// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/codec/log.hpp"
#include "chain/module/descriptor.hpp"
#include "node/book/abi_values.hpp"

// Calls, logs and errors made readable by the descriptors of the modules that the node runs.

namespace ambag::node {

// By name ("token") or by address; null when there is none.
const chain::ModuleDescriptor* find_module(std::string_view name_or_address);

// "token.transfer(to=0x…, value=5)"; hex where no module is called.
std::string call_text(const chain::Address& target, chain::BytesView calldata);
Json call_json(const chain::Address& target, chain::BytesView calldata);

// "ERC20InsufficientBalance(sender=0x…, balance=1, needed=2)"; Solidity's Error and Panic too.
std::string revert_text(chain::BytesView data);
Json revert_json(chain::BytesView data);

// {"module", "event", "args"}; nothing for a log that no module declares.
std::optional<Json> event_json(const chain::Log& log);
std::string event_text(const Json& event);

}  // namespace ambag::node
