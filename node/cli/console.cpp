// SPDX-License-Identifier: Apache-2.0
#include "node/cli/console.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <ostream>

namespace ambag::node {

namespace {

constexpr std::size_t field_width = 18;

std::string_view escape_of(Style style) {
    switch (style) {
        case Style::plain:
            return "";
        case Style::strong:
            return "\x1b[1m";
        case Style::faint:
            return "\x1b[2m";
        case Style::good:
            return "\x1b[32m";
        case Style::bad:
            return "\x1b[31m";
        case Style::warning:
            return "\x1b[33m";
        case Style::accent:
            return "\x1b[36m";
    }
    return "";
}

}  // namespace

Terminal terminal_of_process() {
    Terminal terminal;
    terminal.interactive = isatty(STDOUT_FILENO) == 1 && isatty(STDIN_FILENO) == 1;
    const char* no_colour = std::getenv("NO_COLOR");
    const char* kind = std::getenv("TERM");
    terminal.colours = isatty(STDOUT_FILENO) == 1 && (no_colour == nullptr || *no_colour == '\0') &&
                       !(kind != nullptr && std::string_view{kind} == "dumb");
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20)
        terminal.columns = size.ws_col;
    return terminal;
}

void Console::line(std::string_view text) const {
    if (!json_) out_ << text << '\n' << std::flush;
}

void Console::remark(std::string_view text) const {
    if (!json_) err_ << text << '\n' << std::flush;
}

void Console::result(const Json& value) const {
    if (json_) out_ << value.dump() << '\n' << std::flush;
}

void Console::raw(std::string_view text) const {
    out_ << text << std::flush;
}

std::string Console::paint(Style style, std::string_view text) const {
    if (!terminal_.colours || style == Style::plain) return std::string{text};
    return std::string{escape_of(style)} + std::string{text} + "\x1b[0m";
}

void Console::field(std::string_view name, std::string_view value) const {
    std::string padded{name};
    padded.append(padded.size() < field_width ? field_width - padded.size() : 1, ' ');
    line(paint(Style::faint, padded) + std::string{value});
}

}  // namespace ambag::node
