// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "node/book/amounts.hpp"
#include "node/cli/client.hpp"
#include "node/cli/files.hpp"
#include "node/cli/offline.hpp"
#include "node/cli/running.hpp"
#include "tests/node/cli/cli_support.hpp"

// What a genesis may turn on, driven by command lines: split ballots, overrides, tracks.

namespace ambag::node {
namespace {

using test::CommandOutcome;
using test::TemporaryFolder;

class GovernanceModes : public ::testing::Test {
 protected:
    void start(const Json& document) {
        StoreOptions store;
        store.in_memory = true;
        ServerConfig server;
        server.port = 0;
        NodeOptions options{
            store, {SealMode::instant, 1, draw_key()}, server, std::nullopt, client_version()};
        auto node = Node::start(*checked_genesis(document), std::move(options));
        ASSERT_TRUE(node.has_value()) << node.error().message;
        node_ = std::move(*node);
        url_ = "http://127.0.0.1:" + std::to_string(node_->port());
    }
    void start_counting(std::string_view mode) {
        Json document = *genesis_document(std::nullopt);
        Json governor = *document.find("governor");
        governor.set("counting", mode);
        document.set("governor", governor);
        start(document);
    }
    CommandOutcome run(std::vector<std::string> line) const {
        line.insert(line.end(), {"--rpc", url_, "--json"});
        return test::run(line);
    }
    Json done(const std::vector<std::string>& line) const {
        const CommandOutcome outcome = run(line);
        EXPECT_EQ(outcome.code, ExitCode::done) << line[0] << " " << line[1] << ": " << outcome.err;
        return outcome.json();
    }
    void propose() {
        const std::string file = folder_.write(
            "proposal.json",
            R"({"description": "later", "actions": [{"target": "governor", "value": "0",)"
            R"( "call": "setVotingDelay", "args": ["3"]}]})");
        done({"gov", "propose", file, "--from", "dev0"});
        const RpcClient rpc{url_};
        ASSERT_TRUE(rpc.call("evm_increaseTime", Json::array({2})).has_value());
        ASSERT_TRUE(rpc.call("evm_mine", Json::array()).has_value());
    }
    // For, against, abstain of the only proposal, in whole coins.
    std::array<std::string, 3> tally() const {
        const Json shown = done({"gov", "show", "1"});
        std::array<std::string, 3> votes;
        const Json* found = shown.find("votes");
        if (found == nullptr) return votes;
        constexpr std::array names{"for", "against", "abstain"};
        for (std::size_t i = 0; i < votes.size(); ++i) votes[i] = coins_of(*found->find(names[i]));
        return votes;
    }
    static std::string coins_of(const Json& json) {
        const auto units =
            json.as_string() == nullptr ? std::nullopt : chain::U256::parse(*json.as_string());
        return units ? coins_number(chain::Amount{*units}) : json.dump();
    }

    TemporaryFolder folder_;
    std::unique_ptr<Node> node_;
    std::string url_;
};

TEST_F(GovernanceModes, split_one_ballot) {
    start_counting("fractional");
    propose();
    done({"gov", "vote", "1", "--split", "60/30/10", "--from", "dev0"});
    EXPECT_EQ(tally(), (std::array<std::string, 3>{"600", "300", "100"}));
    EXPECT_EQ(run({"gov", "vote", "1", "--split", "100/0/0", "--from", "dev0"}).code,
              ExitCode::refused);
}

TEST_F(GovernanceModes, override_a_delegate_for_one_vote) {
    start_counting("overridable");
    done({"gov", "delegate", "dev3", "--from", "dev0"});
    propose();
    done({"gov", "vote", "1", "against", "--from", "dev3"});
    EXPECT_EQ(tally(), (std::array<std::string, 3>{"0", "1000", "0"}));
    done({"gov", "vote", "1", "for", "--override", "--from", "dev0"});
    EXPECT_EQ(tally(), (std::array<std::string, 3>{"1000", "0", "0"}));
}

TEST_F(GovernanceModes, show_the_tracks_of_the_example) {
    auto document = parse_json(*read_text_file(AMBAG_SOURCE_DIR "/genesis/examples/tracks.json"));
    ASSERT_TRUE(document.has_value());
    start(*document);
    const Json tracks = done({"gov", "tracks"});
    ASSERT_EQ(tracks.as_array()->size(), 9U);
    // "big spender" of the reference's table: 28 days of voting, 7 of confirmation, 400 coins.
    const CommandOutcome text = test::run({"gov", "tracks", "--rpc", url_});
    EXPECT_EQ(text.code, ExitCode::done) << text.err;
    const std::size_t at = text.out.find("big spender");
    ASSERT_NE(at, std::string::npos) << text.out;
    const std::string row = text.out.substr(at, text.out.find('\n', at) - at);
    for (const std::string_view cell : {"28 d", "7 d", "100 > 75 > 50 %"})
        EXPECT_NE(row.find(cell), std::string::npos) << row;
    EXPECT_EQ(run({"gov", "delegates"}).code, ExitCode::done);
}

TEST_F(GovernanceModes, name_the_track_that_may_change_each_parameter) {
    auto document = parse_json(*read_text_file(AMBAG_SOURCE_DIR "/genesis/examples/tracks.json"));
    ASSERT_TRUE(document.has_value());
    start(*document);
    // The example admits two setters to its second track and no other to any but the strictest.
    const Json parameters = done({"query", "params"});
    for (const Json& parameter : *parameters.as_array()) {
        const std::string name = *parameter.find("name")->as_string();
        const bool second = name == "proposalThreshold" || name == "lateQuorumVoteExtension";
        EXPECT_EQ(*parameter.find("track")->as_string(), second ? "0x1" : "0x0") << name;
    }
}

}  // namespace
}  // namespace ambag::node
