// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <map>

#include "chain/module/addresses.hpp"
#include "governance/token/module.hpp"
#include "node/consensus/application.hpp"
#include "tests/node/storage/crash_file_system.hpp"

// Power cuts at random write operations under load, and in between a block's record and the state
// that is written behind it: layers are so small here that this happens every few blocks. A block
// is acknowledged when commit returns; after the cut the store must open at or above the last
// acknowledged block, with the hash that a twin that was never cut has at that height.
// AMBAG_CRASHES sets the number of cuts.

namespace ambag::test {

using namespace chain;
using node::Application;
using node::ChainSpec;
using node::ProposedBlock;
using node::Store;
using node::StoreOptions;

namespace {

constexpr std::size_t senders = 4;
constexpr std::size_t transactions_per_block = 6;

PrivateKey key_of(std::size_t i) {
    return *PrivateKey::from(Bytes(32, static_cast<Byte>(0x10 + i)));
}

const ModuleTable& modules() {
    static const ModuleTable table{{&governance::token::descriptor}};
    return table;
}

ChainSpec make_spec() {
    ChainSpec spec;
    spec.genesis_time = Timestamp{1'700'000'000};
    const Amount coins{*U256::parse("1000000000000000000000")};
    for (std::size_t i = 0; i < senders; ++i)
        spec.allocations.push_back({address_of(key_of(i).public_key()), coins});
    governance::token::TokenGenesis token{"Ambag", "AMB", true, {}};
    spec.sections.push_back(
        {token_address, [token](Context& ctx) { return governance::token::genesis(ctx, token); }});
    spec.document = to_bytes(as_bytes("crash test"));
    return spec;
}

// The transactions of a block are a function of its height alone, so that twins make the same.
std::vector<node::PooledTransaction> transactions_at(std::uint64_t height) {
    std::vector<node::PooledTransaction> made;
    for (std::size_t i = 0; i < transactions_per_block; ++i) {
        const std::size_t number = (height - 1) * transactions_per_block + i;
        const PrivateKey key = key_of(number % senders);
        Transaction tx;
        tx.chain_id = ChainId{31337};
        tx.nonce = Nonce{number / senders};
        tx.fee_per_gas_max = U256{200'000'000'000U};
        tx.gas_limit = Gas{200'000};
        tx.value = Amount{U256{number + 1}};
        if (number % 3 == 0) {
            tx.to = token_address;
            const Bytes account = abi::encode(address_of(key.public_key()));
            tx.data = to_bytes(Selector::from(keccak256(as_bytes("depositFor(address)"))));
            append(tx.data, account);
        } else {
            Address to{{0xaa}};
            to.bytes[19] = static_cast<Byte>(number % 251);
            to.bytes[18] = static_cast<Byte>(number % 13);
            tx.to = to;
        }
        made.push_back(std::make_shared<const SignedTransaction>(sign_transaction(tx, key)));
    }
    return made;
}

enum class Made : std::uint8_t { block, no_commit, refused };

// Executes and commits the block after the head; `refused` when its transactions cannot be in it.
Made make_block(Application& app) {
    ProposedBlock block = app.propose(Timestamp{1'700'000'000}, Address{{0xcb}});
    block.env.time = Timestamp{1'700'000'000 + block.env.height.value};
    block.transactions = transactions_at(block.env.height.value);
    const auto finalized = app.finalize(block);
    EXPECT_TRUE(finalized);
    if (!finalized->rejected.empty()) return Made::refused;
    return app.commit(*finalized) ? Made::block : Made::no_commit;
}

using Accounts = std::map<Address, AccountState>;

Accounts accounts_of(const node::StoreSnapshot& snapshot) {
    Accounts accounts;
    snapshot.for_each_account([&](const Address& address, const AccountState& account) {
        accounts.emplace(address, account);
    });
    return accounts;
}

class Twin {
 public:
    Accounts accounts_at(std::uint64_t height) {
        hash_at(height);
        const auto snapshot = store_->snapshot();
        Accounts accounts;
        for (const auto& [address, later] : accounts_of(*snapshot))
            if (const auto then = snapshot->account_at(address, Height{height}); then.exists())
                accounts.emplace(address, then);
        return accounts;
    }
    Hash hash_at(std::uint64_t height) {
        while (hashes_.size() <= height) {
            EXPECT_EQ(make_block(*app_), Made::block);
            hashes_.push_back(store_->snapshot()->block_head(store_->snapshot()->head())->hash);
        }
        return hashes_[height];
    }

 private:
    const ChainSpec spec_ = make_spec();
    std::unique_ptr<Store> store_ = *Store::open({.path = "", .in_memory = true});
    std::unique_ptr<Application> app_ = *Application::init(*store_, spec_, modules());
    std::vector<Hash> hashes_{store_->snapshot()->block_head(Height{0})->hash};
};

struct CutReport {
    std::uint64_t cuts = 0;
    std::uint64_t losses = 0;  // acknowledged blocks that were gone
    std::uint64_t wrong = 0;   // a head that the twin does not have
    std::uint64_t bytes = 0;   // unsynced bytes taken away
    std::uint64_t in_recovery = 0;
};

class PowerCut {
 public:
    enum class Defect : std::uint8_t { none, no_sync, claims_too_much };

    explicit PowerCut(const std::string& name, Defect defect = Defect::none)
        : path_{std::filesystem::temp_directory_path() / ("ambag-crash-" + name)}, defect_{defect} {
        std::filesystem::remove_all(path_);
    }
    ~PowerCut() { std::filesystem::remove_all(path_); }

    // One life of the node, ended by a cut after `operations` writes.
    void live(std::uint64_t operations, std::uint64_t seed) {
        system_->arm(operations);
        end(seed);
    }

    // One life, ended when the state of its blocks is about to be written behind: their records
    // alone are left.
    void live_until_written_behind(std::uint64_t seed) {
        system_->arm_at("behind.sst");
        end(seed);
    }

    CutReport report;

 private:
    void end(std::uint64_t seed) {
        run();
        if (system_->crashed()) ++report.cuts;
        report.bytes += system_->cut_power(seed);
        check();
    }

    node::StoreOptions options() const {
        return {.path = path_,
                .in_memory = false,
                .sync = defect_ != Defect::no_sync,
                .env = env_.get(),
                .layer_bytes_max = 200'000,
                .claims_too_much = defect_ == Defect::claims_too_much};
    }

    void run() {
        auto store = Store::open(options());
        if (!store) {
            ++report.in_recovery;
            return;
        }
        auto app = Application::init(**store, spec_, modules());
        if (!app) return;
        while (!system_->crashed()) {
            const Made made = make_block(**app);
            if (made == Made::refused) ++report.wrong;  // the state is not what it should be
            if (made != Made::block) break;
            acknowledged_ = (*store)->snapshot()->head().value;
        }
    }

    void check() {
        auto store = Store::open(options());
        if (!store && store.error().message.find("do not lead to") != std::string::npos)
            ++report.wrong;
        if (!store || (*store)->empty()) {
            if (acknowledged_ > 0) ++report.losses;
            store = {};
            if (acknowledged_ > 0) std::filesystem::remove_all(path_);
            acknowledged_ = 0;
            return;
        }
        const auto snapshot = (*store)->snapshot();
        const std::uint64_t head = snapshot->head().value;
        if (head < acknowledged_) ++report.losses;
        if (snapshot->block_head(Height{head})->hash != twin_.hash_at(head)) ++report.wrong;
        acknowledged_ = head;
    }

    const std::string path_;
    const Defect defect_;
    const ChainSpec spec_ = make_spec();
    std::shared_ptr<CrashFileSystem> system_ =
        std::make_shared<CrashFileSystem>(rocksdb::FileSystem::Default());
    std::unique_ptr<rocksdb::Env> env_ = rocksdb::NewCompositeEnv(system_);
    Twin twin_;
    std::uint64_t acknowledged_ = 0;
};

std::uint64_t cuts_wanted() {
    const char* text = std::getenv("AMBAG_CRASHES");
    return text == nullptr ? 150 : std::strtoull(text, nullptr, 10);
}

}  // namespace

TEST(Crash, power_cuts_lose_no_acknowledged_block) {
    PowerCut node{"sync"};
    std::mt19937_64 random{1};
    for (std::uint64_t seed = 1; node.report.cuts < cuts_wanted(); ++seed)
        node.live(1 + random() % 120, seed);
    std::printf("%llu cuts, %llu during recovery, %llu unsynced bytes taken\n",
                static_cast<unsigned long long>(node.report.cuts),
                static_cast<unsigned long long>(node.report.in_recovery),
                static_cast<unsigned long long>(node.report.bytes));
    EXPECT_EQ(node.report.losses, 0U);
    EXPECT_EQ(node.report.wrong, 0U);
    EXPECT_GT(node.report.in_recovery, 0U) << "no cut fell into a recovery: the test is too tame";
}

TEST(Crash, cuts_between_a_record_and_its_state_lose_nothing) {
    PowerCut node{"behind"};
    for (std::uint64_t seed = 1; node.report.cuts < cuts_wanted() / 5; ++seed)
        node.live_until_written_behind(seed);
    EXPECT_EQ(node.report.losses, 0U);
    EXPECT_EQ(node.report.wrong, 0U);
}

// Red controls. A state that claims a block it lacks must be seen as wrong after a crash.
TEST(Crash, a_state_ahead_of_what_was_written_is_noticed) {
    PowerCut node{"ahead", PowerCut::Defect::claims_too_much};
    std::mt19937_64 random{3};
    for (std::uint64_t seed = 1; node.report.wrong == 0 && seed <= 40; ++seed)
        node.live(40 + random() % 120, seed);
    EXPECT_GT(node.report.wrong, 0U);
}

// Without syncs the same harness must see acknowledged blocks disappear.
TEST(Crash, without_syncs_the_harness_reports_loss) {
    PowerCut node{"unsynced", PowerCut::Defect::no_sync};
    std::mt19937_64 random{2};
    for (std::uint64_t seed = 1; node.report.cuts < 15; ++seed)
        node.live(40 + random() % 120, seed);
    EXPECT_GT(node.report.losses, 0U);
}

}  // namespace ambag::test
