// SPDX-License-Identifier: Apache-2.0
#include "node/genesis/sections.hpp"

namespace ambag::node {

namespace {

// NVIDIA Device Identity CA, as published in NVIDIA/nvtrust; it runs to 9999-12-31.
constexpr std::string_view device_root =
    "0x3082020b30820190a00302010202102d3670b1ca100411c1fec0e82a065b54300a06082a8648ce3d0403"
    "0330353122302006035504030c194e564944494120446576696365204964656e74697479204341310f30"
    "0d060355040a0c064e56494449413020170d3231313130353030303030305a180f393939393132333132"
    "33353935395a30353122302006035504030c194e564944494120446576696365204964656e7469747920"
    "4341310f300d060355040a0c064e56494449413076301006072a8648ce3d020106052b81040022036200"
    "040e4c14a33bf8a5626658db4129607e4cbf4519c4412716f4d0d917c4978005bdeabeaefd57bc66082d"
    "718a4f8b6052e1516ee8a7c422b84de857071bb58fd395bea0cfa1c63ee7c80d6bd63901d91cbbd187d3"
    "857dc16b5cceaf238ff8c27dbda3633061300f0603551d130101ff040530030101ff300e0603551d0f01"
    "01ff040403020106301d0603551d0e041604145785ff83f263cc657d68b73a5bf48d4acbfb495f301f06"
    "03551d230418301680145785ff83f263cc657d68b73a5bf48d4acbfb495f300a06082a8648ce3d040303"
    "03690030660231008f7853374c04ac29055a4fef12d2c3bdbbdecf5460a913d77f238d884fb93751438b"
    "491feabc9ca754e0f5bd02955dfd023100be118e79598a0306fb36c0f007d46c382db73050df1009f7fc"
    "6c5995e19c63091af85974cb14704a8db7e77864815b00";

// SHA-384 of the measurement record of GH100, driver 590.12, VBIOS 96.00.A5.00.01.
constexpr std::string_view measurements =
    "0xcf7c148d252556a3cc409ab552d1583ff9ee9d5187757a04d79b758956f5cd0c"
    "4edf3a17dd9bb9e10721707ae9d4b465";

// One H100, whose reports over two nonces lie in tests/data/evidence.
constexpr std::string_view recorded_device =
    "0x150801ca5b7357da8d6c757b0cbf29341abd5290758e7dc60527221ba451c552";

Json recorded(const char* purpose, const char* nonce) {
    return Json::object({{"device", recorded_device}, {"purpose", purpose}, {"nonce", nonce}});
}

}  // namespace

Json dev_attestation() {
    return Json::object(
        {{"parameters",
          Json::object(
              {{"window_seconds_min", 10}, {"assignment_seconds", 3600}, {"unbond_seconds", 10}})},
         {"roots", Json::array({Json::object({{"certificate", device_root}})})},
         {"references", Json::array({Json::object({{"chip", "GH100"},
                                                   {"driver", "590.12"},
                                                   {"vbios", "96.00.A5.00.01"},
                                                   {"mode", "protected_pcie"},
                                                   {"nvdec0", "off"},
                                                   {"digest", measurements}})})},
         {"recorded",
          Json::array(
              {recorded("registration",
                        "0x4760e30534a0621357d458b1a7936551b5dc4cd1e69718adf7ed9fb0252a537e"),
               recorded("receipt",
                        "0xe97b23a1718095a0e9e35edca810768c70a6a5a389b705e753b197912bc11576")})}});
}

}  // namespace ambag::node
