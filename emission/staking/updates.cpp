// SPDX-License-Identifier: Apache-2.0
#include "emission/staking/updates.hpp"

#include "emission/staking/election.hpp"
#include "emission/staking/stake.hpp"

namespace ambag::emission::staking {

using namespace chain;

namespace {

struct Change {
    Address validator;
    std::uint64_t power;
};

struct Changes {
    std::vector<Change> removed, changed, added;
};

std::uint64_t power_of(const ViewContext& ctx, const Address& validator) {
    if (!is_elected(ctx, validator)) return 0;
    return voting_power(stakes.get(ctx, validator).tokens, setup.get(ctx).power_unit);
}

Changes take_queued(const Context& ctx) {
    Changes changes;
    UpdateQueue queue = update_queue.get(ctx);
    for (unsigned i = 0; i < updates_per_block && queue.head < queue.next; ++i, ++queue.head) {
        const Address validator = update_entries.get(ctx, queue.head);
        update_entries.erase(ctx, queue.head);
        Place place = places.get(ctx, validator);
        place.queued = false;
        places.set(ctx, validator, place);
        const std::uint64_t before = reported_powers.get(ctx, validator);
        const std::uint64_t after = power_of(ctx, validator);
        if (before == after) continue;
        (after == 0    ? changes.removed
         : before == 0 ? changes.added
                       : changes.changed)
            .push_back({validator, after});
    }
    update_queue.set(ctx, queue);
    return changes;
}

// Back into the queue: for a later block.
void put_off(const Context& ctx, std::vector<Change>& changes, std::size_t kept) {
    for (std::size_t i = kept; i < changes.size(); ++i) announce(ctx, changes[i].validator);
    changes.resize(kept, Change{});
}

}  // namespace

void announce(const Context& ctx, const Address& validator) {
    Place place = places.get(ctx, validator);
    if (place.queued) return;
    place.queued = true;
    places.set(ctx, validator, place);
    UpdateQueue queue = update_queue.get(ctx);
    update_entries.set(ctx, queue.next, validator);
    ++queue.next;
    update_queue.set(ctx, queue);
}

void publish_updates(const Context& ctx) {
    const UpdateQueue queue = update_queue.get(ctx);
    if (queue.head == queue.next) return;
    Changes changes = take_queued(ctx);
    const std::size_t count = reported_count.get(ctx);
    const std::size_t most = parameters.get(ctx).validators_max;
    const std::size_t staying = count - changes.removed.size();
    const std::size_t room = most > staying ? most - staying : 0;
    put_off(ctx, changes.added, std::min(changes.added.size(), room));
    if (staying + changes.added.size() == 0 && !changes.removed.empty())
        put_off(ctx, changes.removed, changes.removed.size() - 1);
    Updates updates{ctx.block().height, {}};
    for (const auto* list : {&changes.removed, &changes.changed, &changes.added})
        for (const Change& change : *list) {
            const Profile profile = profiles.get(ctx, change.validator);
            updates.list.push_back({profile.key_type, profile.key, change.power});
            reported_powers.set(ctx, change.validator, change.power);
        }
    if (updates.list.empty()) return;
    reported_count.set(
        ctx, static_cast<std::uint32_t>(count - changes.removed.size() + changes.added.size()));
    last_updates.set(ctx, updates);
}

Result<std::tuple<Height, std::vector<ValidatorUpdate>>> validator_updates(const ViewContext& ctx) {
    Updates updates = last_updates.get(ctx);
    return std::tuple{updates.height, std::move(updates.list)};
}

}  // namespace ambag::emission::staking
