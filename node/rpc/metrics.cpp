// SPDX-License-Identifier: Apache-2.0
#include "node/rpc/metrics.hpp"

namespace ambag::node {

namespace {

void append_header(std::string& out, std::string_view name, std::string_view help,
                   std::string_view type) {
    out.append("# HELP ").append(name).append(" ").append(help).append("\n# TYPE ");
    out.append(name).append(" ").append(type).append("\n");
}

}  // namespace

void append_metric(std::string& out, std::string_view name, std::string_view help,
                   std::string_view type, std::uint64_t value) {
    append_header(out, name, help, type);
    out.append(name).append(" ").append(std::to_string(value)).append("\n");
}

std::string rpc_metrics(const MethodTable& methods, const ServerCounters& counters) {
    std::string out;
    append_metric(out, "ambag_rpc_http_requests_total", "HTTP requests read.", "counter",
                  counters.http_requests);
    append_metric(out, "ambag_rpc_http_refusals_total", "HTTP replies of 400 and above.", "counter",
                  counters.http_refusals);
    append_metric(out, "ambag_rpc_connections", "Open connections.", "gauge", counters.connections);
    append_metric(out, "ambag_rpc_connections_refused_total", "Connections without room.",
                  "counter", counters.connections_refused);
    append_metric(out, "ambag_rpc_websockets", "Open WebSocket connections.", "gauge",
                  counters.websockets);
    append_metric(out, "ambag_rpc_subscriptions", "Active subscriptions.", "gauge",
                  counters.subscriptions);
    for (const bool errors : {false, true}) {
        const std::string name = errors ? "ambag_rpc_errors_total" : "ambag_rpc_calls_total";
        append_header(out, name, errors ? "Calls answered by an error." : "Calls by method.",
                      "counter");
        for (const auto& entry : methods.entries()) {
            const auto count = (errors ? entry->errors : entry->calls).load();
            if (count == 0) continue;
            out += name + "{method=\"" + std::string{entry->row->name} + "\"} " +
                   std::to_string(count) + "\n";
        }
    }
    return out;
}

}  // namespace ambag::node
