// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "node/rpc/backend.hpp"

// Which logs a filter takes, and how they are found: by the blooms of headers first, then in the
// receipts of the blocks that may have some.

namespace ambag::node {

struct LogPattern {
    std::vector<chain::Address> addresses;         // any of them; empty: every address
    std::vector<std::vector<chain::Hash>> topics;  // by position, any of them; empty: anything
};

bool matches(const LogPattern& pattern, const chain::Log& log);
// False: surely no log under this bloom matches.
bool may_match(const LogPattern& pattern, const chain::Bloom& bloom);

// A log with its place in the chain.
struct PlacedLog {
    const chain::Log* log;
    std::size_t transaction_index;
    std::size_t log_index;  // within the block
};

std::vector<PlacedLog> matching_logs(const LogPattern& pattern, const RpcBlock& block);

// Appends the JSON of the matching logs of blocks from to to. Fails when there are more than
// `logs_max` in all: the error names a range that fits.
RpcResult<void> append_logs(Json::Array& out, const RpcBackend& backend, const LogPattern& pattern,
                            chain::Height from, chain::Height to, std::size_t logs_max);

}  // namespace ambag::node
