// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <utility>

#include "chain/codec/rlp.hpp"
#include "chain/codec/transaction.hpp"

namespace ambag::chain {

namespace {

constexpr std::uint64_t eip155_offset = 35;

std::unexpected<Reject> refuse(RejectCode code, std::string detail) {
    return std::unexpected(Reject{code, std::move(detail)});
}

// The value, or a Reject that names the field.
template <class T>
Result<T, Reject> field(std::string_view name, rlp::Decoded<T> value) {
    if (value) return std::move(value).value();
    return refuse(RejectCode::malformed,
                  std::string{name} + ": " + std::string{rlp::describe(value.error())});
}

Result<void, Reject> finish(std::string_view name, const rlp::Cursor& cursor) {
    if (cursor.done()) return {};
    return refuse(RejectCode::malformed, "bytes are left after the " + std::string{name});
}

Result<std::optional<Address>, Reject> read_to(rlp::Cursor& list) {
    const BytesView to = TRY(field("to", list.read_string()));
    if (to.empty()) return std::optional<Address>{};
    if (to.size() != Address::width)
        return refuse(RejectCode::malformed,
                      "to: " + std::to_string(to.size()) + " bytes, an address has 20");
    return std::optional{Address::from(to)};
}

Result<std::vector<AccessListEntry>, Reject> read_access_list(rlp::Cursor& list) {
    constexpr std::string_view name = "accessList";
    std::vector<AccessListEntry> entries;
    rlp::Cursor items = TRY(field(name, list.read_list()));
    while (!items.done()) {
        rlp::Cursor pair = TRY(field(name, items.read_list()));
        AccessListEntry& entry = entries.emplace_back();
        entry.address = TRY(field(name, pair.read_fixed<Address>()));
        rlp::Cursor slots = TRY(field(name, pair.read_list()));
        while (!slots.done()) entry.slots.push_back(TRY(field(name, slots.read_fixed<Slot>())));
        TRY(finish("slots of an accessList entry", pair));
    }
    return entries;
}

Result<Hash, Reject> read_scalar(std::string_view name, rlp::Cursor& list) {
    const BytesView bytes = TRY(field(name, list.read_integer(Hash::width)));
    Hash scalar;
    std::ranges::copy(bytes, scalar.bytes.end() - static_cast<std::ptrdiff_t>(bytes.size()));
    return scalar;
}

Result<void, Reject> read_scalars(rlp::Cursor& list, Signature& signature) {
    signature.r = TRY(read_scalar("r", list));
    signature.s = TRY(read_scalar("s", list));
    return {};
}

Result<void, Reject> check_scalars(const Signature& signature) {
    if (in_range(signature)) return {};
    if (!is_low_s(signature.s))
        return refuse(RejectCode::signature_invalid,
                      "s is above half the order of secp256k1; only the low one of the two "
                      "signatures is accepted (EIP-2)");
    return refuse(RejectCode::signature_invalid,
                  "r or s is zero, or r is not below the order of secp256k1");
}

// Everything before the signature, in the order of the wire.
Result<void, Reject> read_fields(rlp::Cursor& list, Transaction& tx) {
    const bool typed = tx.type != TransactionType::legacy;
    const bool dynamic = tx.type == TransactionType::dynamic_fee;
    if (typed) tx.chain_id = TRY(field("chainId", list.read_quantity<ChainId>()));
    tx.nonce = TRY(field("nonce", list.read_quantity<Nonce>()));
    if (dynamic) tx.tip_per_gas_max = TRY(field("maxPriorityFeePerGas", list.read_u256()));
    tx.fee_per_gas_max = TRY(field(dynamic ? "maxFeePerGas" : "gasPrice", list.read_u256()));
    if (!dynamic) tx.tip_per_gas_max = tx.fee_per_gas_max;
    tx.gas_limit = TRY(field("gas", list.read_quantity<Gas>()));
    tx.to = TRY(read_to(list));
    tx.value = Amount{TRY(field("value", list.read_u256()))};
    tx.data = to_bytes(TRY(field("data", list.read_string())));
    if (typed) tx.access_list = TRY(read_access_list(list));
    return {};
}

Result<void, Reject> check_nonce(const Transaction& tx) {
    if (tx.nonce.value < std::numeric_limits<std::uint64_t>::max()) return {};
    return refuse(RejectCode::nonce_too_high, "a nonce is at most 2^64 - 2 (EIP-2681)");
}

// y-parity of types 1 and 2.
Result<bool, Reject> read_parity(rlp::Cursor& list) {
    const U256 parity = TRY(field("yParity", list.read_u256()));
    if (parity > U256{1U})
        return refuse(RejectCode::signature_invalid,
                      "yParity is " + parity.to_decimal() + "; it is 0 or 1");
    return !parity.is_zero();
}

// v of type 0, which carries the chain id.
Result<bool, Reject> read_v(rlp::Cursor& list, Transaction& tx) {
    const U256 v = TRY(field("v", list.read_u256()));
    if (v == U256{27U} || v == U256{28U})
        return refuse(
            RejectCode::chain_id_missing,
            "v is " + v.to_decimal() + ", a signature without chain id; sign with one (EIP-155)");
    const auto encoded = checked_sub(v, U256{eip155_offset});
    if (!encoded)
        return refuse(RejectCode::signature_invalid,
                      "v is " + v.to_decimal() + "; it is 35 + 2 * chain id + parity (EIP-155)");
    const auto chain_id = (*encoded >> 1).to_u64();
    if (!chain_id)
        return refuse(RejectCode::chain_id_wrong, "the chain id in v has more than 64 bits");
    tx.chain_id = ChainId{*chain_id};
    return (encoded->low_u64() & 1) != 0;
}

Result<TransactionType, Reject> read_type(BytesView raw) {
    if (raw.empty()) return refuse(RejectCode::malformed, "the transaction is empty");
    const Byte first = raw.front();
    if (first >= 0xC0) return TransactionType::legacy;
    if (first == 1 || first == 2) return static_cast<TransactionType>(first);
    if (first >= 0x80)
        return refuse(RejectCode::malformed,
                      "a transaction starts with its type or with an RLP list, not with a string");
    return refuse(RejectCode::type_unsupported,
                  "transactions of type " + std::to_string(first) +
                      " are not supported; send type 0 (EIP-155), 1 or 2");
}

}  // namespace

Result<SignedTransaction, Reject> decode_transaction(BytesView raw) {
    if (raw.size() > transaction_bytes_max)
        return refuse(RejectCode::oversize,
                      "the transaction has " + std::to_string(raw.size()) + " bytes; at most " +
                          std::to_string(transaction_bytes_max) + " are accepted");
    Transaction tx;
    tx.type = TRY(read_type(raw));
    const bool legacy = tx.type == TransactionType::legacy;
    rlp::Cursor outer{legacy ? raw : raw.subspan(1)};
    rlp::Cursor list = TRY(field("transaction", outer.read_list()));
    TRY(finish("transaction", outer));
    TRY(read_fields(list, tx));
    Signature signature;
    signature.y_parity = legacy ? TRY(read_v(list, tx)) : TRY(read_parity(list));
    TRY(read_scalars(list, signature));
    TRY(finish("signature", list));
    TRY(check_nonce(tx));
    TRY(check_scalars(signature));
    return SignedTransaction{std::move(tx), signature, to_bytes(raw), false};
}

Result<SignedTransaction, Reject> decode_block_transaction(BytesView raw) {
    constexpr std::array<Byte, 3> unsigned_end{0x80, 0x80, 0x80};  // v = r = s = 0
    if (raw.size() < unsigned_end.size() ||
        !std::ranges::equal(raw.last(unsigned_end.size()), unsigned_end))
        return decode_transaction(raw);
    rlp::Cursor outer{raw};
    if (auto list = outer.read_list()) {
        const auto height = list->read_quantity<Height>();
        const auto base_fee = list->read_u256();
        if (height && base_fee) {
            SignedTransaction system = make_system_transaction(*height, *base_fee);
            if (std::ranges::equal(system.raw(), raw)) return system;
        }
    }
    return decode_transaction(raw);
}

Result<void, Reject> check_chain_id(const Transaction& transaction, ChainId expected) {
    if (transaction.chain_id == expected) return {};
    return refuse(RejectCode::chain_id_wrong, "the transaction is signed for chain id " +
                                                  std::to_string(transaction.chain_id.value) +
                                                  "; this chain is " +
                                                  std::to_string(expected.value));
}

}  // namespace ambag::chain
