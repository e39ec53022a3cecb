// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/context.hpp"
#include "emission/scoring/records.hpp"

// What scores are made of: weights that validators give, openly or by commitment and reveal, and
// measurements that a subnet's meter reports.

namespace ambag::emission::scoring {

// A row of weights for uids (rising). Stored scaled up so that its maximum is 65535.
chain::Result<> set_weights(chain::Context& ctx, std::uint32_t subnet,
                            std::vector<std::uint32_t> targets, std::vector<std::uint16_t> weights);

// digest = keccak256(abi.encode(subnet, account, targets, weights, salt)); one open commitment an
// account and subnet, the last one counts.
chain::Result<> commit_weights(chain::Context& ctx, std::uint32_t subnet, chain::Hash digest);
// In the epoch `revealEpochs` after that of the commitment. Targets that registered after the
// commitment get nothing: the committed row did not mean them.
chain::Result<> reveal_weights(chain::Context& ctx, std::uint32_t subnet,
                               std::vector<std::uint32_t> targets,
                               std::vector<std::uint16_t> weights, chain::Hash salt);
chain::Hash weights_digest(std::uint32_t subnet, const chain::Address& account,
                           const std::vector<std::uint32_t>& targets,
                           const std::vector<std::uint16_t>& weights, const chain::Hash& salt);

// The meter's: values of the running epoch, one for each uid (rising); a later report of a uid
// replaces the earlier one. What a value is depends on the rule:
//   uptime_ramp     presence in millionths
//   pro_rata_meter  units
//   min_max_curve   raw score in millionths
//   one_out_loss    loss without the uid, in 10^-9; `whole` is the loss with all of them
chain::Result<> measure(chain::Context& ctx, std::uint32_t subnet,
                        std::vector<std::uint32_t> targets, std::vector<chain::U256> values,
                        chain::U256 whole);

}  // namespace ambag::emission::scoring
