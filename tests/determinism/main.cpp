// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <cstdlib>

#include "chain/base/hex.hpp"
#include "chain/crypto/ed25519.hpp"
#include "chain/module/addresses.hpp"
#include "emission/staking/keys.hpp"
#include "governance/governor/module.hpp"
#include "governance/treasury/module.hpp"
#include "node/genesis/genesis.hpp"
#include "node/modules.hpp"
#include "tests/determinism/generator.hpp"

// A generated chain of 500 blocks with every call of every module, printed as one block hash a
// line. `scripts/test` compares the output of builds by different compilers and optimisation
// levels: evaluation order, padding, hash order or floats would show here.

namespace ambag::test {

namespace {

using node::Application;
using node::Json;
using node::PooledTransaction;
using node::ProposedBlock;
using node::Store;

constexpr std::uint64_t block_count = 500;
constexpr std::size_t account_count = 6;
constexpr std::uint64_t genesis_time = 1'700'000'000;

[[noreturn]] void stop(const std::string& why) {
    std::fprintf(stderr, "ambag_determinism: %s\n", why.c_str());
    std::exit(1);
}

// With everything that governance may turn on: tracks of which the laxest is executed by the chain,
// a quorum of delegated votes with an account left out, participation.
constexpr std::string_view policy = R"json({
  "name": "Tracks", "voting_delay": 1, "voting_period": 20, "quorum_base": "delegated",
  "quorum_excluded": ["0x0000000000000000000000000000000000000e5c"], "participation": true,
  "automatic_gas_per_block": 4000000, "tracks": [
    {"name": "root", "voting_delay": 1, "voting_period": 20, "live_max": 50,
     "approval": {"kind": "reciprocal", "delay": 142857142, "level": 800000000,
                  "floor": 500000000, "ceil": 1000000000},
     "quorum": {"kind": "constant", "floor": 1}},
    {"name": "settings", "voting_delay": 1, "voting_period": 20, "confirm_period": 3,
     "approval": {"kind": "linear", "floor": 500000000, "ceil": 1000000000},
     "quorum": {"kind": "constant", "floor": 1}, "cooldown": 5, "execution_expiry": 30,
     "automatic_gas": 2000000,
     "calls": [{"target": "governor", "call": "setVotingPeriod(uint32)"}]},
    {"name": "tips", "decision_deposit": "1000", "spend_cap": "5", "period_spend_cap": "100",
     "spend_period_seconds": 3600, "calls": [{"coins": true, "value_max": "3"}]}]
})json";

Json genesis_of(const std::vector<Address>& accounts, bool with_policy) {
    Json document = node::dev_genesis(accounts, Timestamp{genesis_time});
    if (!with_policy) return document;
    auto governor = node::parse_json(policy);
    if (!governor) stop("the policy is no JSON");
    document.set("governor", *governor);
    document.set("timelock", Json::object({{"min_delay", std::uint64_t{2}}}));
    return document;
}

class GeneratedChain {
 public:
    explicit GeneratedChain(bool with_policy) {
        for (std::size_t i = 0; i < account_count; ++i) {
            keys_.push_back(*PrivateKey::from(Bytes(32, static_cast<Byte>(0x21 + i))));
            accounts_.push_back(address_of(keys_.back().public_key()));
        }
        nonces_.resize(account_count);
        auto spec = node::read_genesis(genesis_of(accounts_, with_policy));
        if (!spec) stop(spec.error().text());
        store_ = *Store::open({.path = "", .in_memory = true});
        auto app = Application::init(*store_, *spec, node::all_modules());
        if (!app) stop(app.error().message);
        app_ = std::move(*app);
        fill_pool();
    }

    Hash next_block() {
        ProposedBlock block = app_->propose(Timestamp{0}, Address{{0xcb}});
        block.env.time = Timestamp{genesis_time + block.env.height.value};
        const std::uint64_t height = block.env.height.value;
        add_story(height, block.transactions);
        add_staking(height, block.transactions);
        add_grant_story(height, block.transactions);
        for (std::size_t i = 0; i < 8; ++i) block.transactions.push_back(random_call());
        auto finalized = app_->finalize(block);
        if (!finalized) stop(finalized.error().rule + ": " + finalized.error().detail);
        for (const auto& [hash, reject] : finalized->rejected) stop(reject.detail);
        if (!app_->commit(*finalized)) stop("commit");
        for (const auto& tx : finalized->record.transactions) {
            if (tx.transaction.is_system()) continue;
            ++total_;
            if (tx.receipt.success) ++succeeded_;
        }
        return finalized->record.hash;
    }

    std::string summary() const {
        return std::to_string(total_) + " transactions, " + std::to_string(succeeded_) +
               " of them successful";
    }

 private:
    void fill_pool() {
        pool_.addresses = accounts_;
        pool_.addresses.push_back(Address{});
        for (const ModuleDescriptor* module : node::all_modules().all()) {
            pool_.addresses.push_back(module->address);
            for (const CallRow& row : module->calls) rows_.emplace_back(module->address, &row);
        }
        for (const std::uint64_t n : {0U, 1U, 2U, 3U, 7U, 32U, 1000U})
            pool_.numbers.push_back(U256{n});
        pool_.numbers.push_back(U256{genesis_time + 600});
        pool_.numbers.push_back(*U256::parse("1000000000000000000"));
        pool_.numbers.push_back(U256::max());
        pool_.hashes = {Hash{}, keccak256(as_bytes("one")), keccak256(as_bytes("two"))};
        pool_.texts = {"", "training", "treasury", "a description", std::string(70, 'x')};
        pool_.byte_strings = {{}, {1, 2, 3}, Bytes(65, 7), Bytes(300, 9)};
    }

    PooledTransaction sign(std::size_t who, const Address& to, const Amount& value, Bytes data) {
        Transaction tx;
        tx.type = static_cast<TransactionType>(random_.below(3));
        tx.chain_id = ChainId{31337};
        tx.nonce = Nonce{nonces_[who]++};
        tx.fee_per_gas_max = *U256::parse("1000000000000");
        tx.tip_per_gas_max =
            tx.type == TransactionType::dynamic_fee ? U256{1'000'000'000U} : tx.fee_per_gas_max;
        tx.gas_limit = Gas{3'000'000};
        tx.to = to;
        tx.value = value;
        tx.data = std::move(data);
        return std::make_shared<const SignedTransaction>(sign_transaction(tx, keys_[who]));
    }

    PooledTransaction random_call() {
        // One draw a statement: compilers order the arguments of a call as they like.
        const std::size_t who = random_.below(account_count);
        if (random_.below(8) == 0) {
            const Address to = accounts_[random_.below(account_count)];
            const Amount value{U256{random_.next()}};
            return sign(who, to, value, {});
        }
        // Each row in turn, so that none is left out.
        const auto& [module, row] = rows_[next_row_++ % rows_.size()];
        const bool pays = row->mutability == Mutability::payable && random_.below(2) == 0;
        const Amount value{U256{pays ? random_.below(1'000'000) : 0}};
        Bytes data = make_call(*row, pool_, random_);
        return sign(who, module, value, std::move(data));
    }

    template <class... Ts>
    PooledTransaction call(std::size_t who, const Address& to, std::string_view signature,
                           const Ts&... arguments) {
        Bytes data = to_bytes(Selector::from(keccak256(as_bytes(signature))));
        append(data, abi::encode(arguments...));
        return sign(who, to, {}, std::move(data));
    }

    // Sponsored grants with parts; whose turn it is to claim, to open or to reclaim changes.
    void add_grant_story(std::uint64_t height, std::vector<PooledTransaction>& block) {
        const std::uint64_t step = height % 40;
        const std::uint64_t id = height / 40;
        if (step == 2) {
            governance::treasury::PartTerms stream;
            stream.amount = Amount{U256{1'000'003U}};
            stream.duration = 31;
            governance::treasury::PartTerms late = stream;
            late.milestone = true;
            late.deadline = Timestamp{genesis_time + height + 20};
            const std::vector<governance::treasury::PartTerms> terms{stream, late};
            Bytes data = to_bytes(Selector::from(keccak256(as_bytes(
                "sponsorGrant(address,address,(uint256,uint64,uint64,uint64,uint64,bool,bool,"
                "bytes32,address,uint256)[],string)"))));
            append(data, abi::encode(accounts_[3], accounts_[4], terms, std::string{"grant"}));
            block.push_back(sign(5, treasury_address, Amount{U256{2'000'006U}}, std::move(data)));
        } else if (step == 12 || step == 18) {
            block.push_back(call(3, treasury_address, "claim(uint64,uint8)", id + 1, U256{}));
        } else if (step == 14 || step == 16) {
            const bool pause = step == 14;
            block.push_back(call(4, treasury_address,
                                 pause ? "pauseGrant(uint64)" : "resumeGrant(uint64)", id + 1));
        } else if (step == 28) {
            block.push_back(
                call(1, treasury_address, "reclaim(uint64,uint8)", id + 1, std::uint8_t{1}));
        } else if (step == 30) {
            block.push_back(call(4, treasury_address, "revokeGrant(uint64)", id + 1));
        }
    }

    // Account 0 validates; in turn it bonds, takes back, claims and changes its texts.
    void add_staking(std::uint64_t height, std::vector<PooledTransaction>& block) {
        const Address& self = accounts_[0];
        const Amount coin = Amount{*U256::parse("1000000000000000000")};
        if (height == 2) {
            const Bytes seed(32, 0x51);
            const Bytes key = to_bytes(ed25519_key(seed));
            const Hash digest = emission::staking::proof_digest(
                ChainId{31337}, staking_address, self, ConsensusKeyType::ed25519, key);
            const Bytes proof = to_bytes(ed25519_sign(seed, digest.bytes));
            block.push_back(call(0, staking_address,
                                 "createValidator(uint8,bytes,bytes,uint32,uint32,uint32,uint256,"
                                 "string,string,string)",
                                 std::uint8_t{0}, key, proof, std::uint32_t{100'000},
                                 std::uint32_t{200'000}, std::uint32_t{10'000}, coin,
                                 std::string{"zero"}, std::string{}, std::string{}));
        } else if (height % 7 == 3) {
            block.push_back(call(0, staking_address, "delegate(address,uint256)", self, coin));
        } else if (height % 14 == 6) {
            block.push_back(call(0, staking_address, "unbond(address,uint256)", self, coin));
        } else if (height % 11 == 8) {
            block.push_back(call(0, staking_address, "claim(address)", self));
        } else if (height % 23 == 9) {
            block.push_back(call(0, staking_address, "claimCommission()"));
        }
    }

    // A proposal every 40 blocks, voted on, queued and executed: the voting period changes back
    // and forth.
    void add_story(std::uint64_t height, std::vector<PooledTransaction>& block) {
        const std::uint64_t step = height % 40;
        const std::vector<Address> targets{governor_address};
        const std::vector<Amount> values{Amount{}};
        Bytes change = to_bytes(Selector::from(keccak256(as_bytes("setVotingPeriod(uint32)"))));
        append(change, abi::encode(U256{20 + height / 40 % 2}));
        const std::vector<Bytes> calldatas{change};
        const std::string text = "story " + std::to_string(height / 40);
        const Hash text_hash = keccak256(as_bytes(text));
        const U256 id = governance::governor::proposal_id(targets, values, calldatas, text_hash);
        if (step == 1) {
            block.push_back(call(0, governor_address, "propose(address[],uint256[],bytes[],string)",
                                 targets, values, calldatas, text));
            pool_.numbers.push_back(id);
            pool_.hashes.push_back(id.to_word());
        } else if (step == 5) {
            block.push_back(
                call(0, governor_address, "castVote(uint256,uint8)", id, std::uint8_t{1}));
        } else if (step == 26) {
            block.push_back(call(1, governor_address, "queue(address[],uint256[],bytes[],bytes32)",
                                 targets, values, calldatas, text_hash));
        } else if (step == 30) {
            block.push_back(call(2, governor_address,
                                 "execute(address[],uint256[],bytes[],bytes32)", targets, values,
                                 calldatas, text_hash));
        }
    }

    std::vector<PrivateKey> keys_;
    std::vector<Address> accounts_;
    std::vector<std::uint64_t> nonces_;
    std::unique_ptr<Store> store_;
    std::unique_ptr<Application> app_;
    ValuePool pool_;
    std::vector<std::pair<Address, const CallRow*>> rows_;
    std::size_t next_row_ = 0;
    Random random_{20261124};
    std::size_t succeeded_ = 0;
    std::size_t total_ = 0;
};

}  // namespace

}  // namespace ambag::test

int main() {
    for (const bool with_policy : {false, true}) {
        ambag::test::GeneratedChain chain{with_policy};
        for (std::uint64_t i = 1; i <= ambag::test::block_count; ++i)
            std::printf("%s\n", ambag::chain::to_hex(chain.next_block()).c_str());
        std::fprintf(stderr, "%s\n", chain.summary().c_str());
    }
    return 0;
}
