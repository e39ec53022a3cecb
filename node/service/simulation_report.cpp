// SPDX-License-Identifier: Apache-2.0
#include "node/service/simulation_report.hpp"

#include <set>

#include "chain/base/hex.hpp"
#include "chain/exec/state_reader.hpp"
#include "chain/module/addresses.hpp"
#include "emission/issuance/state.hpp"
#include "node/book/amounts.hpp"
#include "node/book/describe.hpp"
#include "node/rpc/shapes.hpp"
#include "node/service/projection.hpp"

namespace ambag::node {

using chain::Address;
using chain::Amount;
using chain::U256;
namespace issuance = emission::issuance;

namespace {

// A module's name, or the address.
std::string name_of(const Address& address) {
    const auto* module = find_module(chain::to_checksum(address));
    return module != nullptr ? std::string{module->name} : chain::to_checksum(address);
}

void collect_addresses(const Json& json, std::set<Address>& out) {
    if (const auto* text = json.as_string())
        if (const auto address = chain::parse_address(*text)) out.insert(*address);
    if (const auto* items = json.as_array())
        for (const Json& item : *items) collect_addresses(item, out);
    if (const auto* members = json.as_object())
        for (const Json::Member& member : *members) collect_addresses(member.value, out);
}

class Report {
 public:
    Report(const Simulation& simulation, const ChainLaws& laws, const SimulationRequest& request)
        : simulation_{simulation},
          laws_{laws},
          request_{request},
          before_{simulation.before, simulation.env, laws.rules, laws.modules},
          after_{simulation.after, simulation.env, laws.rules, laws.modules} {}

    Json make(const CurveOptions& curve) {
        Json json = Json::object({{"ok", !simulation_.failure && !simulation_.fault},
                                  {"throughGovernor", simulation_.by_governor},
                                  {"at", place()},
                                  {"gas", quantity(simulation_.gas_used.value)},
                                  {"failure", failure()}});
        json.set("balances", balances());
        json.set("votes", votes());
        json.set("parameters", parameters());
        json.set("pools", pools());
        json.set("schedules", schedules());
        json.set("supply", supply());
        json.set("records", quantity(simulation_.changes.records.size()));
        json.set("events", events());
        json.set("emission", emission_curves(curve));
        if (words_.as_array()->empty()) say("nothing that a person would see");
        json.set("words", words_);
        return json;
    }

 private:
    void say(std::string sentence) { words_.push(std::move(sentence)); }

    Json place() const {
        return Json::object({{"block", quantity(simulation_.env.height.value)},
                             {"time", quantity(simulation_.env.time.value)},
                             {"emptyBlocks", quantity(simulation_.empty_blocks)}});
    }

    Json failure() {
        if (simulation_.fault) {
            say("it would break a rule of the chain and stop it: " + simulation_.fault->rule +
                ": " + simulation_.fault->detail);
            return Json::object({{"reason", simulation_.fault->rule}, {"fault", true}});
        }
        if (!simulation_.failure) return {};
        const std::string reason = simulation_.out_of_gas ? "out of gas: more than a block has"
                                                          : revert_text(simulation_.failure->data);
        Json json = revert_json(simulation_.failure->data);
        json.set("reason", reason);
        std::string sentence = "it would fail: " + reason;
        if (const auto action = simulation_.failed_action) {
            const auto& failed = request_.actions[*action];
            json.set("action", quantity(*action));
            sentence = "action " + std::to_string(*action + 1) + ", " +
                       call_text(failed.target, failed.calldata) + ", would fail: " + reason;
        }
        say(std::move(sentence));
        note_missing_coins();
        return json;
    }

    // The actions' values come from the timelock and from who executes.
    void note_missing_coins() {
        Amount needed;
        for (const auto& action : request_.actions)
            needed = checked_add(needed, action.value).value_or(Amount{U256::max()});
        const Amount held = simulation_.before.account(chain::timelock_address).balance;
        const Amount there = checked_add(held, request_.value).value_or(held);
        if (needed > there)
            say("the actions send " + amount_text(needed) + " and the timelock holds " +
                amount_text(held) + ": whoever executes must send the rest along");
    }

    Json balances() {
        Json list = Json::array();
        for (const chain::AccountChange& change : simulation_.changes.accounts) {
            if (change.before.balance == change.after.balance) continue;
            list.push(Json::object({{"address", chain::to_checksum(change.address)},
                                    {"name", name_of(change.address)},
                                    {"before", change.before.balance.units.to_hex()},
                                    {"after", change.after.balance.units.to_hex()}}));
            const auto more = checked_sub(change.after.balance, change.before.balance);
            const auto less = checked_sub(change.before.balance, change.after.balance);
            say(name_of(change.address) +
                (more ? " gains " + amount_text(*more) : " loses " + amount_text(*less)) + ": " +
                amount_text(change.before.balance) + " becomes " +
                amount_text(change.after.balance));
        }
        return list;
    }

    // Records are keyed by hashes, so that whose they are cannot be read from them: everyone whom
    // the calls, the events and the moved coins name is looked at.
    std::set<Address> concerned() const {
        std::set<Address> all;
        for (const chain::AccountChange& change : simulation_.changes.accounts)
            all.insert(change.address);
        for (const auto& action : request_.actions)
            collect_addresses(call_json(action.target, action.calldata), all);
        for (const chain::Log& log : simulation_.logs)
            if (const auto event = event_json(log)) collect_addresses(*event, all);
        return all;
    }

    static U256 token_number(chain::StateReader& reader, const chain::Selector& selector,
                             const Address& account) {
        const auto answer =
            reader.call(chain::token_address, chain::abi::encode_call(selector, account));
        const auto value = answer ? chain::abi::decode<U256>(*answer) : std::nullopt;
        return value ? std::get<0>(*value) : U256{};
    }

    Json votes() {
        static constexpr auto balance_of =
            chain::Selector::from(chain::keccak256_constant("balanceOf(address)"));
        static constexpr auto get_votes =
            chain::Selector::from(chain::keccak256_constant("getVotes(address)"));
        Json list = Json::array();
        for (const Address& account : concerned()) {
            const U256 tokens[]{token_number(before_, balance_of, account),
                                token_number(after_, balance_of, account)};
            const U256 power[]{token_number(before_, get_votes, account),
                               token_number(after_, get_votes, account)};
            if (tokens[0] == tokens[1] && power[0] == power[1]) continue;
            list.push(Json::object({{"address", chain::to_checksum(account)},
                                    {"tokensBefore", tokens[0].to_hex()},
                                    {"tokensAfter", tokens[1].to_hex()},
                                    {"votesBefore", power[0].to_hex()},
                                    {"votesAfter", power[1].to_hex()}}));
            if (tokens[0] != tokens[1])
                say("voting tokens of " + name_of(account) + ": " + amount_text(Amount{tokens[0]}) +
                    " becomes " + amount_text(Amount{tokens[1]}));
            if (power[0] != power[1])
                say("votes of " + name_of(account) + ": " + amount_text(Amount{power[0]}) +
                    " becomes " + amount_text(Amount{power[1]}));
        }
        return list;
    }

    static std::string value_text_of(const chain::ParameterRow& row, const U256& value) {
        if (value == U256::max()) return "no limit";
        if (row.unit == "base units" || row.unit == "votes") return amount_text(Amount{value});
        return value.to_decimal() + " " + std::string{row.unit};
    }

    Json parameters() {
        Json list = Json::array();
        for (const chain::ModuleDescriptor* module : laws_.modules.all())
            for (const chain::ParameterRow& row : module->parameters) {
                const U256 old = row.read(before_.view(module->address));
                const U256 now = row.read(after_.view(module->address));
                if (old == now) continue;
                list.push(Json::object({{"module", module->name},
                                        {"name", row.name},
                                        {"before", old.to_hex()},
                                        {"after", now.to_hex()},
                                        {"unit", row.unit},
                                        {"minimum", row.minimum},
                                        {"maximum", row.maximum},
                                        {"meaning", row.meaning}}));
                say(std::string{module->name} + "." + std::string{row.name} + " (" +
                    std::string{row.meaning} + "): " + value_text_of(row, old) + " becomes " +
                    value_text_of(row, now));
            }
        return list;
    }

    Json pools() {
        const chain::ViewContext old = before_.view(chain::issuance_address);
        const chain::ViewContext now = after_.view(chain::issuance_address);
        Json list = Json::array();
        for (std::uint32_t i = 0; i < issuance::pools.size(now); ++i) {
            const Amount had = issuance::pool_balances.get(old, i);
            const Amount has = issuance::pool_balances.get(now, i);
            const auto was = issuance::pools.get(old, i);
            const auto is = issuance::pools.get(now, i);
            if (had != has) {
                list.push(Json::object({{"name", is.name},
                                        {"before", had.units.to_hex()},
                                        {"after", has.units.to_hex()}}));
                say("pool " + is.name + ": " + amount_text(had) + " becomes " + amount_text(has));
            }
            for (const Address& spender : is.spenders)
                if (std::ranges::find(was.spenders, spender) == was.spenders.end())
                    say(name_of(spender) + " may spend from pool " + is.name);
            for (const Address& spender : was.spenders)
                if (std::ranges::find(is.spenders, spender) == is.spenders.end())
                    say(name_of(spender) + " may no longer spend from pool " + is.name);
        }
        return list;
    }

    static std::string schedule_text(const chain::ViewContext& view, std::uint32_t index) {
        const issuance::ScheduleRecord schedule = issuance::schedules.get(view, index);
        std::string text = schedule.kind == issuance::RuleKind::rate_on_supply
                               ? std::to_string(schedule.numerator) + " / " +
                                     std::to_string(schedule.denominator) + " of the supply a year"
                               : amount_text(schedule.amount);
        std::string weights;
        const auto split = issuance::split_weights.get(view, index);
        for (std::size_t i = 0; i < split.size(); ++i)
            weights += (i == 0 ? "" : ", ") + issuance::pools.get(view, i).name + " " +
                       split[i].to_decimal();
        return text + " to " + weights;
    }

    Json schedules() {
        const chain::ViewContext old = before_.view(chain::issuance_address);
        const chain::ViewContext now = after_.view(chain::issuance_address);
        Json list = Json::array();
        for (std::uint32_t i = 0; i < issuance::schedules.size(now); ++i) {
            const std::string was = schedule_text(old, i);
            const std::string is = schedule_text(now, i);
            if (was == is) continue;
            const std::string name = issuance::schedules.get(now, i).name;
            list.push(Json::object({{"name", name}, {"before", was}, {"after", is}}));
            say("schedule " + name + ": " + was + " becomes " + is);
        }
        return list;
    }

    Json supply() {
        const auto old = issuance::total_supply(before_.view(chain::issuance_address));
        const auto now = issuance::total_supply(after_.view(chain::issuance_address));
        if (!old || !now) return {};
        if (*old != *now)
            say("coins in existence: " + amount_text(*old) + " becomes " + amount_text(*now));
        return Json::object({{"before", old->units.to_hex()}, {"after", now->units.to_hex()}});
    }

    Json events() {
        Json list = Json::array();
        for (const chain::Log& log : simulation_.logs)
            if (auto event = event_json(log)) list.push(std::move(*event));
        return list;
    }

    Json emission_curves(const CurveOptions& curve) {
        const auto old = project_emission(before_.view(chain::issuance_address), curve.years,
                                          curve.step_seconds);
        const auto now =
            project_emission(after_.view(chain::issuance_address), curve.years, curve.step_seconds);
        if (!old || !now) return Json::object({{"error", !old ? old.error() : now.error()}});
        const Json before = projection_json(*old, NumberForm::quantity);
        const Json after = projection_json(*now, NumberForm::quantity);
        const Amount was = old->rows.back().supply;
        const Amount will = now->rows.back().supply;
        if (was != will)
            say("supply in " + std::to_string(curve.years) + " years: " + amount_text(was) +
                " becomes " + amount_text(will));
        return Json::object({{"changed", before != after}, {"before", before}, {"after", after}});
    }

    const Simulation& simulation_;
    const ChainLaws& laws_;
    const SimulationRequest& request_;
    chain::StateReader before_;
    chain::StateReader after_;
    Json words_ = Json::array();
};

}  // namespace

Json simulation_json(const Simulation& simulation, const ChainLaws& laws,
                     const SimulationRequest& request, const CurveOptions& curve) {
    return Report{simulation, laws, request}.make(curve);
}

}  // namespace ambag::node
