// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emission/issuance/module.hpp"
#include "node/json/json.hpp"

// The supply and pool curves, by the code that mints: for `emission project`, ambag_projectEmission
// and the simulation of proposals.

namespace ambag::node {

struct Projection {
    std::vector<std::string> pools;  // names, in the order of the rows' balances
    std::vector<emission::issuance::ProjectionRow> rows;
};

// `view` sees the issuance module. The error is one sentence: a supply above 2^256 - 1, an
// overflow, or too many rows.
chain::Result<Projection, std::string> project_emission(const chain::ViewContext& view,
                                                        std::uint64_t years,
                                                        std::uint64_t step_seconds);

// Rows of {seconds, ticks, supply, pools: {name: balance}}: amounts in decimal, or as quantities.
enum class NumberForm : std::uint8_t { decimal, quantity };
Json projection_json(const Projection& projection, NumberForm form);

}  // namespace ambag::node
