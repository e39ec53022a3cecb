// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "node/genesis/genesis.hpp"
#include "node/genesis/sections.hpp"

namespace ambag::node {
namespace {

// The errors of a genesis that consists of the attestation section, in dev mode.
std::string errors_of(const char* section, bool dev = true) {
    const std::string text =
        std::string{R"({"dev":)"} + (dev ? "true" : "false") + R"(,"attestation":)" + section + "}";
    const auto spec = parse_genesis(text);
    return spec ? std::string{} : spec.error().text();
}

TEST(GenesisAttestation, of_dev_is_accepted) {
    const Json genesis = dev_genesis({}, chain::Timestamp{1'700'000'000});
    const auto spec = read_genesis(genesis);
    EXPECT_TRUE(spec) << spec.error().text();
}

TEST(GenesisAttestation, an_absent_section_takes_the_defaults) {
    EXPECT_EQ(errors_of("{}"), "");
}

TEST(GenesisAttestation, each_mistake_is_named_by_its_path) {
    const auto expect_named = [](const char* section, std::string_view name) {
        EXPECT_NE(errors_of(section).find(name), std::string::npos)
            << section << " gave: " << errors_of(section);
    };
    expect_named(R"({"parameters":{"inclusion_blocks":257}})",
                 "attestation.parameters.inclusion_blocks");
    expect_named(R"({"parameters":{"bond_min":"0"}})", "bondMin is out of its bounds");
    expect_named(R"({"roots":[{"certificate":"nothing"}]})", "certificate");
    expect_named(R"({"references":[{"mode":"fast"}]})", "mode");
    expect_named(R"({"revocations":[{"kind":"colour"}]})", "kind");
    expect_named(R"({"recorded":[{"device":"0x00"}]})", "device");
    expect_named(R"({"root":[]})", "attestation.root");
}

TEST(GenesisAttestation, recorded_evidence_needs_dev) {
    const char* section = R"({"recorded":[{"purpose":"receipt",
        "device":"0x1111111111111111111111111111111111111111111111111111111111111111",
        "nonce":"0x2222222222222222222222222222222222222222222222222222222222222222"}]})";
    EXPECT_EQ(errors_of(section), "");
    EXPECT_EQ(errors_of(section, false),
              "attestation: recorded evidence is accepted where dev is true\n");
}

}  // namespace
}  // namespace ambag::node
