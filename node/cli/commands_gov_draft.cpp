// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <iostream>

#include "node/cli/files.hpp"
#include "node/cli/gov_calls.hpp"

// gov draft: a proposal's file, from flags, or by questions at a terminal.

namespace ambag::node {

namespace {

constexpr OptionRow draft_options[]{
    {"--title", "TEXT", "first line of the description"},
    {"--text", "TEXT", "the description below it"},
    {"--value", "AMOUNT", "coins that the action sends along"},
    {"--add", "", "another action for the file that is there"},
};

std::optional<std::string> ask(const Console& console, std::string_view question) {
    console.raw(console.paint(Style::accent, question) + " ");
    std::string line;
    if (!std::getline(std::cin, line)) return std::nullopt;
    return line;
}

CliResult<std::string> answer(const Console& console, std::string_view question) {
    while (true) {
        const auto line = ask(console, question);
        if (!line) return cli_failed("the draft ended before all was asked; nothing was written");
        if (!line->empty()) return *line;
    }
}

// "treasury.pay" and its arguments as an action of the file; what is wrong with an argument is
// said before the file is written.
CliResult<Json> action_json(const std::string& function, const std::vector<std::string>& texts,
                            const std::string& value) {
    const FunctionRef found = TRY(find_function(function, texts.size()));
    const auto inputs = found.row->inputs();
    auto values = values_of_text(inputs, texts);
    if (!values) return cli_usage(function + ": " + values.error());
    const NameResolver anybody = [](std::string_view) { return std::optional{chain::Address{}}; };
    TRY(encode_call(found, *values, anybody));
    Json action = Json::object({{"target", found.module->name},
                                {"call", found.row->signature},
                                {"args", Json{std::move(*values)}}});
    if (!value.empty()) action.set("value", value);
    return action;
}

CliResult<Json> asked_action(const Console& console) {
    while (true) {
        const std::string function = TRY(answer(console, "call (module.function):"));
        const auto found = find_function(function, std::nullopt);
        if (!found) {
            console.line(console.paint(Style::warning, found.error().message));
            continue;
        }
        std::vector<std::string> texts;
        for (const chain::ParameterText& input : found->row->inputs())
            texts.push_back(TRY(answer(console, "  " + input.name + " (" + input.type + "):")));
        const std::string value = found->row->mutability == chain::Mutability::payable
                                      ? ask(console, "  coins sent along (none):").value_or("")
                                      : "";
        auto action =
            action_json(std::string{found->module->name} + "." + std::string{found->row->signature},
                        texts, value);
        if (action) return action;
        console.line(console.paint(Style::warning, action.error().message));
    }
}

CliResult<Json> asked_draft(const Console& console) {
    std::string description = "# " + TRY(answer(console, "title:"));
    console.line("text, an empty line ends it:");
    while (const auto line = ask(console, ">")) {
        if (line->empty()) break;
        description += "\n" + *line;
    }
    Json actions = Json::array();
    do {
        actions.push(TRY(asked_action(console)));
    } while (ask(console, "another action? (y/N)").value_or("").starts_with('y'));
    return Json::object({{"description", description}, {"actions", actions}});
}

CliResult<Json> written_draft(const Invocation& invocation) {
    const std::string file = invocation.argument(0);
    const std::vector<std::string> words = invocation.arguments_from(1);
    const Json action = TRY(action_json(words.front(), {words.begin() + 1, words.end()},
                                        invocation.option_or("--value", "")));
    if (invocation.flag("--add")) {
        Json document = TRY(read_document(file));
        Json* actions = document.find("actions");
        if (actions == nullptr || !actions->is_array())
            return cli_usage(file + " is no proposal: it has no list of actions");
        actions->push(action);
        return document;
    }
    const auto title = invocation.option("--title");
    if (!title) return cli_usage("--title is needed: the first line of the description");
    std::string description = "# " + *title;
    if (const auto text = invocation.option("--text")) description += "\n" + *text;
    return Json::object({{"description", description}, {"actions", Json::array({action})}});
}

CliResult<> draft(const Invocation& invocation) {
    const Console& console = invocation.console;
    const std::string file = invocation.argument(0);
    const bool asks = invocation.argument_count() == 1;
    if (asks && (!console.terminal().interactive || invocation.json()))
        return cli_usage(
            "expected MODULE.FUNCTION and its arguments after the file; questions are asked at a "
            "terminal only");
    std::error_code error;
    if (!invocation.flag("--add") && std::filesystem::exists(file, error))
        return cli_failed(file + " is there already; --add adds an action to it");
    const Json document = TRY(asks ? asked_draft(console) : written_draft(invocation));
    TRY(write_text_file(file, document.dump_pretty() + "\n", true));
    console.result(document);
    console.line("written to " + file + "; see what it does: ambag gov simulate " + file);
    return {};
}

const CommandRow rows[]{
    {"gov draft",
     "FILE CALL...",
     "writes a proposal's file: from MODULE.FUNCTION and its arguments, or by questions",
     &draft,
     {draft_options}},
};

}  // namespace

CommandGroup governance_draft_commands() {
    return rows;
}

}  // namespace ambag::node
