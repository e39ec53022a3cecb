// SPDX-License-Identifier: Apache-2.0
#include "governance/timelock/roles.hpp"

#include "governance/timelock/interface.hpp"
#include "governance/timelock/module.hpp"
#include "governance/timelock/state.hpp"

namespace ambag::governance::timelock {

using namespace chain;

Result<> check_role(const ViewContext& ctx, const Hash& role) {
    if (members.get(ctx, {role, ctx.sender()})) return {};
    return fail(AccessControlUnauthorizedAccount{ctx.sender(), role});
}

Result<> check_role_or_open(const ViewContext& ctx, const Hash& role) {
    if (members.get(ctx, {role, Address{}})) return {};
    return check_role(ctx, role);
}

void give_role(Context& ctx, const Hash& role, const Address& account) {
    if (members.get(ctx, {role, account})) return;
    members.set(ctx, {role, account}, true);
    ctx.emit(RoleGranted{role, account, ctx.sender()});
}

static void take_role(Context& ctx, const Hash& role, const Address& account) {
    if (!members.get(ctx, {role, account})) return;
    members.erase(ctx, {role, account});
    ctx.emit(RoleRevoked{role, account, ctx.sender()});
}

Result<bool> has_role(const ViewContext& ctx, Hash role, Address account) {
    return members.get(ctx, {role, account});
}

Result<Hash> get_role_admin(const ViewContext&, Hash) {
    return admin_role;
}

Result<> grant_role(Context& ctx, Hash role, Address account) {
    TRY(check_role(ctx, admin_role));
    // Must succeed from here.
    give_role(ctx, role, account);
    return {};
}

Result<> revoke_role(Context& ctx, Hash role, Address account) {
    TRY(check_role(ctx, admin_role));
    // Must succeed from here.
    take_role(ctx, role, account);
    return {};
}

Result<> renounce_role(Context& ctx, Hash role, Address confirmation) {
    if (confirmation != ctx.sender()) return fail(AccessControlBadConfirmation{});
    // Must succeed from here.
    take_role(ctx, role, confirmation);
    return {};
}

}  // namespace ambag::governance::timelock
