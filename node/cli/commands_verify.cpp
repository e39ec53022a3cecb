// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "chain/exec/commitment.hpp"
#include "chain/module/addresses.hpp"
#include "emission/issuance/module.hpp"
#include "emission/issuance/state.hpp"
#include "node/book/amounts.hpp"
#include "node/cli/files.hpp"
#include "node/cli/offline.hpp"
#include "node/cli/proof_bundle.hpp"
#include "node/cli/session.hpp"
#include "node/cli/table.hpp"
#include "node/modules.hpp"

// verify: proofs without trust in a node, and a whole state recounted.

namespace ambag::node {

namespace {

constexpr OptionRow proof_options[]{
    {"--account", "ACCOUNT", "fetch the proof of this account from the node"},
    {"--slot", "SLOT", "and of this storage slot of it"},
    {"--sequencer", "ADDRESS", "who must have sealed the block"},
    {"--save", "FILE", "keep the bundle, for a check without the node"},
};
constexpr OptionRow state_options[]{{"--data", "DIR", "data directory (./ambag-dev)"}};

void print_checks(const Console& console, const std::vector<ProofCheck>& checks) {
    TextTable table{{{"check"}, {"verdict"}, {"detail"}}};
    for (const ProofCheck& check : checks)
        table.add({check.name,
                   {check.passed ? "passed" : "FAILED", check.passed ? Style::good : Style::bad},
                   check.detail});
    table.print(console);
}

Json checks_json(const std::vector<ProofCheck>& checks) {
    Json list = Json::array();
    for (const ProofCheck& check : checks)
        list.push(Json::object(
            {{"check", check.name}, {"passed", check.passed}, {"detail", check.detail}}));
    return list;
}

CliResult<> refuse_failed(const std::vector<ProofCheck>& checks) {
    for (const ProofCheck& check : checks)
        if (!check.passed) return cli_refused(check.name + ": " + check.detail);
    return {};
}

CliResult<Json> fetched_bundle(const Invocation& invocation, const std::string& account) {
    const Session session = TRY(Session::open(invocation));
    const chain::Address address = TRY(session.address(account));
    Json slots = Json::array();
    if (const auto slot = invocation.option("--slot")) slots.push(*slot);
    return session.rpc().call("ambag_getProofBundle", Json::array({chain::to_hex(address), slots}));
}

CliResult<Json> proof_source(const Invocation& invocation) {
    const auto file = invocation.optional_argument(0);
    const auto account = invocation.option("--account");
    if (file.has_value() == account.has_value())
        return cli_usage("give a FILE, or --account to ask a node");
    return file ? read_document(*file) : fetched_bundle(invocation, *account);
}

CliResult<> proof(const Invocation& invocation) {
    std::optional<chain::Address> sequencer;
    if (const auto text = invocation.option("--sequencer")) {
        sequencer = chain::parse_address(*text);
        if (!sequencer) return cli_usage("--sequencer: \"" + *text + "\" is no address");
    }
    const Json bundle = TRY(proof_source(invocation));
    if (const auto file = invocation.option("--save"))
        TRY(write_text_file(*file, bundle.dump_pretty() + "\n", true));
    const ProofVerdict verdict = TRY(check_proof_bundle(bundle, sequencer));
    Json slots = Json::object();
    for (const ProvenSlot& slot : verdict.slots)
        slots.set(chain::to_hex(slot.slot), chain::to_hex(slot.value));
    const Console& console = invocation.console;
    console.result(Json::object({{"accepted", verdict.accepted()},
                                 {"block", verdict.header.number.value},
                                 {"blockHash", chain::to_hex(verdict.block_hash)},
                                 {"stateRoot", chain::to_hex(verdict.header.state_root)},
                                 {"account", chain::to_checksum(verdict.account)},
                                 {"balance", verdict.balance.units.to_decimal()},
                                 {"nonce", verdict.nonce.value},
                                 {"slots", slots},
                                 {"checks", checks_json(verdict.checks)}}));
    if (!invocation.json()) print_checks(console, verdict.checks);
    TRY(refuse_failed(verdict.checks));
    console.line();
    console.field("account", chain::to_checksum(verdict.account));
    console.field("balance", amount_text(verdict.balance));
    console.field("nonce", std::to_string(verdict.nonce.value));
    for (const ProvenSlot& slot : verdict.slots)
        console.field("slot", chain::to_hex(slot.slot) + " = " + chain::to_hex(slot.value));
    return {};
}

// --- the whole state -----------------------------------------------------------------------------

struct Recount {
    std::uint64_t accounts = 0;
    std::uint64_t records = 0;
    chain::Amount sum;
    bool sum_overflows = false;
    chain::StateDiff diff;  // from nothing to this state
};

// Holds no account and no record: what a state is computed from when nothing is believed.
class NothingYet final : public chain::StateView {
 public:
    chain::AccountState account(const chain::Address&) const override { return {}; }
    chain::Record record(const chain::Address&, const chain::Slot&) const override { return {}; }
};

Recount recount(const StoreSnapshot& state) {
    Recount result;
    state.for_each_account([&](const chain::Address& address, const chain::AccountState& account) {
        ++result.accounts;
        const auto sum = chain::checked_add(result.sum, account.balance);
        result.sum_overflows = result.sum_overflows || !sum;
        result.sum = sum.value_or(chain::Amount{});
        result.diff.accounts.push_back({address, {}, account});
    });
    state.for_each_record(
        [&](const chain::Address& module, const chain::Slot& slot, const chain::Record& record) {
            ++result.records;
            result.diff.records.push_back({module, slot, {}, record});
        });
    return result;
}

ProofCheck check_sum(const Recount& counted, OfflineChain& chain) {
    const auto supply =
        emission::issuance::total_supply(chain.modules().view(chain::issuance_address));
    const bool equal = supply && !counted.sum_overflows && *supply == counted.sum;
    return {"supply", equal,
            "the balances of " + std::to_string(counted.accounts) + " accounts sum to " +
                amount_text(counted.sum) + "; minted minus burned is " +
                (supply ? amount_text(*supply) : std::string{"above 2^256 - 1"})};
}

ProofCheck check_root(const Recount& counted, const OfflineChain& chain) {
    const chain::MemoryNodeStore nothing;
    const auto update = chain::update_commitment({}, NothingYet{}, counted.diff, nothing);
    if (!update) return {"state root", false, update.error().detail};
    const bool equal = update->after.state_root == chain.head().header.state_root;
    return {"state root", equal,
            "recomputed from " + std::to_string(counted.records) +
                " records: " + chain::to_hex(update->after.state_root) + "; the header says " +
                chain::to_hex(chain.head().header.state_root)};
}

// What a block's change set did to the sum of all balances; nothing when it is not kept.
struct NetChange {
    chain::Amount before;
    chain::Amount after;
};
std::optional<NetChange> net_change(const StoreSnapshot& state, chain::Height height) {
    const auto diff = state.diff(height);
    if (!diff) return std::nullopt;
    NetChange net;
    for (const chain::AccountChange& change : diff->accounts) {
        const auto before = chain::checked_add(net.before, change.before.balance);
        const auto after = chain::checked_add(net.after, change.after.balance);
        if (!before || !after) return std::nullopt;  // no sum of coins: the supply's check says so
        net = {*before, *after};
    }
    return net;
}

// Issuance's books, block by block: minted less burned is what the balances changed by, and the
// figures of all blocks sum to the totals. While a block is executed, the rule issuance.figures
// compares them with the ledger, which is gone afterwards.
ProofCheck check_figures(OfflineChain& chain) {
    namespace books = emission::issuance;
    const auto ctx = chain.modules().view(chain::issuance_address);
    const auto wrong = [](std::string detail) {
        return ProofCheck{"figures", false, std::move(detail)};
    };
    chain::Amount minted;
    chain::Amount burned;
    std::uint64_t recounted = 0;
    for (std::uint64_t h = 0; h <= chain.head().header.number.value; ++h) {
        const chain::Amount in = books::minted_in.get(ctx, chain::Height{h});
        const chain::Amount out = books::burned_in.get(ctx, chain::Height{h});
        const auto all_in = chain::checked_add(minted, in);
        const auto all_out = chain::checked_add(burned, out);
        if (!all_in || !all_out) return wrong("more than 2^256 - 1 base units were minted");
        minted = *all_in;
        burned = *all_out;
        const auto net = net_change(chain.state(), chain::Height{h});
        if (!net) continue;
        ++recounted;
        if (chain::checked_add(net->before, in) != chain::checked_add(net->after, out))
            return wrong("block " + std::to_string(h) + " says minted " + in.units.to_decimal() +
                         ", burned " + out.units.to_decimal() + ", its balances went from " +
                         net->before.units.to_decimal() + " to " + net->after.units.to_decimal());
    }
    if (minted != books::minted_total.get(ctx) || burned != books::burned_total.get(ctx))
        return wrong("the blocks' figures sum to " + amount_text(minted) + " minted and " +
                     amount_text(burned) + " burned, the totals say otherwise");
    return {"figures", true,
            "minted " + amount_text(minted) + ", burned " + amount_text(burned) +
                "; the balances of " + std::to_string(recounted) + " blocks changed by that"};
}

// Checked by `check_figures` here: the rule asks the ledger that executed the block.
constexpr std::string_view only_while_executing = "issuance.figures";

ProofCheck check_rules(OfflineChain& chain) {
    std::size_t held = 0;
    for (const chain::ModuleDescriptor* module : all_modules().all())
        for (const chain::Invariant& invariant : module->invariants) {
            const auto result = invariant.check(chain.modules().view(module->address));
            if (!result && result.error().rule != only_while_executing)
                return {"invariants", false,
                        std::string{module->name} + ": " + result.error().rule + ": " +
                            result.error().detail};
            held += result ? 1U : 0U;
        }
    return {"invariants", true, std::to_string(held) + " invariants of the modules hold"};
}

CliResult<> state(const Invocation& invocation) {
    const auto chain =
        TRY(OfflineChain::from_directory(invocation.option_or("--data", "./ambag-dev")));
    const Recount counted = recount(chain->state());
    const bool hashed = chain::hash_of(chain->head().header) == chain->head().hash;
    const std::vector<ProofCheck> checks{
        {"header", hashed,
         "block " + std::to_string(chain->head().header.number.value) + ", hash " +
             chain::to_hex(chain->head().hash)},
        check_sum(counted, *chain),
        check_root(counted, *chain),
        check_figures(*chain),
        check_rules(*chain)};
    const Console& console = invocation.console;
    console.result(Json::object({{"block", chain->head().header.number.value},
                                 {"accounts", counted.accounts},
                                 {"records", counted.records},
                                 {"supply", counted.sum.units.to_decimal()},
                                 {"checks", checks_json(checks)}}));
    if (!invocation.json()) print_checks(console, checks);
    return refuse_failed(checks);
}

const CommandRow rows[]{
    {"verify proof",
     "[FILE]",
     "checks an account against header and seal, trusting no node",
     &proof,
     {proof_options, key_options, rpc_options}},
    {"verify state",
     "",
     "recounts a data directory: supply, state root, invariants",
     &state,
     {state_options}},
};

}  // namespace

CommandGroup verify_commands() {
    return rows;
}

}  // namespace ambag::node
