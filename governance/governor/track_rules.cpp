// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/track_rules.hpp"

#include <algorithm>

#include "chain/module/addresses.hpp"
#include "governance/governor/timelock_calls.hpp"

namespace ambag::governance::governor {

using namespace chain;

namespace {

// Deeper than any call could be executed.
constexpr unsigned nesting_max = 8;
constexpr Selector relay_call = selector_of("relay(address,uint256,bytes)");
constexpr Selector schedule_one =
    selector_of("schedule(address,uint256,bytes,bytes32,bytes32,uint256)");
constexpr Selector execute_one = selector_of("execute(address,uint256,bytes,bytes32,bytes32)");

struct Call {
    const Address& target;
    const Amount& value;
    BytesView data;
};

class Judge {
 public:
    explicit Judge(const ViewContext& ctx)
        : ctx_{ctx},
          timelock_{executor.get(ctx)},
          derived_{static_cast<TrackId>(tracks.size(ctx) - 1), {}} {}

    Result<> judge(const Call& call, unsigned depth) {
        if (depth > nesting_max) return strictest();
        TRY(count_spending(call.value.units));
        TRY(apply_rules(call));
        if (call.data.size() < Selector::width) return {};
        const Selector selector = Selector::from(call.data.first(Selector::width));
        const BytesView arguments = call.data.subspan(Selector::width);
        if (call.target == ctx_.self() && selector == relay_call)
            return judge_one<Address, Amount, Bytes>(arguments, depth);
        if (call.target != timelock_) return {};
        if (selector == schedule_one)
            return judge_one<Address, Amount, Bytes, Hash, Hash, U256>(arguments, depth);
        if (selector == execute_one)
            return judge_one<Address, Amount, Bytes, Hash, Hash>(arguments, depth);
        if (selector == schedule_batch) return judge_batch<Hash, Hash, U256>(arguments, depth);
        if (selector == execute_batch) return judge_batch<Hash, Hash>(arguments, depth);
        return {};
    }

    const Derivation& derived() const { return derived_; }

 private:
    Result<> strictest() {
        derived_.track = 0;
        return {};
    }

    Result<> count_spending(const U256& amount) {
        derived_.spend = TRY(add(derived_.spend, Amount{amount}));
        return {};
    }

    static std::optional<U256> argument(BytesView data, std::size_t word) {
        const std::size_t begin = Selector::width + 32 * word;
        if (data.size() < begin + 32) return std::nullopt;
        return U256::from_big_endian(data.subspan(begin, 32));
    }

    static bool admits(const TrackRule& rule, const Call& call) {
        if (call.value > rule.value_max) return false;
        return std::all_of(rule.ranges.begin(), rule.ranges.end(), [&](const ArgumentRange& range) {
            const auto value = argument(call.data, range.word);
            return value && *value >= range.minimum && *value <= range.maximum;
        });
    }

    RuleKey key_of(const Call& call) const {
        if (call.data.size() >= Selector::width)
            return {call.target, Selector::from(call.data.first(Selector::width))};
        // Coins for an account; a module refuses them, so that no rule needs to know.
        if (call.data.empty() && !ctx_.is_module(call.target)) return {};
        return {call.target, {}};
    }

    // The strictest track among the rules that hold, and the spending that any of them names: one
    // argument is counted once, however many rules name it.
    Result<> apply_rules(const Call& call) {
        const std::vector<TrackRule> rules = track_rules.get(ctx_, key_of(call));
        std::optional<TrackId> track;
        std::vector<std::uint8_t> counted;
        for (const TrackRule& rule : rules) {
            if (rule.spent_word_plus_one != 0 &&
                std::find(counted.begin(), counted.end(), rule.spent_word_plus_one) ==
                    counted.end()) {
                counted.push_back(rule.spent_word_plus_one);
                const auto amount = argument(call.data, rule.spent_word_plus_one - 1U);
                if (!amount) return strictest();
                TRY(count_spending(*amount));
            }
            if (admits(rule, call)) track = std::min(track.value_or(rule.track), rule.track);
        }
        derived_.track = std::min(derived_.track, track.value_or(0));
        return {};
    }

    // What does not decode reverts when it is executed; it is no reason for a laxer track.
    template <class... Ts>
    Result<> judge_one(BytesView arguments, unsigned depth) {
        const auto decoded = abi::decode<Ts...>(arguments);
        if (!decoded) return strictest();
        return judge({std::get<0>(*decoded), std::get<1>(*decoded), std::get<2>(*decoded)},
                     depth + 1);
    }

    template <class... Ts>
    Result<> judge_batch(BytesView arguments, unsigned depth) {
        const auto decoded =
            abi::decode<std::vector<Address>, std::vector<Amount>, std::vector<Bytes>, Ts...>(
                arguments);
        if (!decoded) return strictest();
        const auto& [targets, values, calldatas] =
            std::tie(std::get<0>(*decoded), std::get<1>(*decoded), std::get<2>(*decoded));
        if (targets.size() != values.size() || targets.size() != calldatas.size())
            return strictest();
        for (std::size_t i = 0; i < targets.size(); ++i)
            TRY(judge({targets[i], values[i], calldatas[i]}, depth + 1));
        return {};
    }

    const ViewContext& ctx_;
    Address timelock_;
    Derivation derived_;
};

// Towards the strict end, to the first track that may spend so much.
TrackId track_that_may_spend(const ViewContext& ctx, Derivation derived) {
    for (; derived.track > 0; --derived.track) {
        const TrackSpending spending = tracks.get(ctx, derived.track).spending;
        if (derived.spend <= spending.per_proposal && derived.spend <= spending.per_period) break;
    }
    return derived.track;
}

}  // namespace

Result<Derivation> derive_track(const ViewContext& ctx, const std::vector<Address>& targets,
                                const std::vector<Amount>& values,
                                const std::vector<Bytes>& calldatas) {
    Judge judge{ctx};
    for (std::size_t i = 0; i < targets.size(); ++i)
        TRY(judge.judge({targets[i], values[i], calldatas[i]}, 0));
    Derivation derived = judge.derived();
    derived.track = track_that_may_spend(ctx, derived);
    return derived;
}

Result<std::tuple<TrackId, Amount>> get_track_of_actions(const ViewContext& ctx,
                                                         std::vector<Address> targets,
                                                         std::vector<Amount> values,
                                                         std::vector<Bytes> calldatas) {
    if (tracks.size(ctx) == 0) return fail_empty();
    if (targets.size() != values.size() || targets.size() != calldatas.size() || targets.empty())
        return fail(GovernorInvalidProposalLength{U256{targets.size()}, U256{calldatas.size()},
                                                  U256{values.size()}});
    const Derivation derived = TRY(derive_track(ctx, targets, values, calldatas));
    return std::tuple{derived.track, derived.spend};
}

}  // namespace ambag::governance::governor
