// SPDX-License-Identifier: Apache-2.0
#include "tests/emission/attestation/module/attestation_chain.hpp"

namespace ambag::emission::attestation {
namespace {

constexpr std::string_view register_text = "registerDevice(bytes,bytes,bytes,uint64)";
constexpr std::string_view revoke_text = "revoke(uint8,bytes,uint64,uint64)";

class AttestationDevices : public AttestationChain {
 protected:
    Result<Bytes> register_with(const Address& owner, const Bytes& report, const Bytes& chain) {
        return call(owner, register_text, worker_key_, report, chain, last_height().value);
    }
    bool live(const Hash& id) {
        return chain_->view<bool>(attestation_address, "deviceLive(bytes32)", id);
    }
};

TEST_F(AttestationDevices, register_refuses_a_bad_worker_key_before_all_else) {
    EXPECT_EQ(
        refusal(call(alice, register_text, Bytes(33, 5), Bytes{}, Bytes{}, std::uint64_t{999})),
        error_data("AttestationWorkerKeyInvalid(uint64)", std::uint64_t{33}));
    const Bytes uncompressed = to_bytes(worker_.public_key().uncompressed());
    EXPECT_EQ(
        refusal(call(alice, register_text, uncompressed, Bytes{}, Bytes{}, std::uint64_t{999})),
        error_data("AttestationWorkerKeyInvalid(uint64)", std::uint64_t{64}));
}

TEST_F(AttestationDevices, register_needs_a_block_of_the_last_fifty) {
    for (int i = 0; i < 60; ++i) chain_->next_block();  // now at height 62
    const auto error = [&](std::uint64_t height) {
        return refusal(call(alice, register_text, worker_key_, Bytes{}, Bytes{}, height));
    };
    const auto not_recent = [](std::uint64_t height) {
        return error_data("AttestationBlockNotRecent(uint64,uint64,uint64)", height,
                          std::uint64_t{12}, std::uint64_t{61});
    };
    EXPECT_EQ(error(62), not_recent(62));
    EXPECT_EQ(error(11), not_recent(11));
    EXPECT_EQ(error(12),
              error_data("AttestationEvidenceRefused(string)", std::string{"chain_depth"}));
}

TEST_F(AttestationDevices, register_refuses_an_unlisted_root_and_an_unlisted_firmware) {
    AttestationGenesis rootless = section();
    rootless.roots.pop_back();
    start(rootless);
    EXPECT_EQ(refusal(register_own(alice)),
              error_data("AttestationRootNotListed(bytes32)", sha256(device_.root())));
    AttestationGenesis other = section();
    other.references.pop_back();
    start(other);
    const Bytes refused = refusal(register_own(alice));
    EXPECT_EQ(Selector::from(refused),
              test::TestChain::selector("AttestationReferenceNotListed(bytes32)"));
}

TEST_F(AttestationDevices, register_refuses_a_nonce_that_is_neither_fresh_nor_recorded) {
    const Bytes mismatch =
        error_data("AttestationEvidenceRefused(string)", std::string{"nonce_mismatch"});
    EXPECT_EQ(refusal(register_with(alice, device_.report(Hash{{9}}), device_.chain())), mismatch);
    // A genuine sample of the same fleet that genesis does not list.
    EXPECT_EQ(refusal(register_with(alice, samples_.report("nvidia/gh100-590.12-b1"),
                                    samples_.chain("nvidia/gh100-590.12-b1"))),
              mismatch);
    // The listed sample is listed for receipts, not for registrations.
    EXPECT_EQ(refusal(register_with(alice, samples_.report(recorded_receipt),
                                    samples_.chain(recorded_receipt))),
              mismatch);
}

TEST_F(AttestationDevices, register_refuses_a_report_that_was_changed_after_signing) {
    Bytes report = samples_.report(recorded_registration);
    report[60] ^= 1;  // a measurement
    EXPECT_EQ(refusal(register_with(alice, report, samples_.chain(recorded_registration))),
              error_data("AttestationEvidenceRefused(string)", std::string{"report_signature"}));
}

TEST_F(AttestationDevices, register_charges_five_p384_checks) {
    ASSERT_TRUE(register_own(alice));
    EXPECT_GT(chain_->gas_used().value, 5 * gas::p384);
}

TEST_F(AttestationDevices, a_fresh_nonce_binds_the_owner_and_a_report_counts_once) {
    const Hash id = own_id();
    ASSERT_EQ(hash_in(register_own(alice)), id);
    // The same report again, still recent.
    const Bytes again = refusal(register_own(alice));
    EXPECT_EQ(Selector::from(again),
              test::TestChain::selector("AttestationEvidenceReused(bytes32)"));
    // Fresh evidence whose nonce names bob moves the device to him.
    chain_->next_block();
    ASSERT_EQ(hash_in(register_own(bob)), id);
    EXPECT_EQ(chain_->view<Device>(attestation_address, "device(bytes32)", id).owner, bob);
    EXPECT_EQ(chain_->view<std::uint64_t>(attestation_address, "deviceCount()"), 1U);
}

TEST_F(AttestationDevices, recorded_evidence_does_not_move_a_device) {
    AttestationGenesis other = section();
    other.recorded.push_back(
        {recorded_device(), Purpose::registration,
         Hash::from(BytesView{samples_.report(recorded_receipt)}.subspan(4, 32))});
    start(other);
    ASSERT_TRUE(register_recorded(alice));
    EXPECT_EQ(refusal(register_with(bob, samples_.report(recorded_receipt),
                                    samples_.chain(recorded_receipt))),
              error_data("AttestationDeviceOwned(bytes32,address)", recorded_device(), alice));
}

TEST_F(AttestationDevices, recorded_evidence_is_refused_outside_dev) {
    AttestationGenesis other = section();
    other.recorded.clear();
    start(other, false);
    EXPECT_EQ(refusal(register_recorded(alice)),
              error_data("AttestationEvidenceRefused(string)", std::string{"nonce_mismatch"}));
}

TEST_F(AttestationDevices, a_revocation_stops_registration_and_work_within_its_heights) {
    const Hash id = hash_in(register_own(alice));
    EXPECT_TRUE(live(id));
    const std::uint64_t now = chain_->block.height.value;
    ASSERT_TRUE(govern(revoke_text, std::uint8_t{0}, to_bytes(id), now + 1, now + 3));
    EXPECT_TRUE(live(id));
    chain_->next_block();
    EXPECT_FALSE(live(id));
    EXPECT_EQ(refusal(register_own(alice)),
              error_data("AttestationRevoked(uint8,bytes)", std::uint8_t{0}, to_bytes(id)));
    chain_->next_block();
    chain_->next_block();
    EXPECT_TRUE(live(id));
    const auto device = chain_->view<Device>(attestation_address, "device(bytes32)", id);
    for (const Hash& issuer : device.issuer_keys) {
        ASSERT_TRUE(govern(revoke_text, std::uint8_t{1}, to_bytes(issuer), now, now + 100));
        EXPECT_FALSE(live(id));
        ASSERT_TRUE(govern(revoke_text, std::uint8_t{1}, to_bytes(issuer), now, now + 1));
        EXPECT_TRUE(live(id));
    }
    ASSERT_TRUE(govern(revoke_text, std::uint8_t{2}, device.fwid, now, std::uint64_t{0}));
    EXPECT_FALSE(live(id));
}

TEST_F(AttestationDevices, a_registration_expires_by_block_time) {
    AttestationGenesis other = section();
    other.parameters.device_lifetime_seconds = 100;
    start(other);
    const Hash id = hash_in(register_own(alice));
    chain_->next_block(99);
    EXPECT_TRUE(live(id));
    chain_->next_block(1);
    EXPECT_FALSE(live(id));
}

TEST_F(AttestationDevices, bonds_leave_after_their_delay_and_only_when_free) {
    EXPECT_EQ(refusal(call(alice, "bond()")), error_data("AttestationNothingSent()"));
    bond(alice, 5000);
    EXPECT_EQ(refusal(call(alice, "unbond(uint256)", U256{})),
              error_data("AttestationNothingSent()"));
    EXPECT_EQ(refusal(call(alice, "unbond(uint256)", U256{5001U})),
              error_data("AttestationBondShort(address,uint256,uint256)", alice, U256{5000U},
                         U256{5001U}));
    ASSERT_TRUE(call(alice, "unbond(uint256)", U256{2000U}));
    EXPECT_EQ(bonds_of(alice).free, base_units(3000));
    const Timestamp due = bonds_of(alice).leaves;
    EXPECT_EQ(due.value, chain_->block.time.value + 60);
    EXPECT_EQ(refusal(call(alice, "withdrawBond()")),
              error_data("AttestationBondNotDue(uint64,uint256)", due.value, U256{2000U}));
    chain_->next_block(60);
    ASSERT_TRUE(call(alice, "withdrawBond()"));
    EXPECT_EQ(chain_->balance(alice), base_units(plenty - 3000));
    EXPECT_EQ(refusal(call(alice, "withdrawBond()")),
              error_data("AttestationBondNotDue(uint64,uint256)", std::uint64_t{0}, U256{}));
}

}  // namespace
}  // namespace ambag::emission::attestation
