// SPDX-License-Identifier: Apache-2.0
#include "node/cli/proven_records.hpp"

#include "chain/base/hex.hpp"

namespace ambag::node {

using chain::Hash;
using chain::Slot;

CliResult<ProvenRecords> ProvenRecords::fetch(const Session& session, const chain::Address& module,
                                              const std::vector<Slot>& slots,
                                              const std::optional<chain::Address>& sequencer) {
    Json list = Json::array();
    for (const Slot& slot : slots) list.push(chain::to_hex(slot));
    const Json bundle =
        TRY(session.rpc().call("ambag_getProofBundle", Json::array({chain::to_hex(module), list})));
    const ProofVerdict verdict = TRY(check_proof_bundle(bundle, sequencer));
    for (const ProofCheck& check : verdict.checks)
        if (!check.passed) return cli_refused("proof: " + check.name + ": " + check.detail);
    if (verdict.account != module) return cli_refused("proof: it is of another account");
    ProvenRecords records;
    records.module_ = module;
    records.height_ = verdict.header.number.value;
    records.block_ = verdict.block_hash;
    for (const ProvenSlot& proven : verdict.slots) records.words_[proven.slot] = proven.value;
    for (const Slot& slot : slots)
        if (!records.words_.contains(slot))
            return cli_refused("proof: slot " + chain::to_hex(slot) + " is missing from it");
    return records;
}

CliResult<chain::Record> ProvenRecords::record(const Session& session, const Slot& slot,
                                               bool long_form) const {
    const auto found = words_.find(slot);
    CHECK(found != words_.end());
    chain::Record record;
    if (found->second.is_zero()) return record;
    if (!long_form) {
        record.word = found->second;
        return record;
    }
    const Json answer = TRY(session.rpc().call(
        "ambag_getRecord",
        Json::array({chain::to_hex(module_), chain::to_hex(slot), chain::U256{height_}.to_hex()})));
    const std::string* text = answer.as_string();
    const auto bytes = text == nullptr ? std::nullopt : chain::from_hex(*text);
    if (!bytes || chain::keccak256(*bytes) != found->second)
        return cli_refused("proof: the bytes of record " + chain::to_hex(slot) +
                           " do not hash to its proven leaf");
    record.blob = *bytes;
    return record;
}

}  // namespace ambag::node
