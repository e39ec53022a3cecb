// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/training/commitment.hpp"

#include <algorithm>

#include "chain/base/check.hpp"
#include "chain/crypto/hash.hpp"
#include "emission/attestation/training/program.hpp"

namespace ambag::emission::attestation::training {

namespace {

constexpr std::size_t arity = 16;

template <class T>
void append_tiles(std::vector<Hash>& leaves, std::span<const T> matrix, std::size_t columns) {
    using Unsigned = std::make_unsigned_t<T>;
    const std::size_t rows = matrix.size() / columns;
    Bytes tile;
    for (std::size_t top = 0; top < rows; top += tile_side) {
        for (std::size_t left = 0; left < columns; left += tile_side) {
            tile.clear();
            for (std::size_t i = 0; i < tile_side * tile_side; ++i) {
                const T value = matrix[(top + i / tile_side) * columns + left + i % tile_side];
                for (std::size_t byte = sizeof(T); byte-- > 0;)
                    tile.push_back(
                        static_cast<chain::Byte>(static_cast<Unsigned>(value) >> (8 * byte)));
            }
            leaves.push_back(leaf_hash(tile));
        }
    }
}

}  // namespace

Hash leaf_hash(BytesView tile) {
    Bytes message{0x00};
    chain::append(message, tile);
    return chain::sha256(message);
}

Hash tree_root(std::vector<Hash> nodes) {
    CHECK(!nodes.empty());
    while (nodes.size() > 1) {
        std::vector<Hash> parents;
        for (std::size_t first = 0; first < nodes.size(); first += arity) {
            Bytes message{0x01};
            for (std::size_t i = first; i < std::min(first + arity, nodes.size()); ++i)
                chain::append(message, nodes[i]);
            parents.push_back(chain::sha256(message));
        }
        nodes = std::move(parents);
    }
    return nodes.front();
}

void append_leaves(std::vector<Hash>& leaves, std::span<const std::int32_t> matrix,
                   std::size_t columns) {
    append_tiles(leaves, matrix, columns);
}

void append_leaves(std::vector<Hash>& leaves, std::span<const std::int8_t> matrix,
                   std::size_t columns) {
    append_tiles(leaves, matrix, columns);
}

}  // namespace ambag::emission::attestation::training
