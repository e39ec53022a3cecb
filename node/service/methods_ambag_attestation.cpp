// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "chain/module/addresses.hpp"
#include "emission/attestation/receipts.hpp"
#include "emission/attestation/state.hpp"
#include "node/rpc/shapes.hpp"
#include "node/service/methods_ambag.hpp"

// Devices, jobs and receipts of work.

namespace ambag::node {

namespace attestation = emission::attestation;

namespace {

using chain::Hash;
using chain::to_hex;
using chain::ViewContext;

Json device_json(const ViewContext& view, const Hash& id) {
    const attestation::Device device = attestation::devices.get(view, id);
    if (device.owner.is_zero()) return {};
    return Json::object({{"id", to_hex(id)},
                         {"class", device.chip},
                         {"driver", device.driver},
                         {"vbios", device.vbios},
                         {"fwid", to_hex(device.fwid)},
                         {"reference", to_hex(device.reference)},
                         {"owner", chain::to_checksum(device.owner)},
                         {"workerKey", to_hex(device.worker_key)},
                         {"registeredBlock", quantity(device.registered.value)},
                         {"expires", quantity(device.expires.value)},
                         {"recorded", device.recorded},
                         {"freshness", device.recorded ? "recorded, not fresh" : "fresh"}});
}

Json job_json(const ViewContext& view, const Hash& id) {
    const attestation::Job job = attestation::jobs.get(view, id);
    if (job.steps == 0) return {};
    const attestation::JobAccount account = attestation::job_accounts.get(view, id);
    return Json::object({{"id", to_hex(id)},
                         {"pool", job.pool},
                         {"budget", job.budget.units.to_hex()},
                         {"owed", account.owed.units.to_hex()},
                         {"paid", account.paid.units.to_hex()},
                         {"price", job.price.units.to_hex()},
                         {"program", to_hex(job.program)},
                         {"initialStateRoot", to_hex(job.initial_state_root)},
                         {"steps", quantity(job.steps)},
                         {"stepsPerSegment", quantity(job.steps_per_segment)},
                         {"unitsPerStep", quantity(job.units_per_step)},
                         {"bondFactorBps", quantity(job.bond_factor_bps)},
                         {"windowSeconds", quantity(job.window_seconds)},
                         {"tierMinimum", quantity(job.tier_minimum)},
                         {"open", job.open}});
}

std::string_view status_name(attestation::ReceiptStatus status) {
    constexpr std::string_view names[]{"none", "pending", "confirmed", "held", "paid", "rejected"};
    return names[static_cast<std::size_t>(status)];
}

std::string_view basis_name(attestation::Basis basis) {
    constexpr std::string_view names[]{"signature", "chain state", "replay", "trust"};
    return names[static_cast<std::size_t>(basis)];
}

Json checks_json(const ViewContext& view, const Hash& id) {
    Json list = Json::array();
    const auto checks = attestation::receipt_checks_view(view, id);
    if (!checks) return list;
    for (const attestation::ReceiptCheck& check : *checks)
        list.push(Json::object({{"check", check.name},
                                {"basis", basis_name(check.basis)},
                                {"verdict", check.verdict}}));
    return list;
}

Json receipt_json_of(const ViewContext& view, const Hash& id) {
    const attestation::Receipt receipt = attestation::receipts.get(view, id);
    if (receipt.status == attestation::ReceiptStatus::none) return {};
    return Json::object({{"id", to_hex(id)},
                         {"status", status_name(receipt.status)},
                         {"owner", chain::to_checksum(receipt.owner)},
                         {"tier", quantity(receipt.tier)},
                         {"recorded", receipt.recorded},
                         {"units", quantity(receipt.units)},
                         {"owed", receipt.owed.units.to_hex()},
                         {"bond", receipt.bond.units.to_hex()},
                         {"block", quantity(receipt.included.value)},
                         {"windowEnds", quantity(receipt.window_ends.value)},
                         {"equalReplays", quantity(receipt.equal_replays)},
                         {"body", to_hex(receipt.body)},
                         {"checks", checks_json(view, id)}});
}

using Describe = Json (*)(const ViewContext&, const Hash&);

RpcResult<> page(const RpcContext& context, const Json& params, const chain::List<Hash>& keys,
                 Describe describe, std::string_view name) {
    const Page wanted = TRY(read_page(params, 0));
    const auto reader = TRY(ambag_reader(context, params, 2));
    const ViewContext view = reader.modules->view(chain::attestation_address);
    const std::uint64_t total = keys.size(view);
    Json list = Json::array();
    for (std::uint64_t i = wanted.first; i < total && i - wanted.first < wanted.count; ++i)
        list.push(describe(view, keys.get(view, i)));
    return Json::object({{"total", quantity(total)},
                         {"time", quantity(view.block().time.value)},
                         {std::string{name}, list}});
}

RpcResult<> single(const RpcContext& context, const Json& params, Describe describe) {
    const Hash id = TRY(read_hash(param_at(params, 0), "id"));
    const auto reader = TRY(ambag_reader(context, params, 1));
    return describe(reader.modules->view(chain::attestation_address), id);
}

RpcResult<> get_devices(const RpcContext& context, const Json& params) {
    return page(context, params, attestation::device_ids, &device_json, "devices");
}
RpcResult<> get_device(const RpcContext& context, const Json& params) {
    return single(context, params, &device_json);
}
RpcResult<> get_jobs(const RpcContext& context, const Json& params) {
    return page(context, params, attestation::job_ids, &job_json, "jobs");
}
RpcResult<> get_job(const RpcContext& context, const Json& params) {
    return single(context, params, &job_json);
}
RpcResult<> get_receipts(const RpcContext& context, const Json& params) {
    return page(context, params, attestation::receipt_ids, &receipt_json_of, "receipts");
}
RpcResult<> get_receipt(const RpcContext& context, const Json& params) {
    return single(context, params, &receipt_json_of);
}

constexpr MethodOptions listing{.cost = 200, .lane = RpcLane::heavy};
constexpr MethodOptions reading{.cost = 20, .lane = RpcLane::heavy};

constexpr MethodRow rows[]{
    {"ambag_getDevices", "first quantity?, count quantity?, block block?", "object", &get_devices,
     "attested devices in order of registration", listing},
    {"ambag_getDevice", "id hash, block block?", "object|null", &get_device,
     "one device: class, firmware, owner, expiry, freshness", reading},
    {"ambag_getJobs", "first quantity?, count quantity?, block block?", "object", &get_jobs,
     "jobs in order of opening, with what they owe and have paid", listing},
    {"ambag_getJob", "id hash, block block?", "object|null", &get_job, "one job", reading},
    {"ambag_getReceipts", "first quantity?, count quantity?, block block?", "object", &get_receipts,
     "receipts of work in order of acceptance, with their checks", listing},
    {"ambag_getReceipt", "id hash, block block?", "object|null", &get_receipt,
     "one receipt: status, payment, and what each check rests on", reading},
};

}  // namespace

MethodFamily ambag_attestation_methods() {
    return rows;
}

}  // namespace ambag::node
