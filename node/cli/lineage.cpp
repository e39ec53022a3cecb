// SPDX-License-Identifier: Apache-2.0
#include "node/cli/lineage.hpp"

#include "chain/base/hex.hpp"
#include "chain/module/addresses.hpp"
#include "emission/attestation/receipt_body.hpp"
#include "node/book/amounts.hpp"
#include "node/cli/proven_records.hpp"

namespace ambag::node {

namespace registry = emission::registry;
namespace attestation = emission::attestation;

using chain::Hash;
using chain::to_hex;

namespace {

std::string_view kind_name(registry::AssetKind kind) {
    return kind == registry::AssetKind::model ? "model" : "dataset";
}

class LineageReader {
 public:
    LineageReader(const Session& session, const std::optional<chain::Address>& sequencer)
        : session_{session}, sequencer_{sequencer} {}

    CliResult<> read(const Hash& id, unsigned level, std::uint64_t weight) {
        const LineageEntry entry = TRY(read_one(id, level, weight));
        lineage.push_back(entry);
        // The chain accepts no deeper graph; a node could.
        if (level >= registry::depth_max) return cli_refused("the graph is deeper than accepted");
        for (const registry::Source& source : entry.asset.sources)
            TRY(read(source.asset, level + 1, source.weight));
        return {};
    }

    std::vector<LineageEntry> lineage;

 private:
    CliResult<LineageEntry> read_one(const Hash& id, unsigned level, std::uint64_t weight) {
        const auto asset_slot = registry::assets.slot(id);
        const auto terms_slot = registry::terms.slot(id);
        const auto training_slot = registry::training.slot(id);
        const auto vote_slot = registry::votes.slot(id);
        const ProvenRecords records = TRY(
            ProvenRecords::fetch(session_, chain::registry_address,
                                 {asset_slot, terms_slot, training_slot, vote_slot}, sequencer_));
        LineageEntry entry{id, level, weight, {}, {}, {}, {}, 0};
        entry.height = records.height();
        entry.asset = TRY(records.get<registry::Asset>(session_, asset_slot));
        if (entry.asset.kind == registry::AssetKind::none)
            return cli_refused("no asset " + to_hex(id) + " is registered (proven at block " +
                               std::to_string(entry.height) + ")");
        entry.terms = TRY(records.get<registry::Terms>(session_, terms_slot));
        entry.vote = TRY(records.get<chain::U256>(session_, vote_slot));
        for (const Hash& receipt : TRY(records.get<std::vector<Hash>>(session_, training_slot)))
            entry.training.push_back(TRY(read_receipt(receipt, id)));
        return entry;
    }

    CliResult<TrainingReceipt> read_receipt(const Hash& id, const Hash& asset) {
        const auto slot = attestation::receipts.slot(id);
        const ProvenRecords records =
            TRY(ProvenRecords::fetch(session_, chain::attestation_address, {slot}, sequencer_));
        TrainingReceipt training{id, TRY(records.get<attestation::Receipt>(session_, slot)), false};
        const auto body = attestation::decode_receipt_body(training.receipt.body);
        training.trained_these_weights = body && body->state_root_out == asset;
        return training;
    }

    const Session& session_;
    const std::optional<chain::Address>& sequencer_;
};

Json training_json(const std::vector<TrainingReceipt>& training) {
    Json list = Json::array();
    for (const TrainingReceipt& one : training)
        list.push(Json::object({{"receipt", to_hex(one.id)},
                                {"owner", chain::to_checksum(one.receipt.owner)},
                                {"units", one.receipt.units},
                                {"recorded", one.receipt.recorded},
                                {"trainedTheseWeights", one.trained_these_weights}}));
    return list;
}

std::string terms_text(const registry::Terms& terms) {
    std::string text = amount_text(terms.use_fee) + " a unit of use";
    if (terms.licence_seconds != 0)
        text += ", licence " + amount_text(terms.licence_fee) + " for " +
                duration_text(terms.licence_seconds);
    return text;
}

}  // namespace

CliResult<std::vector<LineageEntry>> read_lineage(const Session& session, const Hash& id,
                                                  const std::optional<chain::Address>& sequencer) {
    LineageReader reader{session, sequencer};
    TRY(reader.read(id, 0, 0));
    return std::move(reader.lineage);
}

Json lineage_json(const std::vector<LineageEntry>& lineage) {
    Json list = Json::array();
    for (const LineageEntry& entry : lineage) {
        Json contributors = Json::array();
        for (const registry::Contributor& one : entry.asset.contributors)
            contributors.push(Json::object(
                {{"account", chain::to_checksum(one.account)}, {"weight", one.weight}}));
        list.push(Json::object({{"asset", to_hex(entry.id)},
                                {"level", entry.level},
                                {"weight", entry.weight},
                                {"kind", kind_name(entry.asset.kind)},
                                {"owner", chain::to_checksum(entry.asset.owner)},
                                {"licence", to_hex(entry.asset.licence)},
                                {"withdrawn", entry.asset.withdrawn},
                                {"contributors", contributors},
                                {"useFee", entry.terms.use_fee.units.to_decimal()},
                                {"licenceFee", entry.terms.licence_fee.units.to_decimal()},
                                {"licenceSeconds", entry.terms.licence_seconds},
                                {"training", training_json(entry.training)},
                                {"vote", entry.vote.to_decimal()},
                                {"provenAtBlock", entry.height}}));
    }
    return list;
}

void print_lineage(const Console& console, const std::vector<LineageEntry>& lineage) {
    for (const LineageEntry& entry : lineage) {
        const std::string indent(2 * entry.level, ' ');
        std::string head =
            indent + std::string{kind_name(entry.asset.kind)} + " " + to_hex(entry.id);
        if (entry.level != 0) head += ", weight " + std::to_string(entry.weight);
        if (entry.asset.withdrawn) head += ", consent withdrawn";
        console.line(head);
        const auto detail = [&](std::string_view name, const std::string& value) {
            console.line(indent + "  " + std::string{name} + ": " + value);
        };
        detail("owner", chain::to_checksum(entry.asset.owner));
        detail("licence text", to_hex(entry.asset.licence));
        detail("terms", terms_text(entry.terms));
        for (const registry::Contributor& one : entry.asset.contributors)
            detail("contributor",
                   chain::to_checksum(one.account) + ", weight " + std::to_string(one.weight));
        for (const TrainingReceipt& one : entry.training)
            detail("training", "receipt " + to_hex(one.id) + " by " +
                                   chain::to_checksum(one.receipt.owner) +
                                   (one.trained_these_weights
                                        ? ", its state root is this asset"
                                        : ", named by the owner; its state root is another"));
        if (!entry.vote.is_zero())
            detail("vote that paid",
                   "proposal " + entry.vote.to_decimal() + ", executed; named by the owner");
        detail("proven", "at block " + std::to_string(entry.height));
    }
}

}  // namespace ambag::node
