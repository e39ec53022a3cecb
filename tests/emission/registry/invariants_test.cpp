// SPDX-License-Identifier: Apache-2.0
#include "tests/emission/registry/registry_chain.hpp"

namespace ambag::emission::registry {

// Each sub-ledger moved by one unit behind the module's back must stop the block.
TEST(RegistryInvariants, a_credit_or_a_campaign_that_no_coin_stands_behind_is_a_fault) {
    for (const bool credits_side : {true, false})
        for (const std::uint64_t wrong : {99U, 101U}) {
            test::TestChain chain{{&descriptor}};
            chain.fund(registry_address, units(100));
            chain.genesis(registry_address, [&](Context& ctx) -> Result<void, Fault> {
                Totals all;
                (credits_side ? all.credits : all.campaigns) = units(100);
                totals.set(ctx, all);
                return {};
            });
            ASSERT_TRUE(chain.check_invariants());
            Journal& journal = chain.journal();
            Totals all;
            (credits_side ? all.credits : all.campaigns) = units(wrong);
            journal.set_record(registry_address, slot_of(totals.id), to_record(all));
            const auto checked = chain.check_invariants();
            ASSERT_FALSE(checked);
            EXPECT_EQ(checked.error().rule, "registry: credits + campaigns = balance");
        }
}

TEST(RegistryGenesis, refuses_a_share_above_the_whole_and_coins_that_nobody_sent) {
    const auto fault_of = [](const RegistryGenesis& section, std::uint64_t coins) {
        test::TestChain fresh{{&descriptor}};
        if (coins != 0) fresh.fund(registry_address, units(coins));
        std::string rule;
        fresh.genesis(registry_address, [&](Context& ctx) -> Result<void, Fault> {
            const auto done = genesis(ctx, section);
            if (!done) rule = done.error().rule;
            return {};
        });
        return rule;
    };
    EXPECT_EQ(fault_of({"", 10'001}, 0), "genesis registry.maintainer_bps");
    EXPECT_EQ(fault_of({"", 10'000}, 0), "");
    EXPECT_EQ(fault_of({"", 10'000}, 1), "genesis alloc");
}

}  // namespace ambag::emission::registry
