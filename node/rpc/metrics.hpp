// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "node/rpc/table.hpp"

// Counters of the RPC in the text format of Prometheus.

namespace ambag::node {

struct ServerCounters {
    std::uint64_t http_requests = 0;
    std::uint64_t http_refusals = 0;
    std::uint64_t connections = 0;  // open now
    std::uint64_t connections_refused = 0;
    std::uint64_t websockets = 0;  // open now
    std::uint64_t subscriptions = 0;
};

// "# HELP", "# TYPE" and the value. `type` is "counter" or "gauge".
void append_metric(std::string& out, std::string_view name, std::string_view help,
                   std::string_view type, std::uint64_t value);

std::string rpc_metrics(const MethodTable& methods, const ServerCounters& counters);

}  // namespace ambag::node
