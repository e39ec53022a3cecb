// SPDX-License-Identifier: Apache-2.0
#include "chain/codec/transaction.hpp"

#include <algorithm>
#include <utility>

#include "chain/base/check.hpp"
#include "chain/codec/rlp.hpp"
#include "chain/crypto/hash.hpp"

namespace ambag::chain {

namespace {

constexpr std::uint64_t eip155_offset = 35;

U256 eip155_v(ChainId chain_id, bool y_parity) {
    return wrapping_add(U256{chain_id.value} << 1, U256{eip155_offset + (y_parity ? 1U : 0U)});
}

void write_to(Bytes& out, const std::optional<Address>& to) {
    rlp::write_string(out, to ? BytesView{*to} : BytesView{});
}

void write_access_list(Bytes& out, const std::vector<AccessListEntry>& entries) {
    const rlp::List list{out};
    for (const AccessListEntry& entry : entries) {
        const rlp::List pair{out};
        rlp::write_string(out, entry.address);
        const rlp::List slots{out};
        for (const Slot& slot : entry.slots) rlp::write_string(out, slot);
    }
}

// The fields that come before the signature, without the list around them.
void write_fields(Bytes& out, const Transaction& tx) {
    const bool typed = tx.type != TransactionType::legacy;
    if (typed) rlp::write_integer(out, tx.chain_id);
    rlp::write_integer(out, tx.nonce);
    if (tx.type == TransactionType::dynamic_fee) rlp::write_integer(out, tx.tip_per_gas_max);
    rlp::write_integer(out, tx.fee_per_gas_max);
    rlp::write_integer(out, tx.gas_limit);
    write_to(out, tx.to);
    rlp::write_integer(out, tx.value);
    rlp::write_string(out, tx.data);
    if (typed) write_access_list(out, tx.access_list);
}

Bytes start_envelope(const Transaction& tx) {
    Bytes out;
    out.reserve(160 + tx.data.size());
    if (tx.type != TransactionType::legacy) out.push_back(static_cast<Byte>(tx.type));
    return out;
}

void write_signature(Bytes& out, const U256& v, const Signature& signature) {
    rlp::write_integer(out, v);
    rlp::write_integer(out, U256::from_big_endian(signature.r));
    rlp::write_integer(out, U256::from_big_endian(signature.s));
}

Bytes encode(const Transaction& tx, const U256& v, const Signature& signature) {
    Bytes out = start_envelope(tx);
    {
        const rlp::List list{out};
        write_fields(out, tx);
        write_signature(out, v, signature);
    }
    return out;
}

U256 v_of(const Transaction& tx, const Signature& signature) {
    if (tx.type == TransactionType::legacy) return eip155_v(tx.chain_id, signature.y_parity);
    return U256{signature.y_parity ? 1U : 0U};
}

}  // namespace

Bytes signing_payload(const Transaction& transaction) {
    Bytes out = start_envelope(transaction);
    {
        const rlp::List list{out};
        write_fields(out, transaction);
        if (transaction.type == TransactionType::legacy) {
            rlp::write_integer(out, transaction.chain_id);
            rlp::write_integer(out, 0U);
            rlp::write_integer(out, 0U);
        }
    }
    return out;
}

Hash signing_hash(const Transaction& transaction) {
    return keccak256(signing_payload(transaction));
}

SignedTransaction::SignedTransaction(Transaction body, const Signature& signature, Bytes raw,
                                     bool system)
    : body_{std::move(body)},
      signature_{signature},
      raw_{std::move(raw)},
      hash_{keccak256(raw_)},
      system_{system} {}

SignedTransaction::SignedTransaction(const Transaction& body, const Signature& signature)
    : SignedTransaction{body, signature, encode(body, v_of(body, signature), signature), false} {}

U256 SignedTransaction::v() const {
    return system_ ? U256{} : v_of(body_, signature_);
}

void SignedTransaction::set_sender(const Address& sender) {
    CHECK(!sender_ || *sender_ == sender);
    sender_ = sender;
}

Result<Address, Reject> SignedTransaction::sender() {
    if (!sender_) sender_ = TRY(recover_sender(*this));
    return *sender_;
}

SignedTransaction sign_transaction(const Transaction& transaction, const PrivateKey& key) {
    return {transaction, sign(key, signing_hash(transaction))};
}

Result<Address, Reject> recover_sender(const SignedTransaction& transaction) {
    if (transaction.known_sender()) return *transaction.known_sender();
    const auto sender = recover(signing_hash(transaction.body()), transaction.signature());
    if (!sender) {
        return std::unexpected(
            Reject{RejectCode::signature_invalid,
                   "no key can have made this signature: r is the x of no point of secp256k1, or r "
                   "or s is out of range"});
    }
    return *sender;
}

SignedTransaction make_system_transaction(Height height, const U256& base_fee) {
    Transaction body{.type = TransactionType::legacy,
                     .chain_id = {},
                     .nonce = Nonce{height.value},
                     .fee_per_gas_max = base_fee,
                     .tip_per_gas_max = base_fee,
                     .gas_limit = {},
                     .to = system_address,
                     .value = {},
                     .data = {},
                     .access_list = {}};
    Bytes raw = encode(body, U256{}, Signature{});
    SignedTransaction transaction{std::move(body), Signature{}, std::move(raw), true};
    transaction.set_sender(system_address);
    return transaction;
}

Gas intrinsic_gas(const Transaction& transaction) {
    constexpr std::uint64_t base = 21000;
    constexpr std::uint64_t zero_byte = 4;
    constexpr std::uint64_t other_byte = 16;
    constexpr std::uint64_t listed_address = 2400;
    constexpr std::uint64_t listed_slot = 1900;
    const auto zeros = static_cast<std::uint64_t>(std::ranges::count(transaction.data, Byte{0}));
    std::uint64_t gas = base + zeros * zero_byte + (transaction.data.size() - zeros) * other_byte;
    for (const AccessListEntry& entry : transaction.access_list)
        gas += listed_address + entry.slots.size() * listed_slot;
    return Gas{gas};
}

U256 effective_gas_price(const Transaction& transaction, const U256& base_fee) {
    const auto wanted = checked_add(base_fee, transaction.tip_per_gas_max);
    if (!wanted) return transaction.fee_per_gas_max;
    return std::min(*wanted, transaction.fee_per_gas_max);
}

U256 effective_tip(const Transaction& transaction, const U256& base_fee) {
    return checked_sub(effective_gas_price(transaction, base_fee), base_fee).value_or(U256{});
}

std::optional<Amount> upfront_cost(const Transaction& transaction) {
    const auto fee = checked_mul(U256{transaction.gas_limit.value}, transaction.fee_per_gas_max);
    if (!fee) return std::nullopt;
    return checked_add(Amount{*fee}, transaction.value);
}

}  // namespace ambag::chain
