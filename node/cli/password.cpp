// SPDX-License-Identifier: Apache-2.0
#include <termios.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <sstream>

#include "node/cli/files.hpp"
#include "node/cli/session.hpp"

namespace ambag::node {

namespace {

constexpr OptionRow key_rows[]{
    {"--keystore", "DIR", "folder of keys (AMBAG_KEYSTORE or ~/.ambag/keystores)"},
    {"--password-file", "FILE", "read the password from a file's first line"},
};

// The terminal without echo, for as long as it lives.
class Silence {
 public:
    Silence() {
        active_ = tcgetattr(STDIN_FILENO, &before_) == 0;
        if (!active_) return;
        termios silent = before_;
        // Ctrl-C comes as a character: the process must not end with the echo off.
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    ~Silence() {
        if (active_) tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;

 private:
    termios before_{};
    bool active_ = false;
};

CliResult<std::string> ask(std::string_view prompt) {
    if (isatty(STDIN_FILENO) != 1)
        return cli_usage("a password is needed: give --password-file, or run at a terminal");
    std::string typed;
    {
        const Silence silence;
        std::cerr << prompt << ": " << std::flush;
        std::getline(std::cin, typed);
        std::cerr << '\n';
    }
    if (typed.find('\x03') != std::string::npos) return cli_failed("cancelled");
    return typed;
}

}  // namespace

const std::span<const OptionRow> key_options = key_rows;

std::string keystore_folder(const Invocation& invocation) {
    if (const auto folder = invocation.option("--keystore")) return *folder;
    if (const char* folder = std::getenv("AMBAG_KEYSTORE")) return folder;
    const char* home = std::getenv("HOME");
    return std::string{home != nullptr ? home : "."} + "/.ambag/keystores";
}

CliResult<std::string> read_password(const Invocation& invocation, std::string_view prompt,
                                     bool twice) {
    if (const auto file = invocation.option("--password-file")) {
        std::istringstream text{TRY(read_text_file(*file))};
        std::string line;
        std::getline(text, line);
        if (line.ends_with('\r')) line.pop_back();
        return line;
    }
    std::string password = TRY(ask(prompt));
    if (twice && TRY(ask("again")) != password)
        return cli_usage("the two passwords are not the same");
    return password;
}

}  // namespace ambag::node
