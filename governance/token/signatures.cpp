// SPDX-License-Identifier: Apache-2.0
#include "governance/token/signatures.hpp"

#include "chain/module/ecdsa.hpp"
#include "governance/token/balances.hpp"
#include "governance/token/bonding.hpp"
#include "governance/token/interface.hpp"
#include "governance/token/votes.hpp"

namespace ambag::governance::token {

using chain::Context;
using chain::fail;
using chain::Hash;
using chain::Result;
using chain::ViewContext;

namespace {

constexpr Hash permit_type = chain::keccak256_constant(
    "Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
constexpr Hash delegation_type =
    chain::keccak256_constant("Delegation(address delegatee,uint256 nonce,uint256 expiry)");

chain::SigningDomain domain(const ViewContext& ctx) {
    return {token_name.get(ctx), "1", ctx.rules().chain_id, ctx.self()};
}

Hash digest(const ViewContext& ctx, const Hash& struct_hash) {
    return chain::typed_data_digest(chain::domain_separator(domain(ctx)), struct_hash);
}

bool has_passed(const ViewContext& ctx, const U256& deadline) {
    return U256{ctx.block().time.value} > deadline;
}

// The nonce as it was; it wraps never, since each costs a signature.
U256 use_nonce(Context& ctx, const Address& owner) {
    const U256 nonce = signature_nonces.get(ctx, owner);
    signature_nonces.set(ctx, owner, chain::wrapping_add(nonce, U256{1U}));
    return nonce;
}

}  // namespace

Result<U256> nonces(const ViewContext& ctx, const Address& owner) {
    return signature_nonces.get(ctx, owner);
}

Result<Hash> domain_separator_view(const ViewContext& ctx) {
    return chain::domain_separator(domain(ctx));
}

Result<chain::DomainFields> eip712_domain(const ViewContext& ctx) {
    return chain::domain_fields(domain(ctx));
}

Result<> permit(Context& ctx, const Address& owner, const Address& spender, const Amount& value,
                const U256& deadline, std::uint8_t v, const Hash& r, const Hash& s) {
    if (has_passed(ctx, deadline)) return fail(ERC2612ExpiredSignature{deadline});
    const U256 nonce = use_nonce(ctx, owner);
    const Hash signed_hash =
        digest(ctx, chain::struct_hash(permit_type, owner, spender, value, nonce, deadline));
    const Address signer = TRY(chain::recover_signer(signed_hash, v, r, s));
    if (signer != owner) return fail(ERC2612InvalidSigner{signer, owner});
    return set_allowance(ctx, owner, spender, value);
}

Result<> delegate_by_sig(Context& ctx, const Address& delegatee, const U256& nonce,
                         const U256& expiry, std::uint8_t v, const Hash& r, const Hash& s) {
    if (has_passed(ctx, expiry)) return fail(VotesExpiredSignature{expiry});
    const Hash signed_hash =
        digest(ctx, chain::struct_hash(delegation_type, delegatee, nonce, expiry));
    const Address signer = TRY(chain::recover_signer(signed_hash, v, r, s));
    const U256 current = use_nonce(ctx, signer);
    if (nonce != current) return fail(InvalidAccountNonce{signer, current});
    TRY(settle(ctx, signer));
    return set_delegate(ctx, signer, delegatee);
}

}  // namespace ambag::governance::token
