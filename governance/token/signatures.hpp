// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/codec/eip712.hpp"
#include "governance/token/state.hpp"

// What a holder may do by signature alone: EIP-2612 permit and ERC-5805 delegateBySig. Both use the
// same counter of nonces and the domain (token name, "1", chain id, token address).

namespace ambag::governance::token {

// Rows of the descriptor.
chain::Result<U256> nonces(const chain::ViewContext& ctx, const Address& owner);
chain::Result<chain::Hash> domain_separator_view(const chain::ViewContext& ctx);
chain::Result<chain::DomainFields> eip712_domain(const chain::ViewContext& ctx);
chain::Result<> permit(chain::Context& ctx, const Address& owner, const Address& spender,
                       const Amount& value, const U256& deadline, std::uint8_t v,
                       const chain::Hash& r, const chain::Hash& s);
chain::Result<> delegate_by_sig(chain::Context& ctx, const Address& delegatee, const U256& nonce,
                                const U256& expiry, std::uint8_t v, const chain::Hash& r,
                                const chain::Hash& s);

}  // namespace ambag::governance::token
