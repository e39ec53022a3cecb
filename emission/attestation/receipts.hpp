// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/context.hpp"
#include "emission/attestation/work_records.hpp"

// Receipts: what a worker claims, what a second key found, and what is paid. README.md tells which
// of it the chain checks itself and what rests on trust.

namespace ambag::emission::attestation {

// Guards in the order of README.md's table. `evidence`: empty (tier 0), or one report for each
// device of the assignment in its order (tier 1). Returns the receipt's id.
chain::Result<Hash> submit_receipt(chain::Context& ctx, Bytes body, Bytes signature,
                                   std::vector<Bytes> evidence);

// What a second, bonded key got when it ran the same steps from the same state. Equal roots count
// towards the quorum; others hold the receipt and lock bondMin of the auditor.
chain::Result<bool> submit_replay(chain::Context& ctx, Hash receipt, Hash state_root_out,
                                  Hash trace_root, Hash data_root);

// Governance says which side of a held receipt is right; the other one's locked bond goes into the
// job's pool. A rejected receipt frees its steps.
chain::Result<> resolve_held(chain::Context& ctx, Hash receipt, bool upheld);

// A receipt that builds on a rejected one can never be paid: anyone may drop it. Its bond is free
// again, since nobody found it wrong, and so are its steps.
chain::Result<> drop_orphan(chain::Context& ctx, Hash receipt);

// Pays when every gate is open; anyone may call.
chain::Result<chain::Amount> finalize(chain::Context& ctx, Hash receipt);

chain::Result<Receipt> known_receipt(const chain::ViewContext& ctx, const Hash& id);
// The owed sum is no longer owed, and the devices are free for another owner.
void settle(const chain::Context& ctx, const Receipt& receipt, bool paid);

// What a check of an accepted receipt rests on.
enum class Basis : std::uint8_t { signature, chain_state, replay, trust };
struct ReceiptCheck {
    static constexpr chain::Literal abi{"ReceiptCheck(name,basis,verdict)"};
    std::string name;
    Basis basis;
    std::string verdict;  // "verified" for checked signatures and for nothing else
};

// Views.
chain::Result<Receipt> receipt_view(const chain::ViewContext& ctx, Hash receipt);
chain::Result<std::vector<ReceiptCheck>> receipt_checks_view(const chain::ViewContext& ctx,
                                                             Hash receipt);
chain::Result<std::tuple<std::vector<Hash>, std::uint64_t>> receipts_view(
    const chain::ViewContext& ctx, std::uint64_t offset, std::uint64_t limit);
chain::Result<Replay> replay_view(const chain::ViewContext& ctx, Hash receipt,
                                  chain::Address auditor);
chain::Result<std::tuple<chain::Amount, chain::Amount, chain::Amount, chain::Amount>> totals_view(
    const chain::ViewContext& ctx);
// Units of work in paid receipts of a job by an owner; the zero address asks for all owners'.
chain::Result<chain::U256> paid_units_view(const chain::ViewContext& ctx, Hash job,
                                           chain::Address owner);

chain::Result<void, chain::Fault> within_budget(const chain::ViewContext& ctx);

}  // namespace ambag::emission::attestation
