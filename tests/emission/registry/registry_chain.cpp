// SPDX-License-Identifier: Apache-2.0
#include "tests/emission/registry/registry_chain.hpp"

namespace ambag::emission::registry {

namespace {

Result<std::uint8_t> proposal_state(const ViewContext&, U256 proposal) {
    return proposal == U256{7U} ? std::uint8_t{7} : std::uint8_t{3};
}

constexpr CallRow governor_calls[]{chain::view<"state(proposalId) -> state", &proposal_state>({})};

attestation::Receipt receipt_with(attestation::ReceiptStatus status) {
    attestation::Receipt receipt{};
    receipt.status = status;
    return receipt;
}

attestation::Job job_that_is(bool open) {
    attestation::Job record{};
    record.pool = "training";
    record.open = open;
    return record;
}

}  // namespace

constexpr ModuleDescriptor stand_in_governor{.name = "governor",
                                             .address = governor_address,
                                             .purpose = "Answers state(uint256).",
                                             .privileges = {},
                                             .state = {},
                                             .calls = governor_calls,
                                             .events = {},
                                             .errors = {},
                                             .parameters = {},
                                             .hooks = {},
                                             .invariants = {}};

RegistryChain::RegistryChain() {
    for (const Address& person : {ann, ben, lab, tuner, stranger})
        chain_.fund(person, units(10'000));
    tamper(attestation_address, [](Context& ctx) {
        attestation::receipts.set(ctx, paid_receipt,
                                  receipt_with(attestation::ReceiptStatus::paid));
        attestation::receipts.set(ctx, held_receipt,
                                  receipt_with(attestation::ReceiptStatus::held));
        attestation::jobs.set(ctx, job, job_that_is(true));
        attestation::jobs.set(ctx, closed_job, job_that_is(false));
    });
    chain_.genesis(registry_address,
                   [](Context& ctx) { return genesis(ctx, {.open_pool = "open"}); });
    chain_.genesis(issuance_address, [](Context& ctx) {
        return issuance::genesis(
            ctx, {.pools = {{"open", units(1'000), {registry_address}}, {"training"}, {"fees"}},
                  .schedules = {},
                  .fee_pool = "fees"});
    });
}

void RegistryChain::register_family() {
    ASSERT_TRUE(register_asset(ann, AssetKind::dataset, dataset, {ann, ben}, {3, 1}));
    ASSERT_TRUE(register_asset(lab, AssetKind::model, base_model, {lab}, {1}, {dataset}, {1}));
    ASSERT_TRUE(register_asset(tuner, AssetKind::model, tuned_model, {tuner}, {2},
                               {base_model, dataset}, {1, 1}));
}

}  // namespace ambag::emission::registry
