// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "chain/base/bytes.hpp"

// The commitment tree of a training run, over SHA-256: leaf = H(00 | tile), inner node =
// H(01 | children) over at most 16 children from left to right, level by level; the tree over one
// node is that node. Tiles are 32 x 32 values, row by row, big-endian.

namespace ambag::emission::attestation::training {

chain::Hash leaf_hash(chain::BytesView tile);

// `nodes` must not be empty.
chain::Hash tree_root(std::vector<chain::Hash> nodes);

// Leaves of a row-major matrix whose sides are multiples of 32, tile by tile, row-major.
void append_leaves(std::vector<chain::Hash>& leaves, std::span<const std::int32_t> matrix,
                   std::size_t columns);
void append_leaves(std::vector<chain::Hash>& leaves, std::span<const std::int8_t> matrix,
                   std::size_t columns);

}  // namespace ambag::emission::attestation::training
