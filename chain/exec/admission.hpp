// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/codec/transaction.hpp"
#include "chain/module/environment.hpp"
#include "chain/state/view.hpp"

// The middle two of the four phases decode -> admit_stateless -> admit -> execute. Mempool,
// proposal check and block run the same functions; each check is made once, in the order written
// here.

namespace ambag::chain {

// Size, chain id, gas bounds, fee caps, then the signature: cheap checks before the dear one.
// Codes: chain_id_wrong, contract_creation, tip_above_fee_cap, gas_limit_too_high,
// intrinsic_gas_too_low, signature_invalid. Recovers the sender unless it is known.
Result<Address, Reject> admit_stateless(SignedTransaction& tx, const Rules& rules);

// Against the sender's account and the block's base fee. Codes: sender_is_module,
// nonce_too_low, nonce_too_high, fee_cap_below_base_fee, insufficient_funds.
Result<void, Reject> admit(const SignedTransaction& tx, const AccountState& sender,
                           const Amount& base_fee);

// The account-independent part of `admit` that a mempool defers: nonce gaps are allowed there.
Result<void, Reject> check_funds(const SignedTransaction& tx, const AccountState& sender);

}  // namespace ambag::chain
