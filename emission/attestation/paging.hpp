// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <tuple>
#include <vector>

#include "chain/module/cell.hpp"

// Pages of a list of keys, each with what its map says: at most 100 entries, and the total.

namespace ambag::emission::attestation {

template <class T, class Make>
std::tuple<std::vector<T>, std::uint64_t> page_of(const chain::ViewContext& ctx,
                                                  const chain::List<chain::Hash>& keys,
                                                  std::uint64_t offset, std::uint64_t limit,
                                                  const Make& make) {
    constexpr std::uint64_t most = 100;
    const std::uint64_t total = keys.size(ctx);
    std::vector<T> page;
    const std::uint64_t first = std::min(offset, total);
    const std::uint64_t last = first + std::min({limit, most, total - first});
    for (std::uint64_t i = first; i < last; ++i) page.push_back(make(keys.get(ctx, i)));
    return {std::move(page), total};
}

}  // namespace ambag::emission::attestation
