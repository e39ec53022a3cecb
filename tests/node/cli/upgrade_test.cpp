// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include <chrono>
#include <thread>

#include "node/cli/client.hpp"
#include "node/cli/files.hpp"
#include "node/cli/offline.hpp"
#include "node/cli/running.hpp"
#include "tests/node/cli/cli_support.hpp"

// The rehearsal of an upgrade: a passed plan, the program that does not know it (`ambag`), the one
// that does (`ambag_next`, the same sources with one more name), and copies of one data directory.

extern char** environ;

namespace ambag::node {
namespace {

using test::TemporaryFolder;

struct Ended {
    int code = -1;
    std::string said;
};

// A program of this build on a data directory, its output in a file.
class Program {
 public:
    Program(const char* binary, const std::string& data, const std::string& output)
        : output_{output} {
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_addopen(&actions, 1, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                         0600);
        posix_spawn_file_actions_adddup2(&actions, 1, 2);
        std::vector<std::string> words{binary, "node",         "--data", data,    "--port",
                                       "0",    "--block-time", "0.02",   "--json"};
        std::vector<char*> arguments;
        for (std::string& word : words) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        EXPECT_EQ(posix_spawn(&child_, binary, &actions, nullptr, arguments.data(), environ), 0);
        posix_spawn_file_actions_destroy(&actions);
    }
    void ask_to_stop() const { kill(child_, SIGTERM); }
    std::string said() const { return read_text_file(output_).value_or(""); }
    Ended wait() const {
        int status = 0;
        waitpid(child_, &status, 0);
        return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, said()};
    }

 private:
    pid_t child_ = 0;
    std::string output_;
};

class Upgrade : public ::testing::Test {
 protected:
    // A chain on disk whose governance passed the plan "next" for `height`; returns its head.
    std::uint64_t pass_plan(std::uint64_t height) {
        StoreOptions store;
        store.path = data_;
        std::filesystem::create_directories(data_);
        ServerConfig server;
        server.port = 0;
        NodeOptions options{
            store,
            {SealMode::manual, 1, *sequencer_key(std::filesystem::path{data_} / "sequencer.key")},
            server,
            std::nullopt,
            client_version()};
        auto node = Node::start(*checked_genesis(*genesis_document(std::nullopt)), options);
        EXPECT_TRUE(node.has_value());
        url_ = "http://127.0.0.1:" + std::to_string((*node)->port());
        EXPECT_TRUE(RpcClient{url_}.call("evm_setAutomine", Json::array({true})).has_value());
        pass(1);
        const std::string file =
            folder_.write("plan.json",
                          R"({"description": "upgrade", "actions": [{"target": "upgrade",
                "call": "scheduleUpgrade", "args": ["next", )" +
                              std::to_string(height) + R"(, "the release of the test",
                "0x0000000000000000000000000000000000000000000000000000000000000000"]}]})");
        command({"gov", "propose", file, "--from", "dev0"});
        pass(2);
        command({"gov", "vote", "1", "for", "--from", "dev0"});
        pass(21);
        command({"gov", "queue", "1", "--from", "dev0"});
        pass(3);
        command({"gov", "execute", "1", "--from", "dev0"});
        return (*node)->backend().head().value;
    }
    void command(std::vector<std::string> line) const {
        line.insert(line.end(), {"--rpc", url_});
        const auto outcome = test::run(line);
        EXPECT_EQ(outcome.code, ExitCode::done) << outcome.err;
    }
    void pass(std::uint64_t seconds) const {
        const RpcClient rpc{url_};
        ASSERT_TRUE(rpc.call("evm_increaseTime", Json::array({seconds})).has_value());
        ASSERT_TRUE(rpc.call("evm_mine", Json::array()).has_value());
    }
    std::string copy(const std::string& name) const {
        std::filesystem::copy(data_, folder_.path(name), std::filesystem::copy_options::recursive);
        return folder_.path(name);
    }
    std::uint64_t head_of(const std::string& data) const {
        const auto chain = OfflineChain::from_directory(data);
        EXPECT_TRUE(chain.has_value());
        return chain ? (*chain)->head().header.number.value : 0;
    }

    const TemporaryFolder folder_;
    const std::string data_ = folder_.path("data");
    std::string url_;
};

TEST_F(Upgrade, stops_the_old_program_before_its_height_and_lets_the_new_one_go_on) {
    constexpr std::uint64_t height = 40;
    const std::uint64_t passed = pass_plan(height);
    ASSERT_LT(passed, height - 1);
    const std::string before = copy("before");

    const Ended early = Program{AMBAG_NEXT_BINARY, before, folder_.path("early.txt")}.wait();
    EXPECT_EQ(early.code, 3);
    EXPECT_NE(early.said.find("has not come yet"), std::string::npos) << early.said;
    EXPECT_EQ(head_of(before), passed);

    const std::string data = copy("old");
    const Ended old = Program{AMBAG_BINARY, data, folder_.path("old.txt")}.wait();
    EXPECT_EQ(old.code, 3);
    EXPECT_NE(old.said.find("stopped before that block"), std::string::npos) << old.said;
    EXPECT_EQ(head_of(data), height - 1);
    const auto info = read_document(data + "/upgrade-info.json");
    ASSERT_TRUE(info.has_value());
    EXPECT_EQ(info->dump(), R"({"name":"next","height":40,"info":"the release of the test"})");

    const Ended again = Program{AMBAG_BINARY, data, folder_.path("again.txt")}.wait();
    EXPECT_EQ(again.code, 3);
    EXPECT_EQ(head_of(data), height - 1);

    const Program next{AMBAG_NEXT_BINARY, data, folder_.path("next.txt")};
    for (int i = 0; i < 500 && next.said().find("\"rpc\"") == std::string::npos; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    std::this_thread::sleep_for(std::chrono::milliseconds{300});
    next.ask_to_stop();
    EXPECT_EQ(next.wait().code, 0);
    EXPECT_GE(head_of(data), height);
    const auto chain = OfflineChain::from_directory(data);
    ASSERT_TRUE(chain.has_value());
    const auto block = (*chain)->state().block(chain::Height{height});
    ASSERT_TRUE(block && !block->transactions.empty());
    EXPECT_TRUE(block->transactions.back().transaction.is_system());
}

TEST_F(Upgrade, keeps_the_old_program_from_a_chain_that_another_carried_past_it) {
    const std::uint64_t passed = pass_plan(17);
    ASSERT_LT(passed, 17U);
    ASSERT_EQ(Program(AMBAG_BINARY, data_, folder_.path("old.txt")).wait().code, 3);
    const Program next{AMBAG_NEXT_BINARY, data_, folder_.path("next.txt")};
    for (int i = 0; i < 500 && next.said().find("\"rpc\"") == std::string::npos; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
    std::this_thread::sleep_for(std::chrono::milliseconds{300});
    next.ask_to_stop();
    ASSERT_EQ(next.wait().code, 0);
    const Ended late = Program{AMBAG_BINARY, data_, folder_.path("late.txt")}.wait();
    EXPECT_EQ(late.code, 3);
    EXPECT_NE(late.said.find("has happened"), std::string::npos) << late.said;
}

}  // namespace
}  // namespace ambag::node
