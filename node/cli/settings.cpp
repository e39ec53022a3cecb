// SPDX-License-Identifier: Apache-2.0
#include "node/cli/settings.hpp"

#include <charconv>
#include <cstdlib>

#include "node/cli/files.hpp"

namespace ambag::node {

namespace {

constexpr SettingRow rows[]{
    {"data", "--data", "AMBAG_DATA", "./ambag-data", "DIR", "data directory"},
    {"rpc.host", "--host", "AMBAG_RPC_HOST", "127.0.0.1", "ADDRESS", "address to listen on"},
    {"rpc.port", "--port", "AMBAG_RPC_PORT", "8545", "PORT", "port to listen on; 0 takes a free"},
    {"rpc.hosts", "--allow-hosts", "AMBAG_RPC_HOSTS", "", "NAMES",
     "Host names answered beside localhost, with commas"},
    {"rpc.origins", "--allow-origins", "AMBAG_RPC_ORIGINS", "", "ORIGINS",
     "web pages that may read answers, with commas"},
    {"admin.port", "--admin-port", "AMBAG_ADMIN_PORT", "", "PORT",
     "port of /health, /ready and /metrics on 127.0.0.1; none when empty"},
    {"sequencer.block_time", "--block-time", "AMBAG_BLOCK_TIME", "1", "SECONDS",
     "time between blocks; 0 seals as soon as a transaction waits"},
    {"sequencer.mining", "--mining", "AMBAG_MINING", "true", "true|false",
     "false: no blocks but those asked for"},
    {"log.level", "--log-level", "AMBAG_LOG_LEVEL", "info", "LEVEL",
     "least level written: debug, info, warning, error or off"},
    {"log.format", "--log-format", "AMBAG_LOG_FORMAT", "text", "text|json",
     "form of the lines; json: one object a line"},
    {"log.file", "--log-file", "AMBAG_LOG_FILE", "", "FILE",
     "file that lines are appended to; stderr when empty"},
};

constexpr OptionRow config_option{"--config", "FILE", "settings in TOML or JSON"};

constexpr auto make_options() {
    std::array<OptionRow, std::size(rows) + 1> options;
    for (std::size_t i = 0; i < std::size(rows); ++i)
        options[i] = {rows[i].flag, rows[i].value, rows[i].meaning};
    options.back() = config_option;
    return options;
}
constexpr auto options = make_options();

std::string scalar_text(const Json& value) {
    if (const auto* text = value.as_string()) return *text;
    if (const auto* items = value.as_array()) {
        std::string joined;
        for (const Json& item : *items) joined += (joined.empty() ? "" : ",") + scalar_text(item);
        return joined;
    }
    return value.dump();
}

const Json* member_at(const Json& document, std::string_view path) {
    const Json* at = &document;
    while (at != nullptr && !path.empty()) {
        const auto point = std::min(path.find('.'), path.size());
        at = at->find(path.substr(0, point));
        path.remove_prefix(std::min(point + 1, path.size()));
    }
    return at;
}

// Names of the document's leaves that no row has.
void find_unknown(const Json& value, const std::string& path, std::string& unknown) {
    if (const auto* members = value.as_object()) {
        for (const Json::Member& member : *members)
            find_unknown(member.value, path.empty() ? member.name : path + "." + member.name,
                         unknown);
        return;
    }
    if (std::ranges::find(rows, path, &SettingRow::name) == std::end(rows))
        unknown += (unknown.empty() ? "" : ", ") + path;
}

std::string known_names() {
    std::string names;
    for (const SettingRow& row : rows) names += (names.empty() ? "" : ", ") + std::string{row.name};
    return names;
}

std::vector<std::string> split_list(std::string_view text) {
    std::vector<std::string> items;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        if (comma != 0) items.emplace_back(text.substr(0, comma));
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return items;
}

std::unexpected<CliError> wrong(const Setting& setting, std::string_view expected) {
    return cli_usage(std::string{setting.row->name} + " (" + setting.origin + "): expected " +
                     std::string{expected} + ", got \"" + setting.value + "\"");
}

CliResult<std::uint16_t> port_of(const Setting& setting) {
    std::uint16_t port = 0;
    const char* end = setting.value.data() + setting.value.size();
    const auto read = std::from_chars(setting.value.data(), end, port);
    if (read.ec != std::errc{} || read.ptr != end) return wrong(setting, "a port from 0 to 65535");
    return port;
}

CliResult<> interpret_log(const Setting& setting, LogOptions& into) {
    const std::string_view name = setting.row->name;
    if (name == "log.level") {
        const auto level = log_level(setting.value);
        if (!level) return wrong(setting, "debug, info, warning, error or off");
        into.level = *level;
    }
    if (name == "log.format") {
        const auto format = log_format(setting.value);
        if (!format) return wrong(setting, "text or json");
        into.format = *format;
    }
    if (name == "log.file") into.file = setting.value;
    return {};
}

CliResult<> interpret_one(const Setting& setting, NodeSettings& into) {
    const std::string_view name = setting.row->name;
    if (name == "data") into.directory = setting.value;
    if (name == "data" && setting.value.empty()) return wrong(setting, "a directory");
    if (name == "rpc.host") into.run.host = setting.value;
    if (name == "rpc.port") into.run.port = TRY(port_of(setting));
    if (name == "rpc.hosts") into.run.hosts = split_list(setting.value);
    if (name == "rpc.origins") into.run.origins = split_list(setting.value);
    if (name == "admin.port" && !setting.value.empty()) into.run.admin_port = TRY(port_of(setting));
    if (name == "sequencer.block_time") {
        const auto ms = parse_seconds(setting.value);
        if (!ms) return wrong(setting, "seconds from 0 to 86400, at most three decimals");
        into.run.block_time_ms = *ms;
    }
    if (name == "sequencer.mining") {
        if (setting.value != "true" && setting.value != "false")
            return wrong(setting, "true or false");
        into.run.mining = setting.value == "true";
    }
    return interpret_log(setting, into.run.log);
}

}  // namespace

std::span<const SettingRow> setting_rows() {
    return rows;
}

std::span<const OptionRow> setting_options() {
    return options;
}

CliResult<std::vector<Setting>> load_settings(const Invocation& invocation) {
    Json document = Json::object();
    const auto file = invocation.option("--config");
    if (file) {
        document = TRY(read_document(*file));
        std::string unknown;
        find_unknown(document, "", unknown);
        if (!unknown.empty())
            return cli_usage(*file + ": unknown " + unknown + "; known are " + known_names());
    }
    std::vector<Setting> settings;
    for (const SettingRow& row : rows) {
        const char* environment = std::getenv(std::string{row.environment}.c_str());
        if (const auto flag = invocation.option(row.flag))
            settings.push_back({&row, *flag, "flag " + std::string{row.flag}});
        else if (environment != nullptr)
            settings.push_back({&row, environment, "environment " + std::string{row.environment}});
        else if (const Json* value = member_at(document, row.name))
            settings.push_back({&row, scalar_text(*value), "file " + *file});
        else
            settings.push_back({&row, std::string{row.otherwise}, "default"});
    }
    return settings;
}

std::string settings_table() {
    std::string table =
        "| setting | flag | environment | default | meaning |\n| --- | --- | --- | --- | --- |\n";
    for (const SettingRow& row : rows) {
        std::string value{row.value};
        if (const auto bar = value.find('|'); bar != std::string::npos) value.insert(bar, "\\");
        table += "| `" + std::string{row.name} + "` | `" + std::string{row.flag} + " " + value +
                 "` | `" + std::string{row.environment} + "` | " +
                 (row.otherwise.empty() ? "" : "`" + std::string{row.otherwise} + "`") + " | " +
                 std::string{row.meaning} + " |\n";
    }
    return table;
}

CliResult<NodeSettings> interpret_settings(const std::vector<Setting>& settings) {
    NodeSettings result;
    for (const Setting& setting : settings) TRY(interpret_one(setting, result));
    return result;
}

}  // namespace ambag::node
