// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "node/cli/client.hpp"
#include "node/cli/files.hpp"
#include "node/cli/offline.hpp"
#include "node/cli/running.hpp"
#include "tests/node/cli/cli_support.hpp"

// `ambag stake` against a whole node in memory: dev0, who has 1,000 wrapped tokens, registers,
// is elected by the only sequencer's chain, earns, unbonds and takes his tokens back.

namespace ambag::node {
namespace {

class StakeCommands : public ::testing::Test {
 protected:
    void SetUp() override {
        StoreOptions store;
        store.in_memory = true;
        ServerConfig server;
        server.port = 0;
        NodeOptions options{
            store, {SealMode::instant, 1, draw_key()}, server, std::nullopt, client_version()};
        auto node =
            Node::start(*checked_genesis(*genesis_document(std::nullopt)), std::move(options));
        ASSERT_TRUE(node.has_value()) << node.error().message;
        node_ = std::move(*node);
        url_ = "http://127.0.0.1:" + std::to_string(node_->port());
        pass(1);
    }
    test::CommandOutcome run(std::vector<std::string> line) const {
        line.insert(line.begin(), "stake");
        line.insert(line.end(), {"--rpc", url_, "--json"});
        return test::run(line);
    }
    Json done(const std::vector<std::string>& line) const {
        const test::CommandOutcome outcome = run(line);
        EXPECT_EQ(outcome.code, ExitCode::done) << line[0] << ": " << outcome.err;
        return outcome.json();
    }
    void pass(std::uint64_t seconds) const {
        const RpcClient rpc{url_};
        ASSERT_TRUE(rpc.call("evm_increaseTime", Json::array({seconds})).has_value());
        ASSERT_TRUE(rpc.call("evm_mine", Json::array()).has_value());
    }
    // A member of an object, or of the first entry of its list.
    static std::string text(const Json& json, std::string_view list, std::string_view member) {
        const Json* entries = json.find(list);
        const Json* found =
            entries != nullptr && entries->is_array() && !entries->as_array()->empty()
                ? entries->as_array()->front().find(member)
                : nullptr;
        return found != nullptr && found->is_string() ? *found->as_string() : json.dump();
    }

    test::TemporaryFolder folder_;
    std::unique_ptr<Node> node_;
    std::string url_;
};

TEST_F(StakeCommands, take_a_validator_from_registration_to_its_rewards_and_back) {
    std::string secret(64, '7');
    secret.push_back('\n');
    const std::string key = folder_.write("consensus.key", secret);
    done({"create-validator", "10 coins", "--key-file", key, "--moniker", "alpha", "--from",
          "dev0"});
    const Json page = done({"list"});
    EXPECT_EQ(text(page, "validators", "moniker"), "alpha");
    EXPECT_EQ(text(page, "validators", "status"), "elected");
    EXPECT_EQ(text(page, "validators", "power"), "0xa");
    const RpcClient rpc{url_};
    const auto updates = rpc.call("ambag_validatorUpdates", Json::array());
    ASSERT_TRUE(updates);
    EXPECT_EQ(text(*updates, "updates", "power"), "0xa");

    done({"delegate", "dev0", "5 coins", "--from", "dev0"});
    pass(10);
    Json shown = done({"show", "dev0"});
    EXPECT_EQ(text(shown, "delegations", "amount"), "0xd02ab486cedc0000");  // 15 * 10^18
    EXPECT_NE(text(shown, "delegations", "rewards"), "0x0");
    done({"claim", "dev0", "--commission", "--from", "dev0"});
    done({"edit", "--website", "https://example.org", "--from", "dev0"});
    done({"unbond", "dev0", "5 coins", "--from", "dev0"});
    EXPECT_EQ(text(done({"show", "dev0"}), "exits", "kind"), "unbonding");
    EXPECT_EQ(run({"withdraw", "--from", "dev0"}).code, ExitCode::refused);
    pass(121);  // the block releases what has matured
    shown = done({"show", "dev0"});
    EXPECT_TRUE(shown.find("exits")->as_array()->empty());
}

TEST_F(StakeCommands, say_what_was_wrong) {
    EXPECT_EQ(run({"create-validator", "10 coins", "--from", "dev0"}).code, ExitCode::usage);
    const std::string bad = folder_.write("bad.key", "nothing");
    EXPECT_NE(run({"create-validator", "10 coins", "--key-file", bad, "--from", "dev0"})
                  .err.find("expected a key of 64 hex digits"),
              std::string::npos);
    EXPECT_NE(
        run({"delegate", "dev1", "1 coin", "--from", "dev0"}).err.find("StakingUnknownValidator"),
        std::string::npos);
    EXPECT_NE(run({"unjail", "--from", "dev0"}).err.find("StakingUnknownValidator"),
              std::string::npos);
    EXPECT_EQ(run({"claim", "--from", "dev0"}).code, ExitCode::usage);
    EXPECT_EQ(run({"delegate", "dev1", "much", "--from", "dev0"}).code, ExitCode::usage);
    EXPECT_EQ(run({"show", "dev1"}).code, ExitCode::done);
}

}  // namespace
}  // namespace ambag::node
