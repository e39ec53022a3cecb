// SPDX-License-Identifier: Apache-2.0
#include "tests/governance/governor/governor_fixture.hpp"

namespace ambag::governance::governor {

namespace {

Bytes hex(std::string_view text) {
    return from_hex(text).value();
}

// Signed by viem with the test key 0xac0974be...f2ff80, for "Proposal #1: vote longer" on chain
// 31337, governor "Ambag" at 0x...a003.
const Bytes ballot_nonce_0 = hex(
    "0x3429d6f3cbce07f9b4acff7aa1863c4a5044809ace0e3309166c8bbd35a945c90fb60c8045e6c73e405233682b"
    "be06de8925d4530f742fb2063ed06ce1e2d7011b");
const Bytes ballot_nonce_1 = hex(
    "0xf77a95e4523aabafa60b0d7860e26d7b44b4e48196ebfea5e3c4a6a0cd58833f08acd419725a0415bd9d342b9c"
    "9956e19d26a7b9591925e231f2a8b8d4cc69df1b");
// ExtendedBallot: against, reason "too long", params 0x0102, nonce 0.
const Bytes extended_nonce_0 = hex(
    "0x621886ad73accaeb19f8fafed02c984e80a79ed0398f052bf9be5eb0fef8391e3361304e77af5774944fdb0165"
    "ad3ac0eed2c350bf2cd54324bac074d0511eba1b");
// For another verifying contract, and the ballot of OpenZeppelin 4 without voter and nonce.
const Bytes other_domain = hex(
    "0xdda699689ec0835dc2f059602134ec39cd0312be0d0eb22a671ef61718dfe22e1c7dcae95c99d7b2c2243c0f79"
    "d054f991374b2bccc3a044a74758567b9783811c");
const Bytes old_ballot = hex(
    "0x9512f7e5587c13bf5a8f9885127c115df6bfa6183ac6aa22994a60e38acfc3dc65d5cef8e5be766f359e323cf2"
    "be6a7b2dd0684b2b092f755d27c3a762adbd8c1b");

class CastVoteBySig : public UsualGovernorTest {
 protected:
    void SetUp() override {
        UsualGovernorTest::SetUp();
        wrap(signer, 7);
        make_active(proposal);
        chain.take_logs();
    }
    Result<Bytes> send(const Bytes& signature, std::uint8_t support = 1,
                       const Address& voter = signer) {
        return chain.call(dave, governor_address, "castVoteBySig(uint256,uint8,address,bytes)",
                          proposal.id(), support, voter, signature);
    }
    Result<Bytes> send_extended(const Bytes& signature, const std::string& reason,
                                const Bytes& params) {
        return chain.call(
            dave, governor_address,
            "castVoteWithReasonAndParamsBySig(uint256,uint8,address,string,bytes,bytes)",
            proposal.id(), std::uint8_t{0}, signer, reason, params, signature);
    }
    U256 nonce() { return view<U256>("nonces(address)", signer); }

    const Bytes invalid = error_data("GovernorInvalidSignature(address)", signer);
    const Proposal proposal =
        one_call(governor_address, TestChain::encode("setVotingPeriod(uint32)", std::uint32_t{40}),
                 "Proposal #1: vote longer");
};

}  // namespace

TEST_F(CastVoteBySig, counts_for_the_signer_whoever_sends_it_and_uses_the_nonce) {
    EXPECT_EQ(*send(ballot_nonce_0), abi::encode(U256{7U}));
    EXPECT_EQ(nonce(), U256{1U});
    EXPECT_TRUE(view<bool>("hasVoted(uint256,address)", proposal.id(), signer));
    EXPECT_FALSE(view<bool>("hasVoted(uint256,address)", proposal.id(), dave));
    const auto logs = chain.take_logs();
    ASSERT_EQ(logs.size(), 1U);
    EXPECT_EQ(logs[0].topics[1], Hash::from(abi::encode(signer)));
}

TEST_F(CastVoteBySig, refuses_anything_but_the_signed_ballot) {
    EXPECT_EQ(send(ballot_nonce_0, 0).error().data, invalid);
    EXPECT_EQ(send(ballot_nonce_1).error().data, invalid);
    EXPECT_EQ(send(other_domain).error().data, invalid);
    EXPECT_EQ(send(old_ballot).error().data, invalid);
    EXPECT_EQ(send({}).error().data, invalid);
    Bytes longer = ballot_nonce_0;
    longer.push_back(0);
    EXPECT_EQ(send(longer).error().data, invalid);
    Bytes wrong_v = ballot_nonce_0;
    wrong_v[64] = 0;
    EXPECT_EQ(send(wrong_v).error().data, invalid);
    EXPECT_EQ(send(ballot_nonce_0, 1, alice).error().data,
              error_data("GovernorInvalidSignature(address)", alice));
    EXPECT_EQ(send(ballot_nonce_0, 1, Address{}).error().data,
              error_data("GovernorInvalidSignature(address)", Address{}));
    EXPECT_EQ(nonce(), U256{});
}

TEST_F(CastVoteBySig, refuses_the_high_s_twin_of_a_signature) {
    const U256 order =
        *U256::parse("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");
    Bytes twin = ballot_nonce_0;
    const U256 s = U256::from_big_endian(BytesView{twin}.subspan(32, 32));
    const Hash high = checked_sub(order, s)->to_word();
    std::copy(high.bytes.begin(), high.bytes.end(), twin.begin() + 32);
    twin[64] = static_cast<Byte>(twin[64] ^ 27 ^ 28);
    EXPECT_EQ(send(twin).error().data, invalid);
}

TEST_F(CastVoteBySig, a_ballot_cannot_be_replayed) {
    ASSERT_TRUE(send(ballot_nonce_0));
    EXPECT_EQ(send(ballot_nonce_0).error().data, invalid);
    // The next ballot is signed right, but this voter has voted; the nonce is not used up.
    EXPECT_EQ(send(ballot_nonce_1).error().data,
              error_data("GovernorAlreadyCastVote(address)", signer));
    EXPECT_EQ(nonce(), U256{1U});
}

TEST_F(CastVoteBySig, checks_the_signature_before_the_state) {
    pass_blocks(5);
    EXPECT_EQ(send(ballot_nonce_1).error().data, invalid);
    EXPECT_EQ(send(ballot_nonce_0).error().data, unexpected_state(proposal, 3, bits(2)));
}

TEST_F(CastVoteBySig, an_extended_ballot_covers_reason_and_params) {
    EXPECT_EQ(send_extended(extended_nonce_0, "too lonG", {1, 2}).error().data, invalid);
    EXPECT_EQ(send_extended(extended_nonce_0, "too long", {1, 3}).error().data, invalid);
    ASSERT_TRUE(send_extended(extended_nonce_0, "too long", {1, 2}));
    EXPECT_EQ(topics_of_logs(), std::vector<Hash>{event_topic<VoteCastWithParams>});
    EXPECT_EQ(send_extended(extended_nonce_0, "too long", {1, 2}).error().data, invalid);
}

TEST_F(CastVoteBySig, a_voter_with_code_is_asked_by_erc_1271_and_modules_do_not_answer) {
    EXPECT_EQ(send(ballot_nonce_0, 1, token_address).error().data,
              error_data("GovernorInvalidSignature(address)", token_address));
}

}  // namespace ambag::governance::governor
