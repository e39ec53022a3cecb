// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emission/attestation/receipt_body.hpp"
#include "emission/attestation/training/trainer.hpp"
#include "node/cli/session.hpp"

// Jobs, assignments and receipts as the node knows them, and the work that they are about.

namespace ambag::node {

struct JobView {
    chain::Hash id;
    emission::attestation::training::Program program;
    std::uint64_t steps = 0;
    std::uint64_t steps_per_segment = 1;
    Json json;  // of ambag_getJob
};

// One of a list (ambag_getJobs, …), by id, by a prefix of it, or by its number from 1 on.
CliResult<Json> find_listed(const Session& session, std::string_view method,
                            std::string_view member, const std::string& text);
CliResult<JobView> find_job(const Session& session, const std::string& text);
CliResult<JobView> read_job(const Json& json);

struct ReceiptView {
    chain::Hash id;
    emission::attestation::ReceiptBody body;
    Json json;  // of ambag_getReceipt
};
CliResult<ReceiptView> find_receipt(const Session& session, const std::string& text);

// What a member of an answer says as fixed bytes.
CliResult<chain::Hash> hash_of(const Json& json, std::string_view member);

// The program's state before `first_step`, by running it from the beginning.
emission::attestation::training::State state_before(
    const emission::attestation::training::Program& program, std::uint64_t first_step);

// The first step of the first segment that nobody has.
CliResult<std::uint64_t> next_free_step(const Session& session, const JobView& job);

// Who has a segment: zero id when nobody.
struct AssignmentView {
    chain::Hash id;
    std::uint64_t first_step = 0;
    std::uint64_t last_step = 0;
    std::uint64_t opened = 0;
    std::vector<chain::Hash> devices;
    chain::Hash receipt;
    bool live = false;
};
CliResult<AssignmentView> find_assignment(const Session& session, const chain::Hash& id);
CliResult<AssignmentView> segment_holder(const Session& session, const JobView& job,
                                         std::uint64_t step);

// Waits until the head is above `height`, for at most --wait seconds, and returns it.
CliResult<std::uint64_t> wait_for_height(const Invocation& invocation, const Session& session,
                                         std::uint64_t height);

}  // namespace ambag::node
