// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "node/book/amounts.hpp"
#include "node/cli/table.hpp"
#include "node/cli/work_view.hpp"

// job: programs for proposals, jobs, and receipt: what was claimed and what it rests on.

namespace ambag::node {

namespace training = emission::attestation::training;

namespace {

constexpr OptionRow program_options[]{
    {"--inputs", "N", "width of the input, a multiple of 32 (32)"},
    {"--hidden", "N", "width of the hidden layer, a multiple of 32 (32)"},
    {"--outputs", "N", "width of the output, a multiple of 32 (32)"},
    {"--batch", "N", "samples of a step, a multiple of 32 (32)"},
    {"--samples", "N", "samples of the data set, a multiple of 32 (256)"},
    {"--seed", "N", "of initial weights and sample order (1)"},
    {"--dataset-seed", "N", "of the data set (1)"},
};

// The program as bytes for attestation.openJob, and what the chain will compute of it.
CliResult<> program(const Invocation& invocation) {
    training::Program wanted;
    const std::pair<std::string_view, std::uint16_t*> sizes[]{{"--inputs", &wanted.inputs},
                                                              {"--hidden", &wanted.hidden},
                                                              {"--outputs", &wanted.outputs},
                                                              {"--batch", &wanted.batch},
                                                              {"--samples", &wanted.samples}};
    for (const auto& [name, size] : sizes)
        *size = static_cast<std::uint16_t>(TRY(invocation.integer_or(name, *size, 1, 65'535)));
    wanted.seed = TRY(invocation.integer_or("--seed", 1, 0, ~std::uint64_t{0}));
    wanted.dataset_seed = TRY(invocation.integer_or("--dataset-seed", 1, 0, ~std::uint64_t{0}));
    // Before the data set is made, whose size is not bounded yet.
    if (const auto fits = training::decode(wanted.encode());
        !fits && fits.error() != training::ProgramError::dataset_root)
        return cli_usage(std::string{training::describe(fits.error())});
    const training::Program made = training::with_dataset_root(wanted);
    const std::string bytes = chain::to_hex(made.encode());
    const std::string hash = chain::to_hex(made.hash());
    const std::string dataset = chain::to_hex(made.dataset_root);
    const std::string root =
        chain::to_hex(training::state_root(made, training::initial_state(made)));
    const std::uint64_t units = training::units(made, 1);
    invocation.console.result(Json::object({{"program", bytes},
                                            {"hash", hash},
                                            {"datasetRoot", dataset},
                                            {"initialStateRoot", root},
                                            {"unitsPerStep", units}}));
    invocation.console.field("program", bytes);
    invocation.console.field("hash", hash);
    invocation.console.field("dataset root", dataset);
    invocation.console.field("initial state", root);
    invocation.console.field("units per step", std::to_string(units));
    return {};
}

CliResult<std::string> coins_of(const Json& json, std::string_view member) {
    return amount_text(chain::Amount{TRY(quantity_of(json, member))});
}

CliResult<> job_list(const Invocation& invocation) {
    const Session session = TRY(Session::open(invocation));
    const Json page = TRY(session.rpc().call("ambag_getJobs", Json::array({0, 500})));
    const Json* jobs = page.find("jobs");
    if (jobs == nullptr || !jobs->is_array()) return cli_failed("no jobs: " + page.dump());
    TextTable table{{{"#", Align::right},
                     {"job"},
                     {"pool"},
                     {"budget", Align::right},
                     {"paid", Align::right},
                     {"owed", Align::right},
                     {"steps", Align::right},
                     {"state"}}};
    for (const Json& job : *jobs->as_array()) {
        const bool open = job.find("open") != nullptr && job.find("open")->as_bool() == true;
        table.add({std::to_string(&job - jobs->as_array()->data() + 1),
                   TRY(text_of(job, "id")).substr(0, 12),
                   TRY(text_of(job, "pool")),
                   TRY(coins_of(job, "budget")),
                   TRY(coins_of(job, "paid")),
                   TRY(coins_of(job, "owed")),
                   std::to_string(TRY(number_of(job, "steps"))),
                   {open ? "open" : "closed", open ? Style::good : Style::faint}});
    }
    invocation.console.result(*jobs);
    if (table.empty()) invocation.console.line("no jobs yet: governance opens them");
    if (!table.empty()) table.print(invocation.console);
    return {};
}

CliResult<> job_show(const Invocation& invocation) {
    const Session session = TRY(Session::open(invocation));
    const JobView job = TRY(find_job(session, invocation.argument(0)));
    const Console& console = invocation.console;
    console.result(job.json);
    console.field("job", chain::to_hex(job.id));
    console.field("pool", TRY(text_of(job.json, "pool")));
    for (const std::string_view name : {"budget", "paid", "owed"})
        console.field(name, TRY(coins_of(job.json, name)));
    console.field("price", TRY(quantity_of(job.json, "price")).to_decimal() +
                               " base units for each multiply-accumulate");
    console.field("units per step", std::to_string(TRY(number_of(job.json, "unitsPerStep"))));
    console.field("steps", std::to_string(job.steps) + " in segments of " +
                               std::to_string(job.steps_per_segment));
    console.field("window", duration_text(TRY(number_of(job.json, "windowSeconds"))));
    console.field("tier", "at least " + std::to_string(TRY(number_of(job.json, "tierMinimum"))));
    console.field("model", std::to_string(job.program.inputs) + " x " +
                               std::to_string(job.program.hidden) + " x " +
                               std::to_string(job.program.outputs) + ", batch " +
                               std::to_string(job.program.batch) + ", " +
                               std::to_string(job.program.samples) + " samples");
    return {};
}

Style status_style(std::string_view status) {
    if (status == "paid" || status == "confirmed") return Style::good;
    return status == "held" || status == "rejected" ? Style::bad : Style::accent;
}

CliResult<> receipt_list(const Invocation& invocation) {
    const Session session = TRY(Session::open(invocation));
    const Json page = TRY(session.rpc().call("ambag_getReceipts", Json::array({0, 500})));
    const Json* receipts = page.find("receipts");
    if (receipts == nullptr || !receipts->is_array())
        return cli_failed("no receipts: " + page.dump());
    TextTable table{{{"#", Align::right},
                     {"receipt"},
                     {"status"},
                     {"tier", Align::right},
                     {"owed", Align::right},
                     {"owner"},
                     {"window ends"}}};
    for (const Json& receipt : *receipts->as_array()) {
        const std::string status = TRY(text_of(receipt, "status"));
        table.add({std::to_string(&receipt - receipts->as_array()->data() + 1),
                   TRY(text_of(receipt, "id")).substr(0, 12),
                   {status, status_style(status)},
                   std::to_string(TRY(number_of(receipt, "tier"))),
                   TRY(coins_of(receipt, "owed")),
                   TRY(text_of(receipt, "owner")),
                   time_text(TRY(number_of(receipt, "windowEnds")))});
    }
    invocation.console.result(*receipts);
    if (table.empty()) invocation.console.line("no receipts yet");
    if (!table.empty()) table.print(invocation.console);
    return {};
}

CliResult<> print_checks(const Console& console, const Json& receipt) {
    const Json* checks = receipt.find("checks");
    if (checks == nullptr || !checks->is_array()) return {};
    TextTable table{{{"check"}, {"rests on"}, {"verdict"}}};
    for (const Json& check : *checks->as_array()) {
        const std::string basis = TRY(text_of(check, "basis"));
        table.add({TRY(text_of(check, "check")),
                   {basis, basis == "trust" ? Style::warning : Style::good},
                   TRY(text_of(check, "verdict"))});
    }
    console.line();
    table.print(console);
    return {};
}

CliResult<> receipt_show(const Invocation& invocation) {
    const Session session = TRY(Session::open(invocation));
    const ReceiptView receipt = TRY(find_receipt(session, invocation.argument(0)));
    const Console& console = invocation.console;
    console.result(receipt.json);
    if (invocation.json()) return {};
    const std::string status = TRY(text_of(receipt.json, "status"));
    console.field("receipt", chain::to_hex(receipt.id));
    console.field("status", console.paint(status_style(status), status));
    console.field("job", chain::to_hex(receipt.body.job));
    console.field("steps", std::to_string(receipt.body.first_step) + " to " +
                               std::to_string(receipt.body.last_step));
    console.field("owner", TRY(text_of(receipt.json, "owner")));
    console.field("owed", TRY(coins_of(receipt.json, "owed")));
    console.field("bond", TRY(coins_of(receipt.json, "bond")));
    console.field("tier", std::to_string(TRY(number_of(receipt.json, "tier"))));
    const Json* recorded = receipt.json.find("recorded");
    if (recorded != nullptr && recorded->as_bool() == true)
        console.field("evidence", console.paint(Style::warning, "recorded, not fresh"));
    console.field("window ends", time_text(TRY(number_of(receipt.json, "windowEnds"))));
    console.field("state root in", chain::to_hex(receipt.body.state_root_in));
    console.field("state root out", chain::to_hex(receipt.body.state_root_out));
    console.field("trace root", chain::to_hex(receipt.body.trace_root));
    return print_checks(console, receipt.json);
}

CliResult<> receipt_finalize(const Invocation& invocation) {
    const Session session = TRY(Session::open(invocation));
    const ReceiptView receipt = TRY(find_receipt(session, invocation.argument(0)));
    const SentTransaction sent = TRY(session.call(TRY(session.signer()), "attestation.finalize",
                                                  {Json{chain::to_hex(receipt.id)}}));
    invocation.console.result(sent_json(sent));
    print_sent(invocation.console, sent);
    return {};
}

const CommandRow job_rows[]{
    {"job program",
     "",
     "a training program as bytes, for a proposal that opens a job",
     &program,
     {program_options}},
    {"job list", "", "all jobs", &job_list, {rpc_options}},
    {"job show", "ID", "one job", &job_show, {rpc_options}},
};

const CommandRow receipt_rows[]{
    {"receipt list", "", "all receipts", &receipt_list, {rpc_options}},
    {"receipt show",
     "ID",
     "one receipt, and what each check rests on",
     &receipt_show,
     {rpc_options}},
    {"receipt finalize",
     "ID",
     "pays a receipt whose gates are open; anyone may",
     &receipt_finalize,
     {signer_options, key_options, rpc_options}},
};

}  // namespace

CommandGroup job_commands() {
    return job_rows;
}

CommandGroup receipt_commands() {
    return receipt_rows;
}

}  // namespace ambag::node
