// SPDX-License-Identifier: Apache-2.0
#include "node/log/log.hpp"

#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <algorithm>
#include <array>

#include "node/json/json.hpp"

namespace ambag::node {

struct Log::Sink {
    LogFormat format;
    spdlog::logger logger;
};

namespace {

struct LevelRow {
    std::string_view name;
    LogLevel level;
    spdlog::level::level_enum theirs;
};
constexpr std::array levels{
    LevelRow{"debug", LogLevel::debug, spdlog::level::debug},
    LevelRow{"info", LogLevel::info, spdlog::level::info},
    LevelRow{"warning", LogLevel::warning, spdlog::level::warn},
    LevelRow{"error", LogLevel::error, spdlog::level::err},
    LevelRow{"off", LogLevel::off, spdlog::level::off},
};

spdlog::level::level_enum theirs(LogLevel level) {
    return levels[static_cast<std::size_t>(level)].theirs;
}

// spdlog puts the time and the level; the rest of the line is made here.
constexpr const char* text_pattern = "%Y-%m-%dT%H:%M:%S.%eZ %-7l %v";
constexpr const char* json_pattern = R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})";

std::string ascii(std::string_view text) {
    std::string clean{text};
    std::ranges::replace_if(
        clean, [](char c) { return static_cast<unsigned char>(c) >= 0x7f; }, '?');
    return clean;
}

bool needs_quotes(std::string_view text) {
    return text.empty() ||
           std::ranges::any_of(text, [](char c) { return c <= ' ' || c == '"' || c == '='; });
}

std::string text_line(std::string_view event, std::initializer_list<LogField> fields) {
    std::string line = ascii(event);
    for (const LogField& field : fields) {
        const std::string value = ascii(field.text);
        line.append(" ").append(field.name).append("=");
        if (needs_quotes(value))
            append_json_string(line, value);
        else
            line += value;
    }
    return line;
}

std::string json_line(std::string_view event, std::initializer_list<LogField> fields) {
    std::string line = R"("event":)";
    append_json_string(line, ascii(event));
    for (const LogField& field : fields) {
        line += ',';
        append_json_string(line, field.name);
        line += ':';
        if (field.is_number)
            line += field.text;
        else
            append_json_string(line, ascii(field.text));
    }
    return line;
}

}  // namespace

std::optional<LogLevel> log_level(std::string_view name) {
    const auto* row = std::ranges::find(levels, name, &LevelRow::name);
    return row == levels.end() ? std::nullopt : std::optional{row->level};
}

std::optional<LogFormat> log_format(std::string_view name) {
    if (name == "text") return LogFormat::text;
    if (name == "json") return LogFormat::json;
    return std::nullopt;
}

chain::Result<Log, std::string> Log::open(const LogOptions& options) {
    Log log;
    try {
        spdlog::sink_ptr sink;
        if (options.file.empty())
            sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
        else
            sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(options.file);
        log.sink_ = std::make_shared<Sink>(Sink{options.format, {"ambag", std::move(sink)}});
    } catch (const spdlog::spdlog_ex& error) {
        return std::unexpected("cannot write the log file " + options.file + ": " + error.what());
    }
    spdlog::logger& logger = log.sink_->logger;
    logger.set_formatter(std::make_unique<spdlog::pattern_formatter>(
        options.format == LogFormat::json ? json_pattern : text_pattern,
        spdlog::pattern_time_type::utc));
    logger.set_level(theirs(options.level));
    logger.flush_on(spdlog::level::debug);
    return log;
}

bool Log::writes(LogLevel level) const {
    return sink_ != nullptr && level != LogLevel::off && sink_->logger.should_log(theirs(level));
}

void Log::write(LogLevel level, std::string_view event,
                std::initializer_list<LogField> fields) const {
    if (!writes(level)) return;
    const std::string line =
        sink_->format == LogFormat::json ? json_line(event, fields) : text_line(event, fields);
    sink_->logger.log(theirs(level), spdlog::string_view_t{line.data(), line.size()});
}

}  // namespace ambag::node
