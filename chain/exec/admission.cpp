// SPDX-License-Identifier: Apache-2.0
#include "chain/exec/admission.hpp"

namespace ambag::chain {

namespace {

std::unexpected<Reject> reject(RejectCode code, std::string detail) {
    return std::unexpected(Reject{code, std::move(detail)});
}

}  // namespace

Result<Address, Reject> admit_stateless(SignedTransaction& tx, const Rules& rules) {
    const Transaction& body = tx.body();
    TRY(check_chain_id(body, rules.chain_id));
    if (!body.to)
        return reject(RejectCode::contract_creation, "contract creation: there is no EVM");
    if (body.tip_per_gas_max > body.fee_per_gas_max)
        return reject(RejectCode::tip_above_fee_cap,
                      "max priority fee per gas higher than max fee per gas");
    if (body.gas_limit > rules.block_gas_limit)
        return reject(RejectCode::gas_limit_too_high,
                      "gas limit reached: the transaction asks for " +
                          std::to_string(body.gas_limit.value) + ", a block has " +
                          std::to_string(rules.block_gas_limit.value));
    const Gas intrinsic = intrinsic_gas(body);
    if (body.gas_limit < intrinsic)
        return reject(RejectCode::intrinsic_gas_too_low,
                      "intrinsic gas too low: gas limit " + std::to_string(body.gas_limit.value) +
                          ", needed " + std::to_string(intrinsic.value));
    return tx.sender();
}

Result<void, Reject> check_funds(const SignedTransaction& tx, const AccountState& sender) {
    const auto cost = upfront_cost(tx.body());
    if (cost && *cost <= sender.balance) return {};
    return reject(RejectCode::insufficient_funds,
                  "insufficient funds for gas * price + value: have " +
                      sender.balance.units.to_decimal() + ", want " +
                      (cost ? cost->units.to_decimal() : "more than 2^256 - 1"));
}

Result<void, Reject> admit(const SignedTransaction& tx, const AccountState& sender,
                           const Amount& base_fee) {
    if (sender.is_module || tx.is_system())
        return reject(RejectCode::sender_is_module, "the sender is a module or the system");
    const Nonce nonce = tx.body().nonce;
    const std::string nonces = "next nonce " + std::to_string(sender.nonce.value) + ", tx nonce " +
                               std::to_string(nonce.value);
    if (nonce < sender.nonce) return reject(RejectCode::nonce_too_low, "nonce too low: " + nonces);
    if (nonce > sender.nonce)
        return reject(RejectCode::nonce_too_high, "nonce too high: " + nonces);
    if (tx.body().fee_per_gas_max < base_fee.units)
        return reject(RejectCode::fee_cap_below_base_fee,
                      "max fee per gas less than block base fee: max fee " +
                          tx.body().fee_per_gas_max.to_decimal() + ", base fee " +
                          base_fee.units.to_decimal());
    return check_funds(tx, sender);
}

}  // namespace ambag::chain
