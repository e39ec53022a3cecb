// SPDX-License-Identifier: Apache-2.0
#include "node/cli/proposal.hpp"

#include "chain/base/hex.hpp"
#include "governance/governor/module.hpp"
#include "node/book/amounts.hpp"

namespace ambag::node {

using chain::Address;
using chain::Amount;
using chain::Bytes;

namespace {

std::unexpected<CliError> wrong(const std::string& place, std::string_view expected,
                                const Json* got) {
    return cli_usage("proposal: " + place + ": expected " + std::string{expected} + ", got " +
                     (got != nullptr ? got->dump() : "nothing"));
}

CliResult<> check_members(const Json& object, const std::string& place,
                          std::initializer_list<std::string_view> known) {
    std::string accepted;
    for (const std::string_view name : known)
        accepted += (accepted.empty() ? "" : ", ") + std::string{name};
    for (const Json::Member& member : *object.as_object())
        if (std::ranges::find(known, std::string_view{member.name}) == known.end())
            return cli_usage("proposal: " + place + member.name + ": unknown; known are " +
                             accepted);
    return {};
}

CliResult<Address> target_of(const Json& action, const std::string& place,
                             const NameResolver& resolve) {
    const Json* json = action.find("target");
    const auto* text = json != nullptr ? json->as_string() : nullptr;
    std::optional<Address> address;
    if (text != nullptr) address = chain::parse_address(*text);
    if (!address && text != nullptr)
        if (const auto* module = find_module(*text)) address = module->address;
    if (!address && text != nullptr && resolve) address = resolve(*text);
    if (!address) return wrong(place + "target", "an address or a module's name", json);
    return *address;
}

CliResult<Amount> value_of(const Json& action, const std::string& place) {
    const Json* json = action.find("value");
    if (json == nullptr) return Amount{};
    std::optional<Amount> amount;
    if (const auto* text = json->as_string()) amount = parse_amount_text(*text);
    if (const auto units = json->as_u64()) amount = Amount{chain::U256{*units}};
    if (!amount) return wrong(place + "value", "an amount such as \"1.5 coins\"", json);
    return *amount;
}

CliResult<Bytes> calldata_of(const Json& action, const std::string& place, const Address& target,
                             const NameResolver& resolve) {
    const Json* raw = action.find("calldata");
    const Json* call = action.find("call");
    if (raw != nullptr) {
        if (call != nullptr || action.find("args") != nullptr)
            return cli_usage("proposal: " + place + "calldata excludes call and args");
        const auto* text = raw->as_string();
        auto bytes = text != nullptr ? chain::from_hex(*text) : std::nullopt;
        if (!bytes) return wrong(place + "calldata", "0x-hex", raw);
        return std::move(*bytes);
    }
    if (call == nullptr) return Bytes{};
    const auto* name = call->as_string();
    if (name == nullptr) return wrong(place + "call", "a function's name or signature", call);
    const auto* module = find_module(chain::to_checksum(target));
    if (module == nullptr)
        return cli_usage("proposal: " + place + "call: the target is no module; give calldata");
    const Json* args = action.find("args");
    if (args != nullptr && !args->is_array()) return wrong(place + "args", "a list", args);
    const Json::Array none;
    const Json::Array& values = args != nullptr ? *args->as_array() : none;
    const auto function = find_function(*module, *name, values.size());
    if (!function) return cli_usage("proposal: " + place + "call: " + function.error().message);
    auto data = encode_call(*function, values, resolve);
    if (!data) return cli_usage("proposal: " + place + "args: " + data.error().message);
    return std::move(*data);
}

CliResult<ProposalAction> action_of(const Json& action, const std::string& place,
                                    const NameResolver& resolve) {
    if (!action.is_object()) return wrong(place, "an object", &action);
    const std::string prefix = place + ".";
    TRY(check_members(action, prefix, {"target", "value", "call", "args", "calldata"}));
    ProposalAction result;
    result.target = TRY(target_of(action, prefix, resolve));
    result.value = TRY(value_of(action, prefix));
    result.calldata = TRY(calldata_of(action, prefix, result.target, resolve));
    return result;
}

struct Lists {
    Json targets = Json::array();
    Json values = Json::array();
    Json calldatas = Json::array();
};

Lists lists_of(const ProposalDraft& draft) {
    Lists lists;
    for (const ProposalAction& action : draft.actions) {
        lists.targets.push(chain::to_checksum(action.target));
        lists.values.push(action.value.units.to_decimal());
        lists.calldatas.push(chain::to_hex(action.calldata));
    }
    return lists;
}

chain::Hash description_hash(const ProposalDraft& draft) {
    return chain::keccak256(chain::as_bytes(draft.description));
}

}  // namespace

CliResult<ProposalDraft> read_proposal(const Json& document, const NameResolver& resolve) {
    if (!document.is_object()) return wrong("the file", "an object", &document);
    TRY(check_members(document, "", {"description", "actions"}));
    ProposalDraft draft;
    const Json* description = document.find("description");
    if (description == nullptr || !description->is_string() || description->as_string()->empty())
        return wrong("description", "text", description);
    draft.description = *description->as_string();
    const Json* actions = document.find("actions");
    if (actions == nullptr || !actions->is_array() || actions->as_array()->empty())
        return wrong("actions", "a list of at least one action", actions);
    for (std::size_t i = 0; i < actions->as_array()->size(); ++i)
        draft.actions.push_back(TRY(
            action_of((*actions->as_array())[i], "actions[" + std::to_string(i) + "]", resolve)));
    return draft;
}

std::vector<Json> propose_arguments(const ProposalDraft& draft) {
    Lists lists = lists_of(draft);
    return {std::move(lists.targets), std::move(lists.values), std::move(lists.calldatas),
            Json{draft.description}};
}

std::vector<Json> operation_arguments(const ProposalDraft& draft) {
    Lists lists = lists_of(draft);
    return {std::move(lists.targets), std::move(lists.values), std::move(lists.calldatas),
            Json{chain::to_hex(description_hash(draft))}};
}

chain::U256 proposal_id(const ProposalDraft& draft) {
    std::vector<Address> targets;
    std::vector<Amount> values;
    std::vector<Bytes> calldatas;
    for (const ProposalAction& action : draft.actions) {
        targets.push_back(action.target);
        values.push_back(action.value);
        calldatas.push_back(action.calldata);
    }
    return governance::governor::proposal_id(targets, values, calldatas, description_hash(draft));
}

}  // namespace ambag::node
