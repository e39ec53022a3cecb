// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "chain/base/amount.hpp"
#include "chain/base/bytes.hpp"
#include "chain/base/quantity.hpp"
#include "chain/base/result.hpp"
#include "chain/crypto/secp256k1.hpp"
#include "chain/module/addresses.hpp"

// Ethereum transactions of type 0 (EIP-155, chain id mandatory), 1 (EIP-2930) and 2 (EIP-1559),
// signed and unsigned, and the one system transaction of a block.
//
// What `decode` accepts has exactly one encoding: shortest RLP, nothing behind it, y-parity 0 or
// 1, r and s in range and s low. Fees are base units per unit of gas.

namespace ambag::chain {

enum class TransactionType : std::uint8_t { legacy = 0, access_list = 1, dynamic_fee = 2 };

struct AccessListEntry {
    Address address;
    std::vector<Slot> slots;

    bool operator==(const AccessListEntry&) const = default;
};

struct Transaction {
    TransactionType type = TransactionType::dynamic_fee;
    ChainId chain_id;
    Nonce nonce;
    U256 fee_per_gas_max;  // types 0 and 1: the gas price
    U256 tip_per_gas_max;  // types 0 and 1: the gas price again, which makes the formulas one
    Gas gas_limit;
    std::optional<Address> to;  // none: contract creation, which admission refuses
    Amount value;
    Bytes data;
    std::vector<AccessListEntry> access_list;  // types 1 and 2

    bool operator==(const Transaction&) const = default;
};

Bytes signing_payload(const Transaction& transaction);
Hash signing_hash(const Transaction& transaction);

// A transaction with its signature, its bytes and their keccak256. The sender is recovered at most
// once: by `sender`, or set from where it was remembered (mempool, storage).
class SignedTransaction {
 public:
    // Encodes. The signature is taken as it is; `sign_transaction` makes a right one.
    SignedTransaction(const Transaction& body, const Signature& signature);

    const Transaction& body() const { return body_; }
    const Signature& signature() const { return signature_; }
    const Bytes& raw() const { return raw_; }
    const Hash& hash() const { return hash_; }
    bool is_system() const { return system_; }
    U256 v() const;  // type 0: 35 + 2 * chain id + y-parity; types 1 and 2: y-parity; system: 0

    const std::optional<Address>& known_sender() const { return sender_; }
    void set_sender(const Address& sender);  // once; a second, different one is a broken rule
    Result<Address, Reject> sender();        // recovers when not known, and remembers

 private:
    friend SignedTransaction make_system_transaction(Height height, const U256& base_fee);
    friend Result<SignedTransaction, Reject> decode_transaction(BytesView raw);
    SignedTransaction(Transaction body, const Signature& signature, Bytes raw, bool system);

    Transaction body_;
    Signature signature_;
    Bytes raw_;
    Hash hash_;
    std::optional<Address> sender_;
    bool system_ = false;
};

SignedTransaction sign_transaction(const Transaction& transaction, const PrivateKey& key);

// signature_invalid when no key recovers. Pure: for recovering many in parallel.
Result<Address, Reject> recover_sender(const SignedTransaction& transaction);

// --- from outside ------------------------------------------------------------------------------

inline constexpr std::size_t transaction_bytes_max = std::size_t{128} * 1024;

// Codes: oversize, malformed, type_unsupported, chain_id_missing, nonce_too_high (EIP-2681),
// signature_invalid. A system transaction is refused like any other with v = r = s = 0.
Result<SignedTransaction, Reject> decode_transaction(BytesView raw);

// chain_id_wrong, naming both.
Result<void, Reject> check_chain_id(const Transaction& transaction, ChainId expected);

// --- the system transaction ------------------------------------------------------------------

// The last transaction of a block carries the logs of the block's own actions: type 0 in shape,
// from = to = system_address, nonce = height, gas price = base fee, gas 0, value 0, v = r = s = 0.
SignedTransaction make_system_transaction(Height height, const U256& base_fee);

// A transaction out of a block: what `decode_transaction` takes, or a system transaction.
Result<SignedTransaction, Reject> decode_block_transaction(BytesView raw);

// --- gas and fees ----------------------------------------------------------------------------

// 21000 + 4 per zero byte and 16 per other byte of calldata + 2400 per address and 1900 per slot
// of the access list (EIP-2028, EIP-2930). No floor (EIP-7623) and no price for creation, which
// does not exist here.
Gas intrinsic_gas(const Transaction& transaction);

// min(fee_per_gas_max, base_fee + tip_per_gas_max), EIP-1559; for types 0 and 1 the gas price.
U256 effective_gas_price(const Transaction& transaction, const U256& base_fee);
// What of it goes to the coinbase; zero when the cap is below the base fee.
U256 effective_tip(const Transaction& transaction, const U256& base_fee);

// gas_limit * fee_per_gas_max + value: what the sender must own. Nothing above 2^256 - 1.
std::optional<Amount> upfront_cost(const Transaction& transaction);

}  // namespace ambag::chain
