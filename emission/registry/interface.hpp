// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/error.hpp"
#include "chain/module/event.hpp"
#include "emission/registry/state.hpp"

// Events and custom errors of the registry: assets, their lineage, fingerprints.

namespace ambag::emission::registry {

// Events.

struct AssetRegistered {
    static constexpr Literal abi{"AssetRegistered(indexed asset,indexed owner,kind,licence)"};
    Hash asset;
    Address owner;
    AssetKind kind;
    Hash licence;
};
struct AssetTransferred {
    static constexpr Literal abi{"AssetTransferred(indexed asset,indexed previous,indexed owner)"};
    Hash asset;
    Address previous, owner;
};
struct MaintainerSet {
    static constexpr Literal abi{"MaintainerSet(indexed asset,indexed maintainer)"};
    Hash asset;
    Address maintainer;
};
struct ConsentWithdrawn {
    static constexpr Literal abi{"ConsentWithdrawn(indexed asset)"};
    Hash asset;
};
struct TermsSet {
    static constexpr Literal abi{"TermsSet(indexed asset,useFee,licenceFee,licenceSeconds)"};
    Hash asset;
    Amount use_fee, licence_fee;
    std::uint64_t licence_seconds;
};
struct TrainingLinked {
    static constexpr Literal abi{"TrainingLinked(indexed asset,indexed receipt)"};
    Hash asset, receipt;
};
struct VoteLinked {
    static constexpr Literal abi{"VoteLinked(indexed asset,indexed proposal)"};
    Hash asset;
    U256 proposal;
};
struct FingerprintsSet {
    static constexpr Literal abi{"FingerprintsSet(indexed asset,root,count)"};
    Hash asset, root;
    std::uint64_t count;
};
struct FingerprintOpened {
    static constexpr Literal abi{
        "FingerprintOpened(indexed asset,indexed accused,index,query,response)"};
    Hash asset, accused;
    std::uint64_t index;
    chain::Bytes query, response;
};

// Errors.

struct RegistryUnauthorized {
    static constexpr Literal abi{"RegistryUnauthorized(caller)"};
    Address caller;
};
struct RegistryUnknownAsset {
    static constexpr Literal abi{"RegistryUnknownAsset(asset)"};
    Hash asset;
};
struct RegistryAssetExists {
    static constexpr Literal abi{"RegistryAssetExists(asset)"};
    Hash asset;
};
struct RegistryInvalid {
    static constexpr Literal abi{"RegistryInvalid(member,accepted)"};
    std::string member, accepted;
};
struct RegistryGraphTooLarge {
    static constexpr Literal abi{"RegistryGraphTooLarge(depth,paths,depthMaximum,pathsMaximum)"};
    U256 depth, paths, depth_maximum, paths_maximum;
};
struct RegistryConsentWithdrawn {
    static constexpr Literal abi{"RegistryConsentWithdrawn(asset)"};
    Hash asset;
};
struct RegistryReceiptNotPaid {
    static constexpr Literal abi{"RegistryReceiptNotPaid(receipt)"};
    Hash receipt;
};
struct RegistryVoteNotExecuted {
    static constexpr Literal abi{"RegistryVoteNotExecuted(proposal)"};
    U256 proposal;
};
struct RegistryFingerprintsFixed {
    static constexpr Literal abi{"RegistryFingerprintsFixed(asset)"};
    Hash asset;
};
struct RegistryFingerprintUnproven {
    static constexpr Literal abi{"RegistryFingerprintUnproven(asset,index)"};
    Hash asset;
    std::uint64_t index;
};
struct RegistryFingerprintSpent {
    static constexpr Literal abi{"RegistryFingerprintSpent(asset,index)"};
    Hash asset;
    std::uint64_t index;
};

}  // namespace ambag::emission::registry
