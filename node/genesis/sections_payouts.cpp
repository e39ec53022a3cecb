// SPDX-License-Identifier: Apache-2.0
#include "chain/module/addresses.hpp"
#include "emission/payouts/module.hpp"
#include "node/genesis/sections.hpp"

namespace ambag::node {

using namespace chain;
namespace payouts = emission::payouts;

namespace {

constexpr std::uint64_t seconds_max = 3'155'760'000;  // 100 years

// Dates are seconds after block 0, so that a preset fits a genesis of any day.
Timestamp date(GenesisReader& entry, std::string_view name, Timestamp genesis,
               std::uint64_t otherwise = 0) {
    return Timestamp{genesis.value + entry.integer(name, otherwise, 0, seconds_max)};
}

void read_vesting(GenesisReader& entry, Timestamp genesis, payouts::GenesisPayout& promised) {
    payouts::VestingRecord& vesting = promised.vesting;
    vesting.total = entry.amount("total", {});
    vesting.start = date(entry, "start", genesis);
    vesting.at_start = entry.amount("at_start", {});
    vesting.cliff = date(entry, "cliff", genesis, vesting.start.value - genesis.value);
    vesting.at_cliff = entry.amount("at_cliff", {});
    vesting.end = date(entry, "end", genesis, vesting.cliff.value - genesis.value);
    vesting.from_start = entry.choice("mode", {"after_cliff", "from_start"}) == 1;
}

void read_tranches(GenesisReader& entry, Timestamp genesis, payouts::GenesisPayout& promised) {
    for (GenesisReader& row : entry.list("tranches")) {
        promised.tranches.push_back({date(row, "date", genesis), row.amount("amount", {})});
        row.finish();
    }
}

void read_stream(GenesisReader& entry, Timestamp genesis, payouts::GenesisPayout& promised) {
    payouts::StreamRecord& stream = promised.stream;
    stream.amount = entry.amount("amount", {});
    stream.per_seconds = entry.integer("per_seconds", 1, 1, seconds_max);
    stream.start = date(entry, "start", genesis);
    stream.stop = date(entry, "stop", genesis, stream.start.value - genesis.value);
    for (GenesisReader& row : entry.list("checkpoints")) {
        stream.checkpoints.push_back(date(row, "date", genesis));
        row.finish();
    }
}

void read_claim(GenesisReader& entry, Timestamp genesis, payouts::GenesisPayout& promised) {
    promised.claim.root = entry.hash("root").value_or(Hash{});
    promised.claim.opens = date(entry, "opens", genesis);
    promised.claim.closes = date(entry, "closes", genesis);
    promised.payout.total = entry.amount("total", {});
}

payouts::GenesisPayout read_payout(GenesisReader& entry, Timestamp genesis) {
    payouts::GenesisPayout promised;
    const std::size_t kind = entry.choice("kind", {"vesting", "tranches", "stream", "claim"});
    promised.payout.kind = static_cast<payouts::PayoutKind>(kind + 1);
    promised.payout.pool = entry.text("pool", "");
    if (promised.payout.kind != payouts::PayoutKind::claim) {
        promised.payout.beneficiary = entry.address("beneficiary").value_or(Address{});
        promised.payout.revocable = entry.boolean("revocable", false);
    }
    static constexpr void (*readers[])(GenesisReader&, Timestamp, payouts::GenesisPayout&){
        &read_vesting, &read_tranches, &read_stream, &read_claim};
    readers[kind](entry, genesis, promised);
    return promised;
}

}  // namespace

void read_payouts(GenesisReader& root, ChainSpec& spec) {
    std::vector<payouts::GenesisPayout> promises;
    for (GenesisReader& entry : root.list("payouts")) {
        const std::size_t before = entry.mistakes();
        payouts::GenesisPayout promised = read_payout(entry, spec.genesis_time);
        entry.finish();
        if (entry.mistakes() != before) continue;
        if (auto accepted = payouts::prepare(promised)) entry.fail("", *accepted);
        promises.push_back(std::move(promised));
    }
    if (promises.empty()) return;
    spec.sections.push_back(
        {payouts_address, [promises](Context& ctx) { return payouts::genesis(ctx, promises); }});
}

}  // namespace ambag::node
