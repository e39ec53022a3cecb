// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>

#include "node/cli/command.hpp"

// Runs command lines inside the test process.

namespace ambag::node::test {

struct CommandOutcome {
    ExitCode code;
    std::string out;
    std::string err;

    Json json() const {
        auto value = parse_json(out);
        return value ? *value : Json{};
    }
};

inline CommandOutcome run(const std::vector<std::string>& arguments, Terminal terminal = {}) {
    std::ostringstream out;
    std::ostringstream err;
    const ExitCode code = run_command_line(arguments, out, err, terminal);
    return {code, out.str(), err.str()};
}

// A folder that is gone after the test.
class TemporaryFolder {
 public:
    TemporaryFolder() {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "ambag-cli-XXXXXX").string();
        path_ = mkdtemp(pattern.data());
    }
    ~TemporaryFolder() { std::filesystem::remove_all(path_); }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    std::string path(const std::string& name) const { return (path_ / name).string(); }
    std::string write(const std::string& name, const std::string& text) const {
        std::ofstream{path(name)} << text;
        return path(name);
    }

 private:
    std::filesystem::path path_;
};

}  // namespace ambag::node::test
