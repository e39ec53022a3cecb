// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <iostream>

#include "chain/base/hex.hpp"
#include "node/cli/client.hpp"
#include "node/cli/files.hpp"
#include "node/cli/gov_calls.hpp"
#include "node/cli/offline.hpp"
#include "node/cli/running.hpp"
#include "tests/node/cli/cli_support.hpp"

// The commands of a proposal's life on a whole node in memory: drafted, checked, simulated,
// explained, watched.

namespace ambag::node {
namespace {

using test::CommandOutcome;
using test::TemporaryFolder;

class GovernanceCommands : public ::testing::Test {
 protected:
    void SetUp() override {
        StoreOptions store;
        store.in_memory = true;
        ServerConfig server;
        server.port = 0;
        NodeOptions options{
            store, {SealMode::instant, 1, draw_key()}, server, std::nullopt, client_version()};
        auto node = Node::start(*checked_genesis(*genesis_document(std::nullopt)), options);
        ASSERT_TRUE(node.has_value()) << node.error().message;
        node_ = std::move(*node);
        url_ = "http://127.0.0.1:" + std::to_string(node_->port());
        pass(1);
    }
    CommandOutcome plain(std::vector<std::string> line) const {
        line.insert(line.end(), {"--rpc", url_});
        return test::run(line);
    }
    CommandOutcome run(std::vector<std::string> line) const {
        line.emplace_back("--json");
        return plain(std::move(line));
    }
    Json done(const std::vector<std::string>& line) const {
        const CommandOutcome outcome = run(line);
        EXPECT_EQ(outcome.code, ExitCode::done) << line[1] << ": " << outcome.err;
        return outcome.json();
    }
    void pass(std::uint64_t seconds) const {
        const RpcClient rpc{url_};
        ASSERT_TRUE(rpc.call("evm_increaseTime", Json::array({seconds})).has_value());
        ASSERT_TRUE(rpc.call("evm_mine", Json::array()).has_value());
    }
    std::string drafted() const {
        const std::string file = folder_.path("draft.json");
        done({"gov", "draft", file, "governor.setVotingDelay", "7", "--title", "Slower votes"});
        return file;
    }

    const TemporaryFolder folder_;
    std::unique_ptr<Node> node_;
    std::string url_;
};

TEST_F(GovernanceCommands, draft_check_and_simulate_before_anything_is_sent) {
    const std::string file = drafted();
    EXPECT_EQ(
        test::run({"gov", "draft", file, "governor.setVotingDelay", "8", "--title", "t"}).code,
        ExitCode::failed);
    EXPECT_EQ(test::run({"gov", "draft", folder_.path("x"), "governor.setVotingDelay", "fast",
                         "--title", "t"})
                  .code,
              ExitCode::usage);
    done({"gov", "draft", file, "governor.setVotingPeriod", "30", "--add"});
    const Json checked = done({"gov", "validate", file});
    EXPECT_EQ(checked.find("actions")->as_array()->size(), 2U);
    const Json result = done({"gov", "simulate", file, "--at", "head"});
    EXPECT_EQ(result.find("ok")->as_bool(), true);
    EXPECT_EQ(result.find("parameters")->as_array()->size(), 2U);
    const CommandOutcome text = plain({"gov", "simulate", file});
    EXPECT_EQ(text.code, ExitCode::done);
    for (const char* part : {"it succeeds", "1 clock becomes 7 clock", "emission", "as before"})
        EXPECT_NE(text.out.find(part), std::string::npos) << part << "\n" << text.out;
}

TEST_F(GovernanceCommands, name_the_reason_of_a_proposal_that_would_fail) {
    const std::string file = folder_.path("bad.json");
    done({"gov", "draft", file, "governor.setVotingPeriod", "0", "--title", "No time"});
    const CommandOutcome outcome = run({"gov", "simulate", file});
    EXPECT_EQ(outcome.code, ExitCode::refused);
    EXPECT_NE(outcome.err.find("GovernorInvalidVotingPeriod"), std::string::npos) << outcome.err;
    const Json result = outcome.json();
    EXPECT_EQ(*result.find("failure")->find("name")->as_string(), "GovernorInvalidVotingPeriod");
    EXPECT_EQ(*result.find("failure")->find("action")->as_string(), "0x0");
}

TEST_F(GovernanceCommands, simulate_and_watch_a_proposal_of_the_chain) {
    done({"gov", "propose", drafted(), "--from", "dev0"});
    EXPECT_EQ(done({"gov", "simulate", "1"}).find("ok")->as_bool(), true);
    pass(2);
    done({"gov", "vote", "1", "for", "--from", "dev0"});
    const CommandOutcome active = plain({"gov", "watch", "1", "--for", "0"});
    EXPECT_EQ(active.out.rfind("#1 active  for 1,000 coins", 0), 0U) << active.out;
    pass(21);
    const CommandOutcome over = plain({"gov", "watch", "1"});
    EXPECT_EQ(over.out.rfind("#1 succeeded", 0), 0U) << over.out;
}

TEST_F(GovernanceCommands, explain_themselves_for_cast) {
    done({"gov", "propose", drafted(), "--from", "dev0"});
    const Json shown = done({"gov", "show", "1"});
    const auto id = chain::U256::parse(*shown.find("id")->as_string());
    const Json vote = done({"gov", "explain", "vote", "1", "for", "--from", "dev0"});
    EXPECT_EQ(*vote.find("command")->as_string(),
              "cast send 0x000000000000000000000000000000000000a003 'castVote(uint256,uint8)' '" +
                  id->to_decimal() + "' '1' --rpc-url " + url_ + " --account 'dev0'");
    const Json split = done({"gov", "explain", "delegate", "dev1:2500", "dev2:7500"});
    EXPECT_NE(split.find("command")->as_string()->find("'[2500,7500]'"), std::string::npos);
    EXPECT_EQ(run({"gov", "explain"}).code, ExitCode::usage);
    EXPECT_EQ(run({"gov", "explain", "dance", "1"}).code, ExitCode::usage);
}

TEST_F(GovernanceCommands, split_a_delegation_and_rank_the_delegates) {
    done({"gov", "delegate", "dev1:2500", "dev2:7500", "--from", "dev0"});
    const Json ranked = done({"gov", "delegates"});
    ASSERT_GE(ranked.as_array()->size(), 2U);
    EXPECT_EQ(*(*ranked.as_array())[0].find("votes")->as_string(), "750000000000000000000");
    EXPECT_EQ(*(*ranked.as_array())[1].find("votes")->as_string(), "250000000000000000000");
    EXPECT_EQ(run({"gov", "delegate", "dev1:2500", "dev2:7000", "--from", "dev0"}).code,
              ExitCode::usage);
}

TEST_F(GovernanceCommands, list_every_parameter_with_its_bounds_and_meaning) {
    const Json list = done({"query", "params"});
    for (const Json& row : *list.as_array())
        for (const char* member :
             {"module", "name", "value", "minimum", "maximum", "setter", "meaning", "track"})
            EXPECT_NE(row.find(member), nullptr) << row.dump();
}

TEST(SplitVotes, are_three_words_of_half_width_in_the_order_of_the_contract) {
    const auto shares = parse_split("60/30/10");
    ASSERT_TRUE(shares.has_value());
    // 1001 votes: 600.6, 300.3 and 100.1, and the rest to the largest.
    EXPECT_EQ(chain::to_hex(split_params(*shares, chain::Amount{chain::U256{1001U}})),
              "0x0000000000000000000000000000012c"
              "00000000000000000000000000000259"
              "00000000000000000000000000000064");
    for (const char* wrong : {"", "60/40", "60/30/11", "60/30/10/0", "a/b/c", "-1/101/0"})
        EXPECT_FALSE(parse_split(wrong).has_value()) << wrong;
}

TEST(Draft, asks_at_a_terminal_until_everything_is_right) {
    const TemporaryFolder folder;
    std::istringstream typed{
        "Slower votes\nWhy not\n\nnothing.here\ngovernor.setVotingDelay\n7\nn\n"};
    auto* before = std::cin.rdbuf(typed.rdbuf());
    const CommandOutcome outcome =
        test::run({"gov", "draft", folder.path("d.json")}, {.interactive = true});
    std::cin.rdbuf(before);
    EXPECT_EQ(outcome.code, ExitCode::done) << outcome.err;
    const auto document = read_document(folder.path("d.json"));
    ASSERT_TRUE(document.has_value());
    EXPECT_EQ(*document->find("description")->as_string(), "# Slower votes\nWhy not");
    EXPECT_EQ((*document->find("actions")->as_array())[0].find("args")->dump(), R"(["7"])");
}

}  // namespace
}  // namespace ambag::node
