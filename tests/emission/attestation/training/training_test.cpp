// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "chain/base/hex.hpp"
#include "chain/crypto/hash.hpp"
#include "emission/attestation/training/commitment.hpp"
#include "emission/attestation/training/trainer.hpp"
#include "tests/support/json.hpp"

namespace ambag::emission::attestation::training {
namespace {

using chain::to_hex;

std::vector<test::Json> vectors() {
    return test::Json::from_file(test::data_folder("AMBAG_TRAINING", "training") + "/vectors.json")
        .items();
}

Program program_of(const test::Json& vector) {
    const auto program = decode(*chain::from_hex(vector.at("program").text()));
    EXPECT_TRUE(program) << describe(program.error());
    return program.value_or(Program{});
}

TEST(Training, agrees_with_an_implementation_in_python) {
    for (const test::Json& vector : vectors()) {
        const Program program = program_of(vector);
        const std::uint64_t first = vector.at("first").integer();
        const std::uint64_t last = vector.at("last").integer();
        EXPECT_EQ(to_hex(program.hash()), vector.at("hash").text());
        State state = initial_state(program);
        EXPECT_EQ(to_hex(state_root(program, state)), vector.at("initial_root").text());
        EXPECT_EQ(loss(program, state), vector.at("loss_before").integer());
        if (first > 0) state = run(program, state, 0, first - 1);
        const Work done =
            work(program, state, first, last, vector.at("steps_per_segment").integer());
        EXPECT_EQ(to_hex(done.state_root_out), vector.at("state_root_out").text());
        EXPECT_EQ(to_hex(done.trace_root), vector.at("trace_root").text());
        EXPECT_EQ(to_hex(done.data_root), vector.at("data_root").text());
        EXPECT_EQ(loss(program, done.state), vector.at("loss_after").integer());
    }
}

TEST(Training, lowers_the_loss_to_a_tenth_within_two_hundred_steps) {
    const Program program = with_dataset_root({});
    const State start = initial_state(program);
    const std::uint64_t before = loss(program, start);
    const std::uint64_t after = loss(program, run(program, start, 0, 199));
    EXPECT_LT(after, before / 10);
}

TEST(Training, in_two_parts_ends_where_the_whole_ends) {
    const Program program = with_dataset_root({});
    const State start = initial_state(program);
    EXPECT_EQ(run(program, run(program, start, 0, 9), 10, 19), run(program, start, 0, 19));
}

TEST(Training, counts_the_multiply_accumulates_of_all_five_products) {
    // 32 samples; 1024 in each matrix: forward twice, both gradients, once back through the second.
    EXPECT_EQ(units(Program{}, 1), 32U * 5 * 1024);
    Program wide;
    wide.inputs = 64;
    EXPECT_EQ(units(wide, 10), 10U * 32 * (2 * 64 * 32 + 3 * 32 * 32));
}

TEST(Training, a_program_is_decoded_strictly) {
    const Program good = with_dataset_root({});
    const Bytes bytes = good.encode();
    ASSERT_EQ(bytes.size(), 64U);
    EXPECT_EQ(decode(bytes), good);
    const auto changed = [&](std::size_t at, chain::Byte value) {
        Bytes other = bytes;
        other[at] = value;
        return decode(other).error();
    };
    EXPECT_EQ(decode(BytesView{bytes}.first(63)).error(), ProgramError::length);
    EXPECT_EQ(changed(1, 2), ProgramError::version);
    EXPECT_EQ(changed(3, 33), ProgramError::dimension);
    EXPECT_EQ(changed(2, 2), ProgramError::dimension);    // 544 inputs
    EXPECT_EQ(changed(10, 32), ProgramError::dimension);  // 8448 samples
    EXPECT_EQ(changed(12, 0), ProgramError::shift);
    EXPECT_EQ(changed(15, 25), ProgramError::shift);
    EXPECT_EQ(changed(63, static_cast<chain::Byte>(bytes[63] ^ 1U)), ProgramError::dataset_root);
}

TEST(Training, a_changed_tile_changes_the_root) {
    const Program program = with_dataset_root({});
    State state = initial_state(program);
    const Hash before = state_root(program, state);
    state.second.back() += 1;
    EXPECT_NE(state_root(program, state), before);
}

TEST(Training, the_tree_groups_sixteen_children) {
    const std::vector<Hash> seventeen(17, leaf_hash(chain::as_bytes("x")));
    const Hash left = tree_root({seventeen.begin(), seventeen.begin() + 16});
    // The right node has one child: H(01 | child), not the child itself.
    Bytes right{0x01};
    chain::append(right, seventeen.front());
    Bytes top{0x01};
    chain::append(top, left);
    chain::append(top, chain::sha256(right));
    EXPECT_EQ(tree_root(seventeen), chain::sha256(top));
}

}  // namespace
}  // namespace ambag::emission::attestation::training
