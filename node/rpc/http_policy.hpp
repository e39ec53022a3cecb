// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

// Who may talk to the HTTP port, decided from headers alone.
//
// A web page may make a browser send requests to 127.0.0.1. Three locks keep it out: an exact list
// of Host values (a page whose DNS name is rebound to 127.0.0.1 still sends its own name as Host),
// no CORS header unless the page's origin is listed, and application/json demanded, which a page
// can only send after a preflight that the second lock refuses.

namespace ambag::node {

struct HttpPolicy {
    // Added to localhost, 127.0.0.1 and [::1]. Without port; "*" lets any through.
    std::vector<std::string> hosts{};
    // "https://app.example", or "*" for any (development mode). Empty: no page of another origin.
    std::vector<std::string> origins{};
};

// `host` is the Host header: a listed name in any case, with or without a port. Nothing else: no
// trailing dot, no user, no empty value.
bool host_allowed(const HttpPolicy& policy, std::string_view host);

// The value for Access-Control-Allow-Origin; empty when the page may not read the answer. A page
// that this very host served is its own origin and always may.
std::string allowed_origin(const HttpPolicy& policy, std::string_view origin,
                           std::string_view host);

// application/json with any parameters, in any case.
bool is_json_content(std::string_view content_type);

}  // namespace ambag::node
