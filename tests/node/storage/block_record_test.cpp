// SPDX-License-Identifier: Apache-2.0
#include "node/storage/block_record.hpp"

#include <gtest/gtest.h>

#include "chain/crypto/secp256k1.hpp"

namespace ambag::test {

using namespace chain;
using node::BlockRecord;
using node::decode_body;
using node::encode_body;

namespace {

Log log_of(std::uint8_t number, std::size_t topics, std::size_t data) {
    Log log;
    log.address = Address{{number}};
    for (std::size_t i = 0; i < topics; ++i)
        log.topics.push_back(Hash{{number, static_cast<Byte>(i + 1)}});
    log.data = Bytes(data, number);
    return log;
}

node::StoredTransaction stored(TransactionType type, bool success, std::vector<Log> logs) {
    Transaction body;
    body.type = type;
    body.chain_id = ChainId{31337};
    body.nonce = Nonce{7};
    body.fee_per_gas_max = U256{1'000'000'000U};
    body.gas_limit = Gas{21000};
    body.to = Address{{0xaa}};
    body.value = Amount{U256{5U}};
    const PrivateKey key = *PrivateKey::from(Bytes(32, 0x11));
    return {sign_transaction(body, key), make_receipt(type, success, Gas{42000}, std::move(logs)),
            Gas{21000}, U256{900'000'000U}, Bytes{1, 2, 3}};
}

BlockRecord body_of_every_kind() {
    BlockRecord record;
    record.dev_balances.push_back({Address{{0xdd}}, Amount{U256{12U}}});
    record.transactions.push_back(stored(TransactionType::legacy, true, {}));
    record.transactions.push_back(stored(TransactionType::access_list, false, {}));
    record.transactions.push_back(
        stored(TransactionType::dynamic_fee, true, {log_of(1, 0, 0), log_of(2, 4, 100)}));
    return record;
}

}  // namespace

TEST(BlockRecord, a_body_reads_back_with_the_blooms_of_its_logs) {
    const BlockRecord record = body_of_every_kind();
    BlockRecord read;
    ASSERT_TRUE(decode_body(encode_body(record), read));
    EXPECT_EQ(read.dev_balances.size(), 1U);
    ASSERT_EQ(read.transactions.size(), record.transactions.size());
    for (std::size_t i = 0; i < read.transactions.size(); ++i) {
        const node::StoredTransaction& got = read.transactions[i];
        const node::StoredTransaction& put = record.transactions[i];
        EXPECT_EQ(got.transaction.raw(), put.transaction.raw());
        EXPECT_EQ(got.transaction.known_sender(), put.transaction.known_sender());
        EXPECT_EQ(got.receipt, put.receipt);
        EXPECT_EQ(encode_receipt(got.receipt), encode_receipt(put.receipt));
        EXPECT_EQ(got.gas_used, put.gas_used);
        EXPECT_EQ(got.effective_gas_price, put.effective_gas_price);
        EXPECT_EQ(got.output, put.output);
    }
}

TEST(BlockRecord, a_bloom_takes_no_room) {
    BlockRecord record;
    record.transactions.push_back(stored(TransactionType::dynamic_fee, true, {}));
    EXPECT_LT(encode_body(record).size(), 256U);
}

TEST(BlockRecord, a_body_cut_anywhere_is_refused) {
    const Bytes whole = encode_body(body_of_every_kind());
    for (std::size_t size = 0; size < whole.size(); ++size) {
        BlockRecord read;
        EXPECT_FALSE(decode_body(BytesView{whole}.first(size), read)) << size;
    }
}

}  // namespace ambag::test
