// SPDX-License-Identifier: Apache-2.0
#include "chain/codec/eip712.hpp"
#include "chain/crypto/keccak_constant.hpp"
#include "chain/crypto/secp256k1.hpp"
#include "tests/attacks/attack_fixture.hpp"

// Attacks on the count: borrowed votes, replayed ballots, moved quorums, the last second.

namespace ambag::attacks {

using AttackOnVotes = Attack;

// Beanstalk, April 2022: votes bought with a flash loan, and executed in the same block.
TEST_F(AttackOnVotes, beanstalk_votes_of_borrowed_coins_weigh_nothing_and_nothing_runs_at_once) {
    const Proposal loot = spending(mallory, 1'000, "loot");
    ASSERT_TRUE(propose(loot, mallory));
    wait(voting_delay + 1);
    ASSERT_TRUE(chain.call_with_value(mallory, amount(1'000'000), token_address,
                                      "depositFor(address)", mallory));
    EXPECT_EQ(chain.view<U256>(token_address, "getVotes(address)", mallory), U256{1'000'000U});
    EXPECT_EQ(vote(mallory, loot).value(), abi::encode(U256{}));
    EXPECT_EQ(votes_for(loot), 0U);
    EXPECT_FALSE(step("queue", loot));
    EXPECT_FALSE(step("execute", loot));
    EXPECT_FALSE(execute_in_timelock(loot));
    wait(voting_period);
    EXPECT_EQ(state(loot), defeated);
    EXPECT_EQ(treasury_coins(), 1'000U);
}

// MakerDAO and B.Protocol, October 2020: lend, vote, return, within one transaction or block.
TEST_F(AttackOnVotes, b_protocol_tokens_that_are_lent_on_do_not_vote_twice) {
    const Proposal p = spending(mallory, 10);
    make_active(p);
    ASSERT_TRUE(vote(bob, p));
    ASSERT_TRUE(chain.call(bob, token_address, "transfer(address,uint256)", mallory, U256{30U}));
    EXPECT_EQ(vote(mallory, p).value(), abi::encode(U256{}));
    wait(1);
    ASSERT_TRUE(chain.call(mallory, token_address, "transfer(address,uint256)", carol, U256{30U}));
    EXPECT_EQ(vote(carol, p).value(), abi::encode(U256{10U}));  // what she had
    EXPECT_EQ(votes_for(p), 40U);
}

// Build Finance, February 2022, and Compound 289, 2024: few vote, and one tries again.
TEST_F(AttackOnVotes, build_finance_apathy_passes_nothing_and_a_second_try_starts_anew) {
    const Proposal p = spending(carol, 900);
    make_active(p);
    ASSERT_TRUE(vote(carol, p));
    wait(voting_period);
    EXPECT_EQ(state(p), defeated);
    EXPECT_FALSE(propose(p, carol));  // the same proposal is over for good
    const Proposal again = spending(carol, 900, "pay, second try");
    ASSERT_TRUE(propose(again, carol));
    wait(voting_delay + 1);
    EXPECT_EQ(votes_for(again), 0U);
    EXPECT_GT(delay, 0U);  // and what passes waits where everybody sees it
}

// CVE-2022-31198: a lower quorum made defeated proposals of the past succeed.
TEST_F(AttackOnVotes, cve_2022_31198_a_lower_quorum_revives_no_defeated_proposal) {
    const Proposal loot = spending(mallory, 1'000, "loot");
    make_active(loot);
    ASSERT_TRUE(vote(bob, loot));  // 30 of a quorum of 40
    wait(voting_period);
    ASSERT_EQ(state(loot), defeated);
    pass(one_call(governor_address, encode("updateQuorumNumerator(uint256)", U256{1U})));
    EXPECT_EQ(state(loot), defeated);
    EXPECT_FALSE(step("queue", loot));
    EXPECT_EQ(treasury_coins(), 1'000U);
}

// The same while voting is open: what held at the snapshot decides.
TEST_F(AttackOnVotes, a_quorum_that_changes_during_the_vote_changes_nothing) {
    const Proposal lower =
        one_call(governor_address, encode("updateQuorumNumerator(uint256)", U256{1U}));
    make_ready(lower);
    const Proposal loot = spending(mallory, 1'000, "loot");
    make_active(loot);
    ASSERT_TRUE(step("execute", lower));
    ASSERT_TRUE(vote(bob, loot));
    wait(voting_period);
    EXPECT_EQ(state(loot), defeated);
}

// A whale in the last second: the others get time to answer, once, at the three borders.
TEST_F(AttackOnVotes, late_quorum_a_whale_in_the_last_second_can_be_answered) {
    for (const std::uint64_t left : {1U, 0U}) {
        const Proposal p = spending(mallory, 1, "whale " + std::to_string(left));
        make_active(p);
        const U256 deadline =
            chain.view<U256>(governor_address, "proposalDeadline(uint256)", p.id());
        wait(deadline.low_u64() - left - chain.block.time.value);
        ASSERT_TRUE(vote(bob, p, 0));
        ASSERT_TRUE(vote(alice, p));
        EXPECT_EQ(chain.view<U256>(governor_address, "proposalDeadline(uint256)", p.id()),
                  U256{chain.block.time.value + extension});
        wait(extension);
        EXPECT_EQ(state(p), active);
        ASSERT_TRUE(vote(carol, p, 0));  // no second extension
        wait(1);
        EXPECT_NE(state(p), active);
    }
    const Proposal p = spending(mallory, 1, "too late");
    make_active(p);
    wait(voting_period);
    EXPECT_FALSE(vote(alice, p));
    EXPECT_EQ(state(p), defeated);
}

// A bound that OpenZeppelin has since 5.7: an extension beyond the period would brick every vote.
TEST_F(AttackOnVotes, late_quorum_no_extension_is_longer_than_the_vote_itself) {
    const Proposal brick = one_call(
        governor_address, encode("setLateQuorumVoteExtension(uint48)", U256{voting_period + 1}));
    make_ready(brick);
    EXPECT_FALSE(step("execute", brick));
    EXPECT_EQ(chain.view<U256>(governor_address, "lateQuorumVoteExtension()"), U256{extension});
}

// Ballots of OpenZeppelin 4 had no nonce and no voter in them.
TEST_F(AttackOnVotes, a_signed_ballot_counts_once_for_one_proposal_on_one_chain) {
    const PrivateKey key = *PrivateKey::from(Bytes(32, Byte{0x17}));
    const Address voter = address_of(key.public_key());
    ASSERT_TRUE(
        chain.call_with_value(alice, amount(7), token_address, "depositFor(address)", voter));
    const Proposal first = spending(bob, 1, "first");
    const Proposal second = spending(bob, 1, "second");
    ASSERT_TRUE(propose(first));
    ASSERT_TRUE(propose(second));
    wait(voting_delay + 1);
    const auto signed_ballot = [&](const Proposal& p, std::uint64_t nonce, std::uint64_t chain_id) {
        const Hash ballot = struct_hash(
            keccak256_constant("Ballot(uint256 proposalId,uint8 support,address voter,uint256 "
                               "nonce)"),
            p.id(), std::uint8_t{1}, voter, U256{nonce});
        const SigningDomain domain{"Ambag", "1", ChainId{chain_id}, governor_address};
        const Signature signature = sign(key, typed_data_digest(domain_separator(domain), ballot));
        Bytes bytes = to_bytes(signature.r);
        append(bytes, signature.s);
        bytes.push_back(static_cast<Byte>(27 + signature.y_parity));
        return bytes;
    };
    const auto send = [&](const Proposal& p, const Bytes& signature, unsigned support = 1) {
        return chain.call(mallory, governor_address, "castVoteBySig(uint256,uint8,address,bytes)",
                          p.id(), U256{support}, voter, signature);
    };
    EXPECT_FALSE(send(first, signed_ballot(first, 0, 1)));  // another chain's
    const Bytes ballot = signed_ballot(first, 0, 31337);
    EXPECT_FALSE(send(second, ballot));
    EXPECT_FALSE(send(first, ballot, 0));
    EXPECT_TRUE(send(first, ballot));
    EXPECT_EQ(send(first, ballot).error().data,
              error_data("GovernorInvalidSignature(address)", voter));
    EXPECT_FALSE(send(second, signed_ballot(second, 0, 31337)));  // its nonce is used
    EXPECT_EQ(votes_for(first), 7U);
    EXPECT_EQ(votes_for(second), 0U);
}

}  // namespace ambag::attacks
