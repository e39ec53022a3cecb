// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/crypto/keccak_constant.hpp"
#include "chain/module/addresses.hpp"
#include "chain/module/context.hpp"
#include "chain/module/error.hpp"

// The voting token as staking sees it: calls and views through its ABI, since emission never
// includes governance. A revert of the token passes through.

namespace ambag::emission::staking::token {

consteval chain::Selector selector_of(std::string_view signature) {
    return chain::Selector::from(chain::keccak256_constant(signature));
}

inline constexpr chain::Selector bond = selector_of("bond(address,uint256)");
inline constexpr chain::Selector unbond = selector_of("unbond(address,uint256)");
inline constexpr chain::Selector burn_bonded = selector_of("burnBonded(address,uint256)");
inline constexpr chain::Selector slash_bonded = selector_of("slashBonded(uint256)");
inline constexpr chain::Selector settle_slash = selector_of("settleSlash(address,uint256,uint256)");
inline constexpr chain::Selector bonded_total = selector_of("bondedTotal()");
inline constexpr chain::Selector unsettled = selector_of("unsettled()");

template <class... Ts>
chain::Result<> tell(const chain::Context& ctx, const chain::Selector& selector,
                     const Ts&... arguments) {
    TRY(ctx.call(chain::token_address, {}, chain::abi::encode_call(selector, arguments...)));
    return {};
}

inline chain::Result<chain::Amount> ask(const chain::ViewContext& ctx,
                                        const chain::Selector& selector) {
    const chain::Bytes answer =
        TRY(ctx.static_call(chain::token_address, chain::abi::encode_call(selector)));
    const auto amount = chain::abi::decode<chain::Amount>(answer);
    if (!amount) return chain::fail_empty();
    return std::get<0>(*amount);
}

}  // namespace ambag::emission::staking::token
