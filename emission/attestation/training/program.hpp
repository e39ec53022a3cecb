// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "chain/base/bytes.hpp"
#include "chain/base/result.hpp"

// A training program of integers alone: a perceptron with one hidden layer, int8 x int8 -> int32
// products in tiles of 32 x 32, and gradient steps by shifts. The same program and state give the
// same bits on every machine, so a second key can re-execute the work. README.md has the rules.

namespace ambag::emission::attestation::training {

using chain::Bytes;
using chain::BytesView;
using chain::Hash;

inline constexpr std::size_t tile_side = 32;
inline constexpr std::size_t side_max = 256;      // of every dimension of the model
inline constexpr std::size_t samples_max = 4096;  // of the data set
inline constexpr std::uint8_t shift_max = 24;

struct Program {
    std::uint16_t version = 1;
    std::uint16_t inputs = 32;  // this and the next four are multiples of 32
    std::uint16_t hidden = 32;
    std::uint16_t outputs = 32;
    std::uint16_t batch = 32;
    std::uint16_t samples = 256;
    std::uint8_t hidden_shift = 7;
    std::uint8_t output_shift = 6;
    std::uint8_t error_shift = 6;
    std::uint8_t learning_shift = 8;
    std::uint64_t seed = 1;          // initial weights and order of the samples
    std::uint64_t dataset_seed = 1;  // the data set is made by a rule from this seed
    Hash dataset_root;               // its commitment; see with_dataset_root

    bool operator==(const Program&) const = default;

    Bytes encode() const;  // 64 bytes: the members in order, big-endian
    Hash hash() const;     // SHA-256 of them
};

enum class ProgramError : std::uint8_t { length, version, dimension, shift, dataset_root };

// What was wrong and what is accepted, as one sentence.
std::string_view describe(ProgramError error);

chain::Result<Program, ProgramError> decode(BytesView bytes);

Program with_dataset_root(Program program);

// Multiply-accumulates of `steps` steps, computed from the dimensions.
std::uint64_t units(const Program& program, std::uint64_t steps);

// Bytes that decoding `encoded` and committing to its initial state generate and hash: what gas is
// for. 0 for what is refused before.
std::uint64_t stated_setup_bytes(BytesView encoded);

// Uniform 64-bit numbers by place: SplitMix64's finaliser over seed, stream and counter.
std::uint64_t draw(std::uint64_t seed, std::uint64_t stream, std::uint64_t counter);

// The data set: sample i has label i mod 8 and lies near the prototype of its label.
struct Dataset {
    std::vector<std::int8_t> inputs;  // samples x inputs, row by row
    std::vector<std::uint8_t> labels;
};
Dataset make_dataset(const Program& program);

}  // namespace ambag::emission::attestation::training
