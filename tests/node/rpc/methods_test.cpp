// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "node/rpc/service.hpp"
#include "tests/node/rpc/fake_backend.hpp"

namespace ambag::node {
namespace {

struct Methods : ::testing::Test {
    FakeBackend backend;
    RpcService service{backend};

    Json reply(std::string_view method, std::string_view params) {
        auto json = parse_json(service.handle(R"({"jsonrpc":"2.0","id":1,"method":")" +
                                              std::string{method} + R"(","params":)" +
                                              std::string{params} + "}"));
        EXPECT_TRUE(json.has_value());
        return json ? *json : Json{};
    }
    // The result as JSON text; what went wrong otherwise.
    std::string result(std::string_view method, std::string_view params) {
        const Json json = reply(method, params);
        const Json* value = json.find("result");
        return value ? value->dump() : json.dump();
    }
    std::string error(std::string_view method, std::string_view params) {
        const Json json = reply(method, params);
        const Json* value = json.find("error");
        if (!value) return "no error";
        return value->find("code")->dump() + " " + *value->find("message")->as_string();
    }
    chain::SignedTransaction signed_one(std::uint64_t nonce) {
        return chain::sign_transaction(test_transaction(nonce), test_key());
    }
};

constexpr std::string_view account = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";

std::string in_quotes(std::string_view text) {
    return '"' + std::string{text} + '"';
}

TEST_F(Methods, the_chain_names_itself) {
    EXPECT_EQ(result("eth_chainId", "[]"), "\"0x7a69\"");
    EXPECT_EQ(result("net_version", "[]"), "\"31337\"");
    EXPECT_EQ(result("web3_clientVersion", "[]"), "\"Ambag/test\"");
    EXPECT_EQ(result("eth_syncing", "[]"), "false");
    EXPECT_EQ(result("eth_accounts", "[]"), "[]");
    EXPECT_EQ(result("eth_blockNumber", "[]"), "\"0x0\"");
    EXPECT_EQ(result("web3_sha3", R"(["0x68656c6c6f20776f726c64"])"),
              "\"0x47173285a8d7341e5e972fc677286384f802f8ef42a5ec5f03bbfa254cb01fad\"");
}

TEST_F(Methods, the_gas_price_is_a_quarter_above_the_next_base_fee_rounded_up) {
    EXPECT_EQ(result("eth_gasPrice", "[]"), "\"0x4a817c82\"");  // 1,250,000,002 of 1,000,000,001
    EXPECT_EQ(result("eth_maxPriorityFeePerGas", "[]"), "\"0x0\"");
}

TEST_F(Methods, a_block_has_the_fields_that_clients_break_without) {
    backend.add_block({signed_one(0)}, {});
    const Json block = *reply("eth_getBlockByNumber", R"(["0x1",false])").find("result");
    for (const auto* field :
         {"number",           "hash",      "parentHash",   "sha3Uncles",   "logsBloom",
          "transactionsRoot", "stateRoot", "receiptsRoot", "miner",        "difficulty",
          "extraData",        "size",      "gasLimit",     "gasUsed",      "timestamp",
          "baseFeePerGas",    "mixHash",   "nonce",        "transactions", "uncles"})
        EXPECT_NE(block.find(field), nullptr) << field;
    EXPECT_EQ(*block.find("difficulty")->as_string(), "0x0");
    EXPECT_EQ(block.find("logsBloom")->as_string()->size(), 2U + 512U);
    EXPECT_EQ(block.find("transactions")->dump(),
              "[" + in_quotes(chain::to_hex(signed_one(0).hash())) + "]");
    const auto by_hash = result("eth_getBlockByHash", "[" + block.find("hash")->dump() + ",false]");
    EXPECT_EQ(by_hash, block.dump());
    EXPECT_EQ(result("eth_getBlockByNumber", R"(["0x2",false])"), "null");
    EXPECT_EQ(
        result("eth_getBlockByHash", "[" + in_quotes(chain::to_hex(chain::Hash{})) + ",true]"),
        "null");
}

TEST_F(Methods, every_tag_names_a_block) {
    backend.add_block({}, {});
    for (const auto* tag : {"latest", "safe", "finalized", "pending"})
        EXPECT_EQ(*reply("eth_getBlockByNumber", "[" + in_quotes(tag) + ",false]")
                       .find("result")
                       ->find("number")
                       ->as_string(),
                  "0x1");
    EXPECT_EQ(*reply("eth_getBlockByNumber", R"(["earliest",false])")
                   .find("result")
                   ->find("number")
                   ->as_string(),
              "0x0");
}

TEST_F(Methods, a_transaction_is_pending_then_in_a_block) {
    const auto transaction = signed_one(0);
    const std::string hash = "[" + in_quotes(chain::to_hex(transaction.hash())) + "]";
    EXPECT_EQ(result("eth_getTransactionByHash", hash), "null");
    EXPECT_EQ(
        result("eth_sendRawTransaction", "[" + in_quotes(chain::to_hex(transaction.raw())) + "]"),
        in_quotes(chain::to_hex(transaction.hash())));
    const Json pending = *reply("eth_getTransactionByHash", hash).find("result");
    EXPECT_TRUE(pending.find("blockHash")->is_null());
    EXPECT_EQ(*pending.find("from")->as_string(), account);
    EXPECT_EQ(result("eth_getTransactionReceipt", hash), "null");
    EXPECT_EQ(result("eth_getTransactionCount", "[" + in_quotes(account) + ",\"pending\"]"),
              "\"0x1\"");
    EXPECT_EQ(result("eth_getTransactionCount", "[" + in_quotes(account) + ",\"latest\"]"),
              "\"0x0\"");
    backend.seal();
    const Json mined = *reply("eth_getTransactionByHash", hash).find("result");
    EXPECT_EQ(*mined.find("blockNumber")->as_string(), "0x1");
    EXPECT_EQ(*mined.find("transactionIndex")->as_string(), "0x0");
    EXPECT_EQ(*mined.find("type")->as_string(), "0x2");
    EXPECT_EQ(*mined.find("maxFeePerGas")->as_string(), "0x77359400");
    // min(cap, base fee + tip): 1 gwei + 7
    EXPECT_EQ(*mined.find("gasPrice")->as_string(), "0x3b9aca07");
    EXPECT_EQ(result("eth_getTransactionByBlockNumberAndIndex", R"(["0x1","0x0"])"), mined.dump());
    EXPECT_EQ(result("eth_getTransactionByBlockNumberAndIndex", R"(["0x1","0x1"])"), "null");
    EXPECT_EQ(result("eth_getRawTransactionByHash", hash),
              in_quotes(chain::to_hex(transaction.raw())));
}

TEST_F(Methods, a_receipt_has_exactly_the_fields_of_the_schema) {
    const chain::Log log{chain::Address{{0xaa}}, {chain::Hash{{0xbb}}}, {0x01, 0x02}};
    backend.add_block({signed_one(0), signed_one(1)}, {{log}, {log, log}});
    const auto hash = "[" + in_quotes(chain::to_hex(signed_one(1).hash())) + "]";
    const Json receipt = *reply("eth_getTransactionReceipt", hash).find("result");
    std::vector<std::string> names;
    for (const auto& member : *receipt.as_object()) names.push_back(member.name);
    EXPECT_EQ(names, (std::vector<std::string>{
                         "type", "status", "transactionHash", "transactionIndex", "blockHash",
                         "blockNumber", "from", "to", "contractAddress", "cumulativeGasUsed",
                         "gasUsed", "effectiveGasPrice", "logsBloom", "logs"}));
    EXPECT_EQ(*receipt.find("cumulativeGasUsed")->as_string(), "0xa410");
    EXPECT_EQ(*receipt.find("gasUsed")->as_string(), "0x5208");
    EXPECT_EQ(*receipt.find("effectiveGasPrice")->as_string(), "0x3b9aca07");
    const auto& logs = *receipt.find("logs")->as_array();
    EXPECT_EQ(*logs[0].find("logIndex")->as_string(), "0x1");  // within the block
    EXPECT_EQ(*logs[1].find("logIndex")->as_string(), "0x2");
    EXPECT_EQ(*logs[1].find("transactionIndex")->as_string(), "0x1");
    EXPECT_EQ(logs[0].find("removed")->as_bool(), false);
    const Json all = *reply("eth_getBlockReceipts", R"(["0x1"])").find("result");
    EXPECT_EQ((*all.as_array())[1].dump(), receipt.dump());
}

TEST_F(Methods, the_fee_history_is_filled_also_for_empty_blocks) {
    backend.add_block({signed_one(0)}, {});
    backend.add_block({}, {});
    const Json history =
        *reply("eth_feeHistory", R"(["0x400","latest",[10,50,90]])").find("result");
    EXPECT_EQ(*history.find("oldestBlock")->as_string(), "0x0");
    EXPECT_EQ(history.find("baseFeePerGas")->dump(),
              R"(["0x3b9aca00","0x3b9aca00","0x3b9aca00","0x3b9aca01"])");
    EXPECT_EQ(history.find("gasUsedRatio")->dump(), "[0.0,7e-04,0.0]");
    EXPECT_EQ(history.find("reward")->dump(),
              R"([["0x0","0x0","0x0"],["0x7","0x7","0x7"],["0x0","0x0","0x0"]])");
    EXPECT_EQ(reply("eth_feeHistory", R"([2,"latest"])").find("result")->find("reward"), nullptr);
    EXPECT_EQ(reply("eth_feeHistory", R"(["0x1","0x1",[]])")
                  .find("result")
                  ->find("baseFeePerGas")
                  ->dump(),
              R"(["0x3b9aca00","0x3b9aca00"])");
    EXPECT_EQ(error("eth_feeHistory", R"(["0x1","latest",[101]])").substr(0, 6), "-32602");
    EXPECT_EQ(error("eth_feeHistory", R"(["0x1","latest",[50,10]])").substr(0, 6), "-32602");
}

TEST_F(Methods, blocks_may_be_named_in_every_form) {
    backend.state().accounts[*chain::fixed_from_hex<chain::Address>(account)].balance =
        chain::Amount{chain::U256{255U}};
    const auto hash = chain::to_hex(backend.block(chain::Height{0})->hash);
    const std::string address = in_quotes(account);
    for (const auto& block :
         {std::string{}, std::string{",null"}, std::string{",\"latest\""}, std::string{",\"0x0\""},
          std::string{",0"}, "," + in_quotes(hash), ",{\"blockHash\":" + in_quotes(hash) + "}",
          ",{\"blockHash\":" + in_quotes(hash) + ",\"requireCanonical\":true}",
          std::string{",{\"blockNumber\":\"0x0\"}"}})
        EXPECT_EQ(result("eth_getBalance", "[" + address + block + "]"), "\"0xff\"") << block;
    EXPECT_EQ(error("eth_getBalance", "[" + address + ",\"0x1\"]").substr(0, 23),
              "-32000 header not found");
    for (const auto* block : {"\"newest\"", "\"0x\"", "\"1\"", "\"0xzz\"", "-1", "1.5", "true",
                              "[]", "{}", "{\"blockHash\":\"0x12\"}"})
        EXPECT_EQ(error("eth_getBalance", "[" + address + "," + block + "]").substr(0, 31),
                  "-32602 invalid parameter `block")
            << block;
}

TEST_F(Methods, wrong_parameters_are_named_with_what_is_accepted) {
    EXPECT_EQ(error("eth_getBalance", R"(["0x12"])"),
              "-32602 invalid parameter `address`: expected an address (0x and 40 hexadecimal "
              "digits), got \"0x12\"");
    EXPECT_EQ(error("eth_getBalance", "[]"),
              "-32602 missing parameter `address`: accepted is eth_getBalance(address address, "
              "block block?)");
    EXPECT_EQ(error("eth_getTransactionByHash", R"(["f00d"])").substr(0, 40),
              "-32602 invalid parameter `hash`: expecte");
    EXPECT_EQ(error("eth_sendRawTransaction", R"(["0x123"])").substr(0, 45),
              "-32602 invalid parameter `transaction`: expec");
    EXPECT_EQ(error("eth_call", R"([{"to":5}])").substr(0, 31), "-32602 invalid parameter `to`: ");
    EXPECT_EQ(error("eth_call", R"(["0x"])").substr(0, 40),
              "-32602 invalid parameter `transaction`: ");
}

TEST_F(Methods, code_and_storage_show_modules_as_contracts) {
    const chain::Address module{{0xa0}};
    const chain::Slot slot{{0x01}};
    backend.state().accounts[module].is_module = true;
    backend.state().records[{module, slot}] = {chain::Hash{{0x07}}, {}};
    const std::string address = in_quotes(chain::to_hex(module));
    EXPECT_EQ(result("eth_getCode", "[" + address + ",\"latest\"]"), "\"0x60006000fd\"");
    EXPECT_EQ(result("eth_getCode", "[" + in_quotes(account) + "]"), "\"0x\"");
    EXPECT_EQ(result("eth_getStorageAt",
                     "[" + address + "," + in_quotes(chain::to_hex(slot)) + ",\"latest\"]"),
              in_quotes(chain::to_hex(chain::Hash{{0x07}})));
    EXPECT_EQ(result("eth_getStorageAt", "[" + address + ",\"0x0\"]"),
              in_quotes(chain::to_hex(chain::Hash{})));
    const Json proof =
        *reply("eth_getProof", "[" + address + ",[\"0x0\"],\"latest\"]").find("result");
    EXPECT_EQ(proof.find("storageProof")->dump(), R"([{"key":"0x0","value":"0x0","proof":[]}])");
    EXPECT_EQ(proof.find("accountProof")->dump(), R"(["0xc0"])");
}

TEST_F(Methods, a_development_method_is_absent_elsewhere) {
    FakeBackend production_backend{false};
    const RpcService production{production_backend};
    EXPECT_NE(production.handle(R"({"jsonrpc":"2.0","id":1,"method":"evm_mine"})").find("-32601"),
              std::string::npos);
    EXPECT_EQ(result("anvil_mine", R"(["0x5","0x2"])"), "null");
    EXPECT_EQ(result("evm_mine", "[]"), "\"0x0\"");
    EXPECT_EQ(result("evm_mine", R"([{"blocks":3}])"), "\"0x0\"");
    EXPECT_EQ(backend.head().value, 9U);
    EXPECT_EQ(error("anvil_mine", R"(["0xffffffff"])").substr(0, 6), "-32602");
    const auto snapshot = result("evm_snapshot", "[]");
    result("evm_mine", "[]");
    EXPECT_EQ(result("evm_revert", "[" + snapshot + "]"), "true");
    EXPECT_EQ(backend.head().value, 9U);
    EXPECT_EQ(result("evm_setAutomine", "[true]"), "true");
    EXPECT_EQ(result("anvil_getAutomine", "[]"), "true");
    EXPECT_EQ(result("evm_increaseTime", "[3600]"), "3600");
    EXPECT_EQ(error("evm_setNextBlockTimestamp", "[1]").substr(0, 6), "-32000");
    EXPECT_EQ(result("anvil_setBalance", "[" + in_quotes(account) + ",\"0x64\"]"), "null");
    EXPECT_EQ(result("eth_getBalance", "[" + in_quotes(account) + "]"), "\"0x64\"");
}

TEST_F(Methods, the_pool_is_shown_as_geth_shows_it) {
    backend.submit(std::vector<chain::Bytes>{signed_one(0).raw()});
    EXPECT_EQ(result("txpool_status", "[]"), R"({"pending":"0x1","queued":"0x0"})");
    EXPECT_EQ(
        result("txpool_inspect", "[]"),
        R"({"pending":{"0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266":{"0":)"
        R"("0x1100000000000000000000000000000000000000: 1 wei + 21000 gas × 2000000000 wei"}},)"
        R"("queued":{}})");
    const Json from = *reply("txpool_contentFrom", "[" + in_quotes(account) + "]").find("result");
    EXPECT_NE(from.find("pending")->find("0"), nullptr);
}

TEST_F(Methods, a_sync_send_that_takes_too_long_says_so_with_the_hash) {
    const auto transaction = signed_one(0);
    const Json json = reply("eth_sendRawTransactionSync",
                            "[" + in_quotes(chain::to_hex(transaction.raw())) + ",\"0x1\"]");
    EXPECT_EQ(json.find("error")->find("code")->as_i64(), 4);  // EIP-7966
    EXPECT_EQ(*json.find("error")->find("data")->as_string(), chain::to_hex(transaction.hash()));
    result("evm_setAutomine", "[true]");
    const auto next = signed_one(1);
    const Json done =
        reply("eth_sendRawTransactionSync", "[" + in_quotes(chain::to_hex(next.raw())) + "]");
    EXPECT_EQ(*done.find("result")->find("status")->as_string(), "0x1");
}

}  // namespace
}  // namespace ambag::node
