// SPDX-License-Identifier: Apache-2.0
#include "chain/codec/block.hpp"

#include "chain/base/check.hpp"
#include "chain/codec/rlp.hpp"
#include "chain/crypto/hash.hpp"

namespace ambag::chain {

namespace {

using HeaderNonce = FixedBytes<8, struct HeaderNonceTag>;

void write_header(Bytes& out, const Header& header) {
    CHECK(header.extra_data.size() <= extra_data_bytes_max);
    const rlp::List list{out};
    rlp::write_string(out, header.parent_hash);
    rlp::write_string(out, empty_uncles_hash);
    rlp::write_string(out, header.miner);
    rlp::write_string(out, header.state_root);
    rlp::write_string(out, header.transactions_root);
    rlp::write_string(out, header.receipts_root);
    rlp::write_string(out, header.logs_bloom);
    rlp::write_integer(out, 0U);  // difficulty
    rlp::write_integer(out, header.number);
    rlp::write_integer(out, header.gas_limit);
    rlp::write_integer(out, header.gas_used);
    rlp::write_integer(out, header.timestamp);
    rlp::write_string(out, header.extra_data);
    rlp::write_string(out, Hash{});         // mixHash
    rlp::write_string(out, HeaderNonce{});  // nonce
    rlp::write_integer(out, header.base_fee_per_gas);
}

}  // namespace

Bytes encode_header(const Header& header) {
    Bytes out;
    out.reserve(560);
    write_header(out, header);
    return out;
}

Hash hash_of(const Header& header) {
    return keccak256(encode_header(header));
}

Result<Header, Malformed> decode_header(BytesView encoded) {
    rlp::Cursor outer{encoded};
    rlp::Cursor list = TRY(named("header", outer.read_list()));
    TRY(named("header", outer.finish()));
    Header header;
    header.parent_hash = TRY(named("parentHash", list.read_fixed<Hash>()));
    const Hash uncles = TRY(named("sha3Uncles", list.read_fixed<Hash>()));
    TRY(require(uncles == empty_uncles_hash, "sha3Uncles", "not the hash of an empty list"));
    header.miner = TRY(named("miner", list.read_fixed<Address>()));
    header.state_root = TRY(named("stateRoot", list.read_fixed<Hash>()));
    header.transactions_root = TRY(named("transactionsRoot", list.read_fixed<Hash>()));
    header.receipts_root = TRY(named("receiptsRoot", list.read_fixed<Hash>()));
    header.logs_bloom = TRY(named("logsBloom", list.read_fixed<Bloom>()));
    const U256 difficulty = TRY(named("difficulty", list.read_u256()));
    TRY(require(difficulty.is_zero(), "difficulty", "not 0"));
    header.number = TRY(named("number", list.read_quantity<Height>()));
    header.gas_limit = TRY(named("gasLimit", list.read_quantity<Gas>()));
    header.gas_used = TRY(named("gasUsed", list.read_quantity<Gas>()));
    header.timestamp = TRY(named("timestamp", list.read_quantity<Timestamp>()));
    header.extra_data = to_bytes(TRY(named("extraData", list.read_string())));
    TRY(require(header.extra_data.size() <= extra_data_bytes_max, "extraData",
                "more than 32 bytes"));
    const Hash mix_hash = TRY(named("mixHash", list.read_fixed<Hash>()));
    TRY(require(mix_hash.is_zero(), "mixHash", "not 0"));
    const auto nonce = TRY(named("nonce", list.read_fixed<HeaderNonce>()));
    TRY(require(nonce.is_zero(), "nonce", "not 0"));
    header.base_fee_per_gas = TRY(named("baseFeePerGas", list.read_u256()));
    TRY(named("header", list.finish()));
    return header;
}

Bytes encode_block(const Header& header, std::span<const SignedTransaction> transactions) {
    Bytes out;
    {
        const rlp::List block{out};
        write_header(out, header);
        {
            const rlp::List list{out};
            for (const SignedTransaction& transaction : transactions) {
                if (transaction.body().type == TransactionType::legacy)
                    append(out, transaction.raw());
                else
                    rlp::write_string(out, transaction.raw());
            }
        }
        rlp::write_list_prefix(out, 0);  // uncles
    }
    return out;
}

}  // namespace ambag::chain
