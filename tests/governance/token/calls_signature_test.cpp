// SPDX-License-Identifier: Apache-2.0
#include "chain/crypto/secp256k1.hpp"
#include "tests/chain/vector_file.hpp"
#include "tests/governance/token/token_fixture.hpp"

// permit and delegateBySig. The good signatures are viem's (tests/data/eip712: first record of each
// file, made for this token on chain 31337); the clock of deadlines is block time.

namespace ambag::governance::token {

namespace {

constexpr std::string_view permit_call =
    "permit(address,address,uint256,uint256,uint8,bytes32,bytes32)";
constexpr std::string_view delegate_call =
    "delegateBySig(address,uint256,uint256,uint8,bytes32,bytes32)";

struct Permit {
    Address owner, spender;
    U256 value, deadline, v;
    Hash r, s;
    explicit Permit(const chain::test::Record& record)
        : owner{record.fixed<Address>("owner")},
          spender{record.fixed<Address>("spender")},
          value{record.number("value")},
          deadline{record.number("deadline")},
          v{record.number("v")},
          r{record.fixed<Hash>("r")},
          s{record.fixed<Hash>("s")} {}
};

struct Delegating {
    Address signer, delegatee;
    U256 nonce, expiry, v;
    Hash r, s;
    explicit Delegating(const chain::test::Record& record)
        : signer{record.fixed<Address>("signer")},
          delegatee{record.fixed<Address>("delegatee")},
          nonce{record.number("nonce")},
          expiry{record.number("expiry")},
          v{record.number("v")},
          r{record.fixed<Hash>("r")},
          s{record.fixed<Hash>("s")} {}
};

class TokenSignature : public TokenTest {
 protected:
    Result<Bytes> send(const Permit& p) {
        return call(bob, permit_call, p.owner, p.spender, p.value, p.deadline, p.v, p.r, p.s);
    }
    Result<Bytes> send(const Delegating& d) {
        return call(bob, delegate_call, d.delegatee, d.nonce, d.expiry, d.v, d.r, d.s);
    }
    template <class T>
    Bytes refused(const T& message) {
        const auto result = send(message);
        if (!result) return result.error().data;
        ADD_FAILURE() << "did not revert";
        return {};
    }
    // (v, r, s) of a key of ours over a struct given by its encoding.
    std::tuple<U256, Hash, Hash> signed_by_key(const Bytes& encoded) {
        Bytes message{0x19, 0x01};
        append(message, view<Hash>("DOMAIN_SEPARATOR()"));
        append(message, keccak256(encoded));
        const Signature made = sign(key, keccak256(message));
        return {U256{made.y_parity ? 28U : 27U}, made.r, made.s};
    }
    U256 nonce_of(const Address& who) { return view<U256>("nonces(address)", who); }

    const PrivateKey key = PrivateKey::from(keccak256(Bytes{1})).value();
    const Address own = address_of(key.public_key());
    const chain::test::Record permit_record = chain::test::read_records("eip712/permit.txt").at(0);
    const chain::test::Record delegation_record =
        chain::test::read_records("eip712/delegation.txt").at(0);
    const Permit permit{permit_record};
    const Delegating delegating{delegation_record};
};

Hash high_twin(const Hash& s) {
    const U256 order =
        *U256::parse("0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");
    return checked_sub(order, U256::from_big_endian(s))->to_word();
}

}  // namespace

TEST_F(TokenSignature, domain_is_the_one_that_viem_computes) {
    EXPECT_EQ(to_hex(view<Hash>("DOMAIN_SEPARATOR()")), permit_record.text("separator"));
    const auto fields = chain.read(token_address, chain.encode("eip712Domain()"));
    EXPECT_EQ(fields.value(),
              abi::encode(FixedBytes<1>{{0x0f}}, std::string{"Ambag"}, std::string{"1"},
                          U256{31337U}, token_address, Hash{}, std::vector<U256>{}));
}

TEST_F(TokenSignature, permit_sets_the_allowance_and_uses_the_nonce) {
    EXPECT_EQ(send(permit).value(), Bytes{});
    EXPECT_EQ(chain.take_logs(),
              std::vector{approval_log(permit.owner, permit.spender, permit.value)});
    EXPECT_EQ(view<U256>("allowance(address,address)", permit.owner, permit.spender), permit.value);
    EXPECT_EQ(nonce_of(permit.owner), U256{1U});
}

TEST_F(TokenSignature, permit_is_used_once) {
    ASSERT_TRUE(send(permit));
    // The nonce is now 1, so the same signature recovers to a stranger.
    const Bytes data = refused(permit);
    ASSERT_EQ(data.size(), 68U);
    EXPECT_EQ(Selector::from(BytesView{data}.first(4)),
              chain.selector("ERC2612InvalidSigner(address,address)"));
    EXPECT_EQ(nonce_of(permit.owner), U256{1U});
}

TEST_F(TokenSignature, permit_rejects_in_the_order_deadline_signature_signer_spender) {
    Permit bad = permit;
    bad.s = high_twin(permit.s);
    chain.block.time = Timestamp{1'700'000'101};
    EXPECT_EQ(refused(bad), error_data("ERC2612ExpiredSignature(uint256)", permit.deadline));
    chain.block.time = Timestamp{1'700'000'100};
    EXPECT_EQ(refused(bad), error_data("ECDSAInvalidSignatureS(bytes32)", bad.s));
    bad = permit;
    bad.v = U256{29U};
    EXPECT_EQ(refused(bad), error_data("ECDSAInvalidSignature()"));
    bad = permit;
    bad.owner = carol;
    EXPECT_EQ(BytesView{refused(bad)}.size(), 68U);
    EXPECT_EQ(nonce_of(carol), U256{});
    EXPECT_TRUE(send(permit));  // at its deadline it is still good
}

TEST_F(TokenSignature, permit_for_the_zero_address_fails_as_an_approval) {
    const U256 deadline = U256::max();
    const Hash type =
        keccak256(as_bytes("Permit(address owner,address spender,uint256 value,uint256 nonce,"
                           "uint256 deadline)"));
    const auto [v, r, s] =
        signed_by_key(abi::encode(type, own, nobody, U256{1U}, U256{}, deadline));
    EXPECT_EQ(revert_of(bob, permit_call, own, nobody, U256{1U}, deadline, v, r, s),
              error_data("ERC20InvalidSpender(address)", nobody));
}

TEST_F(TokenSignature, delegation_with_a_nonce_ahead_of_the_counter_is_refused) {
    const Hash type =
        keccak256(as_bytes("Delegation(address delegatee,uint256 nonce,uint256 expiry)"));
    const auto [v, r, s] = signed_by_key(abi::encode(type, carol, U256{1U}, U256::max()));
    EXPECT_EQ(revert_of(bob, delegate_call, carol, U256{1U}, U256::max(), v, r, s),
              error_data("InvalidAccountNonce(address,uint256)", own, U256{}));
}

TEST_F(TokenSignature, delegation_moves_the_votes_of_the_signer) {
    ASSERT_TRUE(deposit(bob, delegating.signer, 100));
    chain.take_logs();
    EXPECT_EQ(send(delegating).value(), Bytes{});
    EXPECT_EQ(chain.take_logs(),
              (std::vector{delegate_log(delegating.signer, nobody, delegating.delegatee),
                           votes_log(delegating.delegatee, 0, 100)}));
    EXPECT_EQ(nonce_of(delegating.signer), U256{1U});
}

TEST_F(TokenSignature, delegation_rejects_in_the_order_expiry_signature_nonce) {
    Delegating bad = delegating;
    bad.s = high_twin(delegating.s);
    chain.block.time = Timestamp{1'700'000'101};
    EXPECT_EQ(refused(bad), error_data("VotesExpiredSignature(uint256)", delegating.expiry));
    chain.block.time = Timestamp{1'700'000'100};
    EXPECT_EQ(refused(bad), error_data("ECDSAInvalidSignatureS(bytes32)", bad.s));
    ASSERT_TRUE(send(delegating));
    EXPECT_EQ(refused(delegating),
              error_data("InvalidAccountNonce(address,uint256)", delegating.signer, U256{1U}));
}

TEST_F(TokenSignature, permit_and_delegation_share_one_counter) {
    ASSERT_EQ(permit.owner, delegating.signer);
    ASSERT_TRUE(send(permit));
    EXPECT_EQ(refused(delegating),
              error_data("InvalidAccountNonce(address,uint256)", delegating.signer, U256{1U}));
}

}  // namespace ambag::governance::token
