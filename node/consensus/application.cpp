// SPDX-License-Identifier: Apache-2.0
#include "node/consensus/application.hpp"

#include "chain/base/hex.hpp"
#include "chain/exec/admission.hpp"
#include "chain/exec/fees.hpp"
#include "chain/exec/state_reader.hpp"
#include "chain/module/addresses.hpp"

namespace ambag::node {

using namespace chain;

namespace {

constexpr std::size_t recent_hashes_max = 256;
constexpr std::string_view genesis_document = "genesis";

FinalizedBlock finalized(BlockRecord record, BlockOutcome outcome, CommitmentUpdate update) {
    record.hash = hash_of(record.header);
    record.transactions.reserve(outcome.transactions.size());
    for (std::size_t i = 0; i < outcome.transactions.size(); ++i) {
        TransactionOutcome& done = outcome.outcomes[i];
        record.transactions.push_back({std::move(outcome.transactions[i]), std::move(done.receipt),
                                       done.gas_used, done.effective_gas_price,
                                       std::move(done.output)});
    }
    return {std::move(record),
            std::move(outcome.diff),
            std::move(update.tries),
            std::move(update.after),
            {}};
}

}  // namespace

const std::string& Application::CheckError::detail() const {
    return std::visit([](const auto& error) -> const std::string& { return error.detail; }, cause);
}

Application::Application(Store& store, const ChainSpec& spec, const ModuleTable& modules)
    : store_{store}, spec_{spec}, modules_{modules} {}

Result<std::unique_ptr<Application>, NodeFailure> Application::init(Store& store,
                                                                    const ChainSpec& spec,
                                                                    const ModuleTable& modules) {
    std::unique_ptr<Application> app{new Application{store, spec, modules}};
    if (store.empty())
        TRY(app->write_genesis());
    else
        TRY(app->check_genesis());
    app->load_position();
    return app;
}

Result<void, NodeFailure> Application::write_genesis() {
    BlockEnv env;
    env.time = spec_.genesis_time;
    env.parent_time = spec_.genesis_time;
    env.base_fee = spec_.rules.fee.initial;
    env.gas_limit = spec_.rules.block_gas_limit;
    env.extra_data = to_bytes(keccak256(spec_.document));
    auto outcome = apply_genesis(env, spec_.rules, modules_, spec_.allocations, spec_.sections);
    if (!outcome)
        return std::unexpected(NodeFailure{"the genesis breaks the rule " + outcome.error().rule +
                                           ": " + outcome.error().detail});
    const MemoryNodeStore nothing;
    const class : public StateView {
        AccountState account(const Address&) const override { return {}; }
        Record record(const Address&, const Slot&) const override { return {}; }
    } empty;
    auto update = update_commitment({}, empty, outcome->diff, nothing);
    if (!update) return std::unexpected(NodeFailure{"genesis: " + update.error().detail});
    BlockRecord record;
    record.header = make_header(Hash{}, env, *outcome, update->after.state_root);
    const FinalizedBlock block =
        finalized(std::move(record), std::move(*outcome), std::move(*update));
    if (auto put = store_.put_document(genesis_document, spec_.document); !put)
        return std::unexpected(NodeFailure{put.error().message});
    TRY(commit(block));
    return {};
}

Result<void, NodeFailure> Application::check_genesis() const {
    const auto block = store_.snapshot()->block_head(Height{0});
    const Bytes expected = to_bytes(keccak256(spec_.document));
    if (block && block->header.extra_data == expected) return {};
    return std::unexpected(
        NodeFailure{"the data directory belongs to another chain: its genesis hash is " +
                    (block ? to_hex(block->header.extra_data) : std::string{"missing"}) +
                    ", the genesis given has " + to_hex(expected) +
                    "; use the genesis it was made with or another --data directory"});
}

void Application::load_position() {
    const auto snapshot = store_.snapshot();
    recent_hashes_.clear();
    std::uint64_t height = snapshot->head().value;
    parent_ = snapshot->block_head(Height{height})->header;
    for (std::size_t i = 0; i < recent_hashes_max; ++i) {
        recent_hashes_.push_back(snapshot->block_head(Height{height})->hash);
        if (height-- == 0) break;
    }
    state_ = std::make_unique<WorkingState>(snapshot);
}

void Application::remember_parent(const Header& header, const Hash& hash) {
    parent_ = header;
    recent_hashes_.insert(recent_hashes_.begin(), hash);
    if (recent_hashes_.size() > recent_hashes_max) recent_hashes_.pop_back();
}

Result<Hash, Application::CheckError> Application::check(SignedTransaction tx,
                                                         const StoreSnapshot& head,
                                                         const Amount& base_fee) {
    const auto rejected = [](Reject reject) {
        return std::unexpected(CheckError{std::move(reject)});
    };
    const auto sender = admit_stateless(tx, spec_.rules);
    if (!sender) return rejected(sender.error());
    const AccountState account = head.account(*sender);
    if (tx.body().nonce < account.nonce)
        if (auto admitted = admit(tx, account, {}); !admitted)
            return rejected(std::move(admitted.error()));
    if (auto funds = check_funds(tx, account); !funds) return rejected(std::move(funds.error()));
    if (tx.body().fee_per_gas_max < base_fee.units)
        return rejected({RejectCode::fee_cap_below_base_fee,
                         "max fee " + tx.body().fee_per_gas_max.to_decimal() +
                             ", the next block's base fee " + base_fee.units.to_decimal()});
    const Hash hash = tx.hash();
    auto added =
        mempool_.add(std::make_shared<const SignedTransaction>(std::move(tx)), account.nonce);
    if (!added) return std::unexpected(CheckError{std::move(added.error())});
    return hash;
}

Amount Application::base_fee_after(const Header& header) const {
    return next_base_fee(Amount{header.base_fee_per_gas}, header.gas_used, header.gas_limit,
                         spec_.rules.fee);
}

std::optional<UpgradeHalt> Application::upgrade_halt() const {
    BlockEnv env;
    env.height = Height{parent_.number.value + 1};
    StateReader reader{*state_, std::move(env), spec_.rules, modules_};
    return node::upgrade_halt(reader.view(upgrade_address), known_upgrades());
}

ProposedBlock Application::propose(Timestamp time, const Address& coinbase) const {
    ProposedBlock block;
    BlockEnv& env = block.env;
    env.height = Height{parent_.number.value + 1};
    env.time = std::max(time, parent_.timestamp);
    env.parent_time = parent_.timestamp;
    env.base_fee = base_fee_after(parent_);
    env.coinbase = coinbase;
    env.gas_limit = spec_.rules.block_gas_limit;
    env.recent_hashes = recent_hashes_;
    block.transactions = mempool_.select(env.base_fee.units, env.gas_limit);
    return block;
}

bool Application::has_work() const {
    return mempool_.has_executable(base_fee_after(parent_).units);
}

BlockEnv Application::env_after(const StoreSnapshot& snapshot, const BlockRecord& parent,
                                Timestamp time, const Address& coinbase) const {
    BlockEnv env;
    env.height = Height{parent.header.number.value + 1};
    env.time = time;
    env.parent_time = parent.header.timestamp;
    env.base_fee = base_fee_after(parent.header);
    env.coinbase = coinbase;
    env.gas_limit = spec_.rules.block_gas_limit;
    for (std::uint64_t h = parent.header.number.value;; --h) {
        const auto block = snapshot.block_head(Height{h});
        if (!block || env.recent_hashes.size() == recent_hashes_max) break;
        env.recent_hashes.push_back(block->hash);
        if (h == 0) break;
    }
    return env;
}

Result<void, BlockError> Application::verify(const ProposedBlock& block) const {
    std::vector<SignedTransaction> transactions;
    for (const PooledTransaction& tx : block.transactions) transactions.push_back(*tx);
    TRY(apply_block(*state_, block.env, transactions, spec_.rules, modules_, block.dev_balances));
    return {};
}

Result<FinalizedBlock, Fault> Application::finalize(const ProposedBlock& block) {
    BlockExecutor executor{*state_, block.env, spec_.rules, modules_};
    TRY(executor.begin(block.dev_balances));
    std::vector<std::pair<Hash, Reject>> rejected;
    for (const PooledTransaction& tx : block.transactions)
        if (auto done = executor.run(*tx); !done)
            rejected.emplace_back(tx->hash(), std::move(done.error()));
    BlockOutcome outcome = TRY(executor.finish());
    CommitmentUpdate update =
        TRY(update_commitment(state_->commitment(), *state_, outcome.diff, *state_));
    BlockRecord record;
    record.dev_balances = block.dev_balances;
    record.header =
        make_header(recent_hashes_.front(), block.env, outcome, update.after.state_root);
    FinalizedBlock done = finalized(std::move(record), std::move(outcome), std::move(update));
    done.rejected = std::move(rejected);
    state_->apply(done.diff, done.tries, done.after);
    remember_parent(done.record.header, done.record.hash);
    return done;
}

Result<ApplyStatistics, NodeFailure> Application::commit(const FinalizedBlock& block) {
    auto applied = store_.apply(block.record, block.diff, block.tries, block.after);
    if (!applied) return std::unexpected(NodeFailure{std::move(applied.error().message)});
    return *applied;
}

void Application::settle_pool(const FinalizedBlock& block) {
    std::set<Address> held_up;  // senders with a rejection earlier in this block
    for (const auto& [hash, reject] : block.rejected) {
        const PooledTransaction tx = mempool_.find(hash);
        if (tx == nullptr) continue;
        const bool first = held_up.insert(*tx->known_sender()).second;
        // A full block is no reason to forget what did not fit, nor a predecessor's rejection what
        // waits behind it.
        if (reject.code == RejectCode::gas_limit_too_high ||
            (reject.code == RejectCode::nonce_too_high && !first))
            continue;
        mempool_.remove(hash);
    }
    for (const AccountChange& change : block.diff.accounts)
        if (change.after.nonce != change.before.nonce)
            mempool_.set_nonce(change.address, change.after.nonce);
}

Result<void, NodeFailure> Application::roll_back(Height height) {
    while (store_.snapshot()->head() > height) TRY(undo_head());
    load_position();
    mempool_.clear();
    return {};
}

Result<void, NodeFailure> Application::undo_head() {
    const auto snapshot = store_.snapshot();
    auto diff = snapshot->diff(snapshot->head());
    if (!diff) return std::unexpected(NodeFailure{"the head's change set is missing"});
    for (AccountChange& change : diff->accounts) std::swap(change.before, change.after);
    for (RecordChange& change : diff->records) std::swap(change.before, change.after);
    auto update = update_commitment(snapshot->commitment(), *snapshot, *diff, *snapshot);
    if (!update) return std::unexpected(NodeFailure{update.error().detail});
    const auto parent = snapshot->block_head(Height{snapshot->head().value - 1});
    if (!parent || parent->header.state_root != update->after.state_root)
        return std::unexpected(NodeFailure{"undoing the head does not give its parent's state"});
    if (auto undone = store_.undo_head(*diff, update->tries, update->after); !undone)
        return std::unexpected(NodeFailure{std::move(undone.error().message)});
    return {};
}

}  // namespace ambag::node
