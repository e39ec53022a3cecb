// SPDX-License-Identifier: Apache-2.0
#include "node/service/methods_ambag.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "node/rpc/openrpc.hpp"

// What the methods answer is seen in tests/node/cli/end_to_end_test.cpp, over HTTP.

namespace ambag::node {
namespace {

const std::vector<MethodFamily>& families() {
    static const std::vector<MethodFamily> all = ambag_methods();
    return all;
}

TEST(AmbagMethods, have_a_schema_for_every_type_that_their_rows_name) {
    const MethodTable table{families(), false};
    for (const auto& entry : table.entries()) {
        std::vector<std::string_view> types{
            entry->row->result.substr(0, entry->row->result.find('|'))};
        for (const ParamDescription& param : entry->params) types.push_back(param.type);
        for (const std::string_view type : types)
            EXPECT_FALSE(schema_of(type).is_null()) << entry->row->name << ": " << type;
    }
}

TEST(AmbagMethods, have_their_table_in_the_readme) {
    std::ifstream file{AMBAG_SOURCE_DIR "/node/service/README.md"};
    std::ostringstream readme;
    readme << file.rdbuf();
    std::string wanted{"<!-- generated -->\n"};
    wanted.append(support_table(MethodTable{families(), false}));
    wanted.append("<!-- /generated -->\n");
    EXPECT_NE(readme.str().find(wanted), std::string::npos) << wanted;
}

}  // namespace
}  // namespace ambag::node
