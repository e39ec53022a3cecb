// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/cell.hpp"
#include "chain/module/event.hpp"
#include "emission/primitives/accumulator.hpp"

// Every record of the registry. An asset is a model or a dataset, known by a 32-byte commitment
// alone: the hash of a model's weights, a salted commitment of a dataset. Nothing personal is ever
// stored. Amounts are base units, times seconds since 1970.

namespace ambag::emission::registry {

using chain::Address;
using chain::Amount;
using chain::Hash;
using chain::Height;
using chain::Item;
using chain::List;
using chain::Literal;
using chain::Map;
using chain::Timestamp;
using chain::U256;

// Bounds of the attribution graph. A payment visits every path from the asset to a contributor
// once, so their number is what a payment costs.
inline constexpr std::uint8_t depth_max = 8;              // assets on a path, the paid one included
inline constexpr std::uint32_t paths_max = 128;           // from an asset to its contributors
inline constexpr std::size_t receipts_max = 64;           // that an asset names as its training
inline constexpr std::uint64_t seconds_max = 31'622'400;  // 366 days: of a licence, of a campaign
inline constexpr std::size_t opening_bytes_max = 1'024;   // of a fingerprint's query, its response

enum class AssetKind : std::uint8_t { none, model, dataset };

// Who or what an asset owes to: an account, or another asset whose own shares then divide it.
struct Contributor {
    static constexpr Literal abi{"Contributor(account,weight)"};
    Address account;
    std::uint64_t weight;
};
struct Source {
    static constexpr Literal abi{"Source(asset,weight)"};
    Hash asset;
    std::uint64_t weight;
};

struct Asset {
    static constexpr Literal abi{
        "Asset(kind,owner,maintainer,licence,registered,withdrawn,depth,paths,contributors,"
        "sources)"};
    AssetKind kind = AssetKind::none;
    Address owner;
    Address maintainer;  // gets the maintainer's share of what an open model is given
    Hash licence;        // keccak256 of the licence's text
    Height registered;
    bool withdrawn = false;  // a dataset whose owner no longer consents to new uses
    std::uint8_t depth = 0;
    std::uint32_t paths = 0;
    std::vector<Contributor> contributors;
    std::vector<Source> sources;
};

// Prices that the owner asks. A price of 0 is free; `licence_seconds` 0 means that no licence is
// sold.
struct Terms {
    static constexpr Literal abi{"Terms(useFee,licenceFee,licenceSeconds)"};
    Amount use_fee;  // for each unit of use
    Amount licence_fee;
    std::uint64_t licence_seconds = 0;
};

struct AssetAccount {
    Hash asset;
    Address account;
};

// Pairs of query and response that only the owner knows, committed before the model was given out
// (OML fingerprints). Opening one shows that a deployment answers as the owner's model does.
struct Fingerprints {
    static constexpr Literal abi{"Fingerprints(root,count,opened)"};
    Hash root;  // Merkle root over the pairs
    std::uint64_t count = 0;
    std::uint64_t opened = 0;
};
struct OpeningKey {
    Hash asset;
    std::uint64_t index;
};
struct Opening {
    static constexpr Literal abi{"Opening(accused,query,response,height)"};
    Hash accused;  // keccak256 of how the owner names the deployment
    Hash query;
    Hash response;
    Height height;
};

enum class CampaignStatus : std::uint8_t { none, open, released };

// Many pay for one job; each gets his money back when the target was not reached in time.
struct Campaign {
    static constexpr Literal abi{"Campaign(job,target,raised,deadline,status)"};
    Hash job;  // of the attestation module
    Amount target;
    Amount raised;
    Timestamp deadline;
    CampaignStatus status = CampaignStatus::none;
};
struct CampaignAccount {
    std::uint64_t campaign;
    Address account;
};

struct Settings {
    std::string open_pool;             // of issuance; empty: open models get nothing
    std::uint32_t maintainer_bps = 0;  // of an open model's money, before attribution
};

// The two sub-ledgers whose sum is the module's balance, and what open models may still claim
// from the pool.
struct Totals {
    static constexpr Literal abi{"Totals(credits,campaigns,openOwed)"};
    Amount credits;
    Amount campaigns;
    Amount open_owed;
};

inline constexpr Item<Settings> settings{0x01};
inline constexpr Item<Totals> totals{0x02};
inline constexpr List<Hash> asset_ids{0x03};
inline constexpr Map<Hash, Asset> assets{0x04};
inline constexpr Map<Hash, Terms> terms{0x05};
inline constexpr Map<AssetAccount, Timestamp> licences{0x06};  // valid until
inline constexpr Map<Address, Amount> credits{0x07};
inline constexpr Map<Hash, Amount> earned{0x08};  // by an asset, in all
inline constexpr Map<Hash, std::vector<Hash>> training{0x09};
inline constexpr Map<Hash, U256> votes{0x0a};  // the proposal that paid
inline constexpr Map<Hash, Fingerprints> fingerprints{0x0b};
inline constexpr Map<OpeningKey, Opening> openings{0x0c};
inline constexpr Item<std::uint64_t> campaign_count{0x0d};
inline constexpr Map<std::uint64_t, Campaign> campaigns{0x0e};  // from 1 on
inline constexpr Map<CampaignAccount, Amount> contributions{0x0f};
inline constexpr Item<Accumulator> open_models{0x10};
inline constexpr Map<Hash, AccumulatorAccount> open_accounts{0x11};

}  // namespace ambag::emission::registry
