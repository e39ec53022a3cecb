// SPDX-License-Identifier: Apache-2.0
#include "governance/governor/curves.hpp"
#include "node/book/amounts.hpp"
#include "node/cli/session.hpp"
#include "node/cli/table.hpp"

// gov tracks: the ways that a proposal can pass, the strictest first.

namespace ambag::node {

namespace governor = governance::governor;

namespace {

const Json& member(const Json& json, std::string_view name) {
    static const Json null;
    const Json* found = json.find(name);
    return found == nullptr ? null : *found;
}

chain::U256 number(const Json& json) {
    if (const auto small = json.as_u64()) return chain::U256{*small};
    const std::string* text = json.as_string();
    return text == nullptr ? chain::U256{} : chain::U256::parse(*text).value_or(chain::U256{});
}

std::uint64_t small_number(const Json& json) {
    return number(json).to_u64().value_or(~std::uint64_t{0});
}

governor::Curve curve_of(const Json& json) {
    return {static_cast<governor::CurveKind>(small_number(member(json, "kind"))),
            small_number(member(json, "ceil")),
            small_number(member(json, "floor")),
            small_number(member(json, "length")),
            small_number(member(json, "factor")),
            small_number(member(json, "xOffset")),
            small_number(member(json, "yOffset")),
            member(json, "yNegative").as_bool() == true};
}

// "96.4": per cent with one digit, rounded down.
std::string percent_of(governor::Share share) {
    constexpr governor::Share tenth = governor::whole_share / 1'000;
    const governor::Share tenths = share / tenth;
    return std::to_string(tenths / 10) +
           (tenths % 10 == 0 ? "" : "." + std::to_string(tenths % 10));
}

// What is needed at the beginning, at half, and at the end of the vote.
std::string curve_text(const Json& json) {
    const governor::Curve curve = curve_of(json);
    const auto at = [&](governor::Share x) { return percent_of(threshold_at(curve, x)); };
    const std::string first = at(0);
    const std::string last = at(governor::whole_share);
    if (first == last) return last + " %";
    return first + " > " + at(governor::whole_share / 2) + " > " + last + " %";
}

std::string limit_text(const Json& json) {
    const chain::U256 limit = number(json);
    return limit == chain::U256::max() ? "none" : amount_text(chain::Amount{limit});
}

class TrackTable {
 public:
    explicit TrackTable(bool clock_is_time) : clock_is_time_{clock_is_time} {}

    void add(const Json& track) {
        const Json& voting = member(track, "voting");
        const Json& admission = member(track, "admission");
        const Json& execution = member(track, "execution");
        const std::string* name = member(track, "name").as_string();
        const std::uint64_t expiry = small_number(member(execution, "expiry"));
        const bool automatic = small_number(member(execution, "automaticGas")) != 0;
        std::string live = std::to_string(small_number(member(admission, "liveMax")));
        if (live == "0") live = "any";
        const bool confirms = member(voting, "confirms").as_bool() == true;
        ways_.add({std::to_string(count_), name == nullptr ? "" : *name,
                   span(member(voting, "delay")), span(member(voting, "period")),
                   confirms ? span(member(voting, "confirmPeriod")) : "-",
                   curve_text(member(track, "approval")), curve_text(member(track, "quorum"))});
        limits_.add({std::to_string(count_), name == nullptr ? "" : *name,
                     amount_text(chain::Amount{number(member(admission, "deposit"))}), live,
                     limit_text(member(member(track, "spending"), "perProposal")),
                     limit_text(member(member(track, "spending"), "perPeriod")),
                     duration_text(small_number(member(execution, "delay"))),
                     expiry == 0 ? "never" : duration_text(expiry),
                     automatic ? "chain" : "anybody"});
        ++count_;
    }
    void print(const Console& console) const {
        ways_.print(console);
        console.line();
        limits_.print(console);
        console.remark("curves: what is needed at the start, at half and at the end of the vote");
    }

 private:
    std::string span(const Json& json) const {
        const std::uint64_t clocks = small_number(json);
        return clock_is_time_ ? duration_text(clocks) : std::to_string(clocks) + " blocks";
    }

    bool clock_is_time_;
    std::size_t count_ = 0;
    TextTable ways_{{{"#", Align::right},
                     {"track"},
                     {"delay"},
                     {"vote"},
                     {"confirm"},
                     {"approval"},
                     {"quorum"}}};
    TextTable limits_{{{"#", Align::right},
                       {"track"},
                       {"deposit", Align::right},
                       {"live", Align::right},
                       {"a proposal", Align::right},
                       {"a period", Align::right},
                       {"timelock"},
                       {"expires"},
                       {"executed by"}}};
};

CliResult<> tracks(const Invocation& invocation) {
    const Session session = TRY(Session::open(invocation));
    const Json list = TRY(session.view("governor.tracks", {})).front();
    invocation.console.result(list);
    if (!list.is_array() || list.as_array()->empty()) {
        invocation.console.line("the chain has no tracks: every proposal passes the same way");
        return {};
    }
    const Json mode = TRY(session.view("governor.CLOCK_MODE", {})).front();
    TrackTable table{mode.as_string() != nullptr &&
                     mode.as_string()->find("timestamp") != std::string::npos};
    for (const Json& track : *list.as_array()) table.add(track);
    table.print(invocation.console);
    return {};
}

const CommandRow rows[]{
    {"gov tracks", "", "the ways that a proposal can pass", &tracks, {rpc_options}},
};

}  // namespace

CommandGroup governance_track_commands() {
    return rows;
}

}  // namespace ambag::node
