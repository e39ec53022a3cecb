// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "node/book/amounts.hpp"
#include "node/cli/files.hpp"
#include "node/cli/work_view.hpp"

// worker: bonds, work that is done for real, and re-execution of what others claim.

namespace ambag::node {

namespace attestation = emission::attestation;
namespace training = emission::attestation::training;

using chain::Bytes;
using chain::Hash;

namespace {

constexpr OptionRow run_options[]{
    {"--job", "ID", "id, prefix or number of the job (1)"},
    {"--first", "STEP", "first step; the first that nobody has when left out"},
    {"--segments", "N", "how many segments (1)"},
    {"--assignment", "ID", "use an assignment that is open already"},
    {"--device", "ID", "work as this registered device"},
    {"--evidence", "FILE", "the device's report: makes a receipt of tier 1"},
    {"--worker-key", "NAME", "the key that signs the receipt (that of --from)"},
    {"--falsify", "PART", "for drills: claims a wrong root, or changes the body after signing"},
};

struct Range {
    std::uint64_t first;
    std::uint64_t last;
};

struct Plan {
    JobView job;
    Signer signer;
    chain::PrivateKey worker_key;
    std::vector<Hash> devices;
    std::vector<Bytes> evidence;
    std::string falsify;
};

std::string key_text(const chain::PrivateKey& key) {
    return chain::to_hex(key.public_key().compressed());
}

CliResult<Plan> read_plan(const Invocation& invocation, const Session& session) {
    const std::string falsify = invocation.option_or("--falsify", "");
    if (!falsify.empty() && falsify != "root" && falsify != "body")
        return cli_usage("--falsify: expected root or body, got \"" + falsify + "\"");
    const Signer signer = TRY(session.signer());
    const auto name = invocation.option("--worker-key");
    Plan plan{TRY(find_job(session, invocation.option_or("--job", "1"))),
              signer,
              name ? TRY(session.key_named(*name)) : signer.key,
              {},
              {},
              falsify};
    if (const auto device = invocation.option("--device"))
        plan.devices.push_back(
            TRY(hash_of(TRY(find_listed(session, "ambag_getDevices", "devices", *device)), "id")));
    if (const auto file = invocation.option("--evidence")) {
        const std::string report = TRY(read_text_file(*file));
        plan.evidence.push_back(chain::to_bytes(chain::as_bytes(report)));
    }
    return plan;
}

CliResult<Range> wanted_range(const Invocation& invocation, const Session& session,
                              const JobView& job) {
    const std::uint64_t most = job.steps - 1;
    const auto given = TRY(invocation.integer("--first", 0, most));
    const std::uint64_t first = given ? *given : TRY(next_free_step(session, job));
    const std::uint64_t segments = TRY(invocation.integer_or("--segments", 1, 1, 256));
    return Range{first, std::min(most, first + segments * job.steps_per_segment - 1)};
}

const Json* event_args(const SentTransaction& sent, std::string_view name) {
    for (const Json& event : sent.events)
        if (const Json* found = event.find("event");
            found != nullptr && found->as_string() != nullptr && *found->as_string() == name)
            return event.find("args");
    return nullptr;
}

CliResult<Hash> assigned(const Invocation& invocation, const Session& session, const Plan& plan) {
    if (const auto text = invocation.option("--assignment")) {
        const auto id = chain::fixed_from_hex<Hash>(*text);
        if (!id) return cli_usage("--assignment: expected 64 hex digits, got \"" + *text + "\"");
        return *id;
    }
    const Range range = TRY(wanted_range(invocation, session, plan.job));
    Json devices = Json::array();
    for (const Hash& device : plan.devices) devices.push(chain::to_hex(device));
    const SentTransaction sent =
        TRY(session.call(plan.signer, "attestation.openAssignment",
                         {Json{chain::to_hex(plan.job.id)}, Json{range.first}, Json{range.last},
                          devices, Json{key_text(plan.worker_key)}}));
    const Json* args = event_args(sent, "AssignmentOpened");
    if (args == nullptr) return cli_failed("the chain opened no assignment");
    return hash_of(*args, "assignment");
}

// The receipt that ends one step before: its id and the state it claims.
CliResult<> set_previous(const Session& session, const Plan& plan, attestation::ReceiptBody& body) {
    if (body.first_step == 0) return {};
    const AssignmentView before = TRY(segment_holder(session, plan.job, body.first_step - 1));
    if (before.receipt.is_zero())
        return cli_refused("the steps before " + std::to_string(body.first_step) +
                           " have no receipt yet");
    const ReceiptView previous = TRY(find_receipt(session, chain::to_hex(before.receipt)));
    if (previous.body.state_root_out != body.state_root_in)
        return cli_refused("the receipt before claims a state that re-execution does not give: " +
                           chain::to_hex(previous.body.state_root_out) + ", not " +
                           chain::to_hex(body.state_root_in));
    body.previous = before.receipt;
    return {};
}

struct Trained {
    training::Work work;
    Hash root_in;
    std::uint64_t loss_before;
    std::uint64_t loss_after;
};

Trained train(const JobView& job, std::uint64_t first, std::uint64_t last) {
    training::State state = state_before(job.program, first);
    const Hash root_in = training::state_root(job.program, state);
    const std::uint64_t before = training::loss(job.program, state);
    training::Work work =
        training::work(job.program, std::move(state), first, last, job.steps_per_segment);
    const std::uint64_t after = training::loss(job.program, work.state);
    return {std::move(work), root_in, before, after};
}

attestation::ReceiptBody body_of(const Session& session, const Plan& plan,
                                 const AssignmentView& assignment, const Trained& trained) {
    attestation::ReceiptBody body;
    body.chain_id = chain::U256{session.chain_id()}.to_word();
    body.job = plan.job.id;
    body.assignment = assignment.id;
    body.devices = assignment.devices;
    body.worker_key = chain::FixedBytes<33>::from(plan.worker_key.public_key().compressed());
    body.first_step = assignment.first_step;
    body.last_step = assignment.last_step;
    body.state_root_in = trained.root_in;
    body.state_root_out = trained.work.state_root_out;
    body.trace_root = trained.work.trace_root;
    body.data_root = trained.work.data_root;
    body.begin_height = chain::Height{assignment.opened};
    if (plan.falsify == "root") body.state_root_out.bytes[0] ^= 1;
    return body;
}

CliResult<SentTransaction> submit(const Session& session, const Plan& plan,
                                  const attestation::ReceiptBody& body) {
    Bytes bytes = body.encode();
    const chain::Signature signature =
        chain::sign(plan.worker_key, attestation::receipt_digest(bytes));
    Bytes signed_by = chain::to_bytes(signature.r);
    chain::append(signed_by, signature.s);
    if (plan.falsify == "body") {
        attestation::ReceiptBody changed = body;
        changed.state_root_out.bytes[31] ^= 1;
        bytes = changed.encode();
    }
    Json evidence = Json::array();
    for (const Bytes& report : plan.evidence) evidence.push(chain::to_hex(report));
    return session.call(plan.signer, "attestation.submitReceipt",
                        {Json{chain::to_hex(bytes)}, Json{chain::to_hex(signed_by)}, evidence});
}

CliResult<> report_run(const Invocation& invocation, const SentTransaction& sent,
                       const AssignmentView& assignment, const Trained& trained) {
    const Json* args = event_args(sent, "ReceiptSubmitted");
    Json json = sent_json(sent);
    json.set("assignment", chain::to_hex(assignment.id));
    json.set("receipt", args != nullptr ? Json{TRY(text_of(*args, "receipt"))} : Json{});
    json.set("firstStep", assignment.first_step);
    json.set("lastStep", assignment.last_step);
    json.set("lossBefore", trained.loss_before);
    json.set("lossAfter", trained.loss_after);
    json.set("stateRootOut", chain::to_hex(trained.work.state_root_out));
    invocation.console.result(json);
    if (args != nullptr) invocation.console.field("receipt", TRY(text_of(*args, "receipt")));
    print_sent(invocation.console, sent);
    return {};
}

CliResult<> run(const Invocation& invocation) {
    if (invocation.flag("--no-wait"))
        return cli_usage("worker run waits for its assignment: it takes no --no-wait");
    const Session session = TRY(Session::open(invocation));
    const Plan plan = TRY(read_plan(invocation, session));
    const Hash id = TRY(assigned(invocation, session, plan));
    const AssignmentView assignment = TRY(find_assignment(session, id));
    const Console& console = invocation.console;
    console.field("assignment", chain::to_hex(id));
    const Trained trained = train(plan.job, assignment.first_step, assignment.last_step);
    console.field("trained", "steps " + std::to_string(assignment.first_step) + " to " +
                                 std::to_string(assignment.last_step) + ", loss " +
                                 std::to_string(trained.loss_before) + " to " +
                                 std::to_string(trained.loss_after));
    attestation::ReceiptBody body = body_of(session, plan, assignment, trained);
    TRY(set_previous(session, plan, body));
    // The end nonce names a block that is past when the receipt comes.
    body.end_height =
        chain::Height{TRY(wait_for_height(invocation, session, assignment.opened)) - 1};
    return report_run(invocation, TRY(submit(session, plan, body)), assignment, trained);
}

CliResult<> replay(const Invocation& invocation) {
    const Session session = TRY(Session::open(invocation));
    const ReceiptView receipt = TRY(find_receipt(session, invocation.argument(0)));
    const JobView job = TRY(find_job(session, chain::to_hex(receipt.body.job)));
    const Trained trained = train(job, receipt.body.first_step, receipt.body.last_step);
    const training::Work& work = trained.work;
    const bool equal = work.state_root_out == receipt.body.state_root_out &&
                       work.trace_root == receipt.body.trace_root &&
                       work.data_root == receipt.body.data_root;
    const Console& console = invocation.console;
    console.field("claimed root", chain::to_hex(receipt.body.state_root_out));
    console.field("root found", chain::to_hex(work.state_root_out));
    console.field("roots", equal ? console.paint(Style::good, "equal")
                                 : console.paint(Style::bad, "not equal: the receipt is held"));
    const SentTransaction sent = TRY(
        session.call(TRY(session.signer()), "attestation.submitReplay",
                     {Json{chain::to_hex(receipt.id)}, Json{chain::to_hex(work.state_root_out)},
                      Json{chain::to_hex(work.trace_root)}, Json{chain::to_hex(work.data_root)}}));
    Json json = sent_json(sent);
    json.set("equal", equal);
    json.set("receipt", chain::to_hex(receipt.id));
    console.result(json);
    print_sent(console, sent);
    return {};
}

CliResult<> finish(const Invocation& invocation, const SentTransaction& sent) {
    invocation.console.result(sent_json(sent));
    print_sent(invocation.console, sent);
    return {};
}

CliResult<chain::Amount> amount_argument(const Invocation& invocation) {
    const auto amount = parse_amount_text(invocation.argument(0));
    if (!amount)
        return cli_usage("AMOUNT: expected an amount such as \"1.5 coins\" or base units, got \"" +
                         invocation.argument(0) + "\"");
    return *amount;
}

CliResult<> bond(const Invocation& invocation) {
    const chain::Amount amount = TRY(amount_argument(invocation));
    const Session session = TRY(Session::open(invocation));
    return finish(invocation,
                  TRY(session.call(TRY(session.signer()), "attestation.bond", {}, amount)));
}

CliResult<> unbond(const Invocation& invocation) {
    const chain::Amount amount = TRY(amount_argument(invocation));
    const Session session = TRY(Session::open(invocation));
    return finish(invocation, TRY(session.call(TRY(session.signer()), "attestation.unbond",
                                               {Json{amount.units.to_decimal()}})));
}

CliResult<> withdraw(const Invocation& invocation) {
    const Session session = TRY(Session::open(invocation));
    return finish(invocation,
                  TRY(session.call(TRY(session.signer()), "attestation.withdrawBond", {})));
}

CliResult<> release(const Invocation& invocation) {
    const std::string& text = invocation.argument(0);
    if (!chain::fixed_from_hex<Hash>(text))
        return cli_usage("ASSIGNMENT: expected 64 hex digits, got \"" + text + "\"");
    const Session session = TRY(Session::open(invocation));
    return finish(invocation, TRY(session.call(TRY(session.signer()),
                                               "attestation.releaseAssignment", {Json{text}})));
}

const CommandRow rows[]{
    {"worker run",
     "",
     "takes steps of a job, trains, and submits the receipt",
     &run,
     {run_options, signer_options, key_options, rpc_options}},
    {"worker replay",
     "RECEIPT",
     "re-executes a receipt as a second bonded key and says what came out",
     &replay,
     {signer_options, key_options, rpc_options}},
    {"worker release",
     "ASSIGNMENT",
     "gives an assignment's steps back, and takes its bond",
     &release,
     {signer_options, key_options, rpc_options}},
    {"worker bond",
     "AMOUNT",
     "puts coins behind one's receipts and replays",
     &bond,
     {signer_options, key_options, rpc_options}},
    {"worker unbond",
     "AMOUNT",
     "starts the way back of a free bond",
     &unbond,
     {signer_options, key_options, rpc_options}},
    {"worker withdraw",
     "",
     "takes back a bond whose delay is over",
     &withdraw,
     {signer_options, key_options, rpc_options}},
};

}  // namespace

CommandGroup worker_commands() {
    return rows;
}

}  // namespace ambag::node
