// SPDX-License-Identifier: Apache-2.0
#include "chain/module/addresses.hpp"
#include "emission/attestation/module.hpp"
#include "emission/attestation/parameters.hpp"
#include "node/genesis/sections.hpp"

namespace ambag::node {

using namespace chain;
namespace attestation = emission::attestation;

namespace {

constexpr std::uint64_t most = ~std::uint64_t{0};

attestation::Parameters read_parameters(GenesisReader from) {
    attestation::Parameters p;
    p.inclusion_blocks = from.integer("inclusion_blocks", p.inclusion_blocks, 1, 256);
    p.window_seconds_min = from.integer("window_seconds_min", p.window_seconds_min, 1, most);
    p.replay_quorum =
        static_cast<std::uint32_t>(from.integer("replay_quorum", p.replay_quorum, 1, 16));
    p.bond_min = from.amount("bond_min", p.bond_min);
    p.device_lifetime_seconds =
        from.integer("device_lifetime_seconds", p.device_lifetime_seconds, 1, most);
    p.assignment_seconds = from.integer("assignment_seconds", p.assignment_seconds, 1, most);
    p.unbond_seconds = from.integer("unbond_seconds", p.unbond_seconds, 0, most);
    p.legacy_allowed = from.boolean("legacy_allowed", p.legacy_allowed);
    if (const auto name = attestation::out_of_bounds(p); !name.empty())
        from.fail("", std::string{name} + " is out of its bounds");
    from.finish();
    return p;
}

// Absent members keep `from` at 0 and `until` at 0, which means for ever.
template <class T>
void read_range(GenesisReader& from, T& entry) {
    entry.from = Height{from.integer("from", 0, 0, most)};
    entry.until = Height{from.integer("until", 0, 0, most)};
    from.finish();
}

Bytes read_bytes(GenesisReader& from, std::string_view name) {
    auto bytes = from.bytes(name);
    if (from.member(name) == nullptr) from.fail(name, "is missing: bytes as 0x and digits");
    return bytes.value_or(Bytes{});
}

Hash read_hash(GenesisReader& from, std::string_view name) {
    const auto hash = from.hash(name);
    if (from.member(name) == nullptr) from.fail(name, "is missing: 32 bytes as 0x and 64 digits");
    return hash.value_or(Hash{});
}

attestation::TrustRoot read_root(GenesisReader& from) {
    attestation::TrustRoot root;
    root.certificate = read_bytes(from, "certificate");
    read_range(from, root);
    return root;
}

attestation::Reference read_reference(GenesisReader& from) {
    using attestation::DeviceMode;
    using attestation::Nvdec0;
    constexpr std::array modes{DeviceMode::unstated, DeviceMode::single_gpu, DeviceMode::multi_gpu,
                               DeviceMode::protected_pcie};
    constexpr std::array decoders{Nvdec0::unstated, Nvdec0::off, Nvdec0::on};
    attestation::Reference reference{};
    reference.chip = from.text("chip", "");
    reference.driver = from.text("driver", "");
    reference.vbios = from.text("vbios", "");
    reference.mode =
        modes.at(from.choice("mode", {"unstated", "single_gpu", "multi_gpu", "protected_pcie"}));
    reference.nvdec0 = decoders.at(from.choice("nvdec0", {"unstated", "off", "on"}));
    reference.digest = read_bytes(from, "digest");
    read_range(from, reference);
    return reference;
}

attestation::Revocation read_revocation(GenesisReader& from) {
    attestation::Revocation revocation{};
    revocation.kind = static_cast<attestation::RevocationKind>(
        from.choice("kind", {"identity_key", "issuer_key", "firmware"}));
    revocation.value = read_bytes(from, "value");
    read_range(from, revocation);
    return revocation;
}

attestation::RecordedSample read_recorded(GenesisReader& from) {
    attestation::RecordedSample sample{};
    sample.device = read_hash(from, "device");
    sample.purpose =
        static_cast<attestation::Purpose>(from.choice("purpose", {"registration", "receipt"}));
    sample.nonce = read_hash(from, "nonce");
    from.finish();
    return sample;
}

}  // namespace

void read_attestation(GenesisReader& root, ChainSpec& spec) {
    GenesisReader section = root.section("attestation");
    attestation::AttestationGenesis genesis;
    genesis.parameters = read_parameters(section.section("parameters"));
    for (GenesisReader& entry : section.list("roots")) genesis.roots.push_back(read_root(entry));
    for (GenesisReader& entry : section.list("references"))
        genesis.references.push_back(read_reference(entry));
    for (GenesisReader& entry : section.list("revocations"))
        genesis.revocations.push_back(read_revocation(entry));
    for (GenesisReader& entry : section.list("recorded"))
        genesis.recorded.push_back(read_recorded(entry));
    section.finish();
    if (!genesis.recorded.empty() && !spec.rules.dev)
        root.fail("attestation", "recorded evidence is accepted where dev is true");
    spec.sections.push_back({attestation_address, [genesis](Context& ctx) {
                                 return attestation::genesis(ctx, genesis);
                             }});
}

}  // namespace ambag::node
