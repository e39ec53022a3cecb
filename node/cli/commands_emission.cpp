// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include "chain/module/addresses.hpp"
#include "node/book/amounts.hpp"
#include "node/cli/files.hpp"
#include "node/cli/offline.hpp"
#include "node/cli/session.hpp"
#include "node/cli/table.hpp"
#include "node/service/projection.hpp"

// emission project, by the code that mints, and emission show.

namespace ambag::node {

namespace issuance = emission::issuance;

namespace {

constexpr OptionRow project_options[]{
    {"--years", "N", "how far (10)"},
    {"--step", "STEP", "distance of the rows: 90d, 12h, 1y (1y)"},
    {"--genesis", "FILE", "the emission of a genesis file; the developer's when left out"},
    {"--data", "DIR", "the emission as it stands in a data directory that no node uses"},
};

// "90d": a count and a unit.
std::optional<std::uint64_t> parse_step(std::string_view text) {
    constexpr std::pair<char, std::uint64_t> units[]{
        {'s', 1}, {'m', 60}, {'h', 3'600}, {'d', 86'400}, {'y', issuance::seconds_per_year}};
    std::uint64_t count = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), count);
    if (read.ec != std::errc{} || count == 0 || count > 1'000'000) return std::nullopt;
    const std::string_view rest{read.ptr, text.data() + text.size()};
    if (rest.empty()) return count;
    for (const auto& [unit, seconds] : units)
        if (rest.size() == 1 && rest.front() == unit) return count * seconds;
    return std::nullopt;
}

CliResult<std::unique_ptr<OfflineChain>> projected_chain(const Invocation& invocation) {
    const auto directory = invocation.option("--data");
    const auto file = invocation.option("--genesis");
    if (directory && file) return cli_usage("--data and --genesis exclude each other");
    if (directory) return OfflineChain::from_directory(*directory);
    return OfflineChain::from_genesis(TRY(genesis_document(file)));
}

std::string row_time(std::uint64_t seconds) {
    constexpr std::uint64_t tenth = issuance::seconds_per_year / 10;
    if (seconds % issuance::seconds_per_year == 0)
        return std::to_string(seconds / issuance::seconds_per_year) + " y";
    if (seconds < issuance::seconds_per_year) return duration_text(seconds);
    return std::to_string(seconds / issuance::seconds_per_year) + "." +
           std::to_string(seconds % issuance::seconds_per_year / tenth) + " y";
}

// Whole coins: a curve's rows are read side by side.
std::string whole_coins(const chain::Amount& amount) {
    const std::string text = amount_text(amount);
    return text.substr(0, std::min(text.find('.'), text.find(' ')));
}

void print_rows(const Console& console, const Projection& projection) {
    const auto& [pools, rows] = projection;
    constexpr unsigned width = 24;
    std::vector<Column> columns{{"after", Align::right}, {"supply", Align::right}, {"curve"}};
    for (const std::string& name : pools) columns.push_back({name, Align::right});
    TextTable table{std::move(columns)};
    const chain::Amount most = rows.back().supply;
    for (const issuance::ProjectionRow& row : rows) {
        const auto parts =
            mul_div(row.supply.units, chain::U256{width}, most.units, chain::Rounding::down);
        const std::size_t filled = parts ? parts->low_u64() : 0;
        std::vector<Cell> cells{row_time(row.seconds), whole_coins(row.supply),
                                Cell{std::string(filled, '#'), Style::accent}};
        for (const chain::Amount& balance : row.pools) cells.emplace_back(whole_coins(balance));
        table.add(std::move(cells));
    }
    table.print(console);
}

CliResult<> project(const Invocation& invocation) {
    const std::uint64_t years = TRY(invocation.integer_or("--years", 10, 1, 1'000));
    const std::string step_text = invocation.option_or("--step", "1y");
    const auto step = parse_step(step_text);
    if (!step)
        return cli_usage("--step: expected a count and s, m, h, d or y, such as 90d, got \"" +
                         step_text + "\"");
    const auto chain = TRY(projected_chain(invocation));
    const chain::ViewContext view = chain->modules().view(chain::issuance_address);
    const auto projection = project_emission(view, years, *step);
    if (!projection) return cli_usage(projection.error());
    invocation.console.result(projection_json(*projection, NumberForm::decimal));
    if (!invocation.json()) print_rows(invocation.console, *projection);
    return {};
}

CliResult<std::string> amount_of(const Json& json, std::string_view member) {
    return amount_text(chain::Amount{TRY(quantity_of(json, member))});
}

CliResult<> print_pools(const Console& console, const Json& pools) {
    TextTable table{{{"pool"}, {"balance", Align::right}, {"spenders beside the timelock"}}};
    for (const Json& pool : *pools.as_array()) {
        std::string spenders;
        if (const Json* list = pool.find("spenders"); list != nullptr && list->is_array())
            for (const Json& spender : *list->as_array()) {
                const auto* module = find_module(value_text(spender));
                spenders += (spenders.empty() ? "" : ", ") +
                            (module != nullptr ? std::string{module->name} : value_text(spender));
            }
        table.add({{TRY(text_of(pool, "name")), Style::strong},
                   TRY(amount_of(pool, "balance")),
                   spenders});
    }
    table.print(console);
    return {};
}

CliResult<> print_schedules(const Console& console, const Json& schedules) {
    TextTable table{{{"schedule"},
                     {"kind"},
                     {"ticks done", Align::right},
                     {"minted", Align::right},
                     {"cap", Align::right}}};
    for (const Json& schedule : *schedules.as_array()) {
        const Json* cap = schedule.find("cap");
        table.add({{TRY(text_of(schedule, "name")), Style::strong},
                   TRY(text_of(schedule, "kind")),
                   std::to_string(TRY(number_of(schedule, "ticksDone"))),
                   TRY(amount_of(schedule, "minted")),
                   cap != nullptr && cap->is_string() ? TRY(amount_of(schedule, "cap")) : "none"});
    }
    table.print(console);
    return {};
}

CliResult<> show(const Invocation& invocation) {
    const Session session = TRY(Session::open(invocation));
    const Json supply = TRY(session.rpc().call("ambag_getSupply", Json::array()));
    const Json pools = TRY(session.rpc().call("ambag_getPools", Json::array()));
    const Json schedules = TRY(session.rpc().call("ambag_getSchedules", Json::array()));
    if (!pools.is_array() || !schedules.is_array())
        return cli_failed("the node's answer is of another shape");
    const Console& console = invocation.console;
    console.result(Json::object({{"supply", supply}, {"pools", pools}, {"schedules", schedules}}));
    if (invocation.json()) return {};
    for (const std::string_view name : {"supply", "minted", "burned", "wrapped"})
        console.field(name, TRY(amount_of(supply, name)));
    console.line();
    TRY(print_pools(console, pools));
    console.line();
    return print_schedules(console, schedules);
}

const CommandRow rows[]{
    {"emission project",
     "",
     "the supply and pool curves, by the code that mints",
     &project,
     {project_options}},
    {"emission show", "", "supply, pools and schedules now", &show, {rpc_options}},
};

}  // namespace

CommandGroup emission_commands() {
    return rows;
}

}  // namespace ambag::node
