// SPDX-License-Identifier: Apache-2.0
#include "chain/codec/eip712.hpp"

#include "chain/crypto/keccak_constant.hpp"
#include "chain/module/ecdsa.hpp"
#include "tests/chain/vector_file.hpp"

namespace ambag::chain {

namespace {

SigningDomain domain_of(const test::Record& record) {
    const Bytes name = record.bytes("domain_name");
    const Bytes version = record.bytes("domain_version");
    return {std::string{as_text(name)}, std::string{as_text(version)},
            ChainId{record.u64("chain_id")}, record.fixed<Address>("contract")};
}

void expect_vector(const test::Record& record, const Hash& struct_hash) {
    const Hash separator = domain_separator(domain_of(record));
    EXPECT_EQ(to_hex(separator), record.text("separator"));
    EXPECT_EQ(to_hex(struct_hash), record.text("struct"));
    const Hash digest = typed_data_digest(separator, struct_hash);
    EXPECT_EQ(to_hex(digest), record.text("digest"));
    const auto signer = recover_signer(digest, static_cast<std::uint8_t>(record.u64("v")),
                                       record.fixed<Hash>("r"), record.fixed<Hash>("s"));
    ASSERT_TRUE(signer);
    EXPECT_EQ(to_hex(*signer), record.text("signer"));
}

// A signature with its digest, from the vectors.
struct Signed {
    Hash digest, r, s;
    std::uint8_t v;
    Address signer;

    Bytes joined() const {
        Bytes all(65);
        std::copy(r.bytes.begin(), r.bytes.end(), all.begin());
        std::copy(s.bytes.begin(), s.bytes.end(), all.begin() + 32);
        all[64] = v;
        return all;
    }
};

Signed first_signed() {
    const test::Record record = test::read_records("eip712/permit.txt").at(0);
    return {record.fixed<Hash>("digest"), record.fixed<Hash>("r"), record.fixed<Hash>("s"),
            static_cast<std::uint8_t>(record.u64("v")), record.fixed<Address>("signer")};
}

// Selectors of OpenZeppelin 5.7's errors, from its published ABI.
const char* const invalid_signature = "0xf645eedf";
const char* const invalid_length = "0xfce698f7";
const char* const invalid_s = "0xd78bce0c";

std::string revert_text(const Result<Address>& result) {
    return result ? "no revert" : to_hex(result.error().data);
}

std::string word_text(const Hash& word) {
    return to_hex(word).substr(2);
}

}  // namespace

TEST(Eip712, agrees_with_viem_and_ethers_on_permits) {
    constexpr Hash type = keccak256_constant(
        "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
    for (const test::Record& record : test::read_records("eip712/permit.txt"))
        expect_vector(record, struct_hash(type, record.fixed<Address>("owner"),
                                          record.fixed<Address>("spender"), record.number("value"),
                                          record.number("nonce"), record.number("deadline")));
}

TEST(Eip712, agrees_with_viem_and_ethers_on_delegations) {
    constexpr Hash type =
        keccak256_constant("Delegation(address delegatee,uint256 nonce,uint256 expiry)");
    for (const test::Record& record : test::read_records("eip712/delegation.txt"))
        expect_vector(record, struct_hash(type, record.fixed<Address>("delegatee"),
                                          record.number("nonce"), record.number("expiry")));
}

TEST(Eip712, agrees_with_viem_and_ethers_on_ballots) {
    constexpr Hash type =
        keccak256_constant("Ballot(uint256 proposalId,uint8 support,address voter,uint256 nonce)");
    for (const test::Record& record : test::read_records("eip712/ballot.txt"))
        expect_vector(record, struct_hash(type, record.number("proposalId"),
                                          static_cast<std::uint8_t>(record.u64("support")),
                                          record.fixed<Address>("voter"), record.number("nonce")));
}

TEST(Eip712, agrees_with_viem_and_ethers_on_members_of_any_length) {
    constexpr Hash type = keccak256_constant(
        "ExtendedBallot(uint256 proposalId,uint8 support,address voter,uint256 nonce,"
        "string reason,bytes params)");
    for (const test::Record& record : test::read_records("eip712/extendedballot.txt"))
        expect_vector(record, struct_hash(type, record.number("proposalId"),
                                          static_cast<std::uint8_t>(record.u64("support")),
                                          record.fixed<Address>("voter"), record.number("nonce"),
                                          keccak256(record.bytes("reason")),
                                          keccak256(record.bytes("params"))));
}

TEST(Eip712, describes_the_domain_as_erc_5267_asks) {
    const SigningDomain domain{"Ambag", "1", ChainId{31337}, Address{{7}}};
    const auto [fields, name, version, chain, contract, salt, extensions] = domain_fields(domain);
    EXPECT_EQ(to_hex(fields), "0x0f");
    EXPECT_EQ(name, "Ambag");
    EXPECT_EQ(version, "1");
    EXPECT_EQ(chain, U256{31337U});
    EXPECT_EQ(contract, (Address{{7}}));
    EXPECT_TRUE(salt.is_zero());
    EXPECT_TRUE(extensions.empty());
}

TEST(Ecdsa, takes_the_65_byte_form_and_no_other_length) {
    const Signed good = first_signed();
    Bytes joined = good.joined();
    EXPECT_EQ(recover_signer(good.digest, joined).value(), good.signer);
    joined.push_back(0);
    EXPECT_EQ(revert_text(recover_signer(good.digest, joined)),
              invalid_length + word_text(U256{66U}.to_word()));
    joined.resize(64);
    EXPECT_EQ(revert_text(recover_signer(good.digest, joined)),
              invalid_length + word_text(U256{64U}.to_word()));
    EXPECT_EQ(revert_text(recover_signer(good.digest, BytesView{})),
              invalid_length + word_text(Hash{}));
}

TEST(Ecdsa, names_a_high_s_before_it_looks_at_v) {
    const Signed good = first_signed();
    // The order of the group (SEC 2, section 2.4.1); n - s is the twin that other rules accept.
    const U256 order =
        *U256::parse("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");
    const Hash high = checked_sub(order, U256::from_big_endian(good.s))->to_word();
    const auto flipped = static_cast<std::uint8_t>(good.v == 27 ? 28 : 27);
    EXPECT_EQ(revert_text(recover_signer(good.digest, flipped, good.r, high)),
              invalid_s + word_text(high));
    EXPECT_EQ(revert_text(recover_signer(good.digest, 3, good.r, high)),
              invalid_s + word_text(high));
}

TEST(Ecdsa, refuses_what_ecrecover_refuses) {
    const Signed good = first_signed();
    for (const std::uint8_t v :
         {std::uint8_t{0}, std::uint8_t{1}, std::uint8_t{26}, std::uint8_t{29}, std::uint8_t{255}})
        EXPECT_EQ(revert_text(recover_signer(good.digest, v, good.r, good.s)), invalid_signature);
    EXPECT_EQ(revert_text(recover_signer(good.digest, 27, Hash{}, good.s)), invalid_signature);
    EXPECT_EQ(revert_text(recover_signer(good.digest, 27, good.r, Hash{})), invalid_signature);
    Hash large;
    large.bytes.fill(0xff);
    EXPECT_EQ(revert_text(recover_signer(good.digest, 27, large, good.s)), invalid_signature);
    // 5 is the x of no point of the curve: 5^3 + 7 = 132 is not a square modulo the field's prime.
    EXPECT_EQ(revert_text(recover_signer(good.digest, 27, U256{5U}.to_word(), good.s)),
              invalid_signature);
}

TEST(Ecdsa, answers_whether_an_account_signed) {
    const Signed good = first_signed();
    EXPECT_TRUE(is_signature_of(good.signer, good.digest, good.joined()));
    EXPECT_FALSE(is_signature_of(Address{{1}}, good.digest, good.joined()));
    EXPECT_FALSE(is_signature_of(Address{}, good.digest, Bytes(65)));
    EXPECT_FALSE(is_signature_of(good.signer, Hash{{1}}, good.joined()));
}

}  // namespace ambag::chain
