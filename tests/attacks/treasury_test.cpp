// SPDX-License-Identifier: Apache-2.0
#include "governance/treasury/terms.hpp"
#include "tests/attacks/attack_fixture.hpp"

// Attacks on the purse, with proposals that pass.

namespace ambag::attacks {

using AttackOnTreasury = Attack;
using governance::treasury::PartTerms;

namespace {

constexpr std::string_view create_call =
    "createGrant(address,uint32,address,(uint256,uint64,uint64,uint64,uint64,bool,bool,bytes32,"
    "address,uint256)[],string)";

PartTerms part(std::uint64_t units) {
    PartTerms terms;
    terms.amount = amount(units);
    return terms;
}

}  // namespace

// Juno, proposal 20: 36 million dollars to an address that was pasted wrongly.
TEST_F(AttackOnTreasury, juno_no_payment_goes_to_an_address_that_nobody_can_sign_for) {
    unsigned number = 0;
    for (const std::string_view dead : {"0x0000000000000000000000000000000000000000",
                                        "0x0000000000000000000000000000000000000001",
                                        "0x0000000000000000000000000000000000000100",
                                        "0x000000000000000000000000000000000000dEaD",
                                        "0x000000000000000000000000000000000000A001",
                                        "0x000000000000000000000000000000000000A004",
                                        "0xcA11bde05977b3631167028862bE2a173976CA11",
                                        "0xfffffffffffffffffffffffffffffffffffffffe"}) {
        const Address to = fixed_from_hex<Address>(dead).value();
        const Proposal p = spending(to, 10, "dead " + std::to_string(number++));
        make_ready(p);
        EXPECT_EQ(step("execute", p).error().data,
                  error_data("TreasuryInvalidReceiver(address)", to));
    }
    EXPECT_EQ(treasury_coins(), 1'000U);
}

// The same mistake in a grant costs nothing: only the receiver's key moves coins, and what he does
// not claim comes back.
TEST_F(AttackOnTreasury, juno_a_grant_to_nobody_is_taken_back) {
    const Address nobody =
        fixed_from_hex<Address>("0xdeadbeefdeadbeefdeadbeefdeadbeefdeadbeef").value();
    pass(one_call(treasury_address, encode(create_call, nobody, U256{}, Address{},
                                           std::vector{part(500)}, std::string{"typo"})));
    EXPECT_FALSE(chain.call(mallory, treasury_address, "claim(uint64,uint8)", U256{1U}, U256{}));
    pass(one_call(treasury_address, encode("revokeGrant(uint64)", U256{1U}), "take it back"));
    EXPECT_EQ(chain.view<U256>(treasury_address, "committed()"), U256{500U});
    EXPECT_EQ(treasury_coins(), 1'000U);
}

// Many small payments instead of a large one.
TEST_F(AttackOnTreasury, dust_payments_cannot_add_up_beyond_the_cap) {
    pass(one_call(treasury_address,
                  encode("setSpendLimit(uint256,uint64)", U256{20U}, U256{31'622'400U}), "cap"));
    Proposal dust{{}, {}, {}, "dust"};
    for (int i = 0; i < 21; ++i) {
        dust.targets.push_back(treasury_address);
        dust.values.emplace_back();
        dust.calldatas.push_back(spending(mallory, 1).calldatas[0]);
    }
    make_ready(dust);
    EXPECT_FALSE(step("execute", dust));
    EXPECT_EQ(treasury_coins(), 1'000U);
    EXPECT_EQ(state(dust), queued);
}

// A grant records the operation that made it: the money's trail leads to the vote.
TEST_F(AttackOnTreasury, a_grant_and_a_milestone_name_the_operation_that_decided_them) {
    PartTerms gated = part(100);
    gated.milestone = true;
    const Proposal make =
        one_call(treasury_address,
                 encode(create_call, bob, U256{}, carol, std::vector{gated}, std::string{"study"}));
    pass(make);
    const auto award = chain.read(treasury_address, encode("award(uint64)", U256{1U})).value();
    EXPECT_EQ(std::get<0>(abi::decode<governance::treasury::Award>(award).value()).operation,
              make.operation());
    const Proposal approve = one_call(
        treasury_address, encode("approveMilestone(uint64,uint8)", U256{1U}, U256{}), "done");
    EXPECT_FALSE(chain.call(bob, treasury_address, "claim(uint64,uint8)", U256{1U}, U256{}));
    pass(approve);
    const auto parts = chain.read(treasury_address, encode("grantParts(uint64)", U256{1U})).value();
    using Parts = std::vector<governance::treasury::Part>;
    EXPECT_EQ(std::get<0>(abi::decode<Parts>(parts).value()).at(0).decision, approve.operation());
    EXPECT_TRUE(chain.call(bob, treasury_address, "claim(uint64,uint8)", U256{1U}, U256{}));
    EXPECT_EQ(treasury_coins(), 900U);
}

}  // namespace ambag::attacks
