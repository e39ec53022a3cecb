// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/context.hpp"
#include "emission/attestation/records.hpp"

// Devices: one live record for each chip, known by its identity key. The chain is verified once, at
// registration; a later report costs one signature check.

namespace ambag::emission::attestation {

// The caller becomes the owner. Guards in this order: worker key, block of the nonce, form of the
// chain, root, revocations, owner of an older record, evidence, reference, reuse.
chain::Result<Hash> register_device(chain::Context& ctx, Bytes worker_key, Bytes report,
                                    Bytes chain_der, chain::Height nonce_height);

// The hash of a block that a nonce may name now.
chain::Result<Hash> recent_block_hash(const chain::ViewContext& ctx, chain::Height height);

// The nonce that a report must answer: the fresh one, or that of a recorded sample of a dev genesis
// when the report carries it. Nothing is written; `accept_evidence` spends it.
struct ExpectedNonce {
    Hash nonce;
    bool recorded;
};
chain::Result<ExpectedNonce> expected_nonce(const chain::ViewContext& ctx, const Hash& device,
                                            Purpose purpose, BytesView report, const Hash& fresh);
chain::Result<> unused_evidence(const chain::ViewContext& ctx, const Hash& evidence);
void accept_evidence(const chain::Context& ctx, const Hash& device, Purpose purpose,
                     const ExpectedNonce& expected, const Hash& evidence);

// The device may work for `owner` with `worker_key` now.
chain::Result<Device> usable_device(const chain::ViewContext& ctx, const Hash& id,
                                    const chain::Address& owner, BytesView worker_key);

// A report of a registered device over `expected`; charges one P-384 check.
chain::Result<Hash> verified_report(const chain::Context& ctx, const Device& device,
                                    BytesView report, const ExpectedNonce& expected);

chain::Result<> valid_worker_key(BytesView worker_key);

// Views.
chain::Result<Device> device_view(const chain::ViewContext& ctx, Hash id);
chain::Result<bool> device_live_view(const chain::ViewContext& ctx, Hash id);
chain::Result<std::uint64_t> device_count_view(const chain::ViewContext& ctx);
chain::Result<std::tuple<std::vector<Hash>, std::uint64_t>> devices_view(
    const chain::ViewContext& ctx, std::uint64_t offset, std::uint64_t limit);

}  // namespace ambag::emission::attestation
