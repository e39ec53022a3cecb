// SPDX-License-Identifier: Apache-2.0
#include "governance/treasury/guards.hpp"

#include <algorithm>

#include "chain/module/addresses.hpp"
#include "governance/treasury/grant_interface.hpp"
#include "governance/treasury/interface.hpp"

namespace ambag::governance::treasury {

using chain::fail;
using chain::Result;
using chain::ViewContext;

Result<> only_authority(const ViewContext& ctx) {
    if (ctx.sender() != chain::authority_address) return fail(TreasuryUnauthorized{ctx.sender()});
    return {};
}

Result<> only_steward(const ViewContext& ctx, const Award& award) {
    // No caller is the zero address, so that no guardian is nobody.
    if (ctx.sender() == award.guardian && !award.guardian.is_zero()) return {};
    return only_authority(ctx);
}

bool is_dead(const ViewContext& ctx, const Address& address) {
    constexpr std::size_t high_bytes = 18;
    const auto high = chain::BytesView{address.bytes}.first(high_bytes);
    if (std::all_of(high.begin(), high.end(), [](chain::Byte b) { return b == 0; })) return true;
    return address == chain::system_address || address == chain::multicall_address ||
           ctx.is_module(address);
}

Result<> check_memo(const std::string& memo) {
    if (memo.size() <= memo_bytes_max) return {};
    return fail(TreasuryMemoTooLong{U256{memo.size()}, U256{memo_bytes_max}});
}

Result<Award> known_award(const ViewContext& ctx, std::uint64_t id) {
    Award award = awards.get(ctx, id);
    if (award.status == AwardStatus::none) return fail(TreasuryUnknownGrant{id});
    return award;
}

Result<Part> known_part(const ViewContext& ctx, std::uint64_t id, const Award& award,
                        std::uint8_t part) {
    if (part >= award.parts) return fail(TreasuryUnknownPart{id, part});
    return parts.get(ctx, {id, part});
}

}  // namespace ambag::governance::treasury
