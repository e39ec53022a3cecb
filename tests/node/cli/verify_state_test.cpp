// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "chain/module/addresses.hpp"
#include "emission/issuance/state.hpp"
#include "node/cli/files.hpp"
#include "node/cli/offline.hpp"
#include "node/cli/running.hpp"
#include "node/modules.hpp"
#include "tests/node/cli/cli_support.hpp"

// `verify state` on a directory with blocks, and on one whose books were changed behind the rules.

namespace ambag::node {
namespace {

using test::TemporaryFolder;
namespace issuance = emission::issuance;

// A data directory with two blocks; `spoil` may change the second before it is written.
class Directory {
 public:
    explicit Directory(const std::function<void(FinalizedBlock&)>& spoil = {}) {
        const auto spec = checked_genesis(*genesis_document({}, chain::Timestamp{1'700'000'000}));
        auto store = Store::open({.path = path()});
        auto app = Application::init(**store, *spec, all_modules());
        for (std::uint64_t height = 1; height <= 2; ++height) {
            const chain::Timestamp time{1'700'000'000 + height};
            auto block = (*app)->finalize((*app)->propose(time, chain::Address{{0xcb}}));
            if (height == 2 && spoil) spoil(*block);
            EXPECT_TRUE((*app)->commit(*block));
        }
    }
    std::string path() const { return folder_.path("data"); }
    // "supply", "state root", …: whether the check passed.
    std::optional<bool> passed(std::string_view check) const {
        const auto outcome = test::run({"verify", "state", "--data", path(), "--json"});
        const Json answer = outcome.json();
        for (const Json& row : *answer.find("checks")->as_array())
            if (*row.find("check")->as_string() == check) return row.find("passed")->as_bool();
        return std::nullopt;
    }

 private:
    TemporaryFolder folder_;
};

void change_word(FinalizedBlock& block, const chain::Slot& slot, std::uint64_t value) {
    for (chain::RecordChange& change : block.diff.records)
        if (change.module == chain::issuance_address && change.slot == slot)
            change.after = chain::to_record(chain::Amount{chain::U256{value}});
}

TEST(VerifyState, recounts_what_each_block_minted_and_burned) {
    const Directory sound;
    const auto outcome = test::run({"verify", "state", "--data", sound.path(), "--json"});
    EXPECT_EQ(outcome.code, ExitCode::done) << outcome.err;
    EXPECT_EQ(sound.passed("figures"), true);
    EXPECT_EQ(sound.passed("supply"), true);
}

TEST(VerifyState, finds_a_figure_of_a_block_that_was_changed) {
    const Directory spoiled{[](FinalizedBlock& block) {
        change_word(block, issuance::minted_in.slot(chain::Height{2}), 12345);
    }};
    EXPECT_EQ(spoiled.passed("figures"), false);
    EXPECT_EQ(spoiled.passed("state root"), false) << "the header does not know it either";
    EXPECT_EQ(spoiled.passed("supply"), true) << "totals and balances are as they were";
    EXPECT_EQ(test::run({"verify", "state", "--data", spoiled.path()}).code, ExitCode::refused);
}

TEST(VerifyState, finds_a_balance_that_nobody_minted) {
    const Directory spoiled{[](FinalizedBlock& block) {
        for (chain::AccountChange& change : block.diff.accounts)
            if (change.address == chain::issuance_address)
                change.after.balance =
                    *chain::checked_add(change.after.balance, chain::Amount{chain::U256{1U}});
    }};
    EXPECT_EQ(spoiled.passed("figures"), false);
    EXPECT_EQ(spoiled.passed("supply"), false);
    EXPECT_EQ(spoiled.passed("invariants"), false);
}

}  // namespace
}  // namespace ambag::node
