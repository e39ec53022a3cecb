// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "tests/emission/registry/registry_chain.hpp"
#include "tests/support/json.hpp"

namespace ambag::emission::registry {

// The tree of tests/data/emission/fingerprints.json, built by OpenZeppelin's merkle-tree library
// over seven pairs "query N", "response N".
class RegistryFingerprints : public RegistryChain {
 protected:
    RegistryFingerprints() {
        const auto file =
            test::Json::from_file(AMBAG_SOURCE_DIR "/tests/data/emission/fingerprints.json");
        root_ = hash(file.at("root").text());
        for (const auto& proof : file.at("proofs").items()) {
            proofs_.emplace_back();
            for (const auto& sibling : proof.items())
                proofs_.back().push_back(hash(sibling.text()));
        }
        register_family();
    }
    static Hash hash(const std::string& text) { return Hash::from(*from_hex(text)); }
    Result<Bytes> commit(const Address& who, const Hash& id) {
        return call(who, "setFingerprints(bytes32,bytes32,uint64)", id, root_, std::uint64_t{7});
    }
    Result<Bytes> open(const Address& who, std::uint64_t index, const std::string& query,
                       const std::string& response, const std::vector<Hash>& proof) {
        return call(who, "openFingerprint(bytes32,uint64,bytes,bytes,bytes32[],bytes32)",
                    base_model, index, to_bytes(as_bytes(query)), to_bytes(as_bytes(response)),
                    proof, accused);
    }
    Bytes unproven(std::uint64_t index) const {
        return error_data("RegistryFingerprintUnproven(bytes32,uint64)", base_model, U256{index});
    }
    static constexpr Hash accused{{0xac}};
    Hash root_;
    std::vector<std::vector<Hash>> proofs_;
};

TEST_F(RegistryFingerprints, are_committed_once_by_the_owner_of_a_model) {
    EXPECT_EQ(revert_data(commit(stranger, base_model)),
              error_data("RegistryUnauthorized(address)", stranger));
    EXPECT_EQ(
        revert_data(commit(ann, dataset)),
        error_data("RegistryInvalid(string,string)", std::string{"asset"}, std::string{"a model"}));
    ASSERT_TRUE(commit(lab, base_model));
    EXPECT_EQ(revert_data(commit(lab, base_model)),
              error_data("RegistryFingerprintsFixed(bytes32)", base_model));
}

TEST_F(RegistryFingerprints, every_pair_opens_once_and_is_kept_as_evidence) {
    ASSERT_TRUE(commit(lab, base_model));
    for (std::uint64_t i = 0; i < 7; ++i) {
        const std::string n = std::to_string(i);
        EXPECT_EQ(revert_data(open(lab, i, "query " + n, "another", proofs_[i])), unproven(i));
        EXPECT_EQ(revert_data(open(lab, i, "query " + n, "response " + n, proofs_[(i + 1) % 7])),
                  unproven(i));
        ASSERT_TRUE(open(lab, i, "query " + n, "response " + n, proofs_[i])) << i;
        EXPECT_EQ(revert_data(open(lab, i, "query " + n, "response " + n, proofs_[i])),
                  error_data("RegistryFingerprintSpent(bytes32,uint64)", base_model, U256{i}));
        const Opening kept = view<Opening>("opening(bytes32,uint64)", base_model, U256{i});
        EXPECT_EQ(kept.accused, accused);
        EXPECT_EQ(kept.query, keccak256(as_bytes("query " + n)));
        EXPECT_EQ(kept.response, keccak256(as_bytes("response " + n)));
    }
    EXPECT_EQ(view<Fingerprints>("fingerprints(bytes32)", base_model).opened, 7U);
}

TEST_F(RegistryFingerprints, only_the_owner_opens_and_nothing_opens_without_a_commitment) {
    EXPECT_EQ(revert_data(open(lab, 0, "query 0", "response 0", proofs_[0])), unproven(0));
    ASSERT_TRUE(commit(lab, base_model));
    EXPECT_EQ(revert_data(open(stranger, 0, "query 0", "response 0", proofs_[0])),
              error_data("RegistryUnauthorized(address)", stranger));
    EXPECT_EQ(revert_data(open(lab, 7, "query 0", "response 0", proofs_[0])), unproven(7));
    EXPECT_EQ(revert_data(open(lab, 0, std::string(1'025, 'q'), "response 0", proofs_[0])),
              error_data("RegistryInvalid(string,string)", std::string{"query"},
                         std::string{"at most 1024 bytes, and so the response"}));
}

}  // namespace ambag::emission::registry
