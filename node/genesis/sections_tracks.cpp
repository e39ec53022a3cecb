// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "chain/module/addresses.hpp"
#include "governance/governor/policy.hpp"
#include "node/genesis/sections.hpp"
#include "node/modules.hpp"

// The members of `governor` that turn on what OpenZeppelin does not have: tracks, quorum_base,
// quorum_excluded, participation.

namespace ambag::node {

using namespace chain;
using namespace governance::governor;

namespace {

constexpr std::uint64_t seconds_max = 3'155'760'000;  // a century
constexpr std::uint64_t clock_max = (std::uint64_t{1} << 48) - 1;

Curve read_reciprocal(GenesisReader& section, Share floor, Share ceil) {
    const Share delay = section.integer("delay", whole_share / 2, 1, whole_share - 1);
    const Share level = section.integer("level", 0, 0, whole_share);
    const auto curve = reciprocal_curve(delay, level, floor, ceil);
    if (curve) return *curve;
    section.fail("level",
                 "no reciprocal passes there: it must lie above floor and below the straight line "
                 "from ceil at 0 to floor at 1000000000");
    return constant_curve(whole_share);
}

// {"kind": "constant", "floor": …}, {"kind": "linear", "length", "floor", "ceil"},
// {"kind": "reciprocal", "delay", "level", "floor", "ceil"}; all in parts per billion.
Curve read_curve(GenesisReader& track, std::string_view name, Share otherwise) {
    if (track.member(name) == nullptr) return constant_curve(otherwise);
    GenesisReader section = track.section(name);
    const std::size_t kind = section.choice("kind", {"constant", "linear", "reciprocal"});
    const Share floor = section.integer("floor", 0, 0, whole_share);
    Curve curve = constant_curve(floor);
    if (kind != 0) {
        const Share ceil = section.integer("ceil", whole_share, floor, whole_share);
        curve = kind == 2 ? read_reciprocal(section, floor, ceil)
                          : linear_curve(section.integer("length", whole_share, 1, whole_share),
                                         floor, ceil);
    }
    section.finish();
    return curve;
}

Track read_settings(GenesisReader& section, std::uint64_t gas_per_block) {
    Track track;
    track.name = section.text("name", "");
    track.voting.delay = Uint48{section.integer("voting_delay", 1, 0, clock_max)};
    track.voting.period =
        static_cast<std::uint32_t>(section.integer("voting_period", 20, 1, 0xFFFF'FFFF));
    track.voting.confirms = section.member("confirm_period") != nullptr;
    track.voting.confirm_period =
        static_cast<std::uint32_t>(section.integer("confirm_period", 0, 0, 0xFFFF'FFFF));
    track.approval = read_curve(section, "approval", whole_share / 2);
    track.quorum = read_curve(section, "quorum", whole_share / 25);
    track.admission = {section.amount("proposal_threshold", {}),
                       section.amount("decision_deposit", {}),
                       static_cast<std::uint32_t>(section.integer("live_max", 0, 0, live_max_max)),
                       section.integer("cooldown", 0, 0, clock_max)};
    const bool has_period = section.member("period_spend_cap") != nullptr;
    track.spending = {section.amount("spend_cap", Amount{U256::max()}),
                      section.amount("period_spend_cap", Amount{U256::max()}),
                      section.integer("spend_period_seconds", has_period ? 2'592'000 : 0,
                                      has_period ? 3'600 : 0, seconds_max)};
    track.execution = {section.integer("timelock_delay", 0, 0, seconds_max),
                       section.integer("execution_expiry", 0, 0, seconds_max),
                       section.integer("automatic_gas", 0, 0, gas_per_block)};
    if (track.name.empty() || track.name.size() > 31)
        section.fail("name", "expected 1 to 31 bytes");
    return track;
}

std::optional<Address> read_target(GenesisReader& section) {
    const std::string text = section.text("target", "");
    for (const ModuleDescriptor* module : all_modules().all())
        if (module->name == text) return module->address;
    if (const auto address = parse_address(text)) return *address;
    section.fail("target", "expected the name of a module or an address, got \"" + text + "\"");
    return std::nullopt;
}

const CallRow* find_row(const Address& target, std::string_view signature) {
    const ModuleDescriptor* module = all_modules().find(target);
    if (module == nullptr) return nullptr;
    for (const CallRow& row : module->calls)
        if (row.signature == signature && row.mutability != Mutability::view) return &row;
    return nullptr;
}

// The index of a parameter, by its name; only numbers and other single words have a range.
std::optional<std::uint8_t> read_parameter(GenesisReader& section, std::string_view member,
                                           const CallRow& row) {
    const std::string name = section.text(member, "");
    const std::vector<ParameterText> inputs = row.inputs();
    std::string accepted;
    for (std::size_t i = 0; i < inputs.size() && inputs[i].type != "tuple"; ++i) {
        if (!inputs[i].type.starts_with("uint") || inputs[i].type.ends_with("[]")) continue;
        if (inputs[i].name == name) return static_cast<std::uint8_t>(i);
        accepted += (accepted.empty() ? "" : ", ") + inputs[i].name;
    }
    section.fail(member, "expected a number among the parameters of " + std::string{row.signature} +
                             " (" + accepted + "), got \"" + name + "\"");
    return std::nullopt;
}

void read_ranges(GenesisReader& section, const CallRow& row, TrackRule& rule) {
    if (section.member("spends") != nullptr)
        if (const auto word = read_parameter(section, "spends", row))
            rule.spent_word_plus_one = static_cast<std::uint8_t>(*word + 1);
    for (GenesisReader& range : section.list("ranges")) {
        const auto word = read_parameter(range, "parameter", row);
        const U256 minimum = range.amount("minimum", {}).units;
        const U256 maximum = range.amount("maximum", Amount{U256::max()}).units;
        if (minimum > maximum) range.fail("maximum", "is below minimum");
        range.finish();
        if (word) rule.ranges.push_back({*word, minimum, maximum});
    }
}

// {"target", "call", "value_max", "spends", "ranges"}, or {"coins": true, "value_max"} for coins
// sent to an account.
std::optional<TrackCall> read_call(GenesisReader& section) {
    TrackCall call;
    if (section.boolean("coins", false)) {
        call.rule.value_max = section.amount("value_max", Amount{U256::max()});
        section.finish();
        return call;
    }
    call.rule.value_max = section.amount("value_max", {});
    const auto target = read_target(section);
    const std::string signature = section.text("call", "");
    const CallRow* row = target ? find_row(*target, signature) : nullptr;
    if (target && row == nullptr)
        section.fail("call",
                     "expected the signature of a call of that module, such as "
                     "\"pay(address,uint256,string)\", got \"" +
                         signature + "\"");
    if (row != nullptr) {
        call.key = {*target, row->selector};
        read_ranges(section, *row, call.rule);
    } else {
        section.member("ranges");
        section.member("spends");
    }
    section.finish();
    return row == nullptr ? std::nullopt : std::optional{call};
}

void read_tracks(GenesisReader& governor, PolicyGenesis& policy) {
    for (GenesisReader& section : governor.list("tracks")) {
        TrackSection track{read_settings(section, policy.automatic_gas_per_block), {}};
        for (GenesisReader& call : section.list("calls"))
            if (const auto rule = read_call(call)) track.calls.push_back(*rule);
        if (policy.tracks.empty() && !track.calls.empty())
            section.fail("calls", "the first track takes what no other admits: leave it out");
        section.finish();
        policy.tracks.push_back(std::move(track));
    }
    if (policy.tracks.size() > tracks_max)
        governor.fail("tracks", "at most " + std::to_string(tracks_max));
}

}  // namespace

bool has_tracks(GenesisReader& root) {
    const Json* governor = root.member("governor");
    return governor != nullptr && governor->is_object() && governor->find("tracks") != nullptr;
}

void read_policy(GenesisReader& governor, const Rules& rules, ChainSpec& spec) {
    PolicyGenesis policy;
    policy.automatic_gas_per_block =
        governor.integer("automatic_gas_per_block", 0, 0, rules.block_gas_limit.value);
    read_tracks(governor, policy);
    policy.quorum_base =
        static_cast<QuorumBase>(governor.choice("quorum_base", {"supply", "delegated"}));
    policy.quorum_excluded = governor.addresses("quorum_excluded");
    policy.participation = governor.boolean("participation", false);
    if (policy.quorum_excluded.size() > excluded_max)
        governor.fail("quorum_excluded", "at most " + std::to_string(excluded_max));
    if (!policy.tracks.empty() && governor.member("super_quorum_numerator") != nullptr)
        governor.fail("tracks", "tracks and super_quorum_numerator exclude each other");
    spec.sections.push_back(
        {governor_address, [policy](Context& ctx) { return policy_genesis(ctx, policy); }});
}

}  // namespace ambag::node
