// SPDX-License-Identifier: Apache-2.0
#include "chain/codec/block.hpp"

#include "chain/codec/rlp.hpp"
#include "tests/chain/vector_file.hpp"

namespace ambag::chain {

namespace {

std::vector<Log> logs_of(const test::Record& record) {
    std::vector<Log> logs;
    if (record.empty("logs")) return logs;
    for (const std::string& text : test::split(record.text("logs"), ';')) {
        const auto parts = test::split(text, ':');
        Log& log = logs.emplace_back();
        log.address = fixed_from_hex<Address>(parts[0]).value();
        log.data = from_hex(parts[2]).value();
        if (parts[1].empty()) continue;
        for (const std::string& topic : test::split(parts[1], ','))
            log.topics.push_back(fixed_from_hex<Hash>(topic).value());
    }
    return logs;
}

Header header_of(const test::Record& record) {
    Header header;
    header.parent_hash = record.fixed<Hash>("parent_hash");
    header.miner = record.fixed<Address>("miner");
    header.state_root = record.fixed<Hash>("state_root");
    header.transactions_root = record.fixed<Hash>("transactions_root");
    header.receipts_root = record.fixed<Hash>("receipts_root");
    header.logs_bloom = record.fixed<Bloom>("logs_bloom");
    header.number = Height{record.u64("number")};
    header.gas_limit = Gas{record.u64("gas_limit")};
    header.gas_used = Gas{record.u64("gas_used")};
    header.timestamp = Timestamp{record.u64("timestamp")};
    header.extra_data = record.bytes("extra_data");
    header.base_fee_per_gas = record.number("base_fee");
    return header;
}

// The items of an encoded header, for changing one.
std::vector<Bytes> items_of(BytesView encoded) {
    rlp::Cursor outer{encoded};
    rlp::Cursor list = outer.read_list().value();
    std::vector<Bytes> items;
    while (!list.done()) items.push_back(to_bytes(list.read_string().value()));
    return items;
}

Bytes list_of(const std::vector<Bytes>& items) {
    Bytes out;
    {
        const rlp::List list{out};
        for (const Bytes& item : items) rlp::write_string(out, item);
    }
    return out;
}

}  // namespace

TEST(Header, agrees_with_ethereumjs) {
    for (const test::Record& record : test::read_records("tx/headers.txt")) {
        const Header header = header_of(record);
        EXPECT_EQ(to_hex(encode_header(header)), record.text("encoded"));
        EXPECT_EQ(to_hex(hash_of(header)), record.text("hash"));
        const auto decoded = decode_header(record.bytes("encoded"));
        ASSERT_TRUE(decoded) << decoded.error().text();
        EXPECT_EQ(*decoded, header);
    }
}

TEST(Header, holds_the_published_constants) {
    // Yellow paper: KEC(RLP(())) and KEC(RLP("")), as every Ethereum header without uncles and
    // transactions shows them.
    EXPECT_EQ(to_hex(empty_uncles_hash),
              "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347");
    EXPECT_EQ(to_hex(empty_trie_root),
              "0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421");
}

TEST(Header, refuses_what_is_not_its_one_form) {
    const Bytes encoded = test::read_records("tx/headers.txt")[1].bytes("encoded");
    const std::vector<Bytes> items = items_of(encoded);
    ASSERT_EQ(items.size(), 16U);
    ASSERT_EQ(list_of(items), encoded);
    struct Case {
        std::size_t item;
        Bytes content;
        std::string_view field;
    };
    for (const Case& bad : {Case{1, Bytes(32, 1), "sha3Uncles"}, Case{2, Bytes(19, 1), "miner"},
                            Case{6, Bytes(255, 0), "logsBloom"}, Case{7, {1}, "difficulty"},
                            Case{8, {0, 1}, "number"}, Case{9, Bytes(9, 1), "gasLimit"},
                            Case{12, Bytes(33, 0), "extraData"}, Case{13, Bytes(32, 1), "mixHash"},
                            Case{14, Bytes(8, 1), "nonce"}, Case{14, Bytes(7, 0), "nonce"},
                            Case{15, {0}, "baseFeePerGas"}}) {
        std::vector<Bytes> changed = items;
        changed[bad.item] = bad.content;
        const auto decoded = decode_header(list_of(changed));
        ASSERT_FALSE(decoded) << bad.field;
        EXPECT_EQ(decoded.error().field, bad.field);
    }
    std::vector<Bytes> longer = items;  // Shanghai's withdrawalsRoot
    longer.emplace_back(32, 1);
    EXPECT_FALSE(decode_header(list_of(longer)));
    for (std::size_t size = 0; size < encoded.size(); ++size)
        EXPECT_FALSE(decode_header(BytesView{encoded}.first(size)));
    Bytes trailing = encoded;
    trailing.push_back(0);
    EXPECT_FALSE(decode_header(trailing));
}

TEST(Receipt, agrees_with_ethereumjs) {
    for (const test::Record& record : test::read_records("tx/receipts.txt")) {
        const Receipt receipt = make_receipt(static_cast<TransactionType>(record.u64("type")),
                                             record.text("status") == "1",
                                             Gas{record.u64("cumulative")}, logs_of(record));
        EXPECT_EQ(to_hex(receipt.bloom), record.text("bloom"));
        EXPECT_EQ(to_hex(encode_receipt(receipt)), record.text("encoded"));
        const auto decoded = decode_receipt(record.bytes("encoded"));
        ASSERT_TRUE(decoded) << decoded.error().text();
        EXPECT_EQ(*decoded, receipt);
    }
}

TEST(Receipt, refuses_what_is_not_its_one_form) {
    const Receipt good = make_receipt(TransactionType::legacy, true, Gas{5},
                                      {{Address{{1}}, std::vector<Hash>(4), {1, 2}}});
    const Bytes encoded = encode_receipt(good);
    ASSERT_TRUE(decode_receipt(encoded));
    for (std::size_t size = 0; size < encoded.size(); ++size)
        EXPECT_FALSE(decode_receipt(BytesView{encoded}.first(size)));
    Bytes bad = encoded;
    bad.push_back(0);
    EXPECT_FALSE(decode_receipt(bad));
    bad = encoded;
    bad.insert(bad.begin(), 3);
    EXPECT_FALSE(decode_receipt(bad));
    EXPECT_FALSE(decode_receipt({}));

    Receipt other = good;
    other.bloom.bytes[0] ^= 1;
    EXPECT_EQ(decode_receipt(encode_receipt(other)).error().field, "bloom");
    other = make_receipt(TransactionType::legacy, true, Gas{5},
                         {{Address{{1}}, std::vector<Hash>(5), {}}});
    EXPECT_EQ(decode_receipt(encode_receipt(other)).error().field, "topics");
}

TEST(Bloom, contains_what_was_added_and_joins) {
    const test::Record record = test::read_records("tx/receipts.txt")[2];
    const std::vector<Log> logs = logs_of(record);
    Bloom joined;
    for (const Log& log : logs) merge_bloom(joined, bloom_of({&log, 1}));
    EXPECT_EQ(to_hex(joined), record.text("bloom"));
    EXPECT_TRUE(may_contain(joined, logs[0].topics[1]));
    EXPECT_FALSE(may_contain(joined, Address{{9, 9, 9}}));
    EXPECT_FALSE(may_contain(Bloom{}, logs[0].address));
}

TEST(Block, encodes_typed_transactions_as_strings_and_legacy_ones_as_lists) {
    const Header header = header_of(test::read_records("tx/headers.txt")[1]);
    std::vector<SignedTransaction> transactions;
    for (const test::Record& record : test::read_records("tx/transactions.txt"))
        transactions.push_back(decode_transaction(record.bytes("raw")).value());
    const Bytes encoded = encode_block(header, transactions);
    rlp::Cursor outer{encoded};
    rlp::Cursor block = outer.read_list().value();
    EXPECT_TRUE(outer.done());
    EXPECT_TRUE(std::ranges::equal(block.read_item().value(), encode_header(header)));
    rlp::Cursor list = block.read_list().value();
    for (const SignedTransaction& transaction : transactions) {
        const bool legacy = transaction.body().type == TransactionType::legacy;
        EXPECT_EQ(list.next_is_list(), legacy);
        const BytesView item = legacy ? list.read_item().value() : list.read_string().value();
        EXPECT_TRUE(std::ranges::equal(item, transaction.raw()));
    }
    EXPECT_TRUE(list.done());
    EXPECT_TRUE(block.read_list().value().done());
    EXPECT_TRUE(block.done());
}

}  // namespace ambag::chain
