// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/training/program.hpp"

#include <optional>

#include "chain/crypto/hash.hpp"
#include "emission/attestation/training/commitment.hpp"

namespace ambag::emission::attestation::training {

namespace {

constexpr std::size_t encoded_size = 64;
constexpr std::size_t labels = 8;
constexpr std::uint64_t golden = 0x9E3779B97F4A7C15;

// Streams of `draw`; those of weights and order are the trainer's.
constexpr std::uint64_t prototype_stream = 1;
constexpr std::uint64_t noise_stream = 2;

std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
}

void put(Bytes& out, std::uint64_t value, std::size_t width) {
    for (std::size_t i = width; i-- > 0;) out.push_back(static_cast<chain::Byte>(value >> (8 * i)));
}

template <class T>
T take(BytesView& in) {
    std::uint64_t value = 0;
    for (const chain::Byte b : in.first(sizeof(T))) value = value << 8 | b;
    in = in.subspan(sizeof(T));
    return static_cast<T>(value);
}

bool is_side(std::size_t side, std::size_t most) {
    return side >= tile_side && side <= most && side % tile_side == 0;
}

Hash root_of(const Dataset& dataset, std::size_t columns) {
    std::vector<Hash> leaves;
    append_leaves(leaves, dataset.inputs, columns);
    leaves.push_back(leaf_hash(dataset.labels));
    return tree_root(std::move(leaves));
}

std::optional<ProgramError> mistake_of_form(const Program& p) {
    if (p.version != 1) return ProgramError::version;
    for (const std::size_t side : {p.inputs, p.hidden, p.outputs, p.batch})
        if (!is_side(side, side_max)) return ProgramError::dimension;
    if (!is_side(p.samples, samples_max)) return ProgramError::dimension;
    for (const auto shift : {p.hidden_shift, p.output_shift, p.error_shift, p.learning_shift})
        if (shift == 0 || shift > shift_max) return ProgramError::shift;
    return std::nullopt;
}

// Nothing when the length is wrong.
std::optional<Program> members_of_encoding(BytesView bytes) {
    if (bytes.size() != encoded_size) return std::nullopt;
    Program p;
    for (std::uint16_t* member :
         {&p.version, &p.inputs, &p.hidden, &p.outputs, &p.batch, &p.samples})
        *member = take<std::uint16_t>(bytes);
    for (std::uint8_t* shift :
         {&p.hidden_shift, &p.output_shift, &p.error_shift, &p.learning_shift})
        *shift = take<std::uint8_t>(bytes);
    p.seed = take<std::uint64_t>(bytes);
    p.dataset_seed = take<std::uint64_t>(bytes);
    p.dataset_root = Hash::from(bytes);
    return p;
}

}  // namespace

Bytes Program::encode() const {
    Bytes out;
    for (const std::uint16_t member : {version, inputs, hidden, outputs, batch, samples})
        put(out, member, sizeof member);
    for (const std::uint8_t shift : {hidden_shift, output_shift, error_shift, learning_shift})
        out.push_back(shift);
    put(out, seed, sizeof seed);
    put(out, dataset_seed, sizeof dataset_seed);
    chain::append(out, dataset_root);
    return out;
}

Hash Program::hash() const {
    return chain::sha256(encode());
}

std::string_view describe(ProgramError error) {
    switch (error) {
        case ProgramError::length:
            return "a program has 64 bytes";
        case ProgramError::version:
            return "the version is 1";
        case ProgramError::dimension:
            return "dimensions are multiples of 32 up to 256, samples up to 4096";
        case ProgramError::shift:
            return "shifts are 1 to 24";
        case ProgramError::dataset_root:
            return "the data set's root is not that of its seed";
    }
    return {};
}

chain::Result<Program, ProgramError> decode(BytesView bytes) {
    const auto p = members_of_encoding(bytes);
    if (!p) return std::unexpected(ProgramError::length);
    if (const auto mistake = mistake_of_form(*p)) return std::unexpected(*mistake);
    if (with_dataset_root(*p) != *p) return std::unexpected(ProgramError::dataset_root);
    return *p;
}

Program with_dataset_root(Program program) {
    program.dataset_root = root_of(make_dataset(program), program.inputs);
    return program;
}

std::uint64_t units(const Program& p, std::uint64_t steps) {
    // Forward, gradient of the weights, gradient of the hidden layer (the second matrix alone).
    const std::uint64_t first = std::uint64_t{p.inputs} * p.hidden;
    const std::uint64_t second = std::uint64_t{p.hidden} * p.outputs;
    return steps * p.batch * (2 * first + 3 * second);
}

std::uint64_t stated_setup_bytes(BytesView encoded) {
    const auto p = members_of_encoding(encoded);
    if (!p || mistake_of_form(*p)) return 0;
    const std::uint64_t weights =
        std::uint64_t{p->inputs} * p->hidden + std::uint64_t{p->hidden} * p->outputs;
    return std::uint64_t{p->samples} * p->inputs + sizeof(std::int32_t) * weights;
}

std::uint64_t draw(std::uint64_t seed, std::uint64_t stream, std::uint64_t counter) {
    return mix(mix(seed + stream * golden) + counter * golden);
}

Dataset make_dataset(const Program& p) {
    Dataset dataset;
    for (std::uint64_t sample = 0; sample < p.samples; ++sample) {
        const std::uint64_t label = sample % labels;
        dataset.labels.push_back(static_cast<std::uint8_t>(label));
        for (std::uint64_t i = 0; i < p.inputs; ++i) {
            // In [-64, 63] and [-16, 15].
            const auto prototype = static_cast<int>(
                draw(p.dataset_seed, prototype_stream, label * p.inputs + i) >> 57);
            const auto noise =
                static_cast<int>(draw(p.dataset_seed, noise_stream, sample * p.inputs + i) >> 59);
            dataset.inputs.push_back(static_cast<std::int8_t>(prototype - 64 + noise - 16));
        }
    }
    return dataset;
}

}  // namespace ambag::emission::attestation::training
