// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>
#include <charconv>
#include <deque>
#include <ostream>

#include "node/cli/command.hpp"

// The one source that knows CLI11: rows in, an invocation out.

namespace ambag::node {

namespace {

struct Parsed {
    const CommandRow* row = nullptr;
    std::vector<std::string> arguments;
    std::map<std::string, std::string, std::less<>> options;
};

// Where CLI11 puts the values of one command.
struct Slots {
    CLI::App* app;
    const CommandRow* row;
    std::vector<std::string> arguments;
    std::vector<CLI::Option*> argument_options;
    bool takes_rest = false;
    std::vector<std::pair<std::string, CLI::Option*>> options;
    std::deque<std::string> values;  // CLI11 keeps references to these
    std::deque<bool> flags;
};

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        if (end != 0) words.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

std::string_view group_summary(std::string_view group) {
    constexpr std::pair<std::string_view, std::string_view> rows[]{
        {"config", "settings of the node and where each comes from"},
        {"device", "attested devices"},
        {"emission", "schedules, pools and their future"},
        {"evidence", "hardware evidence, without a chain"},
        {"genesis", "genesis files"},
        {"gov", "proposals, votes, delegation"},
        {"job", "jobs that pay for work"},
        {"key", "encrypted keys by name"},
        {"query", "what the chain says"},
        {"receipt", "receipts of work"},
        {"tx", "transactions and calls"},
        {"verify", "checks that trust nobody"},
        {"worker", "does work and proves it"},
    };
    for (const auto& [name, summary] : rows)
        if (name == group) return summary;
    return "";
}

CLI::App* app_at(CLI::App& root, const std::vector<std::string>& path) {
    CLI::App* at = &root;
    for (const std::string& word : path) {
        const auto found =
            at->get_subcommands([&](const CLI::App* app) { return app->get_name() == word; });
        CLI::App* next = found.empty() ? nullptr : found.front();
        if (next == nullptr) {
            next = at->add_subcommand(word, std::string{group_summary(word)});
            if (&word != &path.back()) next->require_subcommand(1);
        }
        at = next;
    }
    return at;
}

void add_arguments(Slots& slots) {
    const std::vector<std::string> names = words_of(slots.row->arguments);
    slots.arguments.resize(names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        std::string name = names[i];
        if (name.ends_with("...")) {
            // CLI11 would split a list in brackets; what is left over comes as it was typed.
            slots.takes_rest = true;
            slots.app->allow_extras();
            slots.app->footer("and " + name);
            continue;
        }
        const bool optional = name.starts_with('[');
        if (optional) name = name.substr(1, name.size() - 2);
        CLI::Option* option = slots.app->add_option(name, slots.arguments[i]);
        if (!optional) option->required();
        slots.argument_options.push_back(option);
    }
}

void add_options(Slots& slots) {
    slots.options.emplace_back("--json",
                               slots.app->add_flag("--json", slots.flags.emplace_back(),
                                                   "the result as one JSON value, nothing else"));
    for (const auto& group : slots.row->options)
        for (const OptionRow& row : group) {
            const std::string name{row.name};
            CLI::Option* option =
                row.value.empty()
                    ? slots.app->add_flag(name, slots.flags.emplace_back(), std::string{row.help})
                    : slots.app
                          ->add_option(name, slots.values.emplace_back(), std::string{row.help})
                          ->type_name(std::string{row.value});
            slots.options.emplace_back(name, option);
        }
    // A script may name its node with every command, also with those that ask none.
    const auto has_rpc = [](const auto& entry) { return entry.first == "--rpc"; };
    if (std::ranges::none_of(slots.options, has_rpc))
        slots.app->add_option("--rpc", slots.values.emplace_back(), "not used")->group("");
}

// What is left over are arguments, unless it looks like an option.
void take_rest(const Slots& slots, Parsed& parsed) {
    for (const std::string& word : slots.app->remaining()) {
        if (word.starts_with("--") && word.size() > 2) throw CLI::ExtrasError({word});
        parsed.arguments.push_back(word);
    }
}

Parsed collect(const Slots& slots) {
    Parsed parsed{slots.row, {}, {}};
    for (std::size_t i = 0; i < slots.argument_options.size(); ++i)
        if (slots.argument_options[i]->count() != 0) parsed.arguments.push_back(slots.arguments[i]);
    if (slots.takes_rest) take_rest(slots, parsed);
    for (const auto& [name, option] : slots.options)
        if (option->count() != 0)
            parsed.options.emplace(
                name, option->results().empty() ? std::string{} : option->results().back());
    return parsed;
}

// The words that may follow `path`, in the order of the help text; none after a whole command.
std::vector<std::string> words_after(const std::vector<std::string>& path) {
    std::vector<std::string> found;
    for (const CommandGroup group : command_groups())
        for (const CommandRow& row : group) {
            const std::vector<std::string> words = words_of(row.path);
            if (words.size() > path.size() && std::equal(path.begin(), path.end(), words.begin()) &&
                std::ranges::find(found, words[path.size()]) == found.end())
                found.push_back(words[path.size()]);
        }
    return found;
}

// What is wrong with the words of the command and what is accepted there; nothing when they name
// one, and when an option comes before that: CLI11 has its say.
std::optional<std::string> wrong_command(const std::vector<std::string>& arguments) {
    std::vector<std::string> path;
    std::string at = "ambag";
    for (std::size_t i = 0;; ++i) {
        const std::vector<std::string> next = words_after(path);
        if (next.empty()) return std::nullopt;
        std::string list;
        for (const std::string& word : next) list += (list.empty() ? "" : ", ") + word;
        const bool ends = i == arguments.size() || arguments[i] == "--json";
        if (ends) return "\"" + at + "\" needs a command behind it: " + list;
        if (arguments[i].starts_with('-')) return std::nullopt;
        if (std::ranges::find(next, arguments[i]) == next.end())
            return "\"" + at + "\" has no command \"" + arguments[i] + "\"; it has: " + list;
        path.push_back(arguments[i]);
        at += " " + arguments[i];
    }
}

ExitCode report(const CliError& error, const Console& console, std::ostream& err) {
    if (console.json())
        err << Json::object(
                   {{"error", error.message}, {"code", static_cast<std::uint64_t>(error.code)}})
                   .dump()
            << std::endl;
    else
        err << console.paint(error.code == ExitCode::refused ? Style::warning : Style::bad,
                             error.code == ExitCode::refused ? "refused: " : "error: ")
            << error.message << std::endl;
    return error.code;
}

ExitCode execute(const Parsed& parsed, std::ostream& out, std::ostream& err,
                 const Terminal& terminal) {
    const Console console{out, err, terminal, parsed.options.contains("--json")};
    const auto result = parsed.row->run({console, parsed.arguments, parsed.options});
    return result ? ExitCode::done : report(result.error(), console, err);
}

}  // namespace

std::optional<std::string> Invocation::optional_argument(std::size_t index) const {
    if (index >= arguments_.size()) return std::nullopt;
    return arguments_[index];
}

std::vector<std::string> Invocation::arguments_from(std::size_t index) const {
    if (index >= arguments_.size()) return {};
    return {arguments_.begin() + static_cast<std::ptrdiff_t>(index), arguments_.end()};
}

std::optional<std::string> Invocation::option(std::string_view name) const {
    const auto found = options_.find(name);
    return found == options_.end() ? std::nullopt : std::optional{found->second};
}

std::string Invocation::option_or(std::string_view name, std::string_view otherwise) const {
    return option(name).value_or(std::string{otherwise});
}

CliResult<std::optional<std::uint64_t>> Invocation::integer(std::string_view name,
                                                            std::uint64_t minimum,
                                                            std::uint64_t maximum) const {
    const auto text = option(name);
    if (!text) return std::nullopt;
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error != std::errc{} || end != text->data() + text->size() || value < minimum ||
        value > maximum)
        return cli_usage(std::string{name} + ": expected an integer from " +
                         std::to_string(minimum) + " to " + std::to_string(maximum) + ", got \"" +
                         *text + "\"");
    return value;
}

CliResult<std::uint64_t> Invocation::integer_or(std::string_view name, std::uint64_t otherwise,
                                                std::uint64_t minimum,
                                                std::uint64_t maximum) const {
    return TRY(integer(name, minimum, maximum)).value_or(otherwise);
}

ExitCode run_command_line(const std::vector<std::string>& arguments, std::ostream& out,
                          std::ostream& err, const Terminal& terminal) {
    const bool json = std::ranges::find(arguments, "--json") != arguments.end();
    const auto usage = [&](std::string message) {
        return report({ExitCode::usage, std::move(message)}, {out, err, terminal, json}, err);
    };
    if (const auto wrong = wrong_command(arguments)) return usage(*wrong);
    CLI::App root{"Ambag: on-chain governance and token emission", "ambag"};
    root.require_subcommand(1);
    root.set_version_flag("--version", std::string{program_version()});
    std::vector<std::unique_ptr<Slots>> commands;
    for (const CommandGroup group : command_groups())
        for (const CommandRow& row : group) {
            auto slots = std::make_unique<Slots>();
            slots->row = &row;
            slots->app = app_at(root, words_of(row.path));
            slots->app->description(std::string{row.summary});
            add_arguments(*slots);
            add_options(*slots);
            commands.push_back(std::move(slots));
        }
    try {
        root.parse(std::vector<std::string>{arguments.rbegin(), arguments.rend()});
        for (const auto& slots : commands)
            if (slots->app->parsed()) return execute(collect(*slots), out, err, terminal);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0) {  // help or the version was asked for
            root.exit(error, out, err);
            return ExitCode::done;
        }
        return usage(std::string{error.what()} + "; --help shows what is accepted");
    } catch (const std::exception& error) {
        err << "error: " << error.what() << std::endl;
        return ExitCode::failed;
    }
    return ExitCode::usage;
}

}  // namespace ambag::node
