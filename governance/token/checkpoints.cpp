// SPDX-License-Identifier: Apache-2.0
#include "governance/token/checkpoints.hpp"

#include "governance/token/interface.hpp"

namespace ambag::governance::token {

using chain::Context;
using chain::fail;
using chain::Result;
using chain::ViewContext;

namespace {

// floor(sqrt(n)) by Newton's method from above.
std::uint32_t square_root(std::uint32_t n) {
    if (n < 2) return n;
    std::uint64_t root = n;
    for (std::uint64_t next = (root + 1) / 2; next < root; next = (root + n / root) / 2)
        root = next;
    return static_cast<std::uint32_t>(root);
}

}  // namespace

std::uint32_t Trace::length(const ViewContext& ctx) const {
    return lengths.get(ctx, account);
}

Checkpoint208 Trace::at(const ViewContext& ctx, std::uint32_t index) const {
    return points.get(ctx, {account, index});
}

Amount Trace::latest(const ViewContext& ctx) const {
    const std::uint32_t count = length(ctx);
    return count == 0 ? Amount{} : Amount{at(ctx, count - 1).value.value};
}

Amount Trace::upper_lookup_recent(const ViewContext& ctx, Uint48 key) const {
    std::uint32_t low = 0;
    std::uint32_t high = length(ctx);
    const auto narrow = [&](std::uint32_t middle) {
        if (at(ctx, middle).key > key)
            high = middle;
        else
            low = middle + 1;
    };
    if (high > 5) narrow(high - square_root(high));
    while (low < high) narrow(low + (high - low) / 2);
    return high == 0 ? Amount{} : Amount{at(ctx, high - 1).value.value};
}

Result<> Trace::push(Context& ctx, Uint48 key, const Amount& value) const {
    const Checkpoint208 point{key, TRY(chain::or_panic(Uint208::from(value.units)))};
    const std::uint32_t count = length(ctx);
    const Uint48 last = count == 0 ? Uint48{} : at(ctx, count - 1).key;
    if (count > 0 && last > key) return fail(CheckpointUnorderedInsertion{});
    // Must succeed from here.
    if (count > 0 && last == key) {
        points.set(ctx, {account, count - 1}, point);
        return {};
    }
    points.set(ctx, {account, count}, point);
    lengths.set(ctx, account, count + 1);
    return {};
}

}  // namespace ambag::governance::token
