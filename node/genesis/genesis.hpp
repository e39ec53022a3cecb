// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "node/consensus/application.hpp"
#include "node/genesis/reader.hpp"

// The genesis file: one JSON document that fixes a chain's rules, accounts and modules. Its members
// and their defaults are listed in node/genesis/README.md. The hash of its canonical text (members
// as given, no white space) stands in block 0, so that two nodes agree on every word of it.

namespace ambag::node {

struct GenesisFailure {
    std::vector<GenesisError> errors;
    std::string text() const;  // one line each
};

// Reads and checks the whole document: every mistake is named.
chain::Result<ChainSpec, GenesisFailure> read_genesis(const Json& document);
chain::Result<ChainSpec, GenesisFailure> parse_genesis(std::string_view text);

// The chain of `ambag dev`: chain 31337, `accounts` with 10,000 coins each, the first with 1,000
// voting tokens more.
Json dev_genesis(std::span<const chain::Address> accounts, chain::Timestamp time);

}  // namespace ambag::node
