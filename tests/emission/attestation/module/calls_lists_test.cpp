// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/list_interface.hpp"
#include "emission/attestation/parameters.hpp"
#include "tests/emission/attestation/module/attestation_chain.hpp"

namespace ambag::emission::attestation {
namespace {

constexpr std::string_view root_text = "addTrustRoot(bytes,uint64,uint64)";
constexpr std::string_view reference_text =
    "addReference(string,string,string,uint8,uint8,bytes,uint64,uint64)";
constexpr std::string_view revoke_text = "revoke(uint8,bytes,uint64,uint64)";
constexpr std::string_view parameter_text = "setParameter(string,uint256)";
constexpr std::uint64_t none = 0;

class AttestationLists : public AttestationChain {
 protected:
    Result<Bytes> reference(const std::string& chip, std::uint8_t mode, std::uint8_t nvdec0,
                            const Bytes& digest, std::uint64_t from = 0, std::uint64_t until = 0) {
        return govern(reference_text, chip, std::string{"1.0"}, std::string{"2"}, mode, nvdec0,
                      digest, from, until);
    }
};

TEST_F(AttestationLists, belong_to_the_timelock_alone) {
    const Bytes refused = error_data("AttestationUnauthorized(address)", alice);
    EXPECT_EQ(refusal(call(alice, root_text, Bytes{}, none, none)), refused);
    EXPECT_EQ(refusal(call(alice, reference_text, std::string{}, std::string{}, std::string{},
                           std::uint8_t{9}, std::uint8_t{9}, Bytes{}, none, none)),
              refused);
    EXPECT_EQ(refusal(call(alice, revoke_text, std::uint8_t{9}, Bytes{}, none, none)), refused);
    EXPECT_EQ(refusal(call(alice, parameter_text, std::string{"x"}, U256{})), refused);
    EXPECT_EQ(refusal(call(alice, "closeJob(bytes32)", Hash{})), refused);
    EXPECT_EQ(refusal(call(alice, "resolveHeld(bytes32,bool)", Hash{}, true)), refused);
}

TEST_F(AttestationLists, roots_need_a_range_and_the_form_of_a_root) {
    EXPECT_EQ(
        refusal(govern(root_text, Bytes{}, std::uint64_t{5}, std::uint64_t{5})),
        error_data("AttestationEmptyRange(uint64,uint64)", std::uint64_t{5}, std::uint64_t{5}));
    Bytes cut = samples_.root();
    cut.pop_back();
    EXPECT_EQ(refusal(govern(root_text, cut, none, none)),
              error_data("AttestationRootMalformed(string)", std::string{"der_truncated"}));
    chain_->take_logs();
    EXPECT_EQ(hash_in(govern(root_text, samples_.root(), std::uint64_t{2}, std::uint64_t{9})),
              sha256(samples_.root()));
    const auto logs = chain_->take_logs();
    ASSERT_EQ(logs.size(), 1U);
    EXPECT_EQ(logs[0], to_log(attestation_address,
                              TrustRootAdded{sha256(samples_.root()), Height{2}, Height{9}}));
}

TEST_F(AttestationLists, references_name_the_member_that_is_malformed) {
    const Bytes digest(48, 1);
    const auto malformed = [](const char* member) {
        return error_data("AttestationReferenceMalformed(string)", std::string{member});
    };
    EXPECT_EQ(refusal(reference("", 0, 0, digest)), malformed("chip"));
    EXPECT_EQ(refusal(reference(std::string(32, 'x'), 0, 0, digest)), malformed("chip"));
    EXPECT_EQ(refusal(reference("GH100", 4, 0, digest)), malformed("mode"));
    EXPECT_EQ(refusal(reference("GH100", 3, 1, digest)), malformed("nvdec0"));
    EXPECT_EQ(refusal(reference("GH100", 3, 0x55, Bytes(47, 1))), malformed("digest"));
    EXPECT_TRUE(reference("GH100", 3, 0x55, digest));
}

TEST_F(AttestationLists, revocations_have_keys_of_32_bytes_and_firmwares_of_48) {
    const auto malformed = [](std::uint8_t kind, std::uint64_t length) {
        return error_data("AttestationRevocationMalformed(uint8,uint64)", kind, length);
    };
    EXPECT_EQ(refusal(govern(revoke_text, std::uint8_t{0}, Bytes(48), none, none)),
              malformed(0, 48));
    EXPECT_EQ(refusal(govern(revoke_text, std::uint8_t{2}, Bytes(32), none, none)),
              malformed(2, 32));
    EXPECT_EQ(refusal(govern(revoke_text, std::uint8_t{3}, Bytes(32), none, none)),
              malformed(3, 32));
    EXPECT_TRUE(govern(revoke_text, std::uint8_t{1}, Bytes(32), none, none));
}

TEST_F(AttestationLists, parameters_keep_their_bounds) {
    EXPECT_EQ(refusal(govern(parameter_text, std::string{"speed"}, U256{1U})),
              error_data("AttestationUnknownParameter(string)", std::string{"speed"}));
    for (const ParameterRow& row : parameter_rows) {
        const std::string name{row.name};
        const U256 minimum = *U256::parse(row.minimum);
        const U256 maximum = *U256::parse(row.maximum);
        const U256 above = wrapping_add(maximum, U256{1U});
        EXPECT_EQ(refusal(govern(parameter_text, name, above)),
                  error_data("AttestationOutOfBounds(string,uint256,uint256,uint256)", name, above,
                             minimum, maximum));
        EXPECT_TRUE(govern(parameter_text, name, maximum)) << name;
        EXPECT_TRUE(govern(parameter_text, name, minimum)) << name;
    }
}

TEST_F(AttestationLists, genesis_refuses_recorded_evidence_outside_dev_and_what_is_malformed) {
    const auto fault = [&](const AttestationGenesis& section, bool dev) {
        test::TestChain chain{{&descriptor}};
        chain.rules.dev = dev;
        std::string detail;
        chain.genesis(attestation_address, [&](Context& ctx) -> Result<void, Fault> {
            if (const auto done = genesis(ctx, section); !done) detail = done.error().detail;
            return {};
        });
        return detail;
    };
    EXPECT_EQ(fault(section(), true), "");
    EXPECT_EQ(fault(section(), false), "recorded evidence is accepted where dev is true");
    AttestationGenesis other = section();
    other.parameters.inclusion_blocks = 257;
    EXPECT_EQ(fault(other, true), "parameters.inclusionBlocks is out of its bounds");
    other = section();
    other.roots[1].certificate.clear();
    EXPECT_EQ(fault(other, true),
              "roots[1]: accepted are DER certificates of a root, with from < until");
}

}  // namespace
}  // namespace ambag::emission::attestation
