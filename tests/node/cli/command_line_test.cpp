// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "node/cli/files.hpp"
#include "node/cli/running.hpp"
#include "tests/node/cli/cli_support.hpp"

namespace ambag::node {
namespace {

using test::CommandOutcome;
using test::run;
using test::TemporaryFolder;

TEST(CommandLine, lists_every_group_in_its_help) {
    const auto outcome = run({"--help"});
    EXPECT_EQ(outcome.code, ExitCode::done);
    for (const char* group :
         {"node", "dev", "init", "genesis", "key", "tx", "gov", "emission", "evidence", "device",
          "job", "receipt", "worker", "query", "verify", "config"})
        EXPECT_NE(outcome.out.find("\n  " + std::string{group}), std::string::npos) << group;
}

TEST(CommandLine, calls_a_wrong_line_a_usage_error) {
    const std::vector<std::vector<std::string>> lines{
        {},
        {"fly"},
        {"gov"},
        {"gov", "vote", "1"},
        {"dev", "--port", "abc"},
        {"dev", "--port", "70000"},
        {"dev", "--nonsense"},
        {"dev", "--memory", "--data", "x"},
        {"dev", "--block-time", "-1", "--memory"},
        {"dev", "--mnemonic", "not a mnemonic", "--memory"},
        {"tx", "call", "token"},
        {"tx", "call", "nothing.here"},
        {"tx", "call", "token.fly"},
        {"tx", "call", "token.transfer", "0x00", "--verbose"},
        {"genesis", "show"},
        {"emission", "project", "--step", "0d"},
        {"verify", "proof"},
        {"worker", "run", "--no-wait"},
    };
    for (const auto& line : lines) {
        const auto outcome = run(line);
        EXPECT_EQ(outcome.code, ExitCode::usage) << (line.empty() ? "" : line.back());
        EXPECT_NE(outcome.err, "");
        EXPECT_EQ(outcome.out, "");
    }
}

TEST(CommandLine, names_the_commands_where_one_is_missing_or_unknown) {
    const auto device = run({"device"});
    EXPECT_EQ(device.code, ExitCode::usage);
    EXPECT_NE(device.err.find("\"ambag device\" needs a command behind it: nonce, register"),
              std::string::npos)
        << device.err;
    EXPECT_NE(run({}).err.find("\"ambag\" needs a command behind it: dev, init"),
              std::string::npos);
    EXPECT_NE(run({"device", "lst"}).err.find("has no command \"lst\"; it has: nonce"),
              std::string::npos);
    EXPECT_NE(run({"devise"}).err.find("\"ambag\" has no command \"devise\"; it has: dev"),
              std::string::npos);
    EXPECT_EQ(run({"device", "--help"}).code, ExitCode::done);
    EXPECT_EQ(run({"--version"}).code, ExitCode::done);
}

TEST(CommandLine, gives_mistakes_of_usage_as_json_where_json_is_asked_for) {
    for (const std::vector<std::string>& line :
         std::vector<std::vector<std::string>>{{"device", "--json"},
                                               {"device", "show", "--json"},
                                               {"tx", "send", "--jsn", "--json"}}) {
        const auto outcome = run(line);
        EXPECT_EQ(outcome.code, ExitCode::usage);
        const auto error = parse_json(outcome.err);
        ASSERT_TRUE(error) << outcome.err;
        EXPECT_EQ(error->find("code")->as_u64(), 64U);
    }
}

TEST(CommandLine, has_its_table_in_the_readme) {
    const auto readme = read_text_file(std::string{AMBAG_SOURCE_DIR} + "/node/cli/README.md");
    ASSERT_TRUE(readme.has_value());
    EXPECT_NE(readme->find(command_table()), std::string::npos) << command_table();
}

TEST(CommandLine, fails_where_no_node_answers) {
    const auto outcome = run({"query", "supply", "--rpc", "http://127.0.0.1:1"});
    EXPECT_EQ(outcome.code, ExitCode::failed);
    EXPECT_NE(outcome.err.find("http://127.0.0.1:1"), std::string::npos);
}

TEST(CommandLine, gives_errors_as_json_too) {
    const auto outcome = run({"query", "supply", "--rpc", "ftp://x", "--json"});
    const auto error = parse_json(outcome.err);
    ASSERT_TRUE(error.has_value()) << outcome.err;
    EXPECT_EQ(error->find("code")->as_u64(), 64U);
    EXPECT_TRUE(error->find("error")->is_string());
}

TEST(ConfigShow, names_where_each_value_comes_from) {
    const TemporaryFolder folder;
    const std::string file = folder.write("node.toml", "[rpc]\nport = 9000\nhost = \"::1\"\n");
    setenv("AMBAG_BLOCK_TIME", "5", 1);
    const auto outcome = run({"config", "show", "--config", file, "--port", "9001", "--json"});
    unsetenv("AMBAG_BLOCK_TIME");
    ASSERT_EQ(outcome.code, ExitCode::done) << outcome.err;
    const Json all = outcome.json();
    const auto of = [&](const char* name, const char* member) {
        return *all.find(name)->find(member)->as_string();
    };
    EXPECT_EQ(of("rpc.port", "value"), "9001");
    EXPECT_EQ(of("rpc.port", "origin"), "flag --port");
    EXPECT_EQ(of("rpc.host", "value"), "::1");
    EXPECT_EQ(of("rpc.host", "origin"), "file " + file);
    EXPECT_EQ(of("sequencer.block_time", "value"), "5");
    EXPECT_EQ(of("sequencer.block_time", "origin"), "environment AMBAG_BLOCK_TIME");
    EXPECT_EQ(of("data", "origin"), "default");
}

TEST(ConfigShow, refuses_members_that_nothing_reads) {
    const TemporaryFolder folder;
    const auto outcome =
        run({"config", "show", "--config", folder.write("node.toml", "[rpc]\nprot = 1\n")});
    EXPECT_EQ(outcome.code, ExitCode::usage);
    EXPECT_NE(outcome.err.find("rpc.prot"), std::string::npos);
}

TEST(GenesisCheck, names_every_mistake_by_its_path) {
    const TemporaryFolder folder;
    const std::string file = folder.write(
        "genesis.json",
        R"({"chain_id": 0, "governor": {"quorum_numerator": 101}, "alloc": {"0x12": "5"}})");
    const auto outcome = run({"genesis", "check", file});
    EXPECT_EQ(outcome.code, ExitCode::refused);
    for (const char* path : {"chain_id", "governor.quorum_numerator", "alloc.0x12"})
        EXPECT_NE(outcome.err.find(path), std::string::npos) << outcome.err;
}

TEST(GenesisCheck, accepts_the_developers_genesis) {
    const TemporaryFolder folder;
    const auto shown = run({"genesis", "show", "--dev"});
    ASSERT_EQ(shown.code, ExitCode::done);
    const std::string file = folder.write("genesis.json", shown.out);
    EXPECT_EQ(run({"genesis", "check", file}).code, ExitCode::done);
    const auto hash = run({"genesis", "hash", file, "--json"});
    ASSERT_EQ(hash.code, ExitCode::done);
    EXPECT_EQ(hash.json().find("block")->as_string()->size(), 66U);
}

TEST(GenesisShow, gives_the_developers_chain_the_time_of_today_or_the_one_asked_for) {
    const auto time = [](const CommandOutcome& shown) {
        return shown.json().find("timestamp")->as_u64().value();
    };
    EXPECT_GT(time(run({"genesis", "show", "--dev", "--json"})), 1'700'000'000U);
    EXPECT_EQ(time(run({"genesis", "show", "--dev", "--timestamp", "1767225600", "--json"})),
              1'767'225'600U);
    const TemporaryFolder folder;
    const std::string file = folder.write("g.json", run({"genesis", "show", "--dev"}).out);
    EXPECT_EQ(run({"genesis", "show", file, "--timestamp", "5"}).code, ExitCode::usage);
    EXPECT_EQ(run({"genesis", "show", "--dev", "--timestamp", "soon"}).code, ExitCode::usage);
}

TEST(Init, makes_a_chain_once_and_keeps_the_key_to_its_owner) {
    const TemporaryFolder folder;
    const std::string genesis = folder.write("genesis.json", run({"genesis", "show", "--dev"}).out);
    const std::string data = folder.path("data");
    ASSERT_EQ(run({"init", genesis, "--data", data}).code, ExitCode::done);
    struct stat info{};
    ASSERT_EQ(stat((data + "/sequencer.key").c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777U, 0600U);
    EXPECT_EQ(run({"init", genesis, "--data", data}).code, ExitCode::failed);
    const auto state = run({"verify", "state", "--data", data, "--json"});
    EXPECT_EQ(state.code, ExitCode::done) << state.err;
}

TEST(Node, says_how_to_make_a_chain_where_there_is_none) {
    const TemporaryFolder folder;
    const auto outcome = run({"node", "--data", folder.path("nothing")});
    EXPECT_EQ(outcome.code, ExitCode::failed);
    EXPECT_NE(outcome.err.find("ambag init"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(folder.path("nothing")));
}

TEST(SequencerKey, is_written_once_and_read_again) {
    const TemporaryFolder folder;
    const auto first = sequencer_key(folder.path("key"));
    const auto second = sequencer_key(folder.path("key"));
    ASSERT_TRUE(first && second);
    EXPECT_TRUE(std::ranges::equal(first->bytes(), second->bytes()));
    EXPECT_FALSE(sequencer_key(folder.write("bad", "12")).has_value());
}

TEST(Keys, are_kept_listed_and_exported) {
    const TemporaryFolder folder;
    const std::string password = folder.write("password", "open sesame\n");
    const std::string secret = folder.write(
        "secret", "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80\n");
    const std::vector<std::string> where{"--keystore", folder.path("keys"), "--password-file",
                                         password, "--json"};
    const auto with = [&](std::vector<std::string> line) {
        line.insert(line.end(), where.begin(), where.end());
        return run(line);
    };
    const auto added = with({"key", "import", "alice", "--key-file", secret});
    ASSERT_EQ(added.code, ExitCode::done) << added.err;
    EXPECT_EQ(*added.json().find("address")->as_string(),
              "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");
    EXPECT_EQ(with({"key", "import", "alice", "--key-file", secret}).code, ExitCode::failed);
    ASSERT_EQ(with({"key", "new", "bob"}).code, ExitCode::done);
    EXPECT_EQ(with({"key", "list"}).json().as_array()->size(), 2U);
    EXPECT_EQ(*with({"key", "export", "alice"}).json().find("privateKey")->as_string(),
              "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80");
    folder.write("password", "wrong\n");
    EXPECT_EQ(with({"key", "export", "alice"}).code, ExitCode::refused);
}

TEST(EmissionProject, prints_the_curve_of_the_developers_genesis) {
    const auto outcome = run({"emission", "project", "--years", "2", "--json"});
    ASSERT_EQ(outcome.code, ExitCode::done) << outcome.err;
    const Json rows = outcome.json();
    ASSERT_EQ(rows.as_array()->size(), 3U);
    // 101,000 coins at genesis; one coin a second for two years of 31,557,600 s; half of it goes
    // to training.
    EXPECT_EQ(*(*rows.as_array())[0].find("supply")->as_string(), "101000000000000000000000");
    EXPECT_EQ(*(*rows.as_array())[2].find("supply")->as_string(), "63216200000000000000000000");
    EXPECT_EQ(*(*rows.as_array())[2].find("pools")->find("training")->as_string(),
              "31557600000000000000000000");
}

std::string evidence_file(const std::string& name) {
    return std::string{AMBAG_SOURCE_DIR} + "/tests/data/evidence/nvidia/" + name;
}

// The nonce is that of expected.json.
TEST(EvidenceVerify, lists_each_check_and_says_which_signature_was_verified) {
    const std::string nonce = "931d8dd0add203ac3d8b4fbde75e115278eefcdceac5b87671a748f32364dfcb";
    const auto outcome =
        run({"evidence", "verify", evidence_file("gh100-550.90.07/report.bin"),
             evidence_file("gh100-550.90.07/chain.der"), "--nonce", nonce, "--json"});
    ASSERT_EQ(outcome.code, ExitCode::done) << outcome.err;
    const Json json = outcome.json();
    EXPECT_EQ(json.find("accepted")->as_bool(), true);
    bool verified = false;
    for (const Json& check : *json.find("checks")->as_array())
        verified = verified || *check.find("verdict")->as_string() == "verified";
    EXPECT_TRUE(verified);
}

TEST(EvidenceVerify, refuses_by_the_errors_name) {
    const auto bad = run({"evidence", "verify", evidence_file("gh100-560.00-badsig/report.bin"),
                          evidence_file("gh100-560.00-badsig/chain.der")});
    EXPECT_EQ(bad.code, ExitCode::refused);
    EXPECT_NE(bad.err.find("fwid_mismatch"), std::string::npos) << bad.err;
    const auto other = run({"evidence", "verify", evidence_file("gh100-590.12-a0/report.bin"),
                            evidence_file("gh100-590.12-a0/chain.der"), "--nonce",
                            std::string(64, '0'), "--json"});
    EXPECT_EQ(other.code, ExitCode::refused);
    EXPECT_EQ(*other.json().find("error")->as_string(), "nonce_mismatch");
}

TEST(Seconds, are_read_to_the_millisecond) {
    EXPECT_EQ(parse_seconds("0"), 0U);
    EXPECT_EQ(parse_seconds("1"), 1000U);
    EXPECT_EQ(parse_seconds("0.25"), 250U);
    for (const char* text : {"", "-1", "1.", ".5", "1.2345", "86401", "1s"})
        EXPECT_FALSE(parse_seconds(text).has_value()) << text;
}

int exit_code_of(const std::string& command) {
    const int status = std::system((command + " >/dev/null 2>&1").c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST(Binary, ends_with_the_documented_exit_codes) {
    const std::string program = AMBAG_BINARY;
    EXPECT_EQ(exit_code_of(program + " --version"), 0);
    EXPECT_EQ(exit_code_of(program + " gov list --rpc http://127.0.0.1:1"), 1);
    EXPECT_EQ(exit_code_of(program + " evidence verify " +
                           evidence_file("gh100-560.00-badsig/report.bin") + " " +
                           evidence_file("gh100-560.00-badsig/chain.der")),
              2);
    EXPECT_EQ(exit_code_of(program + " fly"), 64);
}

}  // namespace
}  // namespace ambag::node
