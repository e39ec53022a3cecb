// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include "chain/base/hex.hpp"
#include "chain/exec/state_reader.hpp"
#include "chain/module/addresses.hpp"
#include "node/genesis/genesis.hpp"
#include "node/modules.hpp"
#include "node/service/simulation.hpp"

// The developer's chain without a sequencer, made block by block, and proposals on it.

namespace ambag::test {

using namespace chain;
using node::Simulation;
using node::SimulationRequest;
namespace governor = governance::governor;

inline constexpr std::uint64_t genesis_time = 1'700'000'000;

struct Draft {
    std::vector<Address> targets;
    std::vector<Amount> values;
    std::vector<Bytes> calldatas;
    std::string description;

    void add(const Address& target, Bytes calldata) {
        targets.push_back(target);
        values.emplace_back();
        calldatas.push_back(std::move(calldata));
    }
    SimulationRequest request() const {
        SimulationRequest made;
        for (std::size_t i = 0; i < targets.size(); ++i)
            made.actions.push_back({targets[i], values[i], calldatas[i]});
        return made;
    }
    Hash hash() const { return keccak256(as_bytes(description)); }
};

class SimulatedChain {
    std::unique_ptr<node::Store> store_;  // outlives the application

 public:
    SimulatedChain() {
        for (std::size_t i = 0; i < 3; ++i) {
            keys_.push_back(*PrivateKey::from(Bytes(32, static_cast<Byte>(0x31 + i))));
            accounts.push_back(address_of(keys_.back().public_key()));
        }
        auto spec = node::read_genesis(node::dev_genesis(accounts, Timestamp{genesis_time}));
        store_ = *node::Store::open({.path = "", .in_memory = true});
        app = std::move(*node::Application::init(*store_, *spec, node::all_modules()));
        make({});
    }

    node::ProposedBlock next(std::uint64_t seconds = 1) const {
        node::ProposedBlock block = app->propose(Timestamp{0}, Address{{0xcb}});
        block.env.time = Timestamp{block.env.parent_time.value + seconds};
        return block;
    }
    node::FinalizedBlock make(std::vector<node::PooledTransaction> transactions,
                              std::uint64_t seconds = 1) {
        node::ProposedBlock block = next(seconds);
        block.transactions = std::move(transactions);
        auto made = app->finalize(block);
        EXPECT_TRUE(made) << made.error().rule << ": " << made.error().detail;
        EXPECT_TRUE(made->rejected.empty());
        EXPECT_TRUE(app->commit(*made));
        return std::move(*made);
    }
    template <class... Ts>
    node::PooledTransaction call(std::size_t who, const Address& to, std::string_view signature,
                                 const Ts&... arguments) {
        Transaction tx;
        tx.type = TransactionType::dynamic_fee;
        tx.chain_id = ChainId{31337};
        tx.nonce = Nonce{nonces_[who]++};
        tx.fee_per_gas_max = U256{100'000'000'000U};
        tx.gas_limit = Gas{5'000'000};
        tx.to = to;
        tx.data = abi::encode_call(Selector::from(keccak256(as_bytes(signature))), arguments...);
        return std::make_shared<const SignedTransaction>(sign_transaction(tx, keys_[who]));
    }
    node::PooledTransaction operate(std::size_t who, std::string_view verb, const Draft& draft) {
        return call(who, governor_address,
                    std::string{verb} + "(address[],uint256[],bytes[],bytes32)", draft.targets,
                    draft.values, draft.calldatas, draft.hash());
    }
    // Proposed, voted and queued; the next block may execute them.
    void queue(const std::vector<Draft>& drafts) {
        std::vector<node::PooledTransaction> proposals;
        std::vector<node::PooledTransaction> votes;
        std::vector<node::PooledTransaction> queued;
        for (const Draft& draft : drafts)
            proposals.push_back(call(0, governor_address,
                                     "propose(address[],uint256[],bytes[],string)", draft.targets,
                                     draft.values, draft.calldatas, draft.description));
        make(std::move(proposals));
        for (const Draft& draft : drafts)
            votes.push_back(call(
                0, governor_address, "castVote(uint256,uint8)",
                governor::proposal_id(draft.targets, draft.values, draft.calldatas, draft.hash()),
                std::uint8_t{1}));
        make(std::move(votes), 2);
        for (const Draft& draft : drafts) queued.push_back(operate(1, "queue", draft));
        const auto block = make(std::move(queued), 21);
        for (const auto& tx : block.record.transactions) EXPECT_TRUE(tx.receipt.success);
    }
    Simulation simulate(const SimulationRequest& request, const BlockEnv& env,
                        const StateView& state) const {
        return node::simulate_proposal(state, env, env, {app->rules(), app->modules()}, request);
    }
    std::shared_ptr<const node::StoreSnapshot> state() const { return store_->snapshot(); }

    std::vector<Address> accounts;
    std::unique_ptr<node::Application> app;

 private:
    std::vector<PrivateKey> keys_;
    std::vector<std::uint64_t> nonces_ = std::vector<std::uint64_t>(3);
};

}  // namespace ambag::test
