// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/context.hpp"
#include "chain/state/storage_codec.hpp"

// Typed storage of a module. A cell is a constant that knows its item byte; the state is an
// argument. Item bytes are unique within a module and never reused.
//
//   inline constexpr Map<U256, Proposal> proposals{0x01};
//   Proposal p = proposals.get(ctx, id);   // all default when absent
//   proposals.set(ctx, id, p);

namespace ambag::chain {

// One record. Reads take any context that sees the module's state, writes one of the module itself.
template <class T>
struct Item {
    Byte id;

    T get(const ViewContext& ctx) const { return from_record<T>(ctx.record(slot_of(id))); }
    bool has(const ViewContext& ctx) const { return !ctx.record(slot_of(id)).absent(); }
    void set(const Context& ctx, const T& value) const {
        ctx.set_record(slot_of(id), to_record(value));
    }
    void erase(const Context& ctx) const { ctx.set_record(slot_of(id), {}); }
};

// A record a key. There is no way to walk the keys, on purpose: whose growth a stranger decides
// must not be walked, and who needs an order keeps a List of keys beside it.
template <class K, class T>
struct Map {
    using Key = K;
    using Value = T;
    Byte id;

    Slot slot(const K& key) const { return slot_of(id, key); }
    T get(const ViewContext& ctx, const K& key) const {
        return from_record<T>(ctx.record(slot(key)));
    }
    // A value whose stored bytes are all zero counts as absent when it is a word.
    bool has(const ViewContext& ctx, const K& key) const { return !ctx.record(slot(key)).absent(); }
    void set(const Context& ctx, const K& key, const T& value) const {
        ctx.set_record(slot(key), to_record(value));
    }
    void erase(const Context& ctx, const K& key) const { ctx.set_record(slot(key), {}); }
};

// A list that only grows: element i under key i, its length as key 2^64 - 1.
template <class T>
struct List {
    Byte id;

    // 0 before the first push.
    std::uint64_t size(const ViewContext& ctx) const {
        return from_record<std::uint64_t>(ctx.record(slot_of(id, ~std::uint64_t{0})));
    }
    T get(const ViewContext& ctx, std::uint64_t index) const {
        return from_record<T>(ctx.record(slot_of(id, index)));
    }
    void set(const Context& ctx, std::uint64_t index, const T& value) const {
        ctx.set_record(slot_of(id, index), to_record(value));
    }
    void push(const Context& ctx, const T& value) const {
        const std::uint64_t index = size(ctx);
        set(ctx, index, value);
        ctx.set_record(slot_of(id, ~std::uint64_t{0}), to_record(index + 1));
    }
};

}  // namespace ambag::chain
