// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/lists.hpp"
#include "emission/attestation/module.hpp"
#include "emission/attestation/parameters.hpp"
#include "emission/attestation/state.hpp"

namespace ambag::emission::attestation {

using namespace chain;

namespace {

std::unexpected<Fault> refuse(std::string detail) {
    return std::unexpected(Fault{"genesis.attestation", std::move(detail)});
}

// Stores each entry of a list; the first that is refused is named by its position.
template <class T, class Store>
Result<void, Fault> store_all(const std::vector<T>& entries, std::string_view list,
                              std::string_view accepted, const Store& store) {
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (!store(entries[i]))
            return refuse(std::string{list} + "[" + std::to_string(i) + "]: accepted are " +
                          std::string{accepted} + ", with from < until");
    return {};
}

}  // namespace

Result<void, Fault> genesis(Context& ctx, const AttestationGenesis& section) {
    if (const auto name = out_of_bounds(section.parameters); !name.empty())
        return refuse("parameters." + std::string{name} + " is out of its bounds");
    if (!ctx.balance_of(ctx.self()).is_zero())
        return refuse("coins are allocated to the module itself; only bonds may lie there");
    if (!section.recorded.empty() && !ctx.rules().dev)
        return refuse("recorded evidence is accepted where dev is true");
    parameters.set(ctx, section.parameters);
    TRY(store_all(section.roots, "roots", "DER certificates of a root",
                  [&](const TrustRoot& root) { return store_root(ctx, root); }));
    TRY(store_all(section.references, "references",
                  "chip, driver and vbios of 1 to 31 bytes, a known mode and NVDEC0, a digest of "
                  "48 bytes",
                  [&](const Reference& entry) { return store_reference(ctx, entry); }));
    TRY(store_all(section.revocations, "revocations", "keys of 32 bytes and firmwares of 48",
                  [&](const Revocation& entry) { return store_revocation(ctx, entry); }));
    for (const RecordedSample& sample : section.recorded)
        recorded_samples.set(ctx, recorded_key(sample.device, sample.purpose, sample.nonce),
                             RecordedUse::listed);
    return {};
}

}  // namespace ambag::emission::attestation
