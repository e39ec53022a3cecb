// SPDX-License-Identifier: Apache-2.0
#include "node/rpc/openrpc.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>

#include "node/rpc/service.hpp"
#include "tests/node/rpc/fake_backend.hpp"

namespace ambag::node {
namespace {

// Every name of a type in a row, those of "a|b" one by one.
std::set<std::string> types_of(const MethodTable& methods) {
    std::set<std::string> types;
    const auto add = [&](std::string_view text) {
        while (true) {
            const auto bar = text.find('|');
            types.emplace(text.substr(0, bar));
            if (bar == std::string_view::npos) return;
            text.remove_prefix(bar + 1);
        }
    };
    for (const auto& entry : methods.entries()) {
        add(entry->row->result);
        for (const auto& param : entry->params) add(param.type);
    }
    return types;
}

TEST(OpenRpc, every_type_of_every_row_has_a_schema) {
    const MethodTable methods{standard_methods(), true};
    for (const auto& type : types_of(methods))
        EXPECT_TRUE(schema_of(type).is_object()) << "no schema of type " << type;
}

TEST(OpenRpc, every_schema_is_json_and_refers_to_schemas_that_exist) {
    const Json schemas = all_schemas();
    const std::string text = schemas.dump();
    const std::string_view prefix = "#/components/schemas/";
    std::size_t references = 0;
    for (auto at = text.find(prefix); at != std::string::npos; at = text.find(prefix, at + 1)) {
        const auto name = text.substr(at + prefix.size(), text.find('"', at) - at - prefix.size());
        EXPECT_NE(schemas.find(name), nullptr) << name;
        ++references;
    }
    EXPECT_GT(references, 10U);
}

TEST(OpenRpc, discovery_lists_every_method_with_its_parameters) {
    FakeBackend backend;
    const RpcService service{backend};
    const auto reply =
        parse_json(service.handle(R"({"jsonrpc":"2.0","id":1,"method":"rpc.discover"})"));
    const Json* document = reply->find("result");
    ASSERT_NE(document, nullptr);
    EXPECT_EQ(*document->find("openrpc")->as_string(), "1.3.2");
    const auto& methods = *document->find("methods")->as_array();
    EXPECT_EQ(methods.size(), service.methods().entries().size());
    const auto balance = std::ranges::find_if(methods, [](const Json& method) {
        return *method.find("name")->as_string() == "eth_getBalance";
    });
    ASSERT_NE(balance, methods.end());
    EXPECT_EQ(
        balance->find("params")->dump(),
        R"([{"name":"address","required":true,)"
        R"("schema":{"$ref":"#/components/schemas/address"}},)"
        R"({"name":"block","required":false,"schema":{"$ref":"#/components/schemas/block"}}])");
}

// The list of what can be asked at all. A method appears here on purpose or not at all: nothing
// that signs, nothing that reaches keys or files.
const std::set<std::string_view> expected{"eth_accounts",
                                          "eth_blockNumber",
                                          "eth_call",
                                          "eth_chainId",
                                          "eth_createAccessList",
                                          "eth_estimateGas",
                                          "eth_feeHistory",
                                          "eth_fillTransaction",
                                          "eth_gasPrice",
                                          "eth_getBalance",
                                          "eth_getBlockByHash",
                                          "eth_getBlockByNumber",
                                          "eth_getBlockReceipts",
                                          "eth_getBlockTransactionCountByHash",
                                          "eth_getBlockTransactionCountByNumber",
                                          "eth_getCode",
                                          "eth_getFilterChanges",
                                          "eth_getFilterLogs",
                                          "eth_getLogs",
                                          "eth_getProof",
                                          "eth_getRawTransactionByHash",
                                          "eth_getStorageAt",
                                          "eth_getTransactionByBlockHashAndIndex",
                                          "eth_getTransactionByBlockNumberAndIndex",
                                          "eth_getTransactionByHash",
                                          "eth_getTransactionCount",
                                          "eth_getTransactionReceipt",
                                          "eth_getUncleCountByBlockHash",
                                          "eth_getUncleCountByBlockNumber",
                                          "eth_maxPriorityFeePerGas",
                                          "eth_newBlockFilter",
                                          "eth_newFilter",
                                          "eth_newPendingTransactionFilter",
                                          "eth_sendRawTransaction",
                                          "eth_sendRawTransactionSync",
                                          "eth_subscribe",
                                          "eth_syncing",
                                          "eth_uninstallFilter",
                                          "eth_unsubscribe",
                                          "net_listening",
                                          "net_peerCount",
                                          "net_version",
                                          "rpc.discover",
                                          "txpool_content",
                                          "txpool_contentFrom",
                                          "txpool_inspect",
                                          "txpool_status",
                                          "web3_clientVersion",
                                          "web3_sha3"};
const std::set<std::string_view> development{"anvil_getAutomine",
                                             "anvil_mine",
                                             "anvil_removeBlockTimestampInterval",
                                             "anvil_setAutomine",
                                             "anvil_setBalance",
                                             "anvil_setBlockTimestampInterval",
                                             "evm_increaseTime",
                                             "evm_mine",
                                             "evm_revert",
                                             "evm_setAutomine",
                                             "evm_setIntervalMining",
                                             "evm_setNextBlockTimestamp",
                                             "evm_snapshot",
                                             "hardhat_mine",
                                             "hardhat_setBalance"};

TEST(OpenRpc, the_standard_methods_are_these) {
    for (const bool dev : {false, true}) {
        std::set<std::string_view> present;
        const MethodTable methods{standard_methods(), dev};
        for (const auto& entry : methods.entries())
            if (!entry->row->name.starts_with("ambag_")) present.insert(entry->row->name);
        auto wanted = expected;
        if (dev) wanted.insert(development.begin(), development.end());
        EXPECT_EQ(present, wanted);
    }
}

TEST(OpenRpc, the_support_table_has_a_row_a_method) {
    const MethodTable methods{standard_methods(), true};
    const std::string table = support_table(methods);
    EXPECT_NE(table.find("| `eth_getBlockByNumber` | block block, full boolean? | "
                         "blockObject\\|null | "),
              std::string::npos);
    EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(table, '\n')),
              methods.entries().size() + 2);
}

TEST(OpenRpc, the_table_of_the_readme_is_the_one_made_from_the_rows) {
    std::ifstream file{AMBAG_SOURCE_DIR "/node/rpc/README.md"};
    const std::string readme{std::istreambuf_iterator<char>{file}, {}};
    const MethodTable methods{standard_methods(), true};
    EXPECT_NE(
        readme.find("<!-- generated -->\n" + support_table(methods) + "<!-- /generated -->\n"),
        std::string::npos)
        << "put this between the marks of node/rpc/README.md:\n"
        << support_table(methods);
}

}  // namespace
}  // namespace ambag::node
