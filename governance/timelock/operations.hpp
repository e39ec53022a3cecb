// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "governance/timelock/module.hpp"

// Operations: one call, or a batch that happens as a whole. Unset -> Waiting -> Ready -> Done;
// cancelling a waiting or ready one unsets it.

namespace ambag::governance::timelock {

using Targets = std::vector<chain::Address>;
using Values = std::vector<chain::Amount>;
using Payloads = std::vector<chain::Bytes>;

chain::Result<chain::Hash> hash_operation(const chain::ViewContext& ctx, chain::Address target,
                                          chain::Amount value, chain::Bytes data,
                                          chain::Hash predecessor, chain::Hash salt);
chain::Result<chain::Hash> hash_operation_batch(const chain::ViewContext& ctx, Targets targets,
                                                Values values, Payloads payloads,
                                                chain::Hash predecessor, chain::Hash salt);

chain::Result<> schedule(chain::Context& ctx, chain::Address target, chain::Amount value,
                         chain::Bytes data, chain::Hash predecessor, chain::Hash salt,
                         chain::U256 delay);
chain::Result<> schedule_batch(chain::Context& ctx, Targets targets, Values values,
                               Payloads payloads, chain::Hash predecessor, chain::Hash salt,
                               chain::U256 delay);
chain::Result<> cancel(chain::Context& ctx, chain::Hash id);
chain::Result<> execute(chain::Context& ctx, chain::Address target, chain::Amount value,
                        chain::Bytes payload, chain::Hash predecessor, chain::Hash salt);
chain::Result<> execute_batch(chain::Context& ctx, Targets targets, Values values,
                              Payloads payloads, chain::Hash predecessor, chain::Hash salt);
chain::Result<> update_delay(chain::Context& ctx, chain::U256 delay);

}  // namespace ambag::governance::timelock
