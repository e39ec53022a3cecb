// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "chain/base/amount.hpp"
#include "chain/base/quantity.hpp"
#include "chain/codec/text.hpp"

// What scoring stores. A subnet is a market of its own: participants (uids) that are scored, a rule
// that scores them, a tempo at whose end its emission is given out.

namespace ambag::emission::scoring {

// How participants are scored; see rules/README.md. The first two weigh each other, the others are
// measured by the subnet's meter account.
enum class RuleKind : std::uint8_t {
    yuma_classic,
    yuma3,
    uptime_ramp,     // stake times a ramp of the presence; what is not earned goes back
    pro_rata_meter,  // in proportion to measured units
    one_out_loss,    // by what the loss would be without the participant
    min_max_curve,   // by a curve over raw scores
};
inline constexpr std::uint64_t rule_kinds = 6;

constexpr bool weighs_peers(std::uint64_t rule) {
    return rule <= static_cast<std::uint64_t>(RuleKind::yuma3);
}

// Numbers of the whole module; bounds in parameters.hpp.
struct Parameters {
    chain::Amount subnet_cost{*chain::U256::parse("100000000000000000000")};  // to open a subnet
    std::uint64_t epochs_per_block = 2;
    std::uint64_t take_max = 11'796;  // of 65535: most that a validator keeps of his dividends
};

// Who may take part in a subnet, and on what terms.
struct Membership {
    static constexpr chain::Literal abi{
        "Membership(capacity,validatorsMax,stakeMin,registrationCost,recycled,immunity,"
        "activityCutoff,commitReveal,revealEpochs)"};
    std::uint64_t capacity = 256;
    std::uint64_t validators_max = 64;
    chain::Amount stake_min{chain::U256{1U}};  // to validate
    chain::Amount registration_cost{};
    std::uint64_t recycled = 0;  // 1: the cost returns to the emission pool; 0: it is burned
    std::uint64_t immunity = 4'096;
    std::uint64_t activity_cutoff = 5'000;
    std::uint64_t commit_reveal = 0;
    std::uint64_t reveal_epochs = 1;
};

// The numbers of the peer rules (rules/yuma.hpp).
struct Consensus {
    static constexpr chain::Literal abi{
        "Consensus(kappa,movingAverage,bondsPenalty,liquidAlpha,alphaLow,alphaHigh,"
        "alphaSteepness)"};
    std::uint64_t kappa = 32'767;            // of 65535
    std::uint64_t moving_average = 900'000;  // of a million: weight of the old bonds
    std::uint64_t bonds_penalty = 65'535;
    std::uint64_t liquid_alpha = 0;
    std::uint64_t alpha_low = 45'875;
    std::uint64_t alpha_high = 58'982;
    std::uint64_t alpha_steepness = 1'000;
};

// What a subnet's owner tunes; bounds in parameters.hpp.
struct Subnet {
    static constexpr chain::Literal abi{
        "Subnet(owner,meter,rule,exact,tempo,ownerShare,members,consensus,meterLow,meterHigh)"};
    chain::Address owner;
    chain::Address meter;  // reports measurements, for the rules that need them
    std::uint64_t rule = 0;
    std::uint64_t exact = 1;  // 0: the published fixed point
    std::uint64_t tempo = 360;
    std::uint64_t owner_share = 11'796;  // of 65535
    Membership members{};
    Consensus consensus{};
    std::uint64_t meter_low = 900'000;  // of a million: uptime_ramp's lower end; a minimum of units
    std::uint64_t meter_high = 990'000;  // of a million: uptime_ramp's upper end
};

struct SubnetProgress {
    static constexpr chain::Literal abi{
        "SubnetProgress(count,epoch,lastEpoch,nextEpoch,bondsSince,staked,paid)"};
    std::uint32_t count = 0;  // of uids
    std::uint64_t epoch = 0;  // epochs done
    chain::Height last_epoch;
    chain::Height next_epoch;
    chain::Height bonds_since;  // bonds written before a change of rule do not count
    chain::Amount staked;       // on all of its accounts, below 2^104
    chain::Amount paid;         // given out by all epochs
};

struct Neuron {
    static constexpr chain::Literal abi{
        "Neuron(account,registered,updated,permit,consensus,incentive,dividend,trust,earned)"};
    chain::Address account;
    chain::Height registered;
    chain::Height updated;  // last weights; 0 before the first
    bool permit = false;    // may validate in the next epoch
    std::uint16_t consensus = 0;
    std::uint16_t incentive = 0;
    std::uint16_t dividend = 0;
    std::uint16_t trust = 0;
    chain::Amount earned;  // in the last epoch, before take
};

struct Commitment {
    static constexpr chain::Literal abi{"Commitment(digest,height,epoch)"};
    chain::Hash digest;
    chain::Height height;
    std::uint64_t epoch = 0;
};

// Sub-ledgers of the module's balance.
struct Totals {
    static constexpr chain::Literal abi{"Totals(emission,staked,owed)"};
    chain::Amount emission;  // received and not yet given out by an epoch
    chain::Amount staked;
    chain::Amount owed;  // earned, claimable; what delegation rounds off is in here
};

}  // namespace ambag::emission::scoring
