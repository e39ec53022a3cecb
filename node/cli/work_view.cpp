// SPDX-License-Identifier: Apache-2.0
#include "node/cli/work_view.hpp"

#include <chrono>
#include <thread>

#include "chain/base/hex.hpp"

namespace ambag::node {

namespace attestation = emission::attestation;
namespace training = emission::attestation::training;

using chain::Hash;

namespace {

CliResult<std::vector<Json>> all_listed(const Session& session, std::string_view method,
                                        std::string_view member) {
    std::vector<Json> all;
    while (true) {
        const Json page = TRY(session.rpc().call(method, Json::array({all.size(), 500})));
        const Json* list = page.find(member);
        if (list == nullptr || !list->is_array())
            return cli_failed("the node's answer has no " + std::string{member});
        for (const Json& json : *list->as_array()) all.push_back(json);
        if (list->as_array()->empty() || all.size() >= TRY(number_of(page, "total"))) return all;
    }
}

// A number in an answer of eth_call: 64-bit integers come as decimal text.
CliResult<std::uint64_t> integer_at(const Json& json, std::string_view member) {
    const Json* value = json.find(member);
    if (value != nullptr)
        if (const auto number = value->as_u64()) return *number;
    return number_of(json, member);
}

}  // namespace

CliResult<Hash> hash_of(const Json& json, std::string_view member) {
    const auto hash = chain::fixed_from_hex<Hash>(TRY(text_of(json, member)));
    if (!hash) return cli_failed(std::string{member} + " is no hash: " + json.dump());
    return *hash;
}

CliResult<Json> find_listed(const Session& session, std::string_view method,
                            std::string_view member, const std::string& text) {
    constexpr std::size_t prefix_digits_min = 4;
    const std::vector<Json> all = TRY(all_listed(session, method, member));
    const std::string wanted = text.starts_with('#') ? text.substr(1) : text;
    const bool hex = wanted.starts_with("0x") && wanted.size() >= 2 + prefix_digits_min;
    const Json* found = nullptr;
    std::size_t fitting = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool fits =
            hex ? TRY(text_of(all[i], "id")).starts_with(wanted) : wanted == std::to_string(i + 1);
        if (!fits) continue;
        found = &all[i];
        ++fitting;
    }
    if (fitting == 1) return *found;
    const std::string message = "\"" + text + "\" fits " + std::to_string(fitting) + " of " +
                                std::to_string(all.size()) + " " + std::string{member} +
                                "; give an id, four or more of its first digits, or a number";
    if (fitting == 0) return cli_refused(message);
    return cli_usage(message);
}

CliResult<JobView> read_job(const Json& json) {
    JobView job;
    job.id = TRY(hash_of(json, "id"));
    const auto program = training::decode(TRY(data_of(json, "program")));
    if (!program)
        return cli_failed("the job's program: " + std::string{training::describe(program.error())});
    job.program = *program;
    job.steps = TRY(number_of(json, "steps"));
    job.steps_per_segment = std::max<std::uint64_t>(1, TRY(number_of(json, "stepsPerSegment")));
    job.json = json;
    return job;
}

CliResult<JobView> find_job(const Session& session, const std::string& text) {
    return read_job(TRY(find_listed(session, "ambag_getJobs", "jobs", text)));
}

CliResult<ReceiptView> find_receipt(const Session& session, const std::string& text) {
    ReceiptView receipt;
    receipt.json = TRY(find_listed(session, "ambag_getReceipts", "receipts", text));
    receipt.id = TRY(hash_of(receipt.json, "id"));
    const auto body = attestation::decode_receipt_body(TRY(data_of(receipt.json, "body")));
    if (!body) return cli_failed("the receipt's body ends at " + std::string{body.error()});
    receipt.body = *body;
    return receipt;
}

training::State state_before(const training::Program& program, std::uint64_t first_step) {
    training::State state = training::initial_state(program);
    return first_step == 0 ? state : training::run(program, std::move(state), 0, first_step - 1);
}

CliResult<AssignmentView> find_assignment(const Session& session, const Hash& id) {
    AssignmentView view;
    view.id = id;
    if (id.is_zero()) return view;
    const auto values = TRY(session.view("attestation.assignment", {Json{chain::to_hex(id)}}));
    const Json& record = values.front();
    view.first_step = TRY(integer_at(record, "firstStep"));
    view.last_step = TRY(integer_at(record, "lastStep"));
    view.opened = TRY(integer_at(record, "opened"));
    view.receipt = TRY(hash_of(record, "receipt"));
    view.live = values[1].as_bool().value_or(false);
    if (const Json* devices = record.find("devices"); devices != nullptr && devices->is_array())
        for (const Json& device : *devices->as_array())
            view.devices.push_back(TRY(hash_of(Json::object({{"device", device}}), "device")));
    return view;
}

CliResult<AssignmentView> segment_holder(const Session& session, const JobView& job,
                                         std::uint64_t step) {
    const auto values =
        TRY(session.view("attestation.segmentHolder", {Json{chain::to_hex(job.id)}, Json{step}}));
    return find_assignment(
        session, TRY(hash_of(Json::object({{"assignment", values.front()}}), "assignment")));
}

CliResult<std::uint64_t> next_free_step(const Session& session, const JobView& job) {
    std::uint64_t step = 0;
    while (step < job.steps) {
        const AssignmentView holder = TRY(segment_holder(session, job, step));
        if (holder.id.is_zero() || !holder.live) return step;
        step = holder.last_step + 1;
    }
    return cli_refused("every segment of the job has a worker");
}

CliResult<std::uint64_t> wait_for_height(const Invocation& invocation, const Session& session,
                                         std::uint64_t height) {
    const std::uint64_t seconds = TRY(invocation.integer_or("--wait", 60, 1, 86'400));
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{seconds};
    while (true) {
        const std::uint64_t head =
            TRY(number_of(TRY(session.rpc().call("eth_blockNumber", Json::array())), ""));
        if (head > height) return head;
        if (std::chrono::steady_clock::now() >= deadline)
            return cli_failed("no block after " + std::to_string(height) + " came within " +
                              std::to_string(seconds) +
                              " s; a node that makes blocks on demand needs `evm_mine` or another "
                              "transaction first");
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
}

}  // namespace ambag::node
