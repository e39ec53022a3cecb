// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/evidence/opaque_fields.hpp"

#include <algorithm>

namespace ambag::emission::attestation {

using chain::Byte;
using chain::Result;

namespace {

enum class Sender : std::uint8_t { any, gpu, nv_switch };

struct FieldRule {
    std::uint16_t type;
    Sender sender;
    std::size_t length_min;
    std::size_t length_max;
};

// Names and numbers as in NVIDIA's verifiers. Lengths are those that shipped evidence has; the
// types of which none has been seen (1, 2, 5, 7 to 10, 32, 35) have a bound instead.
constexpr FieldRule rules[]{
    {1, Sender::any, 1, 256},          // certificate issuer
    {2, Sender::any, 1, 256},          // authority key identifier
    {3, Sender::gpu, 7, 11},           // driver version
    {4, Sender::gpu, 8, 8},            // GPU info
    {4, Sender::nv_switch, 128, 128},  // the links of early switches
    {5, Sender::any, 1, 256},          // SKU
    {6, Sender::gpu, 8, 8},            // VBIOS version
    {6, Sender::nv_switch, 14, 14},    // the same as text
    {7, Sender::any, 1, 256},          // manufacturer
    {8, Sender::any, 1, 256},          // tamper detection
    {9, Sender::any, 1, 256},          // SMC
    {10, Sender::any, 1, 256},         // VPR
    {11, Sender::gpu, 1, 1},           // NVDEC0
    {12, Sender::gpu, 256, 256},       // measurement counts
    {12, Sender::nv_switch, 104, 104},
    {12, Sender::nv_switch, 108, 108},
    {13, Sender::gpu, 4, 4},            // CPR info
    {14, Sender::gpu, 4, 4},            // board id
    {15, Sender::gpu, 4, 9},            // chip SKU
    {16, Sender::gpu, 2, 5},            // chip SKU modifier
    {17, Sender::gpu, 5, 5},            // project
    {18, Sender::gpu, 5, 5},            // project SKU
    {19, Sender::gpu, 2, 2},            // project SKU modifier
    {20, Sender::any, 48, 48},          // FWID
    {21, Sender::gpu, 1, 1},            // Protected PCIe
    {22, Sender::gpu, 144, 144},        // the switches of its 18 links
    {22, Sender::nv_switch, 8, 8},      // own id
    {23, Sender::nv_switch, 2, 2},      // floorswept ports
    {24, Sender::nv_switch, 2, 2},      // position
    {25, Sender::nv_switch, 2, 2},      // lock status
    {26, Sender::nv_switch, 128, 128},  // unnamed; the GPUs of its links
    {32, Sender::any, 1, 256},          // link connections
    {33, Sender::gpu, 2, 2},            // system enable status
    {34, Sender::any, 2, 2},            // version of this data
    {35, Sender::any, 1, 16},           // chip name
    {36, Sender::gpu, 2, 2},            // feature flag
};

bool is_from(const FieldRule& rule, DeviceKind kind) {
    return rule.sender == Sender::any || (rule.sender == Sender::gpu) == (kind == DeviceKind::gpu);
}

Result<void, EvidenceError> check_field(std::uint16_t type, std::size_t length, DeviceKind kind) {
    bool known = false;
    for (const FieldRule& rule : rules) {
        if (rule.type != type || !is_from(rule, kind)) continue;
        known = true;
        if (rule.length_min <= length && length <= rule.length_max) return {};
    }
    return std::unexpected(known ? EvidenceError::opaque_field_length
                                 : EvidenceError::opaque_unknown);
}

std::uint16_t load_u16(BytesView bytes) {
    return static_cast<std::uint16_t>(bytes[0] | bytes[1] << 8);
}

// Text of the allowed characters, then the NULs it is padded with: at least one.
std::optional<std::string> padded_text(BytesView bytes, std::string_view allowed) {
    const std::string_view all = chain::as_text(bytes);
    const std::string_view text = all.substr(0, all.find('\0'));
    if (text.empty() || text.size() == all.size()) return std::nullopt;
    if (text.find_first_not_of(allowed) != std::string_view::npos) return std::nullopt;
    if (all.find_first_not_of('\0', text.size()) != std::string_view::npos) return std::nullopt;
    return std::string{text};
}

constexpr std::string_view upper_digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
constexpr std::string_view hex_digits = "0123456789ABCDEF";

// The five bytes of a VBIOS version as "96.00.9F.00.01".
std::string vbios_text(const std::array<Byte, 5>& version) {
    std::string text;
    for (const Byte b : version) {
        if (!text.empty()) text += '.';
        text += hex_digits[b >> 4];
        text += hex_digits[b & 15];
    }
    return text;
}

// GPU: the version's first four bytes little-endian, then the fifth, then zeros.
std::optional<std::string> gpu_vbios(BytesView b) {
    if (b[5] != 0 || b[6] != 0 || b[7] != 0) return std::nullopt;
    return vbios_text({b[3], b[2], b[1], b[0], b[4]});
}

std::optional<std::string> switch_vbios(BytesView bytes) {
    const std::string_view text = chain::as_text(bytes);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string_view allowed = i % 3 == 2 ? "." : hex_digits;
        if (allowed.find(text[i]) == std::string_view::npos) return std::nullopt;
    }
    return std::string{text};
}

// The switches that a GPU's links name, each once, zero ids (unused links) left out. GPUs write an
// id in reverse of the certificate's byte order.
std::vector<ChipId> wired_switches(BytesView links) {
    std::vector<ChipId> ids;
    for (std::size_t i = 0; i + ChipId::width <= links.size(); i += ChipId::width) {
        ChipId id = ChipId::from(links.subspan(i, ChipId::width));
        std::ranges::reverse(id.bytes);
        if (!id.is_zero()) ids.push_back(id);
    }
    std::ranges::sort(ids);
    const auto repeated = std::ranges::unique(ids);
    ids.erase(repeated.begin(), repeated.end());
    return ids;
}

Result<void, EvidenceError> read_gpu_texts(const OpaqueFields& fields, ReportValues& values) {
    const auto driver = padded_text(TRY(fields.require(OpaqueType::driver_version)), "0123456789.");
    if (!driver) return std::unexpected(EvidenceError::driver_version);
    values.driver = *driver;
    const struct {
        OpaqueType type;
        std::string& target;
    } texts[]{{OpaqueType::project, values.project},
              {OpaqueType::project_sku, values.project_sku},
              {OpaqueType::chip_sku, values.chip_sku}};
    for (const auto& [type, target] : texts) {
        const auto text = padded_text(TRY(fields.require(type)), upper_digits);
        if (!text) return std::unexpected(EvidenceError::sku_text);
        target = *text;
    }
    return {};
}

Result<DeviceMode, EvidenceError> read_mode(const OpaqueFields& fields) {
    constexpr Byte on = 0xAA;
    constexpr Byte off = 0x55;
    DeviceMode mode = DeviceMode::unstated;
    if (const auto pcie = fields.find(OpaqueType::protected_pcie)) {
        const Byte status = (*pcie)[0];
        if (status != on && status != off)
            return std::unexpected(EvidenceError::protected_pcie_status);
        if (status == on) mode = DeviceMode::protected_pcie;
    }
    if (const auto flag = fields.find(OpaqueType::feature_flag)) {
        constexpr DeviceMode modes[]{DeviceMode::single_gpu, DeviceMode::multi_gpu,
                                     DeviceMode::protected_pcie};
        const std::uint16_t value = load_u16(*flag);
        if (value >= std::size(modes)) return std::unexpected(EvidenceError::feature_flag);
        mode = modes[value];
    }
    return mode;
}

}  // namespace

Result<OpaqueFields, EvidenceError> OpaqueFields::parse(BytesView opaque, DeviceKind kind) {
    constexpr std::size_t header = 4;
    OpaqueFields fields;
    while (!opaque.empty()) {
        if (opaque.size() < header) return std::unexpected(EvidenceError::opaque_truncated);
        const std::uint16_t type = load_u16(opaque);
        const std::size_t length = load_u16(opaque.subspan(2));
        if (opaque.size() - header < length)
            return std::unexpected(EvidenceError::opaque_truncated);
        if (type < opaque_type_end && fields.data_[type])
            return std::unexpected(EvidenceError::opaque_duplicate);
        TRY(check_field(type, length, kind));
        fields.data_[type] = opaque.subspan(header, length);
        opaque = opaque.subspan(header + length);
    }
    return fields;
}

std::optional<BytesView> OpaqueFields::find(OpaqueType type) const {
    return data_[static_cast<std::size_t>(type)];
}

Result<BytesView, EvidenceError> OpaqueFields::require(OpaqueType type) const {
    const auto data = find(type);
    if (!data) return std::unexpected(EvidenceError::opaque_field_missing);
    return *data;
}

Result<void, EvidenceError> read_opaque_values(const OpaqueFields& fields, ReportValues& values) {
    constexpr std::uint16_t version_max = 1;
    if (const auto version = fields.find(OpaqueType::opaque_version))
        if (load_u16(*version) > version_max) return std::unexpected(EvidenceError::opaque_version);
    if (const auto fwid = fields.find(OpaqueType::fwid)) values.fwid = Digest384::from(*fwid);

    const bool is_gpu = values.kind == DeviceKind::gpu;
    const BytesView vbios = TRY(fields.require(OpaqueType::vbios_version));
    const auto text = is_gpu ? gpu_vbios(vbios) : switch_vbios(vbios);
    if (!text) return std::unexpected(EvidenceError::vbios_version);
    values.vbios = *text;

    if (!is_gpu) {
        TRY(fields.require(OpaqueType::switch_ids));
        return {};
    }
    TRY(read_gpu_texts(fields, values));
    const Nvdec0 nvdec0{TRY(fields.require(OpaqueType::nvdec0))[0]};
    if (nvdec0 != Nvdec0::on && nvdec0 != Nvdec0::off)
        return std::unexpected(EvidenceError::nvdec0_status);
    values.nvdec0 = nvdec0;
    values.mode = TRY(read_mode(fields));
    if (const auto switches = fields.find(OpaqueType::switch_ids))
        values.switch_ids = wired_switches(*switches);
    return {};
}

std::optional<ChipId> own_switch_id(const OpaqueFields& fields, DeviceKind kind) {
    const auto id = fields.find(OpaqueType::switch_ids);
    if (kind != DeviceKind::nv_switch || !id) return std::nullopt;
    return ChipId::from(*id);
}

}  // namespace ambag::emission::attestation
