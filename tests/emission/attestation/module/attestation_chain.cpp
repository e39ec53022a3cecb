// SPDX-License-Identifier: Apache-2.0
#include "tests/emission/attestation/module/attestation_chain.hpp"

#include "chain/base/hex.hpp"
#include "emission/attestation/nonces.hpp"
#include "emission/issuance/module.hpp"

namespace ambag::emission::attestation {

namespace {

Hash hash_of_hex(std::string_view text) {
    return *fixed_from_hex<Hash>(text);
}

issuance::IssuanceGenesis issuance_section() {
    issuance::IssuanceGenesis section;
    section.pools = {{"training", base_units(plenty), {attestation_address}}};
    section.fee_pool = "training";
    return section;
}

// The reference of a device that answers `nonce`, with its values read by the evidence verifier.
Reference reference_of(const VerifiedReport& verified) {
    return {verified.device.chip,
            verified.report.driver,
            verified.report.vbios,
            verified.report.mode,
            verified.report.nvdec0,
            to_bytes(verified.report.measurement_record),
            Height{},
            Height{}};
}

VerifiedReport verified_own(const test::TestDevice& device) {
    const Hash nonce{{1}};
    const auto verified = verify_nvidia_evidence(device.report(nonce), device.chain(),
                                                 std::array{device.root()}, {}, nonce);
    EXPECT_TRUE(verified);
    return verified.value_or(VerifiedReport{});
}

}  // namespace

Hash recorded_device() {
    return hash_of_hex("0x150801ca5b7357da8d6c757b0cbf29341abd5290758e7dc60527221ba451c552");
}

AttestationChain::AttestationChain() {
    start(section());
}

AttestationGenesis AttestationChain::section() const {
    AttestationGenesis genesis;
    genesis.parameters.bond_min = base_units(1000);
    genesis.parameters.unbond_seconds = 60;
    genesis.roots = {{samples_.root(), Height{}, Height{}}, {device_.root(), Height{}, Height{}}};
    // expected.json: driver, vbios, feature_flag 2, measurement_record_sha384 of gh100-590.12-b0.
    genesis.references = {
        {"GH100", "590.12", "96.00.A5.00.01", DeviceMode::protected_pcie, Nvdec0::off,
         *from_hex("cf7c148d252556a3cc409ab552d1583ff9ee9d5187757a04d79b758956f5cd0c"
                   "4edf3a17dd9bb9e10721707ae9d4b465"),
         Height{}, Height{}},
        reference_of(verified_own(device_))};
    genesis.recorded = {
        {recorded_device(), Purpose::registration,
         hash_of_hex("0x4760e30534a0621357d458b1a7936551b5dc4cd1e69718adf7ed9fb0252a537e")},
        {recorded_device(), Purpose::receipt,
         hash_of_hex("0xe97b23a1718095a0e9e35edca810768c70a6a5a389b705e753b197912bc11576")}};
    return genesis;
}

void AttestationChain::start(const AttestationGenesis& genesis, bool dev, bool trusted) {
    chain_ = std::make_unique<test::TestChain>(
        std::vector<const ModuleDescriptor*>{&descriptor, &issuance::descriptor});
    chain_->rules.dev = dev;
    chain_->rules.trusted_sequencer = trusted;
    for (const Address& who : {alice, bob, carol}) chain_->fund(who, base_units(plenty));
    chain_->genesis(attestation_address,
                    [&](Context& ctx) { return attestation::genesis(ctx, genesis); });
    chain_->genesis(issuance_address,
                    [](Context& ctx) { return issuance::genesis(ctx, issuance_section()); });
    chain_->next_block();
}

Bytes AttestationChain::refusal(const Result<Bytes>& result) {
    EXPECT_FALSE(result) << "the call succeeded";
    return result ? Bytes{} : result.error().data;
}

Hash AttestationChain::hash_in(const Result<Bytes>& result) {
    EXPECT_TRUE(result) << (result ? "" : to_hex(result.error().data));
    return result ? Hash::from(*result) : Hash{};
}

void AttestationChain::bond(const Address& who, std::uint64_t amount) {
    ASSERT_TRUE(chain_->call_with_value(who, base_units(amount), attestation_address, "bond()"));
}

Hash AttestationChain::open_job(std::uint64_t budget, std::uint8_t tier_minimum,
                                std::uint32_t bond_factor_bps) {
    return hash_in(govern("openJob(string,uint256,uint256,bytes,uint64,uint64,uint32,uint64,uint8)",
                          std::string{"training"}, U256{budget}, U256{1U}, program_.encode(),
                          std::uint64_t{20}, std::uint64_t{5}, bond_factor_bps, std::uint64_t{10},
                          tier_minimum));
}

Hash AttestationChain::open_assignment(const Hash& job, std::uint64_t first, std::uint64_t last,
                                       const std::vector<Hash>& device_list) {
    const Hash id = hash_in(call(alice, "openAssignment(bytes32,uint64,uint64,bytes32[],bytes)",
                                 job, first, last, device_list, worker_key_));
    chain_->next_block();
    chain_->next_block();
    return id;
}

Hash AttestationChain::own_id() const {
    return verified_own(device_).device.id;
}

Result<Bytes> AttestationChain::register_own(const Address& owner) {
    const Hash nonce = registration_nonce(chain_->rules.chain_id, last_hash(), owner, worker_key_,
                                          verified_own(device_).device.chip);
    return call(owner, "registerDevice(bytes,bytes,bytes,uint64)", worker_key_,
                device_.report(nonce), device_.chain(), last_height().value);
}

Result<Bytes> AttestationChain::register_recorded(const Address& owner) {
    return call(owner, "registerDevice(bytes,bytes,bytes,uint64)", worker_key_,
                samples_.report(recorded_registration), samples_.chain(recorded_registration),
                last_height().value);
}

ReceiptBody AttestationChain::honest(const Hash& job, const Hash& assignment, std::uint64_t first,
                                     std::uint64_t last, const std::vector<Hash>& device_list) {
    training::State state = training::initial_state(program_);
    if (first > 0) state = training::run(program_, state, 0, first - 1);
    ReceiptBody body;
    body.state_root_in = training::state_root(program_, state);
    const auto done = training::work(program_, state, first, last, 5);
    body.chain_id = U256{chain_->rules.chain_id.value}.to_word();
    body.job = job;
    body.assignment = assignment;
    body.devices = device_list;
    body.worker_key = FixedBytes<33>::from(worker_key_);
    body.first_step = first;
    body.last_step = last;
    body.state_root_out = done.state_root_out;
    body.trace_root = done.trace_root;
    body.data_root = done.data_root;
    body.begin_height = last_height();
    body.end_height = last_height();
    return body;
}

Bytes AttestationChain::signature_of(const Bytes& body, const PrivateKey& key) const {
    const Signature signature = sign(key, receipt_digest(body));
    Bytes bytes = to_bytes(signature.r);
    append(bytes, signature.s);
    return bytes;
}

Result<Bytes> AttestationChain::submit(const ReceiptBody& body,
                                       const std::vector<Bytes>& evidence) {
    return submit(body, evidence, worker_);
}

Result<Bytes> AttestationChain::submit(const ReceiptBody& body, const std::vector<Bytes>& evidence,
                                       const PrivateKey& key, const Address& from) {
    const Bytes bytes = body.encode();
    return call(from, "submitReceipt(bytes,bytes,bytes[])", bytes, signature_of(bytes, key),
                evidence);
}

Result<Bytes> AttestationChain::replay(const Address& auditor, const ReceiptBody& body,
                                       const Hash& receipt) {
    return call(auditor, "submitReplay(bytes32,bytes32,bytes32,bytes32)", receipt,
                body.state_root_out, body.trace_root, body.data_root);
}

}  // namespace ambag::emission::attestation
