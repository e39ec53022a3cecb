// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/context.hpp"
#include "emission/attestation/records.hpp"

// What governance decides: which roots, firmware and parameters count, and what is revoked. Adding
// the same key again replaces its height range; a range may lie in the past of later readers, so
// that what was accepted under it stays explainable.

namespace ambag::emission::attestation {

chain::Result<Hash> add_trust_root(chain::Context& ctx, Bytes certificate, chain::Height from,
                                   chain::Height until);
chain::Result<Hash> add_reference(chain::Context& ctx, std::string chip, std::string driver,
                                  std::string vbios, DeviceMode mode, Nvdec0 nvdec0, Bytes digest,
                                  chain::Height from, chain::Height until);
chain::Result<Hash> revoke(chain::Context& ctx, RevocationKind kind, Bytes value,
                           chain::Height from, chain::Height until);

// The writes of the three calls, with the same checks of form: for genesis.
chain::Result<Hash> store_root(const chain::Context& ctx, TrustRoot root);
chain::Result<Hash> store_reference(const chain::Context& ctx, Reference reference);
chain::Result<Hash> store_revocation(const chain::Context& ctx, Revocation revocation);

// What the lists say at the running block's height. `ctx` sees this module's state.
Hash reference_key(std::string_view chip, const ReportValues& report);
bool is_revoked(const chain::ViewContext& ctx, RevocationKind kind, BytesView value);
bool root_is_live(const chain::ViewContext& ctx, const Hash& key);
bool reference_is_live(const chain::ViewContext& ctx, const Hash& key);
Hash recorded_key(const Hash& device, Purpose purpose, const Hash& nonce);

chain::Result<> only_authority(const chain::ViewContext& ctx);

// Views: pages of at most 100 entries, and the total (see paging.hpp).
chain::Result<std::tuple<std::vector<TrustRoot>, std::uint64_t>> trust_roots_view(
    const chain::ViewContext& ctx, std::uint64_t offset, std::uint64_t limit);
chain::Result<std::tuple<std::vector<Reference>, std::uint64_t>> references_view(
    const chain::ViewContext& ctx, std::uint64_t offset, std::uint64_t limit);
chain::Result<std::tuple<std::vector<Revocation>, std::uint64_t>> revocations_view(
    const chain::ViewContext& ctx, std::uint64_t offset, std::uint64_t limit);

}  // namespace ambag::emission::attestation
