// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "node/cli/client.hpp"
#include "node/cli/files.hpp"
#include "node/cli/offline.hpp"
#include "node/cli/proof_bundle.hpp"
#include "node/cli/running.hpp"
#include "tests/node/cli/cli_support.hpp"

// A whole node in memory, driven by command lines. Blocks are sealed as soon as a transaction
// waits, and time passes by evm_increaseTime.

namespace ambag::node {
namespace {

using test::CommandOutcome;
using test::TemporaryFolder;

class CommandsOnANode : public ::testing::Test {
 protected:
    void SetUp() override {
        const Json document = *genesis_document(std::nullopt);
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
        pass(1);
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
    std::string refused(const std::vector<std::string>& line) const {
        const CommandOutcome outcome = run(line);
        EXPECT_EQ(outcome.code, ExitCode::refused) << line[0] << " " << line[1];
        return outcome.err;
    }
    void pass(std::uint64_t seconds) const {
        const RpcClient rpc{url_};
        ASSERT_TRUE(rpc.call("evm_increaseTime", Json::array({seconds})).has_value());
        ASSERT_TRUE(rpc.call("evm_mine", Json::array()).has_value());
    }
    std::string text(const Json& json, std::string_view member) const {
        const Json* found = json.find(member);
        return found != nullptr && found->is_string() ? *found->as_string() : json.dump();
    }
    // Proposes the actions, votes for them, and executes them.
    void enact(const std::string& actions) {
        const std::string file = folder_.write(
            "proposal.json", R"({"description": "proposal )" + std::to_string(++proposals_) +
                                 R"(", "actions": )" + actions + "}");
        const std::string id = text(done({"gov", "propose", file, "--from", "dev0"}), "proposal");
        pass(2);
        done({"gov", "vote", id, "for", "--from", "dev0"});
        pass(21);
        done({"gov", "queue", id, "--from", "dev1"});
        pass(3);
        done({"gov", "execute", id, "--from", "dev2"});
    }

    TemporaryFolder folder_;
    std::unique_ptr<Node> node_;
    std::string url_;
    int proposals_ = 0;
};

TEST_F(CommandsOnANode, take_a_proposal_from_a_file_to_its_effects) {
    const std::string file = folder_.write("p.toml", R"(
description = "# Slower votes"
[[actions]]
target = "governor"
call = "setVotingDelay"
args = ["7"]
)");
    done({"gov", "wrap", "500 coins", "--from", "dev1"});
    const Json proposed = done({"gov", "propose", file, "--from", "dev0"});
    EXPECT_EQ(text(done({"gov", "show", "1"}), "state"), "pending");
    pass(2);
    done({"gov", "vote", "1", "for", "--from", "dev0", "--reason", "patience"});
    EXPECT_NE(
        refused({"gov", "vote", "1", "for", "--from", "dev0"}).find("GovernorAlreadyCastVote"),
        std::string::npos);
    EXPECT_NE(refused({"gov", "queue", "1", "--from", "dev0"}).find("active"), std::string::npos);
    done({"gov", "vote", text(proposed, "proposal"), "against", "--from", "dev1"});
    pass(21);
    const Json shown = done({"gov", "show", "1"});
    EXPECT_EQ(text(shown, "state"), "succeeded");
    EXPECT_EQ(text(*shown.find("votes"), "for"), "1000000000000000000000");
    EXPECT_EQ(text(*shown.find("votes"), "against"), "500000000000000000000");
    EXPECT_EQ(text(shown, "title"), "Slower votes");
    done({"gov", "queue", "1", "--from", "dev3"});
    pass(3);
    done({"gov", "execute", "1", "--from", "dev4"});
    EXPECT_EQ(text(done({"gov", "show", "1"}), "state"), "executed");
    EXPECT_EQ(text(done({"tx", "call", "governor.votingDelay"}), "uint256"), "[\"7\"]");
    EXPECT_EQ(done({"gov", "list"}).as_array()->size(), 1U);
}

TEST_F(CommandsOnANode, draw_tally_quorum_timeline_and_decoded_actions) {
    const std::string file = folder_.write("p.json", R"({"description": "t", "actions": [
            {"target": "governor", "call": "setVotingDelay", "args": [3]}]})");
    done({"gov", "propose", file, "--from", "dev0"});
    pass(2);
    done({"gov", "vote", "1", "for", "--from", "dev0"});
    const auto outcome = test::run({"gov", "show", "1", "--rpc", url_});
    for (const char* part : {"##############################  100.00 %", "reached: 1,000 coins",
                             "timeline", "governor.setVotingDelay(newVotingDelay=3)"})
        EXPECT_NE(outcome.out.find(part), std::string::npos) << outcome.out;
}

TEST_F(CommandsOnANode, send_coins_and_name_custom_errors) {
    const std::string before = text(done({"query", "balance", "dev1"}), "balance");
    done({"tx", "send", "dev1", "1.5coins", "--from", "dev0"});
    EXPECT_EQ(before, "10000000000000000000000");
    EXPECT_EQ(text(done({"query", "balance", "dev1"}), "balance"), "10001500000000000000000");
    EXPECT_NE(refused({"tx", "call", "token.transfer", "dev0", "1coin", "--from", "dev5"})
                  .find("ERC20InsufficientBalance(sender=0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc"
                        ", balance=0, needed=1000000000000000000)"),
              std::string::npos);
    EXPECT_NE(
        refused({"tx", "send", "dev1", "999999 coins", "--from", "dev0"}).find("insufficient"),
        std::string::npos);
    EXPECT_EQ(run({"tx", "send", "dev1", "many", "--from", "dev0"}).code, ExitCode::usage);
    EXPECT_EQ(run({"tx", "send", "nobody", "1", "--from", "dev0"}).code, ExitCode::usage);
    EXPECT_EQ(run({"tx", "send", "dev1", "1", "--from", "nobody"}).code, ExitCode::usage);
}

// A gas limit of one's own lets a call that reverts into a block.
TEST_F(CommandsOnANode, say_why_a_transaction_in_a_block_failed) {
    const std::string why = refused(
        {"tx", "call", "token.transfer", "dev0", "1coin", "--from", "dev5", "--gas", "200000"});
    EXPECT_NE(why.find("failed: ERC20InsufficientBalance"), std::string::npos) << why;
    const auto hash = why.substr(why.find("0x"), 66);
    const Json receipt = done({"tx", "receipt", hash});
    EXPECT_EQ(text(receipt, "status"), "0x0");
    EXPECT_EQ(text(*receipt.find("revert"), "name"), "ERC20InsufficientBalance");
}

TEST_F(CommandsOnANode, verify_a_proof_and_refuse_every_change_of_it) {
    done({"tx", "send", "dev1", "1coin", "--from", "dev0"});
    const std::string file = folder_.path("proof.json");
    // Storage item 4 of the token is its total supply.
    const std::string supply_slot = "0x04" + std::string(62, '0');
    const Json verdict =
        done({"verify", "proof", "--account", "token", "--slot", supply_slot, "--save", file});
    EXPECT_EQ(verdict.find("accepted")->as_bool(), true);
    EXPECT_EQ(text(*verdict.find("slots"), supply_slot),
              "0x" + std::string(46, '0') + "3635c9adc5dea00000");
    ASSERT_EQ(run({"verify", "proof", "--account", "dev1"}).code, ExitCode::done);
    const Json bundle = *read_document(file);
    ASSERT_TRUE(check_proof_bundle(bundle, {})->accepted());
    const auto changed = [&](const std::function<void(Json&)>& change) {
        Json copy = bundle;
        change(copy);
        const auto result = check_proof_bundle(copy, {});
        return result.has_value() && result->accepted();
    };
    const auto flip = [](Json& json, std::string_view member) {
        std::string value = *json.find(member)->as_string();
        value.back() = value.back() == '0' ? '1' : '0';
        json.set(member, value);
    };
    for (const char* member : {"address", "balance", "nonce", "codeHash", "storageHash"})
        EXPECT_FALSE(changed([&](Json& json) { flip(json, member); })) << member;
    for (const char* member : {"header", "hash", "seal"})
        EXPECT_FALSE(changed([&](Json& json) { flip(*json.find("block"), member); })) << member;
    EXPECT_FALSE(changed(
        [&](Json& json) { flip(json.find("storageProof")->as_array()->front(), "value"); }));
    EXPECT_FALSE(changed([&](Json& json) { json.find("accountProof")->as_array()->pop_back(); }));
    chain::Address stranger;
    stranger.bytes[0] = 1;
    EXPECT_FALSE(check_proof_bundle(bundle, stranger)->accepted());
}

TEST_F(CommandsOnANode, answer_queries) {
    const Json supply = done({"query", "supply"});
    EXPECT_GE(text(supply, "supply").size(), std::string{"101000000000000000000000"}.size());
    EXPECT_EQ(text(supply, "wrapped"), "1000000000000000000000");
    EXPECT_EQ(done({"query", "pools"}).as_object()->size(), 4U);
    EXPECT_FALSE(done({"query", "params"}).as_array()->empty());
    EXPECT_EQ(text(done({"query", "account", "dev0"}), "votes"), "1000000000000000000000");
    EXPECT_EQ(text(done({"query", "block", "0"}), "number"), "0x0");
    EXPECT_EQ(text(done({"emission", "show"}).find("schedules")->as_array()->front(), "name"),
              "base");
    EXPECT_EQ(run({"query", "block", "999999"}).code, ExitCode::refused);
    EXPECT_EQ(run({"query", "module", "nothing"}).code, ExitCode::usage);
}

std::string evidence_file(const std::string& name) {
    return std::string{AMBAG_SOURCE_DIR} + "/tests/data/evidence/nvidia/" + name;
}

// Devices, work, payment: what the demo shows, with every refusal.
class WorkOnANode : public CommandsOnANode {
 protected:
    void SetUp() override {
        CommandsOnANode::SetUp();
        const auto program = test::run({"job", "program", "--json"});
        pass(100);
        enact(R"([{"target": "attestation", "call": "openJob",
                   "args": ["training", "20 coins", "1000000", ")" +
              text(program.json(), "program") + R"(", 64, 8, 10000, 10, 0]}])");
        done({"worker", "bond", "5 coins", "--from", "dev3"});
        done({"worker", "bond", "5 coins", "--from", "dev4"});
    }
    // evm_mine while a command waits for the block that its receipt names.
    Json work(std::vector<std::string> line) {
        const RpcClient rpc{url_};
        EXPECT_TRUE(rpc.call("evm_setIntervalMining", Json::array({1})).has_value());
        line.insert(line.begin(), {"worker", "run"});
        const Json json = done(line);
        EXPECT_TRUE(rpc.call("evm_setAutomine", Json::array({true})).has_value());
        return json;
    }
};

TEST_F(WorkOnANode, is_paid_when_a_second_key_found_the_same_roots) {
    const Json receipt = work({"--from", "dev3", "--segments", "8"});
    EXPECT_LT(*receipt.find("lossAfter")->as_u64(), *receipt.find("lossBefore")->as_u64());
    EXPECT_NE(refused({"receipt", "finalize", "1", "--from", "dev5"}).find("AttestationSameBlock"),
              std::string::npos);
    pass(1);
    EXPECT_NE(
        refused({"receipt", "finalize", "1", "--from", "dev5"}).find("AttestationNotReplayed"),
        std::string::npos);
    EXPECT_NE(
        refused({"worker", "replay", "1", "--from", "dev3"}).find("AttestationReplayByWorker"),
        std::string::npos);
    EXPECT_EQ(done({"worker", "replay", "1", "--from", "dev4"}).find("equal")->as_bool(), true);
    EXPECT_NE(refused({"receipt", "finalize", "1", "--from", "dev5"}).find("AttestationWindowOpen"),
              std::string::npos);
    pass(11);
    const std::string before = text(done({"query", "balance", "dev3"}), "balance");
    done({"receipt", "finalize", "1", "--from", "dev5"});
    EXPECT_GT(text(done({"query", "balance", "dev3"}), "balance"), before);
    EXPECT_EQ(text(done({"receipt", "show", "1"}), "status"), "paid");
}

TEST_F(WorkOnANode, is_held_when_the_claimed_root_is_wrong) {
    work({"--from", "dev3", "--falsify", "root"});
    EXPECT_EQ(done({"worker", "replay", "1", "--from", "dev4"}).find("equal")->as_bool(), false);
    pass(11);
    EXPECT_NE(
        refused({"receipt", "finalize", "1", "--from", "dev5"}).find("AttestationReceiptHeld"),
        std::string::npos);
    EXPECT_EQ(text(done({"receipt", "show", "1"}), "status"), "held");
}

TEST_F(WorkOnANode, is_not_claimed_twice) {
    const Json first = work({"--from", "dev3"});
    EXPECT_NE(
        refused({"worker", "run", "--from", "dev4", "--first", "0"}).find("AttestationStepsTaken"),
        std::string::npos);
    EXPECT_NE(
        refused({"worker", "run", "--from", "dev3", "--assignment", text(first, "assignment")})
            .find("AttestationStepsClaimed"),
        std::string::npos);
}

TEST_F(WorkOnANode, rests_on_recorded_evidence_that_says_so) {
    const std::string device = "gh100-590.12-b0/";
    done({"device", "register", evidence_file(device + "report.bin"),
          evidence_file(device + "chain.der"), "--from", "dev3"});
    EXPECT_EQ(text(done({"device", "show", "1"}), "freshness"), "recorded, not fresh");
    work({"--from", "dev3", "--device", "1", "--evidence",
          evidence_file("gh100-590.12-a0/report.bin")});
    const Json receipt = done({"receipt", "show", "1"});
    EXPECT_EQ(receipt.find("recorded")->as_bool(), true);
    EXPECT_EQ(text(receipt, "tier"), "0x1");
    EXPECT_EQ(done({"device", "list"}).as_array()->size(), 1U);
    EXPECT_EQ(done({"job", "list"}).as_array()->size(), 1U);
    EXPECT_EQ(done({"receipt", "list"}).as_array()->size(), 1U);
}

using ModelsOnANode = CommandsOnANode;

// The worked example of emission/registry/README.md, with dev accounts.
TEST_F(ModelsOnANode, tell_whence_they_come_and_pay_everyone_behind_them) {
    const std::string data = "0x" + std::string(64, '1');
    const std::string base = "0x" + std::string(64, '2');
    const std::string tuned = "0x" + std::string(64, '3');
    done({"model", "register", "dataset", data, "--contributors", "dev1:3,dev2:1", "--from",
          "dev1"});
    done({"model", "register", "model", base, "--contributors", "dev3", "--sources", data, "--from",
          "dev3"});
    done({"model", "register", "model", tuned, "--contributors", "dev4:2", "--sources",
          base + "," + data, "--from", "dev4"});
    EXPECT_NE(refused({"model", "register", "model", tuned, "--from", "dev4"})
                  .find("RegistryAssetExists"),
              std::string::npos);
    done({"model", "pay", "3", "1001", "--from", "dev5"});
    const Json withdrawn = done({"model", "withdraw", "--from", "dev1"});
    EXPECT_NE(withdrawn.dump().find("\"282\""), std::string::npos) << withdrawn.dump();

    const Json lineage = done({"model", "lineage", tuned});
    ASSERT_EQ(lineage.as_array()->size(), 4U);
    const std::array<std::string, 4> assets{tuned, base, data, data};
    const std::array<std::uint64_t, 4> levels{0, 1, 2, 1};
    for (std::size_t i = 0; i < assets.size(); ++i) {
        EXPECT_EQ(text((*lineage.as_array())[i], "asset"), assets[i]);
        EXPECT_EQ((*lineage.as_array())[i].find("level")->as_u64(), levels[i]);
    }
    EXPECT_NE(refused({"model", "lineage", tuned, "--sequencer",
                       "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"})
                  .find("proof"),
              std::string::npos);
}

}  // namespace
}  // namespace ambag::node
