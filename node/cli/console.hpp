// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "node/json/json.hpp"

// Where a command writes. Results go to `out`, remarks and errors to `err`. Colours and lines are
// drawn on a terminal only, and not where NO_COLOR is set (no-color.org); with --json a command
// writes one JSON value and nothing else to `out`.

namespace ambag::node {

// What is known of the place where output goes.
struct Terminal {
    bool interactive = false;  // both ends of a person's terminal
    bool colours = false;
    unsigned columns = 80;
};
Terminal terminal_of_process();

enum class Style : std::uint8_t { plain, strong, faint, good, bad, warning, accent };

class Console {
 public:
    Console(std::ostream& out, std::ostream& err, Terminal terminal, bool json)
        : out_{out}, err_{err}, terminal_{terminal}, json_{json} {}

    bool json() const { return json_; }
    const Terminal& terminal() const { return terminal_; }

    void line(std::string_view text = {}) const;  // to `out`; nothing with --json
    void remark(std::string_view text) const;     // to `err`; nothing with --json
    void result(const Json& value) const;         // the JSON value; nothing without --json
    void raw(std::string_view text) const;        // to `out` as it is

    std::string paint(Style style, std::string_view text) const;
    // "name      value", the name padded to one column.
    void field(std::string_view name, std::string_view value) const;

 private:
    std::ostream& out_;
    std::ostream& err_;
    Terminal terminal_;
    bool json_;
};

}  // namespace ambag::node
