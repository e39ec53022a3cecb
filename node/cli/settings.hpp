// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "node/cli/running.hpp"

// Settings of `ambag node`: a flag beats the environment, which beats the file, which beats the
// default. `ambag config show` names where each value came from.

namespace ambag::node {

struct SettingRow {
    std::string_view name;  // in the file: "rpc.port" is port in the table [rpc]
    std::string_view flag;
    std::string_view environment;
    std::string_view otherwise;
    std::string_view value;  // what it takes, for messages
    std::string_view meaning;
};
std::span<const SettingRow> setting_rows();
std::span<const OptionRow> setting_options();  // the flags, and --config

struct Setting {
    const SettingRow* row;
    std::string value;
    std::string origin;  // "flag --port", "environment AMBAG_RPC_PORT", "file node.toml", "default"
};

// Every setting, in the order of the rows. Unknown members of the file are errors.
CliResult<std::vector<Setting>> load_settings(const Invocation& invocation);

struct NodeSettings {
    std::string directory;
    RunSettings run;
};
// Usage errors name the setting and its origin.
CliResult<NodeSettings> interpret_settings(const std::vector<Setting>& settings);

// The settings as a Markdown table, for README.md.
std::string settings_table();

}  // namespace ambag::node
