// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "node/rpc/service.hpp"
#include "tests/node/rpc/fake_backend.hpp"

// eth_call and its kin, and how errors are told.

namespace ambag::node {
namespace {

struct Calls : ::testing::Test {
    FakeBackend backend;
    RpcService service{backend};

    Json reply(std::string_view method, std::string_view params) {
        return *parse_json(service.handle(R"({"jsonrpc":"2.0","id":1,"method":")" +
                                          std::string{method} + R"(","params":)" +
                                          std::string{params} + "}"));
    }
    Json error(std::string_view method, std::string_view params) {
        const Json json = reply(method, params);
        return json.find("error") ? *json.find("error") : Json{};
    }
    void revert_with(std::string_view hex) {
        backend.next_outcome.output = std::unexpected(chain::Revert{*chain::from_hex(hex)});
    }
};

constexpr std::string_view to_module =
    R"([{"to":"0x000000000000000000000000000000000000a001","data":"0x18160ddd"},"latest"])";

TEST_F(Calls, the_object_is_read_in_the_forms_that_clients_send) {
    backend.next_outcome.output = chain::Bytes{0x01, 0x02};
    const auto sent = [&](std::string_view object) {
        const Json json = reply("eth_call", "[" + std::string{object} + "]");
        EXPECT_EQ(json.find("result")->dump(), "\"0x0102\"") << json.dump();
        return backend.last_call();
    };
    const std::string to = R"("to":"0x000000000000000000000000000000000000A001")";
    EXPECT_EQ(sent("{" + to + R"(,"data":"0x1234"})").data, (chain::Bytes{0x12, 0x34}));
    EXPECT_EQ(sent("{" + to + R"(,"input":"0x1234"})").data, (chain::Bytes{0x12, 0x34}));
    EXPECT_EQ(sent("{" + to + R"(,"input":"0x1234","data":"0x1234"})").data,
              (chain::Bytes{0x12, 0x34}));
    EXPECT_EQ(sent("{" + to + R"(,"gas":"0x5208","chainId":"0x7a69","unknown":{}})").gas, 21'000U);
    EXPECT_EQ(sent("{" + to + R"(,"value":"0x10","from":null})").value, chain::U256{16U});
    EXPECT_EQ(sent("{" + to + R"(,"maxFeePerGas":"0x2","type":"0x2","nonce":"0x7"})").nonce, 7U);
    const auto listed =
        sent("{" + to +
             R"(,"accessList":[{"address":)"
             R"("0x000000000000000000000000000000000000a001","storageKeys":[)"
             R"("0x0000000000000000000000000000000000000000000000000000000000000001")"
             "]}]}");
    ASSERT_EQ(listed.access_list.size(), 1U);
    EXPECT_EQ(listed.access_list[0].slots.size(), 1U);
    EXPECT_EQ(
        error("eth_call", "[{" + to + R"(,"input":"0x12","data":"0x34"}])").find("code")->as_i64(),
        -32602);
    EXPECT_EQ(error("eth_call", "[{" + to + R"(,"gasPrice":"0x1","maxFeePerGas":"0x1"}])")
                  .find("code")
                  ->as_i64(),
              -32602);
}

TEST_F(Calls, a_call_without_a_recipient_is_refused) {
    const Json wrong = error("eth_call", R"([{"data":"0x6001"}])");
    EXPECT_EQ(wrong.find("code")->as_i64(), -32000);
    EXPECT_EQ(*wrong.find("data")->find("code")->as_string(), "contract_creation");
}

TEST_F(Calls, overrides_are_refused_unless_empty) {
    EXPECT_NE(
        reply("eth_call", R"([{"to":"0x000000000000000000000000000000000000a001"},"latest",{}])")
            .find("result"),
        nullptr);
    EXPECT_EQ(error("eth_call", R"([{"to":"0x000000000000000000000000000000000000a001"},"latest",)"
                                R"({"0x000000000000000000000000000000000000a001":{}}])")
                  .find("code")
                  ->as_i64(),
              -32602);
}

// Data as solc encodes it.
TEST_F(Calls, a_revert_has_code_3_and_its_data) {
    for (const auto* method : {"eth_call", "eth_estimateGas", "eth_fillTransaction"}) {
        const std::string params = std::string_view{method} == "eth_fillTransaction"
                                       ? R"([{"to":"0x000000000000000000000000000000000000a001"}])"
                                       : std::string{to_module};
        revert_with("0xe450d38c");
        Json wrong = error(method, params);
        EXPECT_EQ(wrong.dump(), R"({"code":3,"message":"execution reverted","data":"0xe450d38c"})");
        revert_with("0x");
        wrong = error(method, params);
        EXPECT_EQ(wrong.dump(), R"({"code":3,"message":"execution reverted","data":"0x"})");
    }
    revert_with(
        "0x08c379a00000000000000000000000000000000000000000000000000000000000000020"
        "0000000000000000000000000000000000000000000000000000000000000005"
        "68656c6c6f000000000000000000000000000000000000000000000000000000");
    EXPECT_EQ(*error("eth_call", to_module).find("message")->as_string(),
              "execution reverted: hello");
    revert_with("0x4e487b710000000000000000000000000000000000000000000000000000000000000011");
    EXPECT_EQ(*error("eth_call", to_module).find("message")->as_string(),
              "execution reverted: panic code 0x11");
    // A length beyond the data is not followed.
    revert_with(
        "0x08c379a00000000000000000000000000000000000000000000000000000000000000020"
        "00000000000000000000000000000000000000000000000000000000ffffffff");
    EXPECT_EQ(*error("eth_call", to_module).find("message")->as_string(), "execution reverted");
}

TEST_F(Calls, an_estimate_is_the_least_gas_that_succeeds) {
    EXPECT_EQ(reply("eth_estimateGas", to_module).find("result")->dump(), "\"0x5208\"");
    EXPECT_EQ(backend.last_call().gas, 21'000U);
    backend.needed_gas = 30'000;  // more than it uses: found by bisection
    EXPECT_EQ(reply("eth_estimateGas", to_module).find("result")->dump(), "\"0x7530\"");
}

TEST_F(Calls, a_filled_transaction_is_ready_to_sign) {
    const Json filled =
        *reply("eth_fillTransaction",
               R"([{"from":"0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266",)"
               R"("to":"0x000000000000000000000000000000000000a001","value":"0x1"}])")
             .find("result");
    EXPECT_EQ(filled.find("tx")->dump(),
              R"({"type":"0x2","chainId":"0x7a69","nonce":"0x0",)"
              R"("from":"0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266",)"
              R"("to":"0x000000000000000000000000000000000000a001","value":"0x1","gas":"0x5208",)"
              R"("input":"0x","maxFeePerGas":"0x77359402","maxPriorityFeePerGas":"0x0",)"
              R"("accessList":[]})");
    // RLP by hand: 02 ‖ [31337, 0, 0, 2000000002, 21000, to, 1, "", []]
    EXPECT_EQ(*filled.find("raw")->as_string(),
              "0x02e5827a698080847735940282520894000000000000000000000000000000000000a0010180c0");
    const Json legacy =
        *reply("eth_fillTransaction", R"([{"to":"0x000000000000000000000000000000000000a001",)"
                                      R"("gasPrice":"0x9","gas":"0x6000"}])")
             .find("result")
             ->find("tx");
    EXPECT_EQ(*legacy.find("type")->as_string(), "0x0");
    EXPECT_EQ(*legacy.find("gasPrice")->as_string(), "0x9");
    EXPECT_EQ(*legacy.find("gas")->as_string(), "0x6000");
    EXPECT_EQ(error("eth_fillTransaction",
                    R"([{"to":"0x000000000000000000000000000000000000a001","type":"0x3"}])")
                  .find("message")
                  ->as_string()
                  ->substr(0, 26),
              "transaction type not valid");
}

TEST_F(Calls, an_access_list_is_empty) {
    EXPECT_EQ(reply("eth_createAccessList", to_module).find("result")->dump(),
              R"({"accessList":[],"gasUsed":"0x5208"})");
    revert_with("0x");
    EXPECT_EQ(reply("eth_createAccessList", to_module).find("result")->dump(),
              R"({"accessList":[],"error":"execution reverted","gasUsed":"0x5208"})");
}

// The words that viem's and ethers' regular expressions look for.
TEST(RpcErrors, a_rejected_transaction_has_the_words_that_clients_look_for) {
    using enum chain::RejectCode;
    const std::pair<chain::RejectCode, std::string_view> cases[]{
        {nonce_too_low, "nonce too low"},
        {nonce_too_high, "nonce too high"},
        {insufficient_funds, "insufficient funds"},
        {fee_cap_below_base_fee, "max fee per gas less than block base fee"},
        {tip_above_fee_cap, "max priority fee per gas higher than max fee per gas"},
        {intrinsic_gas_too_low, "intrinsic gas too low"},
        {gas_limit_too_high, "gas limit reached"},
        {type_unsupported, "transaction type not valid"},
        {chain_id_missing, "only replay-protected"}};
    for (const auto& [code, words] : cases) {
        const RpcError error = rejected({code, "the detail"});
        EXPECT_EQ(error.code, -32000);
        EXPECT_NE(error.message.find(words), std::string::npos) << error.message;
        EXPECT_TRUE(error.message.ends_with(": the detail"));
        EXPECT_EQ(error.message.find("revert"), std::string::npos);
    }
    for (int code = 0; code <= static_cast<int>(sender_is_module); ++code)
        EXPECT_NE(reject_name(static_cast<chain::RejectCode>(code)), "rejected") << code;
}

}  // namespace
}  // namespace ambag::node
