// SPDX-License-Identifier: Apache-2.0
#include "emission/registry/attribution.hpp"

#include "emission/primitives/split.hpp"

namespace ambag::emission::registry {

using namespace chain;

namespace {

void add_part(std::vector<Payee>& payees, const Address& account, const Amount& amount) {
    if (amount.is_zero()) return;
    for (Payee& payee : payees)
        if (payee.account == account) {
            const auto sum = checked_add(payee.amount, amount);
            CHECK(sum);  // parts of one amount
            payee.amount = *sum;
            return;
        }
    payees.push_back({account, amount});
}

void divide(const ViewContext& ctx, const Hash& id, const Amount& amount,
            std::vector<Payee>& payees) {
    const Asset asset = assets.get(ctx, id);
    std::vector<U256> weights;
    for (const Contributor& contributor : asset.contributors)
        weights.push_back(U256{contributor.weight});
    for (const Source& source : asset.sources) weights.push_back(U256{source.weight});
    const auto parts = split(amount, weights);
    CHECK(parts);  // weights are above 0 since registration
    std::size_t next = 0;
    for (const Contributor& contributor : asset.contributors)
        add_part(payees, contributor.account, (*parts)[next++]);
    for (const Source& source : asset.sources) {
        const Amount& part = (*parts)[next++];
        if (!part.is_zero()) divide(ctx, source.asset, part, payees);
    }
}

}  // namespace

std::vector<Payee> attribute(const ViewContext& ctx, const Hash& asset, const Amount& amount) {
    std::vector<Payee> payees;
    divide(ctx, asset, amount, payees);
    return payees;
}

}  // namespace ambag::emission::registry
