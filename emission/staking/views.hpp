// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emission/staking/state.hpp"

// Reads for clients. Amounts are those that settling would leave: slashes deducted.

namespace ambag::emission::staking {

inline constexpr std::uint64_t page_max = 100;

struct ValidatorView {
    static constexpr chain::Literal abi{
        "ValidatorView(validator,number,keyType,key,consensus,tokens,power,commission,"
        "selfBond,elected,jailed,tombstoned,jailedUntil,moniker)"};
    Address validator;
    std::uint32_t number;
    chain::ConsensusKeyType key_type;
    Bytes key;
    Address consensus;
    Amount tokens;
    std::uint64_t power;  // in the engine when elected
    std::uint32_t commission_ppm;
    Amount self_bond;
    bool elected, jailed, tombstoned;
    Timestamp jailed_until;
    std::string moniker;
};

struct ValidatorTexts {
    static constexpr chain::Literal abi{
        "ValidatorTexts(moniker,website,details,commissionMax,commissionDailyMax,"
        "commissionChanged)"};
    std::string moniker, website, details;
    std::uint32_t commission_max_ppm, commission_daily_max_ppm;
    Timestamp commission_changed;
};

struct DelegationView {
    static constexpr chain::Literal abi{"DelegationView(validator,amount,immature,rewards)"};
    Address validator;
    Amount amount;
    Amount immature;  // redelegated here, must stay until its exit matures
    Amount rewards;   // that claim would pay
};

struct ExitView {
    static constexpr chain::Literal abi{"ExitView(exit,kind,from,to,amount,height,matures)"};
    std::uint64_t exit;
    ExitKind kind;
    Address from, to;
    Amount amount;
    Height height;
    Timestamp matures;
};

chain::Result<ValidatorView> validator_view(const chain::ViewContext& ctx, Address validator);
chain::Result<ValidatorTexts> validator_texts(const chain::ViewContext& ctx, Address validator);
// In order of registration, at most `page_max`; with how many there are.
chain::Result<std::tuple<std::vector<ValidatorView>, std::uint64_t>> validators_view(
    const chain::ViewContext& ctx, std::uint64_t offset, std::uint64_t limit);
// In the order of the heap, which is none: at most 100 of the elected, with how many there are.
chain::Result<std::tuple<std::vector<Address>, std::uint32_t>> elected_view(
    const chain::ViewContext& ctx, std::uint32_t offset, std::uint32_t limit);
chain::Result<std::vector<DelegationView>> delegations_view(const chain::ViewContext& ctx,
                                                            Address holder);
chain::Result<std::vector<ExitView>> exits_view(const chain::ViewContext& ctx, Address holder);
chain::Result<Amount> stake_of(const chain::ViewContext& ctx, Address holder, Address validator);
chain::Result<Amount> rewards_of(const chain::ViewContext& ctx, Address holder, Address validator);
chain::Result<Amount> commission_of(const chain::ViewContext& ctx, Address validator);
chain::Result<Address> operator_of(const chain::ViewContext& ctx, Address consensus);
// staked, leaving, unsettled, elected tokens, rewards, carry
chain::Result<std::tuple<Amount, Amount, Amount, Amount, Amount, Amount>> totals_view(
    const chain::ViewContext& ctx);
chain::Result<std::tuple<bool, Amount, std::string>> setup_view(const chain::ViewContext& ctx);
chain::Result<chain::Hash> proof_digest_view(const chain::ViewContext& ctx, Address validator,
                                             chain::ConsensusKeyType key_type, Bytes key);

}  // namespace ambag::emission::staking
