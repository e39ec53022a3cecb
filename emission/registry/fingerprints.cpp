// SPDX-License-Identifier: Apache-2.0
#include "chain/crypto/hash.hpp"
#include "emission/primitives/merkle.hpp"
#include "emission/registry/calls.hpp"
#include "emission/registry/guards.hpp"

namespace ambag::emission::registry {

using namespace chain;

namespace {

constexpr std::size_t proof_max = 32;

// leaf = keccak256(keccak256(abi(index, keccak256(query), keccak256(response)))), nodes as in
// primitives/merkle, so that OpenZeppelin's merkle-tree library builds the same tree.
Hash root_from(std::uint64_t index, const Hash& query, const Hash& response,
               const std::vector<Hash>& proof) {
    return root_of(keccak256(to_bytes(keccak256(abi::encode(index, query, response)))), proof);
}

}  // namespace

Result<> set_fingerprints(Context& ctx, Hash id, Hash root, std::uint64_t count) {
    const Asset asset = TRY(owned_asset(ctx, id));
    if (asset.kind != AssetKind::model) return fail(RegistryInvalid{"asset", "a model"});
    if (root.is_zero() || count == 0)
        return fail(RegistryInvalid{"root", "a root other than 0 over one pair at least"});
    if (!fingerprints.get(ctx, id).root.is_zero()) return fail(RegistryFingerprintsFixed{id});
    // Must succeed from here.
    fingerprints.set(ctx, id, {root, count, 0});
    ctx.emit(FingerprintsSet{id, root, count});
    return {};
}

Result<> open_fingerprint(Context& ctx, Hash id, std::uint64_t index, Bytes query, Bytes response,
                          std::vector<Hash> proof, Hash accused) {
    TRY(owned_asset(ctx, id));
    if (query.size() > opening_bytes_max || response.size() > opening_bytes_max)
        return fail(RegistryInvalid{"query", "at most 1024 bytes, and so the response"});
    if (proof.size() > proof_max) return fail(RegistryInvalid{"proof", "at most 32 hashes"});
    TRY(ctx.charge({.hashes = static_cast<std::uint32_t>(proof.size())}));
    TRY(ctx.charge(Gas{gas::stored_byte * (query.size() + response.size())}));
    Fingerprints committed = fingerprints.get(ctx, id);
    const Hash query_hash = keccak256(query);
    const Hash response_hash = keccak256(response);
    if (index >= committed.count ||
        root_from(index, query_hash, response_hash, proof) != committed.root)
        return fail(RegistryFingerprintUnproven{id, index});
    const OpeningKey key{id, index};
    if (openings.has(ctx, key)) return fail(RegistryFingerprintSpent{id, index});
    // Must succeed from here.
    openings.set(ctx, key, {accused, query_hash, response_hash, ctx.block().height});
    ++committed.opened;
    fingerprints.set(ctx, id, committed);
    ctx.emit(FingerprintOpened{id, accused, index, std::move(query), std::move(response)});
    return {};
}

}  // namespace ambag::emission::registry
