// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/proposals.hpp"
#include "tests/governance/governor/governor_fixture.hpp"

namespace ambag::governance::governor {

namespace {

// The proposal whose id, operation and signatures viem computed.
Proposal vote_longer() {
    return one_call(governor_address,
                    TestChain::encode("setVotingPeriod(uint32)", std::uint32_t{40}),
                    "Proposal #1: vote longer");
}

class Propose : public UsualGovernorTest {};
class ProposeWithThreshold : public GovernorTest {
 protected:
    void SetUp() override {
        GovernorGenesis section = usual();
        section.proposal_threshold = amount(30);
        start(section);
    }
};

}  // namespace

TEST_F(Propose, gives_the_id_that_viem_computes) {
    const U256 id =
        *U256::parse("0x6856620bce849925726e6788419da6dd6a96ae569ef16cf62f50bdbabb4e84a0");
    const auto answer = propose(vote_longer(), dave);
    ASSERT_TRUE(answer);
    EXPECT_EQ(*answer, abi::encode(id));
    const Proposal p = vote_longer();
    for (const char* name : {"hashProposal", "getProposalId"})
        EXPECT_EQ(view<U256>(std::string{name} + "(address[],uint256[],bytes[],bytes32)", p.targets,
                             p.values, p.calldatas, p.description_hash()),
                  id);
}

TEST_F(Propose, stores_snapshot_deadline_and_proposer_and_logs_them) {
    const Proposal p = vote_longer();
    const std::uint64_t now = chain.block.height.value;
    ASSERT_TRUE(propose(p, dave));
    EXPECT_EQ(view<U256>("proposalSnapshot(uint256)", p.id()), U256{now + 1});
    EXPECT_EQ(view<U256>("proposalDeadline(uint256)", p.id()), U256{now + 6});
    EXPECT_EQ(view<Address>("proposalProposer(uint256)", p.id()), dave);
    EXPECT_EQ(view<U256>("proposalEta(uint256)", p.id()), U256{});
    const auto logs = chain.take_logs();
    ASSERT_EQ(logs.size(), 1U);
    EXPECT_EQ(logs[0].address, governor_address);
    ASSERT_EQ(logs[0].topics.size(), 1U);
    EXPECT_EQ(to_hex(logs[0].topics[0]),
              "0x7d84a6263ae0d98d3329bd7b46bb4e8d6f98cd35a7adb45c274c8b7fd5ebd5e0");
    EXPECT_EQ(logs[0].data,
              abi::encode(p.id(), dave, p.targets, p.values, std::vector<std::string>(1),
                          p.calldatas, U256{now + 1}, U256{now + 6}, p.description));
}

TEST_F(Propose, parts_of_an_unknown_proposal_are_zero_and_its_state_reverts) {
    EXPECT_EQ(view<U256>("proposalSnapshot(uint256)", U256{7U}), U256{});
    EXPECT_EQ(view<U256>("proposalDeadline(uint256)", U256{7U}), U256{});
    EXPECT_EQ(view<Address>("proposalProposer(uint256)", U256{7U}), Address{});
    EXPECT_FALSE(view<bool>("hasVoted(uint256,address)", U256{7U}, alice));
    ASSERT_TRUE(propose(vote_longer(), dave));  // number 0, which unknown ids must not borrow
    EXPECT_EQ(view<Address>("proposalProposer(uint256)", U256{7U}), Address{});
    EXPECT_EQ(
        chain.read(governor_address, TestChain::encode("state(uint256)", U256{7U})).error().data,
        error_data("GovernorNonexistentProposal(uint256)", U256{7U}));
}

TEST_F(Propose, refuses_unequal_or_no_actions_and_names_the_lengths_in_openzeppelins_order) {
    const auto refused = [&](std::size_t targets, std::size_t values, std::size_t calldatas) {
        const Proposal p{std::vector<Address>(targets), std::vector<Amount>(values),
                         std::vector<Bytes>(calldatas), "uneven"};
        EXPECT_EQ(propose(p, alice).error().data,
                  error_data("GovernorInvalidProposalLength(uint256,uint256,uint256)",
                             U256{targets}, U256{calldatas}, U256{values}));
    };
    refused(0, 0, 0);
    refused(1, 2, 1);
    refused(1, 1, 3);
    refused(0, 1, 1);
    refused(2, 1, 1);
}

TEST_F(Propose, an_id_is_taken_for_ever) {
    const Proposal p = vote_longer();
    ASSERT_TRUE(propose(p, alice));
    EXPECT_EQ(propose(p, bob).error().data, unexpected_state(p, 0, Hash{}));
    ASSERT_TRUE(step("cancel", p, alice));
    EXPECT_EQ(propose(p, alice).error().data, unexpected_state(p, 2, Hash{}));
}

// CVE-2023-34234: whoever sees a proposal coming can send it first and cancel it.
TEST_F(Propose, a_description_that_names_its_proposer_cannot_be_squatted) {
    Proposal p = vote_longer();
    p.description += "#proposer=" + to_hex(alice);
    EXPECT_EQ(propose(p, bob).error().data, error_data("GovernorRestrictedProposer(address)", bob));
    ASSERT_TRUE(propose(p, alice));
    EXPECT_EQ(step("cancel", p, bob).error().data,
              error_data("GovernorUnableToCancel(uint256,address)", p.id(), bob));
}

TEST(ProposalDescription, restricts_only_when_the_suffix_is_an_address_in_full) {
    const Address who = *fixed_from_hex<Address>("0x00000000000000000000000000000000000aBcDe");
    const Address other{{1}};
    const std::string digits = "00000000000000000000000000000000000aBcDe";
    const auto open_to_others = [&](const std::string& text) {
        EXPECT_TRUE(is_valid_description(who, text)) << text;
        return is_valid_description(other, text);
    };
    EXPECT_FALSE(open_to_others("#proposer=0x" + digits));
    EXPECT_FALSE(open_to_others("text #proposer=0x" + digits));
    EXPECT_FALSE(open_to_others("#proposer=0x00000000000000000000000000000000000ABCDE"));
    EXPECT_FALSE(open_to_others("#proposer=0x00000000000000000000000000000000000abcde"));
    EXPECT_TRUE(open_to_others(""));
    EXPECT_TRUE(open_to_others("#proposer=" + digits));
    EXPECT_TRUE(open_to_others("proposer=0x" + digits));
    EXPECT_TRUE(open_to_others("#proposer=0x" + digits + "\n"));
    EXPECT_TRUE(open_to_others("#proposer=0X" + digits));
    EXPECT_TRUE(open_to_others("#proposer=0x" + digits.substr(1) + "g"));
    EXPECT_TRUE(open_to_others("#Proposer=0x" + digits));
    EXPECT_TRUE(open_to_others("xxxxxxxxxx00" + digits));
}

TEST_F(ProposeWithThreshold, measures_votes_one_block_before_and_accepts_exactly_enough) {
    const Proposal p = vote_longer();
    EXPECT_EQ(propose(p, carol).error().data,
              error_data("GovernorInsufficientProposerVotes(address,uint256,uint256)", carol,
                         U256{10U}, U256{30U}));
    wrap(carol, 20);
    EXPECT_FALSE(propose(p, carol));  // the new votes count from the next block on
    chain.next_block();
    EXPECT_TRUE(propose(p, carol));
}

TEST_F(ProposeWithThreshold, checks_suffix_then_threshold_then_lengths_then_id) {
    Proposal p = vote_longer();
    ASSERT_TRUE(propose(p, alice));
    EXPECT_EQ(propose(p, carol).error().data,
              error_data("GovernorInsufficientProposerVotes(address,uint256,uint256)", carol,
                         U256{10U}, U256{30U}));
    EXPECT_EQ(propose(p, bob).error().data, unexpected_state(p, 0, Hash{}));
    p.targets.clear();
    EXPECT_EQ(propose(p, carol).error().data,
              error_data("GovernorInsufficientProposerVotes(address,uint256,uint256)", carol,
                         U256{10U}, U256{30U}));
    EXPECT_EQ(propose(p, bob).error().data,
              error_data("GovernorInvalidProposalLength(uint256,uint256,uint256)", U256{}, U256{1U},
                         U256{1U}));
    p.description += "#proposer=" + to_hex(alice);
    EXPECT_EQ(propose(p, carol).error().data,
              error_data("GovernorRestrictedProposer(address)", carol));
}

TEST_F(GovernorTest, a_snapshot_beyond_48_bits_is_refused_as_safe_cast_does) {
    GovernorGenesis section = usual();
    section.voting_delay = 0xFFFFFFFFFFFF;
    start(section);
    EXPECT_EQ(propose(vote_longer(), alice).error().data,
              error_data("SafeCastOverflowedUintDowncast(uint8,uint256)", std::uint8_t{48},
                         U256{0xFFFFFFFFFFFF + chain.block.height.value}));
}

TEST_F(GovernorTest, a_deadline_beyond_48_bits_panics_when_it_is_asked_for) {
    GovernorGenesis section = usual();
    section.voting_delay = 0xFFFFFFFFFFFF - 2;  // the clock is 2: the snapshot is the last number
    start(section);
    const Proposal p = vote_longer();
    ASSERT_TRUE(propose(p, alice));
    EXPECT_EQ(state(p), 0U);
    EXPECT_EQ(chain.read(governor_address, TestChain::encode("proposalDeadline(uint256)", p.id()))
                  .error()
                  .data,
              error_data("Panic(uint256)", U256{0x11U}));
}

TEST_F(Propose, only_the_proposer_cancels_and_only_while_pending) {
    const Proposal p = vote_longer();
    EXPECT_EQ(step("cancel", p, alice).error().data,
              error_data("GovernorNonexistentProposal(uint256)", p.id()));
    ASSERT_TRUE(propose(p, alice));
    EXPECT_EQ(step("cancel", p, bob).error().data,
              error_data("GovernorUnableToCancel(uint256,address)", p.id(), bob));
    chain.next_block();  // the snapshot block is still pending
    EXPECT_EQ(state(p), 0U);
    chain.take_logs();
    ASSERT_TRUE(step("cancel", p, alice));
    EXPECT_EQ(state(p), 2U);
    EXPECT_EQ(topics_of_logs(), std::vector<Hash>{event_topic<ProposalCanceled>});
    EXPECT_EQ(step("cancel", p, alice).error().data,
              error_data("GovernorUnableToCancel(uint256,address)", p.id(), alice));
}

TEST_F(Propose, nobody_cancels_at_any_later_state) {
    const Proposal p = vote_longer();
    const Bytes unable = error_data("GovernorUnableToCancel(uint256,address)", p.id(), alice);
    make_active(p);
    EXPECT_EQ(step("cancel", p, alice).error().data, unable);
    ASSERT_TRUE(vote(alice, p.id(), 1));
    pass_blocks(5);
    EXPECT_EQ(step("cancel", p, alice).error().data, unable);  // succeeded
    ASSERT_TRUE(queue(p));
    EXPECT_EQ(step("cancel", p, alice).error().data, unable);
    chain.next_block(10);
    ASSERT_TRUE(execute(p));
    EXPECT_EQ(step("cancel", p, alice).error().data, unable);
}

}  // namespace ambag::governance::governor
