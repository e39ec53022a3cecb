// SPDX-License-Identifier: Apache-2.0
#include "tests/governance/abi_table.hpp"
#include "tests/governance/governor/governor_fixture.hpp"

namespace ambag::governance::governor {

using Governor = UsualGovernorTest;

// The rest of OpenZeppelin's artifacts cannot happen in this composition: a domain that changes,
// names of more than 31 bytes (refused by the genesis), clocks that run backwards, checked nonces,
// and governors that need no queue.
TEST(GovernorAbi, is_openzeppelins) {
    const auto ours = ambag::test::abi_lines(descriptor);
    auto theirs = ambag::test::frozen_lines("governor_abi.txt");
    theirs.merge(ambag::test::frozen_lines("governor_extensions_abi.txt"));
    // Ours, frozen: tracks, the voting set, participation.
    theirs.merge(ambag::test::frozen_lines("governor_tracks_abi.txt"));
    // Ours; selectors by viem.
    EXPECT_EQ(ambag::test::missing_from(theirs, ours),
              (std::set<std::string>{
                  "error - 0x8eaf6f42 GovernorTooManyLocks(address,uint256) -",
                  "function nonpayable 0x2f6c493c unlock(address) uint256",
                  "function view 0x6215ce63 lockAt(address,uint32) "
                  "uint256,uint8,uint8,uint256,uint48",
                  "function view 0xa38af200 proposalTurnout(uint256) uint256",
                  "function view 0xdf034586 lockCount(address) uint32",
              }));
    std::set<std::string> missing;
    for (const std::string& line : ambag::test::missing_from(ours, theirs))
        missing.insert(ambag::chain::test::split(line, ' ')[3]);
    EXPECT_EQ(
        missing,
        (std::set<std::string>{
            "EIP712DomainChanged()", "CheckpointUnorderedInsertion()", "ERC6372InconsistentClock()",
            "GovernorAlreadyQueuedProposal(uint256)", "GovernorProposalQueueingFailed(uint256)",
            "GovernorProposalQueueingNotRequired(uint256)", "InvalidAccountNonce(address,uint256)",
            "InvalidShortString()", "StringTooLong(string)"}));
}

TEST_F(Governor, says_what_it_is) {
    EXPECT_EQ(view<std::string>("name()"), "Ambag");
    EXPECT_EQ(view<std::string>("version()"), "1");
    EXPECT_EQ(view<std::string>("COUNTING_MODE()"), "support=bravo&quorum=for,abstain");
    EXPECT_EQ(view<std::string>("CLOCK_MODE()"), "mode=blocknumber&from=default");
    EXPECT_EQ(view<U256>("clock()"), U256{chain.block.height.value});
    EXPECT_EQ(view<Address>("token()"), token_address);
    EXPECT_EQ(view<Address>("timelock()"), timelock_address);
    EXPECT_EQ(view<U256>("votingDelay()"), U256{1U});
    EXPECT_EQ(view<U256>("votingPeriod()"), U256{5U});
    EXPECT_EQ(view<U256>("proposalThreshold()"), U256{});
    EXPECT_EQ(view<U256>("quorumNumerator()"), U256{4U});
    EXPECT_EQ(view<U256>("quorumDenominator()"), U256{100U});
    EXPECT_EQ(view<U256>("lateQuorumVoteExtension()"), U256{});
    EXPECT_TRUE(view<bool>("proposalNeedsQueuing(uint256)", U256{7U}));
    // Type hashes computed by viem.
    EXPECT_EQ(to_hex(view<Hash>("BALLOT_TYPEHASH()")),
              "0xf2aad550cf55f045cb27e9c559f9889fdfb6e6cdaa032301d6ea397784ae51d7");
    EXPECT_EQ(to_hex(view<Hash>("EXTENDED_BALLOT_TYPEHASH()")),
              "0x3e83946653575f9a39005e1545185629e92736b7528ab20ca3816f315424a811");
}

TEST_F(Governor, gives_its_signing_domain) {
    const auto answer = chain.read(governor_address, TestChain::encode("eip712Domain()"));
    ASSERT_TRUE(answer);
    EXPECT_EQ(*answer, abi::encode(FixedBytes<1>{{0x0f}}, std::string{"Ambag"}, std::string{"1"},
                                   U256{31337U}, governor_address, Hash{}, std::vector<U256>{}));
}

TEST_F(Governor, answers_the_interfaces_that_openzeppelin_answers) {
    for (const char* id : {"0xcdbdfcee", "0x65455a86", "0x4e2312e0", "0x01ffc9a7"})
        EXPECT_TRUE(view<bool>("supportsInterface(bytes4)", *fixed_from_hex<Selector>(id))) << id;
    for (const char* id : {"0xffffffff", "0x00000000", "0x150b7a02"})
        EXPECT_FALSE(view<bool>("supportsInterface(bytes4)", *fixed_from_hex<Selector>(id))) << id;
}

TEST_F(Governor, refuses_deposits_of_other_tokens) {
    const Bytes disabled = error_data("GovernorDisabledDeposit()");
    EXPECT_EQ(chain
                  .call(dave, governor_address, "onERC721Received(address,address,uint256,bytes)",
                        dave, dave, U256{}, Bytes{})
                  .error()
                  .data,
              disabled);
    EXPECT_EQ(chain
                  .call(dave, governor_address,
                        "onERC1155Received(address,address,uint256,uint256,bytes)", dave, dave,
                        U256{}, U256{}, Bytes{})
                  .error()
                  .data,
              disabled);
    EXPECT_EQ(chain
                  .call(dave, governor_address,
                        "onERC1155BatchReceived(address,address,uint256[],uint256[],bytes)", dave,
                        dave, std::vector<U256>{}, std::vector<U256>{}, Bytes{})
                  .error()
                  .data,
              disabled);
}

TEST_F(Governor, knows_quorums_and_votes_of_the_past_only) {
    const std::uint64_t now = chain.block.height.value;
    EXPECT_EQ(view<U256>("quorum(uint256)", U256{now - 1}), U256{4U});
    EXPECT_EQ(view<U256>("quorum(uint256)", U256{0U}), U256{});
    EXPECT_EQ(view<U256>("getVotes(address,uint256)", alice, U256{now - 1}), U256{60U});
    EXPECT_EQ(
        view<U256>("getVotesWithParams(address,uint256,bytes)", bob, U256{now - 1}, Bytes{1, 2}),
        U256{30U});
    const Bytes lookup = error_data("ERC5805FutureLookup(uint256,uint48)", U256{now}, U256{now});
    EXPECT_EQ(
        chain.read(governor_address, TestChain::encode("quorum(uint256)", U256{now})).error().data,
        lookup);
    EXPECT_EQ(chain
                  .read(governor_address,
                        TestChain::encode("getVotes(address,uint256)", alice, U256{now}))
                  .error()
                  .data,
              lookup);
}

}  // namespace ambag::governance::governor
