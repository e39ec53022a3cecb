// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "chain/base/result.hpp"

// What a running node has to say to its operator, one line an event. The one door to spdlog, whose
// headers only log.cpp includes.
//
//   text  2026-11-24T15:04:05.123Z info    block committed height=7 hash=0x… transactions=2
//   json  {"time":"2026-11-24T15:04:05.123Z","level":"info","event":"block committed","height":7,…}
//
// Times are UTC. Values that came from outside are escaped, so that no request can forge a line;
// bytes that are no ASCII become '?'. Keys, seeds, passwords, parameters of requests and raw
// transactions are never given to it: a transaction is named by its hash.
//
// Lines go to stderr or a file, never to stdout, which belongs to results. The pure layers do not
// log: what they have to say is in receipts and faults.

namespace ambag::node {

enum class LogLevel : std::uint8_t { debug, info, warning, error, off };
enum class LogFormat : std::uint8_t { text, json };

// "debug" to "off", "text" or "json"; nothing for other words.
std::optional<LogLevel> log_level(std::string_view name);
std::optional<LogFormat> log_format(std::string_view name);

struct LogOptions {
    LogLevel level = LogLevel::info;  // this one and the graver ones are written
    LogFormat format = LogFormat::text;
    std::string file{};  // appended to, so that it can be rotated by copying; empty: stderr
};

// A value beside the event's name: text, or a number that JSON writes without quotes.
struct LogField {
    LogField(std::string_view field, std::string_view value) : name{field}, text{value} {}
    LogField(std::string_view field, std::unsigned_integral auto value)
        : name{field}, text{std::to_string(value)}, is_number{true} {}

    std::string_view name;
    std::string text;
    bool is_number = false;
};

// Cheap to copy: copies write to the same place. Safe from any thread. A line is handed to the
// system before `write` returns; a place that takes none (a full disk) stops nothing.
class Log {
 public:
    Log() = default;  // writes nothing

    // Fails with a sentence for the operator when the file cannot be opened.
    static chain::Result<Log, std::string> open(const LogOptions& options);

    // Ask first where the fields cost something to make.
    bool writes(LogLevel level) const;
    void write(LogLevel level, std::string_view event,
               std::initializer_list<LogField> fields = {}) const;

    void debug(std::string_view event, std::initializer_list<LogField> fields = {}) const {
        write(LogLevel::debug, event, fields);
    }
    void info(std::string_view event, std::initializer_list<LogField> fields = {}) const {
        write(LogLevel::info, event, fields);
    }
    void warning(std::string_view event, std::initializer_list<LogField> fields = {}) const {
        write(LogLevel::warning, event, fields);
    }
    void error(std::string_view event, std::initializer_list<LogField> fields = {}) const {
        write(LogLevel::error, event, fields);
    }

 private:
    struct Sink;
    std::shared_ptr<Sink> sink_;
};

}  // namespace ambag::node
