// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "node/genesis/genesis.hpp"
#include "node/modules.hpp"

// Every example of genesis/ is a chain that starts and goes on.

namespace ambag::node {
namespace {

std::vector<std::filesystem::path> examples() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry :
         std::filesystem::directory_iterator{AMBAG_SOURCE_DIR "/genesis/examples"})
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

Json read(const std::filesystem::path& file) {
    std::ostringstream text;
    text << std::ifstream{file}.rdbuf();
    auto document = parse_json(text.str());
    EXPECT_TRUE(document) << file << ": " << document.error().message;
    return document ? *document : Json{};
}

TEST(GenesisExamples, start_and_make_blocks) {
    ASSERT_GE(examples().size(), 4U);
    for (const std::filesystem::path& file : examples()) {
        SCOPED_TRACE(file.filename());
        const auto spec = read_genesis(read(file));
        ASSERT_TRUE(spec) << spec.error().text();
        const auto store = *Store::open({.path = "", .in_memory = true});
        const auto app = Application::init(*store, *spec, all_modules());
        ASSERT_TRUE(app) << app.error().message;
        for (std::uint64_t height = 1; height <= 2; ++height) {
            const chain::Timestamp time{spec->genesis_time.value + height};
            const auto block = (*app)->finalize((*app)->propose(time, chain::Address{{0xcb}}));
            ASSERT_TRUE(block) << block.error().rule << ": " << block.error().detail;
            ASSERT_TRUE((*app)->commit(*block));
        }
        EXPECT_EQ(store->snapshot()->head(), chain::Height{2});
    }
}

TEST(GenesisExamples, have_chain_ids_of_their_own) {
    std::set<std::uint64_t> ids;
    for (const std::filesystem::path& file : examples()) {
        const auto spec = read_genesis(read(file));
        ASSERT_TRUE(spec);
        EXPECT_TRUE(ids.insert(spec->rules.chain_id.value).second) << file;
        EXPECT_NE(spec->rules.chain_id.value, 31337U) << file << ": that is the developer's";
    }
}

}  // namespace
}  // namespace ambag::node
