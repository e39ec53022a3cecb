// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include "chain/crypto/secp256k1.hpp"
#include "chain/module/addresses.hpp"
#include "emission/attestation/module.hpp"
#include "emission/attestation/receipt_body.hpp"
#include "emission/attestation/receipts.hpp"
#include "emission/attestation/training/trainer.hpp"
#include "tests/support/evidence_samples.hpp"
#include "tests/support/test_chain.hpp"
#include "tests/support/test_device.hpp"

// A chain with issuance and attestation. Pool "training" holds 10^15 base units that the module may
// spend; alice works, bob audits, carol is a stranger, each with 10^15 base units. The lists hold
// NVIDIA's root, the root of a device of the test's own, the firmware of both, and two recorded
// samples of one H100.

namespace ambag::emission::attestation {

using namespace chain;
using test::error_data;

inline constexpr Address alice{{0xa1}};
inline constexpr Address bob{{0xb0}};
inline constexpr Address carol{{0xca}};

inline constexpr std::uint64_t plenty = 1'000'000'000'000'000;

inline Amount base_units(std::uint64_t n) {
    return Amount{U256{n}};
}

inline PrivateKey key_from(std::uint8_t secret) {
    return *PrivateKey::from(U256{secret}.to_word());
}

class AttestationChain : public testing::Test {
 protected:
    AttestationChain();

    AttestationGenesis section() const;
    void start(const AttestationGenesis& genesis, bool dev = true, bool trusted = true);

    template <class... Ts>
    Result<Bytes> call(const Address& from, std::string_view text, const Ts&... arguments) {
        return chain_->call(from, attestation_address, text, arguments...);
    }
    template <class... Ts>
    Result<Bytes> govern(std::string_view text, const Ts&... arguments) {
        return call(authority_address, text, arguments...);
    }
    // The revert data of a call that must fail.
    static Bytes refusal(const Result<Bytes>& result);
    static Hash hash_in(const Result<Bytes>& result);  // the single result; must have succeeded

    void bond(const Address& who, std::uint64_t amount);
    // A job of 20 steps in segments of 5 over the default program, price 1 a unit.
    Hash open_job(std::uint64_t budget = plenty / 2, std::uint8_t tier_minimum = 0,
                  std::uint32_t bond_factor_bps = 10'000);
    Hash open_assignment(const Hash& job, std::uint64_t first, std::uint64_t last,
                         const std::vector<Hash>& device_list = {});

    // Registers the test's own device for `owner` with fresh evidence.
    Result<Bytes> register_own(const Address& owner);
    Result<Bytes> register_recorded(const Address& owner);
    Hash own_id() const;

    // An honest receipt of steps first..last, begun and ended at the last block.
    ReceiptBody honest(const Hash& job, const Hash& assignment, std::uint64_t first,
                       std::uint64_t last, const std::vector<Hash>& device_list = {});
    Bytes signature_of(const Bytes& body, const PrivateKey& key) const;
    Result<Bytes> submit(const ReceiptBody& body, const std::vector<Bytes>& evidence = {});
    Result<Bytes> submit(const ReceiptBody& body, const std::vector<Bytes>& evidence,
                         const PrivateKey& key, const Address& from = alice);
    Result<Bytes> replay(const Address& auditor, const ReceiptBody& body, const Hash& receipt);
    Result<Bytes> finalize(const Hash& receipt) {
        return call(carol, "finalize(bytes32)", receipt);
    }
    Receipt receipt(const Hash& id) {
        return chain_->view<Receipt>(attestation_address, "receipt(bytes32)", id);
    }
    Bonds bonds_of(const Address& who) {
        return chain_->view<Bonds>(attestation_address, "bonds(address)", who);
    }
    Hash last_hash() const { return chain_->block.recent_hashes.front(); }
    Height last_height() const { return Height{chain_->block.height.value - 1}; }

    std::unique_ptr<test::TestChain> chain_;
    test::EvidenceSamples samples_;
    test::TestDevice device_{"own"};
    PrivateKey worker_ = key_from(7);
    Bytes worker_key_ = to_bytes(worker_.public_key().compressed());
    training::Program program_ = training::with_dataset_root({});
};

inline const std::string recorded_registration = "nvidia/gh100-590.12-b0";
inline const std::string recorded_receipt = "nvidia/gh100-590.12-a0";

// expected.json: device_id_spki_sha256 of both samples.
Hash recorded_device();

}  // namespace ambag::emission::attestation
