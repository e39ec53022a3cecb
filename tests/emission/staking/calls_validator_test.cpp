// SPDX-License-Identifier: Apache-2.0
#include "chain/crypto/secp256k1.hpp"
#include "emission/staking/validators.hpp"
#include "tests/emission/staking/staking_chain.hpp"

// createValidator, editValidator, unjail: guards in their order, then effects.

namespace ambag::emission::staking {

namespace {

class StakingValidator : public StakingChain {
 protected:
    static constexpr std::string_view edit_signature = "editValidator(uint32,string,string,string)";

    Bytes revert_of_create(const Address& who, std::uint8_t type, const Bytes& key,
                           const Bytes& proof, std::uint32_t rate = 0, std::uint32_t most = 500'000,
                           std::uint32_t daily = 0, std::uint64_t bond = 100,
                           const std::string& moniker = "m") {
        return revert_of(who, create_signature, type, key, proof, rate, most, daily, coins(bond),
                         moniker, std::string{}, std::string{});
    }
    Result<Bytes> edit(std::uint32_t rate) {
        return call(first, edit_signature, rate, std::string{"new"}, std::string{"site"},
                    std::string{});
    }
};

class StakingOff : public StakingChain {
 protected:
    StakingOff() : StakingChain({}) {}
};

}  // namespace

TEST_F(StakingOff, refuses_and_does_nothing) {
    EXPECT_EQ(revert_of(alice, "delegate(address,uint256)", first, coins(10)),
              error_data("StakingDisabled()"));
    const auto refused = create(first, 1000);
    EXPECT_EQ(refused.error().data, error_data("StakingDisabled()"));
    EXPECT_EQ(revert_of(timelock_address, "setParameter(string,uint256)",
                        std::string{"jailSeconds"}, U256{1U}),
              error_data("StakingDisabled()"));
    fund_rewards(100);
    next_block();
    EXPECT_EQ(number(issuance_address, "pool(string)", std::string{"validators"}), 100U);
}

TEST_F(StakingValidator, registers_with_key_commission_and_self_bond) {
    ASSERT_TRUE(create(first, 500));
    const ValidatorView v = validator(first);
    EXPECT_EQ(v.number, 1U);
    EXPECT_EQ(v.key, key_of(first));
    EXPECT_EQ(v.consensus, consensus_of(first));
    EXPECT_EQ(v.tokens, coins(500));
    EXPECT_EQ(v.power, 50U);
    EXPECT_EQ(v.commission_ppm, 100'000U);
    EXPECT_TRUE(v.elected);
    EXPECT_EQ(view<Address>("operatorOf(address)", consensus_of(first)), first);
    EXPECT_EQ(bonded(first), 500U);
    EXPECT_EQ(wrapped(first), 1'000'000U);
}

TEST_F(StakingValidator, refuses_keys_that_an_engine_could_stumble_over) {
    const Bytes proof(64, 1);
    const auto invalid = [](std::uint8_t type, const Bytes& key) {
        return error_data("StakingInvalidKey(uint8,bytes)", type, key);
    };
    Bytes neutral(32);
    neutral[0] = 1;
    for (const auto& [type, key] :
         std::vector<std::pair<std::uint8_t, Bytes>>{{0, Bytes(31, 5)},
                                                     {0, Bytes(33, 5)},
                                                     {0, neutral},
                                                     {0, Bytes(32, 0xFF)},
                                                     {1, Bytes(32, 5)},
                                                     {1, Bytes(33, 5)},
                                                     {2, key_of(first)},
                                                     {255, key_of(first)}})
        EXPECT_EQ(revert_of_create(first, type, key, proof), invalid(type, key));
}

TEST_F(StakingValidator, asks_for_a_proof_bound_to_operator_and_key) {
    const Bytes refused = error_data("StakingInvalidProof()");
    EXPECT_EQ(revert_of_create(first, 0, key_of(first), {}), refused);
    EXPECT_EQ(revert_of_create(first, 0, key_of(first), Bytes(64, 1)), refused);
    // Somebody else's registration cannot be copied.
    EXPECT_EQ(revert_of_create(second, 0, key_of(first), proof_of(first)), refused);
    EXPECT_EQ(revert_of_create(first, 0, key_of(second), proof_of(first)), refused);
    Bytes wrong = proof_of(first);
    wrong[3] ^= 1;
    EXPECT_EQ(revert_of_create(first, 0, key_of(first), wrong), refused);
}

TEST_F(StakingValidator, takes_keys_of_ethereums_curve) {
    const PrivateKey secret = *PrivateKey::from(Bytes(32, 0x42));
    const Bytes key = to_bytes(secret.public_key().compressed());
    const Hash digest = chain_->view<Hash>(staking_address, "proofDigest(address,uint8,bytes)",
                                           first, std::uint8_t{1}, key);
    const Signature signature = sign(secret, digest);
    Bytes proof = to_bytes(signature.r);
    append(proof, signature.s);
    ASSERT_TRUE(call(first, create_signature, std::uint8_t{1}, key, proof, std::uint32_t{0},
                     std::uint32_t{0}, std::uint32_t{0}, coins(100), std::string{}, std::string{},
                     std::string{}));
    EXPECT_EQ(validator(first).consensus, address_of(secret.public_key()));
}

TEST_F(StakingValidator, checks_registration_in_order) {
    const auto refused = [&](std::uint32_t rate, std::uint32_t most, std::uint32_t daily,
                             std::uint64_t bond, const std::string& moniker) {
        return revert_of_create(first, 0, key_of(first), proof_of(first), rate, most, daily, bond,
                                moniker);
    };
    EXPECT_EQ(refused(0, 1'000'001, 0, 1, std::string(71, 'x')),
              error_data("StakingInvalidCommission(uint32,uint32)", std::uint32_t{1'000'001},
                         std::uint32_t{1'000'000}));
    EXPECT_EQ(refused(500'001, 500'000, 0, 1, ""),
              error_data("StakingInvalidCommission(uint32,uint32)", std::uint32_t{500'001},
                         std::uint32_t{500'000}));
    EXPECT_EQ(refused(0, 500'000, 500'001, 1, ""),
              error_data("StakingInvalidCommission(uint32,uint32)", std::uint32_t{500'001},
                         std::uint32_t{500'000}));
    EXPECT_EQ(
        refused(0, 0, 0, 1, std::string(71, 'x')),
        error_data("StakingTextTooLong(uint64,uint64)", std::uint64_t{71}, std::uint64_t{70}));
    EXPECT_EQ(refused(0, 0, 0, 99, ""),
              error_data("StakingAmountTooSmall(uint256,uint256)", U256{99U}, U256{100U}));
    EXPECT_EQ(refused(0, 0, 0, 1'000'001, ""),
              error_data("TokenInsufficientUnbonded(address,uint256,uint256)", first,
                         U256{1'000'000U}, U256{1'000'001U}));
    ASSERT_TRUE(create(first, 100));
    const auto twice = create(first, 100);
    EXPECT_EQ(twice.error().data, error_data("StakingAlreadyValidator(address)", first));
    // A key is never used again; a proof by the same key for another operator does not help.
    const Hash digest = proof_digest(chain_->rules.chain_id, staking_address, second,
                                     ConsensusKeyType::ed25519, key_of(first));
    EXPECT_EQ(revert_of_create(second, 0, key_of(first),
                               to_bytes(ed25519_sign(seed_of(first), digest.bytes))),
              error_data("StakingKeyTaken(address)", first));
}

TEST_F(StakingValidator, moves_its_commission_once_a_day_by_a_little) {
    ASSERT_TRUE(create(first, 100));  // 10 %, at most 50 %, 5 points a day
    const Timestamp day{time().value + day_seconds};
    const auto too_fast = [](std::uint32_t rate, std::uint32_t from, std::uint32_t to,
                             Timestamp when) {
        return error_data("StakingCommissionTooFast(uint32,uint32,uint32,uint64)", rate, from, to,
                          when);
    };
    EXPECT_EQ(edit(110'000).error().data, too_fast(110'000, 50'000, 150'000, day));
    ASSERT_TRUE(edit(100'000));  // texts alone
    EXPECT_EQ(validator(first).moniker, "new");
    next_block(day_seconds);
    EXPECT_EQ(edit(150'001).error().data, too_fast(150'001, 50'000, 150'000, day));
    EXPECT_EQ(edit(49'999).error().data, too_fast(49'999, 50'000, 150'000, day));
    EXPECT_EQ(edit(500'001).error().data,
              error_data("StakingInvalidCommission(uint32,uint32)", std::uint32_t{500'001},
                         std::uint32_t{500'000}));
    ASSERT_TRUE(edit(150'000));
    EXPECT_EQ(edit(151'000).error().data,
              too_fast(151'000, 100'000, 200'000, Timestamp{day.value + day_seconds}));
    EXPECT_EQ(revert_of(second, edit_signature, std::uint32_t{0}, std::string{}, std::string{},
                        std::string{}),
              error_data("StakingUnknownValidator(address)", second));
}

TEST_F(StakingValidator, leaves_jail_when_its_time_is_over_and_its_own_stake_suffices) {
    EXPECT_EQ(revert_of(first, "unjail()"), error_data("StakingUnknownValidator(address)", first));
    ASSERT_TRUE(create(first, 101));
    EXPECT_EQ(revert_of(first, "unjail()"), error_data("StakingNotJailed(address)", first));
    for (int i = 0; i < 3; ++i) report({{consensus_of(first)}, {}});
    const Timestamp until{time().value + 20};
    EXPECT_EQ(revert_of(first, "unjail()"),
              error_data("StakingJailed(address,uint64)", first, until));
    next_block(20);
    // One unit was burned, and the rounding of the factor is against the holder.
    EXPECT_EQ(revert_of(first, "unjail()"),
              error_data("StakingAmountTooSmall(uint256,uint256)", U256{99U}, U256{100U}));
    ASSERT_TRUE(delegate(first, first, 10));
    ASSERT_TRUE(call(first, "unjail()"));
    EXPECT_TRUE(validator(first).elected);
}

TEST_F(StakingValidator, hears_of_consensus_from_the_system_alone) {
    for (const Address& who : {alice, timelock_address, token_address})
        EXPECT_EQ(revert_of(who, "reportConsensus(address[],(address,uint64,uint64)[])",
                            std::vector<Address>{}, std::vector<Misbehaviour>{}),
                  error_data("StakingUnauthorized(address)", who));
}

TEST_F(StakingValidator, obeys_the_timelock_within_bounds) {
    constexpr std::string_view set = "setParameter(string,uint256)";
    EXPECT_EQ(revert_of(alice, set, std::string{"jailSeconds"}, U256{1U}),
              error_data("StakingUnauthorized(address)", alice));
    EXPECT_EQ(revert_of(timelock_address, set, std::string{"nothing"}, U256{1U}),
              error_data("StakingUnknownParameter(string)", std::string{"nothing"}));
    const auto bounds = [&](const std::string& name, std::uint64_t value, std::uint64_t lowest,
                            std::uint64_t highest) {
        EXPECT_EQ(revert_of(timelock_address, set, name, U256{value}),
                  error_data("StakingOutOfBounds(string,uint256,uint256,uint256)", name,
                             U256{value}, U256{lowest}, U256{highest}));
    };
    bounds("validatorsMax", 0, 1, 512);
    bounds("validatorsMax", 513, 1, 512);
    bounds("doubleSignSlash", 1'000'001, 0, 1'000'000);
    bounds("downtimeSlash", 100'001, 0, 100'000);
    // Unbonding outlives evidence, whichever of the two is changed.
    bounds("unbondSeconds", 50, 51, 31'536'000);
    bounds("evidenceSeconds", 100, 1, 99);
    ASSERT_TRUE(call(timelock_address, set, std::string{"evidenceSeconds"}, U256{99U}));
    bounds("unbondSeconds", 99, 100, 31'536'000);
}

}  // namespace ambag::emission::staking
