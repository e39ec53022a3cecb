// SPDX-License-Identifier: Apache-2.0
#include "chain/codec/transaction.hpp"

#include <limits>

#include "chain/codec/rlp.hpp"
#include "chain/crypto/hash.hpp"
#include "tests/chain/vector_file.hpp"

namespace ambag::chain {

namespace {

std::vector<AccessListEntry> access_list_of(const test::Record& record) {
    std::vector<AccessListEntry> entries;
    if (record.empty("access_list")) return entries;
    for (const std::string& text : test::split(record.text("access_list"), ';')) {
        const auto parts = test::split(text, ':');
        AccessListEntry& entry = entries.emplace_back();
        entry.address = fixed_from_hex<Address>(parts[0]).value();
        if (parts[1].empty()) continue;
        for (const std::string& slot : test::split(parts[1], ','))
            entry.slots.push_back(fixed_from_hex<Slot>(slot).value());
    }
    return entries;
}

Transaction body_of(const test::Record& record) {
    Transaction tx;
    tx.type = static_cast<TransactionType>(record.u64("type"));
    tx.chain_id = ChainId{record.u64("chain_id")};
    tx.nonce = Nonce{record.u64("nonce")};
    tx.fee_per_gas_max = record.number("fee_cap");
    tx.tip_per_gas_max = record.number("tip_cap");
    tx.gas_limit = Gas{record.u64("gas")};
    if (!record.empty("to")) tx.to = record.fixed<Address>("to");
    tx.value = Amount{record.number("value")};
    tx.data = record.bytes("data");
    tx.access_list = access_list_of(record);
    return tx;
}

PrivateKey some_key() {
    return PrivateKey::from(U256{7U}.to_word()).value();
}

Transaction some_transaction(TransactionType type) {
    Transaction tx;
    tx.type = type;
    tx.chain_id = ChainId{31337};
    tx.nonce = Nonce{1};
    tx.fee_per_gas_max = U256{1000U};
    tx.tip_per_gas_max = type == TransactionType::dynamic_fee ? U256{10U} : U256{1000U};
    tx.gas_limit = Gas{21000};
    tx.to = Address{{1, 2, 3}};
    return tx;
}

// A transaction of one list of integers and strings, behind `prefix`; an integer is given by its
// bytes, so that wrong ones can be written.
Bytes wire(BytesView prefix, const std::vector<Bytes>& items, bool access_list) {
    Bytes out = to_bytes(prefix);
    const std::size_t list_at = items.size() - 3;
    {
        const rlp::List list{out};
        for (std::size_t i = 0; i < items.size(); ++i) {
            if (access_list && i == list_at) rlp::write_list_prefix(out, 0);
            rlp::write_string(out, items[i]);
        }
    }
    return out;
}

// The items of a well-formed transaction of type 0 with `v`, and of type 2 with `parity`.
std::vector<Bytes> legacy_items(Bytes v) {
    return {{1}, {2}, {0x52, 0x08}, Bytes(20, 1), {}, {}, std::move(v), {1}, {1}};
}
std::vector<Bytes> dynamic_items(Bytes parity) {
    return {{1}, {1}, {1}, {2}, {0x52, 0x08}, Bytes(20, 1), {}, {}, std::move(parity), {1}, {1}};
}
constexpr std::array<Byte, 1> type_2{2};

RejectCode code_of(BytesView raw) {
    const auto decoded = decode_transaction(raw);
    if (decoded) {
        ADD_FAILURE() << "accepted: " << to_hex(raw);
        return RejectCode::insufficient_funds;
    }
    EXPECT_FALSE(decoded.error().detail.empty());
    return decoded.error().code;
}

}  // namespace

TEST(Transaction, agrees_with_viem_ethers_and_ethereumjs) {
    for (const test::Record& record : test::read_records("tx/transactions.txt")) {
        const Bytes raw = record.bytes("raw");
        auto decoded = decode_transaction(raw);
        ASSERT_TRUE(decoded) << decoded.error().detail;
        const Transaction body = body_of(record);
        EXPECT_EQ(decoded->body(), body);
        EXPECT_EQ(to_hex(decoded->hash()), record.text("hash"));
        EXPECT_EQ(to_hex(signing_hash(body)), record.text("signing_hash"));
        EXPECT_EQ(to_hex(decoded->sender().value()), record.text("sender"));
        const Signature expected{record.fixed<Hash>("r"), record.fixed<Hash>("s"),
                                 record.text("parity") == "1"};
        EXPECT_EQ(decoded->signature(), expected);

        const auto ours = sign_transaction(body, PrivateKey::from(record.bytes("key")).value());
        EXPECT_EQ(to_hex(ours.raw()), record.text("raw"));
        EXPECT_EQ(to_hex(ours.hash()), record.text("hash"));
        EXPECT_EQ(ours.v(), decoded->v());
    }
}

TEST(Transaction, gives_v_as_eip155_and_eip1559_have_it) {
    auto legacy = SignedTransaction{some_transaction(TransactionType::legacy), {{}, {}, true}};
    EXPECT_EQ(legacy.v(), U256{2U * 31337U + 36U});
    auto dynamic =
        SignedTransaction{some_transaction(TransactionType::dynamic_fee), {{}, {}, true}};
    EXPECT_EQ(dynamic.v(), U256{1U});
}

TEST(Transaction, reads_the_handmade_forms_that_the_refusals_below_start_from) {
    EXPECT_TRUE(decode_transaction(wire({}, legacy_items({37}), false)));
    EXPECT_TRUE(decode_transaction(wire(type_2, dynamic_items({}), true)));
    EXPECT_TRUE(decode_transaction(wire(type_2, dynamic_items({1}), true)));
}

TEST(Transaction, refuses_every_truncation_and_every_trailing_byte) {
    for (const test::Record& record : test::read_records("tx/transactions.txt")) {
        const Bytes raw = record.bytes("raw");
        for (std::size_t size = 0; size < raw.size(); ++size)
            EXPECT_EQ(code_of(BytesView{raw}.first(size)), RejectCode::malformed) << size;
        Bytes longer = raw;
        longer.push_back(0);
        EXPECT_EQ(code_of(longer), RejectCode::malformed);
    }
}

TEST(Transaction, refuses_integers_that_are_not_minimal) {
    for (const std::size_t i : {0U, 1U, 2U, 4U, 6U, 7U, 8U}) {
        auto items = legacy_items({37});
        items[i].insert(items[i].begin(), 0);
        EXPECT_EQ(code_of(wire({}, items, false)), RejectCode::malformed) << i;
    }
    EXPECT_EQ(code_of(wire(type_2, dynamic_items({0}), true)), RejectCode::malformed);
    // A one-byte string below 0x80 written with a prefix, in the place of the nonce.
    Bytes raw = wire({}, legacy_items({37}), false);
    ASSERT_EQ(raw[1], 1);
    raw.insert(raw.begin() + 1, 0x81);
    ++raw[0];
    EXPECT_EQ(code_of(raw), RejectCode::malformed);
}

TEST(Transaction, refuses_fields_too_wide_too_few_and_too_many) {
    auto items = legacy_items({37});
    items[2] = Bytes(9, 1);  // gas
    EXPECT_EQ(code_of(wire({}, items, false)), RejectCode::malformed);
    items = legacy_items({37});
    items[4] = Bytes(33, 1);  // value
    EXPECT_EQ(code_of(wire({}, items, false)), RejectCode::malformed);
    for (const std::size_t width : {1U, 19U, 21U}) {
        items = legacy_items({37});
        items[3] = Bytes(width, 1);  // to
        EXPECT_EQ(code_of(wire({}, items, false)), RejectCode::malformed);
    }
    items = legacy_items({37});
    items.push_back({1});
    EXPECT_EQ(code_of(wire({}, items, false)), RejectCode::malformed);
    items.resize(6);  // unsigned, pre-EIP-155
    EXPECT_EQ(code_of(wire({}, items, false)), RejectCode::malformed);
    EXPECT_EQ(code_of(wire(type_2, dynamic_items({1}), false)), RejectCode::malformed);
}

TEST(Transaction, refuses_types_other_than_0_1_and_2) {
    for (const unsigned type : {0U, 3U, 4U, 5U, 0x7FU}) {
        const std::array<Byte, 1> prefix{static_cast<Byte>(type)};
        EXPECT_EQ(code_of(wire(prefix, dynamic_items({1}), true)), RejectCode::type_unsupported);
    }
    EXPECT_EQ(code_of({}), RejectCode::malformed);
    EXPECT_EQ(code_of(Bytes{0x80}), RejectCode::malformed);
    EXPECT_EQ(code_of(Bytes{0xB8, 0x38}), RejectCode::malformed);
}

TEST(Transaction, demands_a_chain_id) {
    for (const unsigned v : {27U, 28U})
        EXPECT_EQ(code_of(wire({}, legacy_items({static_cast<Byte>(v)}), false)),
                  RejectCode::chain_id_missing);
    const Transaction tx = some_transaction(TransactionType::legacy);
    EXPECT_TRUE(check_chain_id(tx, ChainId{31337}));
    const auto wrong = check_chain_id(tx, ChainId{1});
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, RejectCode::chain_id_wrong);
    EXPECT_EQ(wrong.error().detail,
              "the transaction is signed for chain id 31337; this chain is 1");
}

TEST(Transaction, refuses_v_and_parity_out_of_their_sets) {
    for (const unsigned v : {1U, 26U, 29U, 34U})
        EXPECT_EQ(code_of(wire({}, legacy_items({static_cast<Byte>(v)}), false)),
                  RejectCode::signature_invalid);
    EXPECT_EQ(code_of(wire({}, legacy_items(Bytes(12, 1)), false)), RejectCode::chain_id_wrong);
    for (const unsigned parity : {2U, 27U, 28U})
        EXPECT_EQ(code_of(wire(type_2, dynamic_items({static_cast<Byte>(parity)}), true)),
                  RejectCode::signature_invalid);
}

TEST(Transaction, refuses_the_high_s_twin_and_scalars_out_of_range) {
    // SEC 2, section 2.4.1.
    const Hash order =
        fixed_from_hex<Hash>("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")
            .value();
    for (const auto type :
         {TransactionType::legacy, TransactionType::access_list, TransactionType::dynamic_fee}) {
        const auto good = sign_transaction(some_transaction(type), some_key());
        ASSERT_TRUE(decode_transaction(good.raw()));
        const Signature& made = good.signature();
        const Hash high =
            checked_sub(U256::from_big_endian(order), U256::from_big_endian(made.s))->to_word();
        for (const Signature& bad :
             {Signature{made.r, high, !made.y_parity}, Signature{made.r, Hash{}, made.y_parity},
              Signature{Hash{}, made.s, made.y_parity}, Signature{order, made.s, made.y_parity}}) {
            const SignedTransaction twin{good.body(), bad};
            EXPECT_EQ(code_of(twin.raw()), RejectCode::signature_invalid);
        }
    }
}

TEST(Transaction, refuses_a_signature_that_no_key_made) {
    const SignedTransaction orphan{some_transaction(TransactionType::dynamic_fee),
                                   {U256{5U}.to_word(), U256{1U}.to_word(), false}};
    auto decoded = decode_transaction(orphan.raw());
    ASSERT_TRUE(decoded);  // 5 is in range, but no point has it as its x
    const auto sender = decoded->sender();
    ASSERT_FALSE(sender);
    EXPECT_EQ(sender.error().code, RejectCode::signature_invalid);
}

TEST(Transaction, refuses_more_than_128_kib) {
    Transaction tx = some_transaction(TransactionType::dynamic_fee);
    tx.data = Bytes(transaction_bytes_max, 1);
    const std::size_t excess =
        sign_transaction(tx, some_key()).raw().size() - transaction_bytes_max;
    EXPECT_EQ(code_of(sign_transaction(tx, some_key()).raw()), RejectCode::oversize);
    tx.data.resize(transaction_bytes_max - excess);
    EXPECT_EQ(sign_transaction(tx, some_key()).raw().size(), transaction_bytes_max);
    EXPECT_TRUE(decode_transaction(sign_transaction(tx, some_key()).raw()));
}

TEST(Transaction, refuses_the_nonce_that_could_not_be_followed) {
    Transaction tx = some_transaction(TransactionType::dynamic_fee);
    tx.nonce = Nonce{std::numeric_limits<std::uint64_t>::max()};
    EXPECT_EQ(code_of(sign_transaction(tx, some_key()).raw()), RejectCode::nonce_too_high);
    tx.nonce = Nonce{std::numeric_limits<std::uint64_t>::max() - 1};
    EXPECT_TRUE(decode_transaction(sign_transaction(tx, some_key()).raw()));
}

TEST(Transaction, decodes_a_contract_creation_and_leaves_its_refusal_to_admission) {
    Transaction tx = some_transaction(TransactionType::dynamic_fee);
    tx.to.reset();
    const auto decoded = decode_transaction(sign_transaction(tx, some_key()).raw());
    ASSERT_TRUE(decoded);
    EXPECT_FALSE(decoded->body().to);
}

TEST(Transaction, recovers_its_sender_once) {
    auto decoded = decode_transaction(
        sign_transaction(some_transaction(TransactionType::dynamic_fee), some_key()).raw());
    ASSERT_TRUE(decoded);
    EXPECT_FALSE(decoded->known_sender());
    const std::uint64_t before = recovery_count();
    const Address sender = decoded->sender().value();
    EXPECT_EQ(sender, address_of(some_key().public_key()));
    EXPECT_EQ(decoded->sender().value(), sender);
    EXPECT_EQ(recover_sender(*decoded).value(), sender);
    EXPECT_EQ(recovery_count(), before + 1);
    decoded->set_sender(sender);
    EXPECT_DEATH(decoded->set_sender(Address{}), "sender_");
}

TEST(SystemTransaction, has_the_published_shape_and_is_refused_from_outside) {
    // RLP by hand: nonce 5, gas price 7, gas 0, to, value 0, no data, v = r = s = 0.
    const std::string expected = "0xdd05078094fffffffffffffffffffffffffffffffffffffffe8080808080";
    const SignedTransaction made = make_system_transaction(Height{5}, U256{7U});
    EXPECT_EQ(to_hex(made.raw()), expected);
    EXPECT_EQ(made.hash(), keccak256(from_hex(expected).value()));
    EXPECT_TRUE(made.is_system());
    EXPECT_EQ(made.known_sender(), system_address);
    EXPECT_EQ(made.v(), U256{});
    EXPECT_EQ(code_of(made.raw()), RejectCode::signature_invalid);
    const SignedTransaction first = make_system_transaction(Height{0}, U256{});
    EXPECT_EQ(code_of(first.raw()), RejectCode::signature_invalid);
}

TEST(SystemTransaction, is_read_back_out_of_a_block) {
    const SignedTransaction made = make_system_transaction(Height{300}, U256{1000000000U});
    const auto read = decode_block_transaction(made.raw());
    ASSERT_TRUE(read);
    EXPECT_TRUE(read->is_system());
    EXPECT_EQ(read->body(), made.body());
    EXPECT_EQ(read->known_sender(), system_address);

    const auto ordinary = sign_transaction(some_transaction(TransactionType::legacy), some_key());
    const auto same = decode_block_transaction(ordinary.raw());
    ASSERT_TRUE(same);
    EXPECT_FALSE(same->is_system());

    // With value, or to another address, it is no system transaction.
    auto items = std::vector<Bytes>{{5}, {7}, {}, to_bytes(system_address), {1}, {}, {}, {}, {}};
    EXPECT_FALSE(decode_block_transaction(wire({}, items, false)));
    items[4].clear();
    EXPECT_TRUE(decode_block_transaction(wire({}, items, false)));
    items[3] = Bytes(20, 1);
    EXPECT_FALSE(decode_block_transaction(wire({}, items, false)));
    EXPECT_FALSE(decode_block_transaction({}));
}

TEST(Gas, intrinsic_gas_counts_bytes_and_access_list) {
    Transaction tx = some_transaction(TransactionType::dynamic_fee);
    EXPECT_EQ(intrinsic_gas(tx), Gas{21000});
    tx.data = {0, 0, 1, 2, 3};
    EXPECT_EQ(intrinsic_gas(tx), Gas{21000 + 2 * 4 + 3 * 16});
    tx.access_list = {{Address{}, {Slot{}, Slot{}}}, {Address{}, {}}};
    EXPECT_EQ(intrinsic_gas(tx), Gas{21000 + 2 * 4 + 3 * 16 + 2 * 2400 + 2 * 1900});
}

TEST(Gas, effective_price_follows_eip1559) {
    Transaction tx = some_transaction(TransactionType::dynamic_fee);  // cap 1000, tip 10
    EXPECT_EQ(effective_gas_price(tx, U256{100U}), U256{110U});
    EXPECT_EQ(effective_tip(tx, U256{100U}), U256{10U});
    EXPECT_EQ(effective_gas_price(tx, U256{995U}), U256{1000U});
    EXPECT_EQ(effective_tip(tx, U256{995U}), U256{5U});
    EXPECT_EQ(effective_tip(tx, U256{1001U}), U256{});
    tx = some_transaction(TransactionType::legacy);  // price 1000
    EXPECT_EQ(effective_gas_price(tx, U256{100U}), U256{1000U});
    EXPECT_EQ(effective_tip(tx, U256{100U}), U256{900U});
    tx.fee_per_gas_max = tx.tip_per_gas_max = U256::max();
    EXPECT_EQ(effective_gas_price(tx, U256{100U}), U256::max());
}

TEST(Gas, upfront_cost_is_gas_times_cap_and_value) {
    Transaction tx = some_transaction(TransactionType::dynamic_fee);
    tx.value = Amount{U256{5U}};
    EXPECT_EQ(upfront_cost(tx), Amount{U256{21000005U}});
    tx.value = Amount{U256::max()};
    EXPECT_FALSE(upfront_cost(tx));
    tx.value = Amount{};
    tx.fee_per_gas_max = U256::max();
    EXPECT_FALSE(upfront_cost(tx));
}

}  // namespace ambag::chain
