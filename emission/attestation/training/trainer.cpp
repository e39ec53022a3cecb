// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/training/trainer.hpp"

#include <algorithm>

#include "emission/attestation/training/commitment.hpp"

namespace ambag::emission::attestation::training {

namespace {

using Small = std::vector<std::int8_t>;
using Wide = std::vector<std::int32_t>;

constexpr std::uint64_t first_stream = 3;
constexpr std::uint64_t second_stream = 4;
constexpr std::uint64_t order_stream = 5;

constexpr std::int32_t target = 64;
constexpr unsigned weight_shift = 8;
constexpr std::int32_t weight_max = 32'767;

// A matrix of int8, row by row.
struct Matrix {
    std::size_t rows = 0;
    std::size_t columns = 0;
    Small values{};

    Matrix transposed() const {
        Matrix other{columns, rows, Small(values.size())};
        for (std::size_t i = 0; i < rows; ++i)
            for (std::size_t j = 0; j < columns; ++j)
                other.values[j * rows + i] = values[i * columns + j];
        return other;
    }
};

// acc += a x b over one tile each; `a_row`, `b_row` and `out_row` are the rows' lengths.
void multiply_tile(std::int32_t* out, std::size_t out_row, const std::int8_t* a, std::size_t a_row,
                   const std::int8_t* b, std::size_t b_row) {
    for (std::size_t i = 0; i < tile_side; ++i)
        for (std::size_t k = 0; k < tile_side; ++k) {
            const std::int32_t factor = a[i * a_row + k];
            for (std::size_t j = 0; j < tile_side; ++j)
                out[i * out_row + j] += factor * b[k * b_row + j];
        }
}

// All sides are multiples of 32 and at most 4096: no sum leaves 27 bits.
Wide multiply(const Matrix& a, const Matrix& b) {
    Wide out(a.rows * b.columns);
    for (std::size_t i = 0; i < a.rows; i += tile_side)
        for (std::size_t j = 0; j < b.columns; j += tile_side)
            for (std::size_t k = 0; k < a.columns; k += tile_side)
                multiply_tile(&out[i * b.columns + j], b.columns, &a.values[i * a.columns + k],
                              a.columns, &b.values[k * b.columns + j], b.columns);
    return out;
}

std::int32_t rounded_shift(std::int32_t value, unsigned shift) {
    return (value + (std::int32_t{1} << (shift - 1))) >> shift;
}

std::int8_t cut(std::int32_t value, std::int32_t lowest = -127) {
    return static_cast<std::int8_t>(std::clamp(value, lowest, std::int32_t{127}));
}

Matrix weights_of(const Wide& weights, std::size_t rows, std::size_t columns) {
    Matrix matrix{rows, columns, {}};
    for (const std::int32_t weight : weights)
        matrix.values.push_back(static_cast<std::int8_t>(weight >> weight_shift));
    return matrix;
}

struct Forward {
    Matrix hidden;
    Matrix error;  // output - target, cut
};

Forward forward(const Program& p, const Matrix& inputs, const std::vector<std::uint8_t>& labels,
                const Matrix& first, const Matrix& second) {
    Forward pass{{inputs.rows, p.hidden, {}}, {inputs.rows, p.outputs, {}}};
    for (const std::int32_t sum : multiply(inputs, first))
        pass.hidden.values.push_back(cut(rounded_shift(sum, p.hidden_shift), 0));
    const Wide outputs = multiply(pass.hidden, second);
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const std::int32_t wanted = i % p.outputs == labels[i / p.outputs] ? target : 0;
        const std::int32_t output = cut(rounded_shift(outputs[i], p.output_shift));
        pass.error.values.push_back(cut(output - wanted));
    }
    return pass;
}

void descend(Wide& weights, const Wide& gradient, unsigned shift) {
    for (std::size_t i = 0; i < weights.size(); ++i)
        weights[i] =
            std::clamp(weights[i] - rounded_shift(gradient[i], shift), -weight_max, weight_max);
}

void step(const Program& p, const Dataset& dataset, State& state, std::uint64_t number) {
    Matrix inputs{p.batch, p.inputs, {}};
    std::vector<std::uint8_t> labels;
    for (const std::uint32_t sample : batch_of(p, number)) {
        const auto row = dataset.inputs.begin() + std::ptrdiff_t{sample} * p.inputs;
        inputs.values.insert(inputs.values.end(), row, row + p.inputs);
        labels.push_back(dataset.labels[sample]);
    }
    const Matrix first = weights_of(state.first, p.inputs, p.hidden);
    const Matrix second = weights_of(state.second, p.hidden, p.outputs);
    const Forward pass = forward(p, inputs, labels, first, second);
    const Wide back = multiply(pass.error, second.transposed());
    Matrix hidden_error{p.batch, p.hidden, {}};
    for (std::size_t i = 0; i < back.size(); ++i)
        hidden_error.values.push_back(pass.hidden.values[i] > 0
                                          ? cut(rounded_shift(back[i], p.error_shift))
                                          : std::int8_t{0});
    descend(state.second, multiply(pass.hidden.transposed(), pass.error), p.learning_shift);
    descend(state.first, multiply(inputs.transposed(), hidden_error), p.learning_shift);
}

Wide initial_weights(std::uint64_t seed, std::uint64_t stream, std::size_t count) {
    Wide weights;
    for (std::uint64_t i = 0; i < count; ++i)  // in [-8192, 8191]
        weights.push_back(static_cast<std::int32_t>(draw(seed, stream, i) >> 50) - 8192);
    return weights;
}

Hash step_leaf(const std::vector<std::uint32_t>& samples) {
    Bytes indexes;
    for (const std::uint32_t sample : samples)
        for (unsigned byte = 4; byte-- > 0;)
            indexes.push_back(static_cast<chain::Byte>(sample >> (8 * byte)));
    return leaf_hash(indexes);
}

}  // namespace

State initial_state(const Program& p) {
    return {initial_weights(p.seed, first_stream, std::size_t{p.inputs} * p.hidden),
            initial_weights(p.seed, second_stream, std::size_t{p.hidden} * p.outputs)};
}

Hash state_root(const Program& p, const State& state) {
    std::vector<Hash> leaves;
    append_leaves(leaves, state.first, p.hidden);
    append_leaves(leaves, state.second, p.outputs);
    return tree_root(std::move(leaves));
}

std::vector<std::uint32_t> batch_of(const Program& p, std::uint64_t step) {
    std::vector<std::uint32_t> samples;
    for (std::uint64_t i = 0; i < p.batch; ++i)
        samples.push_back(
            static_cast<std::uint32_t>(draw(p.seed, order_stream, step * p.batch + i) % p.samples));
    return samples;
}

State run(const Program& p, State state, std::uint64_t first_step, std::uint64_t last_step) {
    const Dataset dataset = make_dataset(p);
    for (std::uint64_t number = first_step; number <= last_step; ++number)
        step(p, dataset, state, number);
    return state;
}

std::uint64_t loss(const Program& p, const State& state) {
    Dataset dataset = make_dataset(p);
    const Matrix inputs{p.samples, p.inputs, std::move(dataset.inputs)};
    const Forward pass =
        forward(p, inputs, dataset.labels, weights_of(state.first, p.inputs, p.hidden),
                weights_of(state.second, p.hidden, p.outputs));
    std::uint64_t sum = 0;
    for (const std::int32_t error : pass.error.values)
        sum += static_cast<std::uint64_t>(error * error);
    return sum;
}

Work work(const Program& p, State state, std::uint64_t first_step, std::uint64_t last_step,
          std::uint64_t steps_per_segment) {
    const Dataset dataset = make_dataset(p);
    std::vector<Hash> segments;
    std::vector<Hash> steps;
    for (std::uint64_t number = first_step; number <= last_step; ++number) {
        step(p, dataset, state, number);
        steps.push_back(step_leaf(batch_of(p, number)));
        if ((number + 1) % steps_per_segment == 0 || number == last_step)
            segments.push_back(state_root(p, state));
    }
    const Hash out = segments.back();
    return {std::move(state), out, tree_root(std::move(segments)), tree_root(std::move(steps))};
}

}  // namespace ambag::emission::attestation::training
