// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/error.hpp"
#include "chain/module/event.hpp"
#include "emission/registry/state.hpp"

// Events and custom errors of the registry where money moves: revenue, campaigns, open models.

namespace ambag::emission::registry {

// Events.

struct RevenuePaid {
    static constexpr Literal abi{"RevenuePaid(indexed asset,indexed payer,amount)"};
    Hash asset;
    Address payer;
    Amount amount;
};
struct UsePaid {
    static constexpr Literal abi{"UsePaid(indexed asset,indexed payer,units)"};
    Hash asset;
    Address payer;
    std::uint64_t units;
};
struct LicenceBought {
    static constexpr Literal abi{"LicenceBought(indexed asset,indexed holder,validUntil)"};
    Hash asset;
    Address holder;
    Timestamp until;
};
struct CreditWithdrawn {
    static constexpr Literal abi{"CreditWithdrawn(indexed account,amount)"};
    Address account;
    Amount amount;
};
struct CampaignOpened {
    static constexpr Literal abi{"CampaignOpened(indexed campaign,indexed job,target,deadline)"};
    std::uint64_t campaign;
    Hash job;
    Amount target;
    Timestamp deadline;
};
struct Contributed {
    static constexpr Literal abi{"Contributed(indexed campaign,indexed account,amount,raised)"};
    std::uint64_t campaign;
    Address account;
    Amount amount, raised;
};
struct CampaignReleased {
    static constexpr Literal abi{"CampaignReleased(indexed campaign,pool,amount)"};
    std::uint64_t campaign;
    std::string pool;
    Amount amount;
};
struct ContributionRefunded {
    static constexpr Literal abi{"ContributionRefunded(indexed campaign,indexed account,amount)"};
    std::uint64_t campaign;
    Address account;
    Amount amount;
};
struct OpenWeightSet {
    static constexpr Literal abi{"OpenWeightSet(indexed asset,weight,total)"};
    Hash asset;
    U256 weight, total;
};
struct OpenModelPaid {
    static constexpr Literal abi{"OpenModelPaid(indexed asset,maintainerShare,attributed)"};
    Hash asset;
    Amount maintainer_share, attributed;
};
struct MaintainerShareSet {
    static constexpr Literal abi{"MaintainerShareSet(basisPoints)"};
    std::uint32_t basis_points;
};

// Errors.

struct RegistryWrongPayment {
    static constexpr Literal abi{"RegistryWrongPayment(given,required)"};
    Amount given, required;
};
struct RegistryNoLicenceSold {
    static constexpr Literal abi{"RegistryNoLicenceSold(asset)"};
    Hash asset;
};
struct RegistryNothingOwed {
    static constexpr Literal abi{"RegistryNothingOwed(account)"};
    Address account;
};
struct RegistryUnknownCampaign {
    static constexpr Literal abi{"RegistryUnknownCampaign(campaign)"};
    std::uint64_t campaign;
};
struct RegistryCampaignClosed {
    static constexpr Literal abi{"RegistryCampaignClosed(campaign)"};
    std::uint64_t campaign;
};
struct RegistryAboveTarget {
    static constexpr Literal abi{"RegistryAboveTarget(given,missing)"};
    Amount given, missing;
};
struct RegistryTargetMissed {
    static constexpr Literal abi{"RegistryTargetMissed(raised,target)"};
    Amount raised, target;
};
struct RegistryNotRefundable {
    static constexpr Literal abi{"RegistryNotRefundable(campaign)"};
    std::uint64_t campaign;
};
struct RegistryJobClosed {
    static constexpr Literal abi{"RegistryJobClosed(job)"};
    Hash job;
};

}  // namespace ambag::emission::registry
