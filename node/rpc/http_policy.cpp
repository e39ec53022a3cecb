// SPDX-License-Identifier: Apache-2.0
#include "node/rpc/http_policy.hpp"

#include <algorithm>
#include <array>

namespace ambag::node {

namespace {

// ASCII only: header values know no locale.
char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equal_in_any_case(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, lower, lower);
}

// The name before an optional ":port"; empty when the port is no number of 1 to 5 digits.
std::string_view without_port(std::string_view host) {
    const std::size_t bracket = host.starts_with('[') ? host.find(']') : 0;
    if (bracket == std::string_view::npos) return {};
    const std::size_t colon = host.find(':', bracket);
    if (colon == std::string_view::npos) return host;
    const std::string_view port = host.substr(colon + 1);
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (port.empty() || port.size() > 5 || !std::ranges::all_of(port, is_digit)) return {};
    return host.substr(0, colon);
}

}  // namespace

bool host_allowed(const HttpPolicy& policy, std::string_view host) {
    constexpr std::array<std::string_view, 3> always{"localhost", "127.0.0.1", "[::1]"};
    if (std::ranges::find(policy.hosts, "*") != policy.hosts.end()) return true;
    const std::string_view name = without_port(host);
    if (name.empty()) return false;
    const auto same = [&](std::string_view listed) { return equal_in_any_case(listed, name); };
    return std::ranges::any_of(always, same) || std::ranges::any_of(policy.hosts, same);
}

std::string allowed_origin(const HttpPolicy& policy, std::string_view origin,
                           std::string_view host) {
    if (origin.empty()) return {};
    if (std::ranges::find(policy.origins, "*") != policy.origins.end()) return "*";
    if (std::ranges::find(policy.origins, origin) != policy.origins.end())
        return std::string{origin};
    for (const std::string_view scheme : {"http://", "https://"})
        if (origin.starts_with(scheme) && equal_in_any_case(origin.substr(scheme.size()), host))
            return std::string{origin};
    return {};
}

bool is_json_content(std::string_view content_type) {
    std::string_view media = content_type.substr(0, content_type.find(';'));
    while (media.ends_with(' ') || media.ends_with('\t')) media.remove_suffix(1);
    return equal_in_any_case(media, "application/json");
}

}  // namespace ambag::node
