// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "emission/attestation/evidence/evidence.hpp"
#include "emission/attestation/evidence/pem.hpp"
#include "node/cli/command.hpp"
#include "node/cli/files.hpp"
#include "node/cli/table.hpp"
#include "node/genesis/sections.hpp"

// evidence verify: the chain's own verifier over files.

namespace ambag::node {

namespace attestation = emission::attestation;

namespace {

constexpr OptionRow verify_options[]{
    {"--nonce", "HEX", "the nonce that the report must answer, 32 bytes"},
    {"--legacy", "", "accept a report without a FWID field, as old drivers make it"},
    {"--root", "FILE", "the pinned root (DER or PEM) in place of NVIDIA's device root"},
};

// DER as it is, or the certificates of a PEM text.
CliResult<chain::Bytes> read_certificates(const std::string& file) {
    const std::string text = TRY(read_text_file(file));
    if (text.find("-----BEGIN") == std::string::npos) return chain::to_bytes(chain::as_bytes(text));
    auto der = attestation::certificates_from_pem(text);
    if (!der)
        return cli_refused(file + ": " + std::string{attestation::to_string(der.error())} + ": " +
                           std::string{attestation::describe(der.error())});
    return std::move(*der);
}

// The root of the developer's genesis is NVIDIA's.
CliResult<chain::Bytes> pinned_root(const Invocation& invocation) {
    if (const auto file = invocation.option("--root")) return read_certificates(*file);
    const Json section = dev_attestation();
    const Json* roots = section.find("roots");
    const Json* text = roots != nullptr && roots->is_array() && !roots->as_array()->empty()
                           ? roots->as_array()->front().find("certificate")
                           : nullptr;
    auto der =
        text != nullptr && text->is_string() ? chain::from_hex(*text->as_string()) : std::nullopt;
    if (!der) return cli_failed("the built-in root cannot be read");
    return std::move(*der);
}

CliResult<std::optional<chain::Hash>> expected_nonce(const Invocation& invocation) {
    const auto text = invocation.option("--nonce");
    if (!text) return std::nullopt;
    const auto nonce = chain::fixed_from_hex<chain::Hash>(*text);
    if (!nonce) return cli_usage("--nonce: expected 64 hex digits, got \"" + *text + "\"");
    return nonce;
}

Json checks_json(const attestation::EvidenceTrace& trace) {
    Json list = Json::array();
    for (const attestation::EvidenceCheck& check : trace.checks)
        list.push(Json::object({{"check", check.name},
                                {"verdict", attestation::verdict_text(check)},
                                {"detail", check.detail}}));
    return list;
}

Json device_json(const attestation::VerifiedReport& verified) {
    const attestation::DeviceIdentity& device = verified.device;
    const attestation::ReportValues& report = verified.report;
    return Json::object({{"device", chain::to_hex(device.id)},
                         {"class", device.chip},
                         {"driver", report.driver},
                         {"vbios", report.vbios},
                         {"fwid", chain::to_hex(device.fwid)},
                         {"nonce", chain::to_hex(report.request_nonce)},
                         {"measurementRecord", chain::to_hex(report.measurement_record)},
                         {"evidenceId", chain::to_hex(report.evidence_id)}});
}

Style check_style(const attestation::EvidenceCheck& check) {
    switch (check.outcome) {
        case attestation::CheckOutcome::passed:
            return Style::good;
        case attestation::CheckOutcome::failed:
            return Style::bad;
        case attestation::CheckOutcome::not_reached:
            return Style::faint;
    }
    return Style::plain;
}

void print_checks(const Console& console, const attestation::EvidenceTrace& trace) {
    TextTable table{{{"check"}, {"verdict"}, {"detail"}}};
    for (const attestation::EvidenceCheck& check : trace.checks)
        table.add({std::string{check.name},
                   {std::string{attestation::verdict_text(check)}, check_style(check)},
                   check.detail});
    table.print(console);
    console.line();
}

CliResult<> verify(const Invocation& invocation) {
    const auto nonce = TRY(expected_nonce(invocation));
    const std::string report = TRY(read_text_file(invocation.argument(0)));
    const chain::Bytes chain_der = TRY(read_certificates(invocation.argument(1)));
    const chain::Bytes root = TRY(pinned_root(invocation));
    const attestation::EvidencePolicy policy{invocation.flag("--legacy")};
    const auto examination = attestation::examine_nvidia_evidence(
        chain::as_bytes(report), chain_der, {&root, 1}, policy, nonce);
    const auto& verdict = examination.verdict;
    Json json =
        Json::object({{"accepted", verdict.has_value()},
                      {"error", verdict ? Json{} : Json{attestation::to_string(verdict.error())}},
                      {"nonceChecked", nonce.has_value()},
                      {"signatureChecks", examination.trace.signature_checks},
                      {"checks", checks_json(examination.trace)}});
    if (verdict) json.set("evidence", device_json(*verdict));
    const Console& console = invocation.console;
    console.result(json);
    if (!invocation.json()) print_checks(console, examination.trace);
    if (!verdict)
        return cli_refused(std::string{attestation::to_string(verdict.error())} + ": " +
                           std::string{attestation::describe(verdict.error())});
    const Json described = device_json(*verdict);
    for (const Json::Member& member : *described.as_object())
        console.field(member.name, *member.value.as_string());
    if (!nonce)
        console.remark("no --nonce was given: nothing is said about when the report was made");
    return {};
}

const CommandRow rows[]{
    {"evidence verify",
     "REPORT CHAIN",
     "checks an SPDM report and its certificate chain, check by check",
     &verify,
     {verify_options}},
};

}  // namespace

CommandGroup evidence_commands() {
    return rows;
}

}  // namespace ambag::node
