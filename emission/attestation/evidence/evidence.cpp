// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/evidence/evidence.hpp"

#include <algorithm>

#include "chain/base/hex.hpp"
#include "emission/attestation/evidence/certificate_chain.hpp"
#include "emission/attestation/evidence/spdm_report.hpp"

namespace ambag::emission::attestation {

using chain::Result;

namespace {

// The checks in the order in which they are made; the first that fails ends the verification.
// Everything that costs little stands before the signatures.
constexpr std::string_view report_form = "report form";
constexpr std::string_view request_nonce = "request nonce";
constexpr std::string_view chain_form = "five certificates";
constexpr std::string_view pinned_root = "pinned root";
constexpr std::string_view certificate_profile = "certificate profile";
constexpr std::array<std::string_view, 4> certificate_signatures{
    "attestation certificate signature", "identity certificate signature",
    "provisioner certificate signature", "chip family certificate signature"};
constexpr std::string_view device_kind = "device kind";
constexpr std::string_view firmware = "firmware identity";
constexpr std::string_view report_signature = "report signature";

constexpr std::array all_checks{report_form,
                                request_nonce,
                                chain_form,
                                pinned_root,
                                certificate_profile,
                                certificate_signatures[3],
                                certificate_signatures[2],
                                certificate_signatures[1],
                                certificate_signatures[0],
                                device_kind,
                                firmware,
                                report_signature};

// Writes down each check as it is made.
class Recorder {
 public:
    explicit Recorder(EvidenceTrace* trace) : trace_{trace} {}

    // The result itself, after it was written down.
    template <class T>
    Result<T, EvidenceError> note(std::string_view name, Result<T, EvidenceError> result,
                                  std::string_view detail = {}) {
        add(name, result ? std::nullopt : std::optional{result.error()}, detail, std::nullopt);
        return result;
    }

    // `range` and `mismatch`: the errors of this signature.
    Result<void, EvidenceError> signature(std::string_view name, const P384Key& key,
                                          BytesView message, const P384Signature& signature,
                                          EvidenceError range, EvidenceError mismatch) {
        const SignatureVerdict verdict = verify_p384(key, message, signature);
        std::optional<EvidenceError> error;
        switch (verdict) {
            case SignatureVerdict::valid:
                break;
            case SignatureVerdict::out_of_range:
                error = range;
                break;
            case SignatureVerdict::key_invalid:
                error = EvidenceError::certificate_point;
                break;
            case SignatureVerdict::mismatch:
                error = mismatch;
                break;
        }
        const bool computed =
            verdict == SignatureVerdict::valid || verdict == SignatureVerdict::mismatch;
        if (trace_ && computed) ++trace_->signature_checks;
        add(name, error, "ECDSA P-384, SHA-384", verdict);
        if (error) return std::unexpected(*error);
        return {};
    }

 private:
    void add(std::string_view name, std::optional<EvidenceError> error, std::string_view detail,
             std::optional<SignatureVerdict> signature) {
        if (!trace_) return;
        trace_->checks.push_back({name, error ? CheckOutcome::failed : CheckOutcome::passed,
                                  std::string{error ? describe(*error) : detail}, signature});
    }

    EvidenceTrace* trace_;
};

Result<void, EvidenceError> check_nonce(const ReportValues& values,
                                        const std::optional<Hash>& expected) {
    if (expected && values.request_nonce != *expected)
        return std::unexpected(EvidenceError::nonce_mismatch);
    return {};
}

// GPUs and switches write reports of different shape; a switch also says which one it is.
Result<void, EvidenceError> check_kind(const SpdmReport& report, const KnownDevice& device) {
    if (report.values.kind != device.kind) return std::unexpected(EvidenceError::device_kind);
    const ChipId id = ChipId::from(BytesView{device.identity_serial}.subspan(1));
    if (report.own_id && *report.own_id != id) return std::unexpected(EvidenceError::switch_id);
    return {};
}

Result<void, EvidenceError> check_firmware(const ReportValues& values, const Digest384& fwid,
                                           const EvidencePolicy& policy) {
    if (!values.fwid) {
        if (!policy.legacy_allowed) return std::unexpected(EvidenceError::fwid_missing);
        return {};
    }
    if (*values.fwid != fwid) return std::unexpected(EvidenceError::fwid_mismatch);
    return {};
}

Result<SpdmReport, EvidenceError> open_report(BytesView bytes, const std::optional<Hash>& nonce,
                                              Recorder& recorder) {
    SpdmReport report =
        TRY(recorder.note(report_form, parse_spdm_report(bytes), "SPDM 1.1 measurements"));
    TRY(recorder.note(request_nonce, check_nonce(report.values, nonce),
                      nonce ? "the expected 32 bytes" : "none was expected: not compared"));
    return report;
}

// The report belongs to this device and was signed by its key.
Result<void, EvidenceError> bind_report(const SpdmReport& report, const KnownDevice& device,
                                        const EvidencePolicy& policy, Recorder& recorder) {
    TRY(recorder.note(device_kind, check_kind(report, device),
                      device.kind == DeviceKind::gpu ? "GPU" : "NVSwitch"));
    TRY(recorder.note(firmware, check_firmware(report.values, device.fwid, policy),
                      report.values.fwid ? "the report's FWID is the certificate's"
                                         : "the report states none: legacy, allowed by policy"));
    return recorder.signature(report_signature, device.attestation_key, report.signed_bytes,
                              report.signature, EvidenceError::report_signature_range,
                              EvidenceError::report_signature);
}

Result<CertificateChain, EvidenceError> open_chain(BytesView chain_der,
                                                   std::span<const Bytes> pinned_roots,
                                                   Recorder& recorder) {
    const auto certificates =
        TRY(recorder.note(chain_form, split_chain(chain_der), "leaf first, root last"));
    TRY(recorder.note(pinned_root, check_root(certificates.back(), pinned_roots),
                      "equal to a pinned root, byte by byte"));
    return recorder.note(certificate_profile, parse_chain(certificates),
                         "X.509 profile, names and key identifiers");
}

// From the root downwards, so that a key is used only after its own certificate is verified.
Result<void, EvidenceError> verify_chain(const CertificateChain& chain, Recorder& recorder) {
    for (std::size_t i = certificate_signatures.size(); i-- > 0;)
        TRY(recorder.signature(certificate_signatures[i], chain[i + 1].key, chain[i].tbs,
                               chain[i].signature, EvidenceError::certificate_signature_range,
                               EvidenceError::certificate_signature));
    return {};
}

}  // namespace

std::string_view verdict_text(const EvidenceCheck& check) {
    if (check.outcome == CheckOutcome::not_reached) return "not reached";
    if (check.outcome == CheckOutcome::failed) return "FAILED";
    return check.signature == SignatureVerdict::valid ? "verified" : "passed";
}

Result<VerifiedReport, EvidenceError> verify_nvidia_evidence(
    BytesView report, BytesView chain_der, std::span<const Bytes> pinned_roots,
    const EvidencePolicy& policy, const std::optional<Hash>& expected_nonce, EvidenceTrace* trace) {
    Recorder recorder{trace};
    SpdmReport parsed = TRY(open_report(report, expected_nonce, recorder));
    const CertificateChain chain = TRY(open_chain(chain_der, pinned_roots, recorder));
    TRY(verify_chain(chain, recorder));
    DeviceIdentity device = identity_of(chain);
    TRY(bind_report(parsed,
                    {device.kind, device.attestation_key, device.fwid, device.identity_serial},
                    policy, recorder));
    return VerifiedReport{std::move(device), std::move(parsed.values)};
}

Result<ReportValues, EvidenceError> verify_known_device_report(
    BytesView report, const KnownDevice& device, const EvidencePolicy& policy,
    const std::optional<Hash>& expected_nonce, EvidenceTrace* trace) {
    Recorder recorder{trace};
    SpdmReport parsed = TRY(open_report(report, expected_nonce, recorder));
    TRY(bind_report(parsed, device, policy, recorder));
    return std::move(parsed.values);
}

EvidenceExamination examine_nvidia_evidence(BytesView report, BytesView chain_der,
                                            std::span<const Bytes> pinned_roots,
                                            const EvidencePolicy& policy,
                                            const std::optional<Hash>& expected_nonce) {
    EvidenceTrace trace;
    auto verdict =
        verify_nvidia_evidence(report, chain_der, pinned_roots, policy, expected_nonce, &trace);
    for (std::size_t i = trace.checks.size(); i < all_checks.size(); ++i)
        trace.checks.push_back({all_checks[i], CheckOutcome::not_reached, {}, std::nullopt});
    return {std::move(verdict), std::move(trace)};
}

}  // namespace ambag::emission::attestation
