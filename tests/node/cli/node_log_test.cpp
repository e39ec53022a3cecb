// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "chain/base/hex.hpp"
#include "node/cli/client.hpp"
#include "node/cli/files.hpp"
#include "node/cli/offline.hpp"
#include "node/cli/settings.hpp"
#include "tests/node/cli/cli_support.hpp"
#include "tests/node/rpc/test_client.hpp"

// What a whole node writes into its log, and what it does not.

namespace ambag::node {
namespace {

using test::TemporaryFolder;

class NodeLog : public ::testing::Test {
 protected:
    void start(LogLevel level) {
        const auto log = Log::open({level, LogFormat::json, folder_.path("log")});
        ASSERT_TRUE(log) << log.error();
        StoreOptions store;
        store.in_memory = true;
        ServerConfig server;
        server.port = 0;
        NodeOptions options{store, {SealMode::instant, 1, key_}, server, std::nullopt, "Ambag/test",
                            *log};
        auto node =
            Node::start(*checked_genesis(*genesis_document(std::nullopt)), std::move(options));
        ASSERT_TRUE(node.has_value()) << node.error().message;
        node_ = std::move(*node);
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(node_->port()); }
    void end() {
        node_->request_stop("SIGTERM");
        ASSERT_TRUE(node_->wait());
        node_.reset();
        text_ = *read_text_file(folder_.path("log"));
        std::istringstream stream{text_};
        for (std::string line; std::getline(stream, line);) {
            const auto parsed = parse_json(line);
            ASSERT_TRUE(parsed) << line;
            lines_.push_back(*parsed);
        }
    }
    // The member of the first line about `event`; "" when there is none.
    std::string said(std::string_view event, std::string_view member) const {
        for (const Json& line : lines_) {
            if (*line.find("event")->as_string() != event) continue;
            const Json* value = line.find(member);
            if (value == nullptr) return "";
            return value->is_string() ? *value->as_string() : value->dump();
        }
        return "";
    }

    const TemporaryFolder folder_;
    const chain::PrivateKey key_ = draw_key();
    std::unique_ptr<Node> node_;
    std::string text_;
    std::vector<Json> lines_;
};

// Of the well-known mnemonic's first account.
constexpr std::string_view dev_key =
    "ac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";

TEST_F(NodeLog, tells_start_blocks_refusals_and_the_reason_of_the_end) {
    start(LogLevel::debug);
    const auto sent = test::run({"tx", "send", "dev1", "1coins", "--from", "dev0", "--rpc", url()});
    ASSERT_EQ(sent.code, ExitCode::done) << sent.err;
    const RpcClient rpc{url()};
    EXPECT_FALSE(rpc.call("eth_sendRawTransaction", Json::array({"0xc0"})).has_value());
    EXPECT_FALSE(rpc.call("eth_sign", Json::array({"0x" + std::string{dev_key}})).has_value());
    TestClient stranger{node_->port()};
    stranger.send("GET /?token=hush HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    EXPECT_EQ(stranger.read_reply().status, 403);
    end();
    EXPECT_EQ(said("node started", "version"), "Ambag/test");
    EXPECT_EQ(said("node started", "chainId"), "31337");
    EXPECT_EQ(said("node started", "head"), "0");
    EXPECT_EQ(said("node started", "genesisHash").size(), 66U);
    EXPECT_NE(said("node started", "rpc").find("127.0.0.1 port "), std::string::npos);
    EXPECT_EQ(said("block committed", "height"), "1");
    EXPECT_EQ(said("block committed", "transactions"), "2") << "the transfer and the system's";
    EXPECT_EQ(said("transaction refused", "code"), "malformed");
    EXPECT_EQ(said("request refused", "method"), "eth_sendRawTransaction");
    EXPECT_EQ(said("HTTP request refused", "status"), "403");
    EXPECT_EQ(said("HTTP request refused", "peer"), "127.0.0.1");
    EXPECT_EQ(said("node stopped", "reason"), "SIGTERM");
    EXPECT_EQ(said("node stopped", "head"), "1");
    for (const std::string& secret :
         {std::string{dev_key}, chain::to_hex(key_.bytes()).substr(2), std::string{"hush"}})
        EXPECT_EQ(text_.find(secret), std::string::npos) << secret;
}

TEST_F(NodeLog, is_silent_about_a_node_that_does_well_where_only_warnings_are_wanted) {
    start(LogLevel::warning);
    ASSERT_TRUE(RpcClient{url()}.call("evm_mine", Json::array()).has_value());
    EXPECT_FALSE(RpcClient{url()}.call("eth_nothing", Json::array()).has_value());
    end();
    EXPECT_EQ(text_, "");
}

TEST(Settings, have_their_table_in_the_readme) {
    const auto readme = read_text_file(AMBAG_SOURCE_DIR "/node/cli/README.md");
    ASSERT_TRUE(readme.has_value());
    EXPECT_NE(readme->find(settings_table()), std::string::npos) << settings_table();
}

TEST(Settings, of_the_log_name_what_they_accept) {
    const std::pair<std::vector<std::string>, std::string_view> lines[]{
        {{"config", "show", "--log-level", "loud"}, "debug, info, warning, error or off"},
        {{"config", "show", "--log-format", "xml"}, "text or json"},
        {{"dev", "--memory", "--log-level", "loud"}, "debug, info, warning, error or off"},
        {{"dev", "--memory", "--log-format", "xml"}, "text or json"}};
    for (const auto& [line, accepted] : lines) {
        const auto outcome = test::run(line);
        EXPECT_EQ(outcome.code, ExitCode::usage);
        EXPECT_NE(outcome.err.find(accepted), std::string::npos) << outcome.err;
    }
}

}  // namespace
}  // namespace ambag::node
