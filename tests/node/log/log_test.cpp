// SPDX-License-Identifier: Apache-2.0
#include "node/log/log.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>

#include "node/json/json.hpp"

namespace ambag::node {
namespace {

class LogFile : public ::testing::Test {
 protected:
    void SetUp() override {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "ambag-log-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::string path() const { return (folder_ / "node.log").string(); }
    Log open(LogLevel level, LogFormat format) const {
        auto log = Log::open({level, format, path()});
        EXPECT_TRUE(log) << log.error();
        return *log;
    }
    std::vector<std::string> lines() const {
        std::ifstream file{path()};
        std::vector<std::string> found;
        for (std::string line; std::getline(file, line);) found.push_back(line);
        return found;
    }

    std::filesystem::path folder_;
};

TEST_F(LogFile, writes_one_json_object_a_line) {
    const Log log = open(LogLevel::info, LogFormat::json);
    log.info("block committed", {{"height", 7U}, {"hash", "0xab"}});
    log.error("node failed", {{"reason", "line one\n\"line\" two\\\x01\x7f"}});
    ASSERT_EQ(lines().size(), 2U);
    const auto first = parse_json(lines()[0]);
    ASSERT_TRUE(first) << lines()[0];
    EXPECT_EQ(*first->find("level")->as_string(), "info");
    EXPECT_EQ(*first->find("event")->as_string(), "block committed");
    EXPECT_EQ(first->find("height")->as_u64(), 7U);
    EXPECT_EQ(*first->find("hash")->as_string(), "0xab");
    // RFC 3339, UTC.
    EXPECT_TRUE(std::regex_match(*first->find("time")->as_string(),
                                 std::regex{R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)"}));
    const auto second = parse_json(lines()[1]);
    ASSERT_TRUE(second) << lines()[1];
    EXPECT_EQ(*second->find("reason")->as_string(), "line one\n\"line\" two\\\x01?");
}

TEST_F(LogFile, writes_text_that_no_value_can_forge_a_line_in) {
    const Log log = open(LogLevel::debug, LogFormat::text);
    log.debug("request refused", {{"method", "x\n2026 error node failed"}, {"code", "-32601"}});
    ASSERT_EQ(lines().size(), 1U);
    EXPECT_TRUE(lines()[0].ends_with(
        R"(Z debug   request refused method="x\n2026 error node failed" code=-32601)"))
        << lines()[0];
}

TEST_F(LogFile, writes_the_set_level_and_the_graver_ones) {
    const std::pair<LogLevel, std::size_t> expected[]{{LogLevel::debug, 4},
                                                      {LogLevel::info, 3},
                                                      {LogLevel::warning, 2},
                                                      {LogLevel::error, 1},
                                                      {LogLevel::off, 0}};
    for (const auto& [level, count] : expected) {
        std::filesystem::remove(path());
        const Log log = open(level, LogFormat::text);
        log.debug("a");
        log.info("b");
        log.warning("c");
        log.error("d");
        EXPECT_EQ(lines().size(), count);
        EXPECT_EQ(log.writes(LogLevel::error), level != LogLevel::off);
        EXPECT_FALSE(log.writes(LogLevel::off));
    }
}

TEST_F(LogFile, appends_to_what_is_there) {
    open(LogLevel::info, LogFormat::text).info("first run");
    open(LogLevel::info, LogFormat::text).info("second run");
    EXPECT_EQ(lines().size(), 2U);
}

TEST_F(LogFile, says_which_file_it_cannot_open) {
    const auto log = Log::open({LogLevel::info, LogFormat::text, folder_.string()});
    ASSERT_FALSE(log);
    EXPECT_NE(log.error().find(folder_.string()), std::string::npos);
}

TEST(LogOfNothing, writes_nothing) {
    const Log log;
    EXPECT_FALSE(log.writes(LogLevel::error));
    log.error("unheard");
}

TEST(LogWords, know_their_levels_and_formats_by_name) {
    EXPECT_EQ(log_level("debug"), LogLevel::debug);
    EXPECT_EQ(log_level("off"), LogLevel::off);
    EXPECT_FALSE(log_level("Debug"));
    EXPECT_FALSE(log_level(""));
    EXPECT_EQ(log_format("json"), LogFormat::json);
    EXPECT_FALSE(log_format("xml"));
}

}  // namespace
}  // namespace ambag::node
