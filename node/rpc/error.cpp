// SPDX-License-Identifier: Apache-2.0
#include "node/rpc/error.hpp"

#include <array>
#include <optional>

#include "chain/base/hex.hpp"
#include "chain/base/u256.hpp"

namespace ambag::node {

namespace {

using chain::BytesView;
using chain::RejectCode;

struct RejectText {
    RejectCode code;
    std::string_view name;
    std::string_view text;  // what clients look for
    std::optional<int> catalogue{};
};

constexpr std::array reject_texts{
    RejectText{RejectCode::malformed, "malformed", "invalid transaction encoding"},
    RejectText{RejectCode::oversize, "oversize", "oversized data"},
    RejectText{RejectCode::type_unsupported, "type_unsupported", "transaction type not valid"},
    RejectText{RejectCode::chain_id_missing, "chain_id_missing",
               "only replay-protected (EIP-155) transactions allowed over RPC"},
    RejectText{RejectCode::chain_id_wrong, "chain_id_wrong", "invalid chain id for signer"},
    RejectText{RejectCode::signature_invalid, "signature_invalid", "invalid transaction signature",
               1001},
    RejectText{RejectCode::intrinsic_gas_too_low, "intrinsic_gas_too_low", "intrinsic gas too low",
               800},
    RejectText{RejectCode::gas_limit_too_high, "gas_limit_too_high",
               "exceeds block gas limit (gas limit reached)", 803},
    RejectText{RejectCode::tip_above_fee_cap, "tip_above_fee_cap",
               "max priority fee per gas higher than max fee per gas", 804},
    RejectText{RejectCode::fee_cap_below_base_fee, "fee_cap_below_base_fee",
               "max fee per gas less than block base fee", 806},
    RejectText{RejectCode::nonce_too_low, "nonce_too_low", "nonce too low", 1},
    RejectText{RejectCode::nonce_too_high, "nonce_too_high", "nonce too high", 2},
    RejectText{RejectCode::insufficient_funds, "insufficient_funds",
               "insufficient funds for gas * price + value", 809},
    RejectText{RejectCode::contract_creation, "contract_creation",
               "contract creation is not supported"},
    RejectText{RejectCode::sender_is_module, "sender_is_module", "sender not an eoa", 1001},
};

const RejectText* find_text(RejectCode code) {
    for (const auto& row : reject_texts)
        if (row.code == code) return &row;
    return nullptr;
}

// The string of Error(string): offset 32, length, bytes. Nothing when `arguments` is not that.
std::optional<std::string_view> error_string(BytesView arguments) {
    if (arguments.size() < 64) return std::nullopt;
    const auto offset = chain::U256::from_big_endian(arguments.first(32)).to_u64();
    const auto length = chain::U256::from_big_endian(arguments.subspan(32, 32)).to_u64();
    if (offset != 32U || !length || *length > arguments.size() - 64) return std::nullopt;
    return chain::as_text(arguments.subspan(64, *length));
}

std::optional<std::string> revert_reason(BytesView data) {
    constexpr std::array<chain::Byte, 4> error_selector{0x08, 0xc3, 0x79, 0xa0};
    constexpr std::array<chain::Byte, 4> panic_selector{0x4e, 0x48, 0x7b, 0x71};
    if (data.size() < 4) return std::nullopt;
    const BytesView arguments = data.subspan(4);
    if (std::ranges::equal(data.first(4), error_selector)) {
        const auto text = error_string(arguments);
        return text ? std::optional{std::string{*text}} : std::nullopt;
    }
    if (std::ranges::equal(data.first(4), panic_selector) && arguments.size() == 32)
        return "panic code " + chain::U256::from_big_endian(arguments).to_hex();
    return std::nullopt;
}

}  // namespace

RpcError invalid_parameter(std::string_view name, std::string_view why) {
    return {rpc_code::invalid_params,
            "invalid parameter `" + std::string{name} + "`: " + std::string{why},
            {}};
}

RpcError refused(std::string message) {
    return {rpc_code::server, std::move(message), {}};
}

RpcError refused_as(std::string_view name, std::optional<int> catalogue, std::string message) {
    RpcError error{rpc_code::server, std::move(message), Json::object({{"code", name}})};
    if (catalogue) error.data.set("catalogue", *catalogue);
    return error;
}

std::string_view reject_name(RejectCode code) {
    const auto* row = find_text(code);
    return row ? row->name : "rejected";
}

RpcError rejected(const chain::Reject& reject) {
    const auto* row = find_text(reject.code);
    std::string message{row ? row->text : "transaction rejected"};
    if (!reject.detail.empty()) message += ": " + reject.detail;
    return refused_as(reject_name(reject.code), row ? row->catalogue : std::nullopt,
                      std::move(message));
}

RpcError reverted(const chain::Revert& revert) {
    std::string message = "execution reverted";
    if (const auto reason = revert_reason(revert.data)) message += ": " + *reason;
    return {rpc_code::reverted, std::move(message), chain::to_hex(revert.data)};
}

}  // namespace ambag::node
