// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "chain/module/descriptor.hpp"

namespace ambag::chain {

namespace {

std::string_view mutability_name(Mutability mutability) {
    switch (mutability) {
        case Mutability::view:
            return "view";
        case Mutability::nonpayable:
            return "nonpayable";
        case Mutability::payable:
            return "payable";
    }
    return "";
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
    std::string text;
    for (const std::string& part : parts)
        text += (text.empty() ? "" : std::string{separator}) + part;
    return text;
}

std::string json_parameters(const std::vector<ParameterText>& parameters, bool with_indexed) {
    std::vector<std::string> parts;
    for (const ParameterText& p : parameters) {
        std::string part = R"({"name":")" + p.name + R"(","type":")" + p.type + '"';
        if (with_indexed) part += std::string{R"(,"indexed":)"} + (p.indexed ? "true" : "false");
        if (!p.components.empty())
            part += R"(,"components":)" + json_parameters(p.components, false);
        parts.push_back(part + '}');
    }
    return '[' + join(parts, ",") + ']';
}

bool needs_location(const std::string& type) {
    return type.ends_with("[]") || type == "string" || type == "bytes" || type.starts_with("tuple");
}

// The structs of one interface. The ABI does not know their names: each takes that of the first
// parameter that has it, "roots" of type tuple[] giving Root.
class Structs {
 public:
    std::string type_of(const ParameterText& p) {
        if (p.components.empty()) return p.type;
        const std::string list = p.type.substr(std::string_view{"tuple"}.size());
        std::string members;
        for (const ParameterText& member : p.components)
            members += "        " + type_of(member) + ' ' + member.name + ";\n";
        const auto known = std::ranges::find(known_, members, &Known::members);
        if (known != known_.end()) return known->name + list;
        const std::string name = unused_name(p, !list.empty());
        known_.push_back({name, members});
        return name + list;
    }

    std::string definitions() const {
        std::string text;
        for (const Known& one : known_)
            text += "    struct " + one.name + " {\n" + one.members + "    }\n";
        return text;
    }

 private:
    struct Known {
        std::string name;
        std::string members;
    };

    std::string unused_name(const ParameterText& p, bool is_list) const {
        std::string name = p.name.empty() ? "Result" : p.name;
        if (is_list && name.ends_with('s')) name.pop_back();
        if (name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
        std::string candidate = name;
        for (int i = 2; std::ranges::find(known_, candidate, &Known::name) != known_.end(); ++i)
            candidate = name + std::to_string(i);
        return candidate;
    }

    std::vector<Known> known_;
};

std::string solidity_parameters(const std::vector<ParameterText>& parameters,
                                std::string_view location, Structs& structs) {
    std::vector<std::string> parts;
    for (const ParameterText& p : parameters) {
        std::string part = structs.type_of(p);
        if (!location.empty() && needs_location(p.type)) part += ' ' + std::string{location};
        if (p.indexed) part += " indexed";
        if (!p.name.empty()) part += ' ' + p.name;
        parts.push_back(part);
    }
    return '(' + join(parts, ", ") + ')';
}

std::string backticked(std::string_view text) {
    return '`' + std::string{text} + '`';
}

std::string table(std::string_view title, std::string_view header,
                  const std::vector<std::string>& rows) {
    if (rows.empty()) return {};
    const auto columns = std::count(header.begin(), header.end(), '|') - 1;
    std::string text = "### " + std::string{title} + "\n\n" + std::string{header} + "\n|";
    for (std::ptrdiff_t i = 0; i < columns; ++i) text += "---|";
    text += '\n';
    for (const std::string& row : rows) text += row + '\n';
    return text + '\n';
}

std::string name_of(std::string_view signature) {
    return std::string{name_part(signature)};
}

// "uint256 proposalId, uint8 support"
std::string readable(std::vector<ParameterText> parameters) {
    for (ParameterText& p : parameters) p.components.clear();  // "tuple[] roots" will do
    Structs structs;
    const std::string text = solidity_parameters(parameters, "", structs);
    return text.substr(1, text.size() - 2);
}

std::string cost_text(const Cost& cost) {
    return std::to_string(gas_of(cost).value);
}

}  // namespace

std::string json_abi(const ModuleDescriptor& module) {
    std::vector<std::string> entries;
    for (const CallRow& row : module.calls)
        entries.push_back(R"({"type":"function","name":")" + name_of(row.signature) +
                          R"(","inputs":)" + json_parameters(row.inputs(), false) +
                          R"(,"outputs":)" + json_parameters(row.outputs(), false) +
                          R"(,"stateMutability":")" + std::string{mutability_name(row.mutability)} +
                          "\"}");
    for (const EventRow& row : module.events)
        entries.push_back(R"({"type":"event","name":")" + name_of(row.signature) +
                          R"(","inputs":)" + json_parameters(row.inputs(), true) +
                          R"(,"anonymous":false})");
    for (const ErrorRow& row : module.errors)
        entries.push_back(R"({"type":"error","name":")" + name_of(row.signature) +
                          R"(","inputs":)" + json_parameters(row.inputs(), false) + '}');
    return "[\n  " + join(entries, ",\n  ") + "\n]\n";
}

std::string solidity_interface(const ModuleDescriptor& module) {
    std::string name{module.name};
    if (!name.empty() && name[0] >= 'a' && name[0] <= 'z')
        name[0] = static_cast<char>(name[0] - 'a' + 'A');
    Structs structs;
    std::string body;
    for (const ErrorRow& row : module.errors) {
        const std::string error = name_of(row.signature);
        if (error == "Error" || error == "Panic") continue;  // Solidity has them already
        body += "    error " + error + solidity_parameters(row.inputs(), "", structs) + ";\n";
    }
    for (const EventRow& row : module.events)
        body += "    event " + name_of(row.signature) +
                solidity_parameters(row.inputs(), "", structs) + ";\n";
    for (const CallRow& row : module.calls) {
        body += "    function " + name_of(row.signature) +
                solidity_parameters(row.inputs(), "calldata", structs) + " external";
        if (row.mutability != Mutability::nonpayable)
            body += ' ' + std::string{mutability_name(row.mutability)};
        const auto outputs = row.outputs();
        if (!outputs.empty()) body += " returns " + solidity_parameters(outputs, "memory", structs);
        body += ";\n";
    }
    return "// SPDX-License-Identifier: Apache-2.0\npragma solidity ^0.8.20;\n\n// " +
           std::string{module.purpose} + "\n// Native module at " + to_checksum(module.address) +
           "\ninterface IAmbag" + name + " {\n" + structs.definitions() + body + "}\n";
}

std::string readme_tables(const ModuleDescriptor& module) {
    std::vector<std::string> state;
    for (const StateRow& row : module.state)
        state.push_back("| " + to_hex(BytesView{&row.item, 1}) + " | " + backticked(row.name) +
                        " | " + (row.key.empty() ? "" : backticked(row.key)) + " | " +
                        backticked(row.value) + " | " + std::string{row.meaning} + " |");
    std::vector<std::string> calls;
    for (const CallRow& row : module.calls)
        calls.push_back(
            "| " + backticked(to_hex(row.selector)) + " | " + backticked(name_of(row.signature)) +
            " | " + readable(row.inputs()) + " | " + readable(row.outputs()) + " | " +
            std::string{mutability_name(row.mutability)} + " | " + cost_text(row.cost) + " |");
    std::vector<std::string> events;
    for (const EventRow& row : module.events)
        events.push_back("| " + backticked(name_of(row.signature)) + " | " +
                         readable(row.inputs()) + " |");
    std::vector<std::string> errors;
    for (const ErrorRow& row : module.errors)
        errors.push_back("| " + backticked(to_hex(row.selector)) + " | " +
                         backticked(name_of(row.signature)) + " | " + readable(row.inputs()) +
                         " |");
    std::vector<std::string> parameters;
    for (const ParameterRow& row : module.parameters)
        parameters.push_back("| " + backticked(row.name) + " | " + std::string{row.unit} + " | " +
                             std::string{row.minimum} + " | " + std::string{row.maximum} + " | " +
                             backticked(row.setter) + " | " + std::string{row.meaning} + " |");
    std::vector<std::string> invariants;
    for (const Invariant& row : module.invariants)
        invariants.push_back("| " + std::string{row.name} + " |");
    return "Address " + backticked(to_checksum(module.address)) + ".\n\n" +
           table("State", "| item | name | key | value | meaning |", state) +
           table("Calls", "| selector | name | takes | returns | kind | gas |", calls) +
           table("Events", "| event | members |", events) +
           table("Errors", "| selector | error | members |", errors) +
           table("Parameters", "| name | unit | minimum | maximum | changed by | meaning |",
                 parameters) +
           table("Invariants", "| checked after every block |", invariants);
}

}  // namespace ambag::chain
