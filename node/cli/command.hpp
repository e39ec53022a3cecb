// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <iosfwd>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "node/cli/console.hpp"
#include "node/cli/outcome.hpp"

// One command = one function + one row; parsing, help and usage errors are derived from the rows,
// and every command has --json.
//
//     CliResult<> gov_vote(const Invocation& invocation);
//     {"gov vote", "ID SUPPORT", "casts a vote: for, against or abstain", &gov_vote,
//      {vote_options, signer_options, rpc_options}},

namespace ambag::node {

struct OptionRow {
    std::string_view name;   // "--port"
    std::string_view value;  // "PORT"; empty for a flag
    std::string_view help;
};

class Invocation;

struct CommandRow {
    std::string_view path;  // words from the program's name on
    // Names of the arguments; "[NAME]" may be left out, a last "NAME..." takes any number.
    std::string_view arguments;
    std::string_view summary;
    CliResult<> (*run)(const Invocation& invocation);
    std::array<std::span<const OptionRow>, 4> options{};
};

using CommandGroup = std::span<const CommandRow>;

// A command line after parsing.
class Invocation {
 public:
    Invocation(const Console& console_to_use, std::vector<std::string> arguments,
               std::map<std::string, std::string, std::less<>> options)
        : console{console_to_use}, arguments_{std::move(arguments)}, options_{std::move(options)} {}

    const Console& console;

    bool json() const { return console.json(); }
    // Arguments that are not optional are always there.
    const std::string& argument(std::size_t index) const { return arguments_[index]; }
    std::optional<std::string> optional_argument(std::size_t index) const;
    std::vector<std::string> arguments_from(std::size_t index) const;
    std::size_t argument_count() const { return arguments_.size(); }

    bool flag(std::string_view name) const { return options_.contains(name); }
    std::optional<std::string> option(std::string_view name) const;
    std::string option_or(std::string_view name, std::string_view otherwise) const;
    // Usage errors name the option, what was given and the range.
    CliResult<std::optional<std::uint64_t>> integer(std::string_view name, std::uint64_t minimum,
                                                    std::uint64_t maximum) const;
    CliResult<std::uint64_t> integer_or(std::string_view name, std::uint64_t otherwise,
                                        std::uint64_t minimum, std::uint64_t maximum) const;

 private:
    std::vector<std::string> arguments_;
    std::map<std::string, std::string, std::less<>> options_;
};

// Every group, in the order of the help text.
std::vector<CommandGroup> command_groups();

// All commands as a Markdown table, for README.md.
std::string command_table();

CommandGroup node_commands();
CommandGroup key_commands();
CommandGroup genesis_commands();
CommandGroup transaction_commands();
CommandGroup governance_plan_commands();  // draft, validate, simulate, explain
CommandGroup governance_commands();
CommandGroup governance_watch_commands();  // watch, delegates
CommandGroup grant_commands();
CommandGroup governance_draft_commands();
CommandGroup governance_track_commands();
CommandGroup emission_commands();
CommandGroup stake_commands();
CommandGroup evidence_commands();
CommandGroup device_commands();
CommandGroup job_commands();
CommandGroup receipt_commands();
CommandGroup worker_commands();
CommandGroup model_commands();
CommandGroup payouts_commands();
CommandGroup query_commands();
CommandGroup verify_commands();

// Parses, runs and reports. Never throws.
ExitCode run_command_line(const std::vector<std::string>& arguments, std::ostream& out,
                          std::ostream& err, const Terminal& terminal);

// "0.1.0", and what the node calls itself: "Ambag/v0.1.0/linux-x86_64".
std::string_view program_version();
std::string client_version();

}  // namespace ambag::node
