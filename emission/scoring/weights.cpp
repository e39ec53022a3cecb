// SPDX-License-Identifier: Apache-2.0
#include "emission/scoring/weights.hpp"

#include <algorithm>

#include "emission/scoring/guards.hpp"

namespace ambag::emission::scoring {

using namespace chain;

namespace {

bool rising_below(const std::vector<std::uint32_t>& targets, std::uint32_t count) {
    for (std::size_t i = 0; i < targets.size(); ++i)
        if (targets[i] >= count || (i > 0 && targets[i] <= targets[i - 1])) return false;
    return true;
}

// The uid that may weigh, with a well-formed row. The subnet's owner may weigh himself.
Result<std::uint32_t> weighing(const Context& ctx, std::uint32_t subnet, const Subnet& rules) {
    if (!weighs_peers(rules.rule)) return fail(ScoringWrongRule{subnet, rules.rule});
    const std::uint32_t uid = TRY(registered_uid(ctx, subnet, ctx.sender()));
    const Amount stake = stake_of(ctx, subnet, ctx.sender());
    if (stake < rules.members.stake_min)
        return fail(ScoringStakeTooSmall{stake, rules.members.stake_min});
    return uid;
}

Result<> well_formed(const Context& ctx, std::uint32_t subnet, const Subnet& rules,
                     std::uint32_t uid, const std::vector<std::uint32_t>& targets,
                     const std::vector<std::uint16_t>& weights) {
    const bool own = std::find(targets.begin(), targets.end(), uid) != targets.end();
    const bool some = std::any_of(weights.begin(), weights.end(), [](auto w) { return w != 0; });
    if (targets.size() != weights.size() || !some ||
        !rising_below(targets, progress.get(ctx, subnet).count) ||
        (own && ctx.sender() != rules.owner))
        return fail(ScoringWeightsMalformed{});
    return ctx.charge(Gas{targets.size() * 8 * gas::stored_byte});
}

void store(const Context& ctx, std::uint32_t subnet, std::uint32_t uid,
           std::vector<std::uint32_t> targets, std::vector<std::uint16_t> weights, Height updated) {
    const std::uint32_t largest = *std::max_element(weights.begin(), weights.end());
    for (std::uint16_t& weight : weights)
        weight = static_cast<std::uint16_t>(weight * 65'535U / largest);
    weight_rows.set(ctx, {subnet, uid}, {std::move(targets), std::move(weights)});
    Neuron neuron = neurons.get(ctx, {subnet, uid});
    neuron.updated = updated;
    neurons.set(ctx, {subnet, uid}, neuron);
    ctx.emit(WeightsSet{subnet, uid});
}

}  // namespace

Result<> set_weights(Context& ctx, std::uint32_t subnet, std::vector<std::uint32_t> targets,
                     std::vector<std::uint16_t> weights) {
    const Subnet rules = TRY(known_subnet(ctx, subnet));
    if (rules.members.commit_reveal != 0) return fail(ScoringCommitReveal{true});
    const std::uint32_t uid = TRY(weighing(ctx, subnet, rules));
    TRY(well_formed(ctx, subnet, rules, uid, targets, weights));
    // Must succeed from here.
    store(ctx, subnet, uid, std::move(targets), std::move(weights), ctx.block().height);
    return {};
}

Hash weights_digest(std::uint32_t subnet, const Address& account,
                    const std::vector<std::uint32_t>& targets,
                    const std::vector<std::uint16_t>& weights, const Hash& salt) {
    return keccak256(abi::encode(subnet, account, targets, weights, salt));
}

Result<> commit_weights(Context& ctx, std::uint32_t subnet, Hash digest) {
    const Subnet rules = TRY(known_subnet(ctx, subnet));
    if (rules.members.commit_reveal == 0) return fail(ScoringCommitReveal{false});
    const std::uint32_t uid = TRY(weighing(ctx, subnet, rules));
    // Must succeed from here.
    commitments.set(ctx, {subnet, ctx.sender()},
                    {digest, ctx.block().height, progress.get(ctx, subnet).epoch});
    ctx.emit(WeightsCommitted{subnet, uid, digest});
    return {};
}

Result<> reveal_weights(Context& ctx, std::uint32_t subnet, std::vector<std::uint32_t> targets,
                        std::vector<std::uint16_t> weights, Hash salt) {
    const Subnet rules = TRY(known_subnet(ctx, subnet));
    const std::uint32_t uid = TRY(weighing(ctx, subnet, rules));
    const MemberKey key{subnet, ctx.sender()};
    const Commitment commitment = commitments.get(ctx, key);
    if (commitment.digest.is_zero()) return fail(ScoringNothingCommitted{subnet, ctx.sender()});
    const std::uint64_t now = progress.get(ctx, subnet).epoch;
    const std::uint64_t due = commitment.epoch + rules.members.reveal_epochs;
    if (now != due) return fail(ScoringRevealNotDue{now, due});
    const Hash digest = weights_digest(subnet, ctx.sender(), targets, weights, salt);
    if (digest != commitment.digest) return fail(ScoringRevealDiffers{digest});
    TRY(well_formed(ctx, subnet, rules, uid, targets, weights));
    // Must succeed from here.
    commitments.erase(ctx, key);
    store(ctx, subnet, uid, std::move(targets), std::move(weights), commitment.height);
    return {};
}

Result<> measure(Context& ctx, std::uint32_t subnet, std::vector<std::uint32_t> targets,
                 std::vector<U256> values, U256 whole) {
    const Subnet rules = TRY(known_subnet(ctx, subnet));
    if (weighs_peers(rules.rule)) return fail(ScoringWrongRule{subnet, rules.rule});
    if (ctx.sender() != rules.meter) return fail(ScoringUnauthorized{ctx.sender()});
    const bool small = std::all_of(values.begin(), values.end(),
                                   [](const U256& value) { return value.bit_length() <= 64; });
    if (targets.size() != values.size() || !small || whole.bit_length() > 64 ||
        !rising_below(targets, progress.get(ctx, subnet).count))
        return fail(ScoringWeightsMalformed{});
    TRY(ctx.charge(Cost{.writes = static_cast<std::uint32_t>(targets.size())}));
    // Must succeed from here.
    for (std::size_t i = 0; i < targets.size(); ++i)
        meters.set(ctx, {subnet, targets[i]}, *checked_add(values[i], U256{1U}));
    reference_losses.set(ctx, subnet, whole);
    ctx.emit(Measured{subnet, std::move(targets), std::move(values)});
    return {};
}

}  // namespace ambag::emission::scoring
