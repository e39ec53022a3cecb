// SPDX-License-Identifier: Apache-2.0
#include "emission/staking/validators.hpp"
#include "tests/emission/staking/staking_chain.hpp"

// Validators from block 0 on, and what a section may not say.

namespace ambag::emission::staking {

namespace {

ValidatorGenesis starter(const Address& who, std::uint64_t bond) {
    return {.validator = who,
            .key_type = ConsensusKeyType::ed25519,
            .key = to_bytes(ed25519_key(Bytes(32, who.bytes[0]))),
            .self_bond = coins(bond)};
}

StakingGenesis two_validators() {
    StakingGenesis section = example_genesis();
    section.validators = {starter(first, 300), starter(second, 100)};
    return section;
}

class StakingStart : public StakingChain {
 protected:
    StakingStart() : StakingChain(two_validators()) {}
};

std::string mistake(const std::function<void(StakingGenesis&)>& change) {
    StakingGenesis section = two_validators();
    change(section);
    const auto wrong = mistake_in(section);
    return wrong ? wrong->first + ": " + wrong->second : "";
}

}  // namespace

TEST_F(StakingStart, has_validators_and_tells_the_engine_in_block_0) {
    EXPECT_TRUE(validator(first).elected);
    EXPECT_TRUE(validator(second).elected);
    EXPECT_EQ(updates_of_last_block(),
              (std::vector<ValidatorUpdate>{{ConsensusKeyType::ed25519, key_of(first), 30},
                                            {ConsensusKeyType::ed25519, key_of(second), 10}}));
    EXPECT_EQ(bonded(first), 300U);
}

TEST(StakingGenesis, names_each_mistake) {
    EXPECT_EQ(mistake([](StakingGenesis&) {}), "");
    EXPECT_EQ(mistake([](StakingGenesis& s) { s.power_unit = {}; }),
              "power_unit: must be at least 1 base unit");
    EXPECT_EQ(mistake([](StakingGenesis& s) { s.parameters.validators_max = 513; }),
              "parameters: validatorsMax is 513; accepted: 1 to 512");
    EXPECT_EQ(mistake([](StakingGenesis& s) { s.parameters.evidence_seconds = 100; }),
              "parameters: unbondSeconds must be above evidenceSeconds, so that what has left can "
              "be slashed");
    EXPECT_EQ(mistake([](StakingGenesis& s) { s.validators[1].validator = {}; }),
              "validators.1: operator is missing: an address");
    EXPECT_EQ(mistake([](StakingGenesis& s) { s.validators[1].key = Bytes(32, 0); }).substr(0, 25),
              "validators.1: key is no k");
    EXPECT_EQ(mistake([](StakingGenesis& s) { s.validators[1].key = s.validators[0].key; }),
              "validators.1: key is registered twice");
    EXPECT_EQ(mistake([](StakingGenesis& s) { s.validators[1].validator = first; }),
              "validators.1: operator is registered twice");
    EXPECT_EQ(mistake([](StakingGenesis& s) { s.validators[0].commission_max_ppm = 1'000'001; }),
              "validators.0: commission_max is above 1000000 (all of it)");
    EXPECT_EQ(mistake([](StakingGenesis& s) {
                  s.validators[0].commission_max_ppm = 5;
                  s.validators[0].commission_ppm = 6;
              }),
              "validators.0: commission is above commission_max");
    EXPECT_EQ(mistake([](StakingGenesis& s) { s.validators[0].moniker = std::string(71, 'x'); }),
              "validators.0: moniker is longer than 70 bytes");
    EXPECT_EQ(mistake([](StakingGenesis& s) { s.validators[1].self_bond = coins(99); }),
              "validators.1: self_bond is 99 base units; at least 100 are accepted (self_bond_min, "
              "delegation_min)");
}

}  // namespace ambag::emission::staking
