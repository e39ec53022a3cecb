// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "chain/codec/abi.hpp"
#include "chain/module/addresses.hpp"
#include "governance/governor/module.hpp"
#include "tests/bench/replay/chain.hpp"

namespace ambag::bench {

namespace {

constexpr std::size_t few_voters = 1000;
constexpr std::size_t block_size = 2000;

template <class... Ts>
Bytes call(std::string_view signature, const Ts&... arguments) {
    Bytes data = to_bytes(Selector::from(keccak256(as_bytes(signature))));
    append(data, abi::encode(arguments...));
    return data;
}

struct Proposal {
    std::vector<Address> targets{governor_address};
    std::vector<Amount> values{Amount{}};
    std::vector<Bytes> calldatas{call("setVotingPeriod(uint32)", U256{20U})};
    std::string text;

    Hash text_hash() const { return keccak256(as_bytes(text)); }
    U256 id() const {
        return governance::governor::proposal_id(targets, values, calldatas, text_hash());
    }
    Bytes propose() const {
        return call("propose(address[],uint256[],bytes[],string)", targets, values, calldatas,
                    text);
    }
    Bytes queue() const {
        return call("queue(address[],uint256[],bytes[],bytes32)", targets, values, calldatas,
                    text_hash());
    }
};

class Election {
 public:
    Election(const std::string& directory, std::size_t voters)
        : voters_{addresses(voters)}, nonces_(voters), chain_{directory, voters_, voters_} {
        few_.text = "few";
        many_.text = "many";
        send({{0, few_.propose()}, {0, many_.propose()}});
        start_ = chain_.time();
        chain_.skip_to(start_ + 1);
        vote(few_.id(), std::min(few_voters, voters));
        vote(many_.id(), voters);
        chain_.skip_to(start_ + 30);
        send({});
    }

    // Microseconds that the transaction that queues a proposal takes at the deadline: state, tally
    // and quorum are worked out there.
    double queue_cost(bool many) const {
        const Bytes data = (many ? many_ : few_).queue();
        const auto snapshot = chain_.store().snapshot();
        const auto head = snapshot->block(snapshot->head());
        const BlockEnv env =
            chain_.app().env_after(*snapshot, *head, Timestamp{chain_.time() + 1}, Address{});
        const auto start = now();
        const CallOutcome done =
            simulate_call(*snapshot, env, chain_.app().rules(), chain_.app().modules(),
                          {voters_[0], governor_address, {}, data, Gas{10'000'000}});
        const double seconds = seconds_since(start);
        if (!done.output)
            stop("the proposal cannot be queued: " + to_hex(done.output.error().data));
        return seconds * 1e6;
    }

    // Cost of a vote in the last tenth of the large proposal's blocks, divided by that in the
    // first. Medians, so that a compaction of the store in one block does not decide.
    double vote_growth() const {
        const std::size_t many = (voters_.size() + block_size - 1) / block_size;
        const auto from = block_costs_.end() - static_cast<std::ptrdiff_t>(many);
        const auto tenth = static_cast<std::ptrdiff_t>(std::max<std::size_t>(1, many / 10));
        return median({block_costs_.end() - tenth, block_costs_.end()}) /
               median({from, from + tenth});
    }

    double vote_cost() const { return vote_seconds_ * 1e6 / static_cast<double>(votes_); }

 private:
    static std::vector<Address> addresses(std::size_t count) {
        std::vector<Address> made;
        for (std::size_t i = 0; i < count; ++i) made.push_back(numbered_address(i + 1));
        return made;
    }

    void send(const std::vector<std::pair<std::size_t, Bytes>>& calls) {
        std::vector<PooledTransaction> block;
        for (const auto& [voter, data] : calls)
            block.push_back(
                from_known(transaction(nonces_[voter]++, governor_address, Gas{1'000'000}, data),
                           voters_[voter]));
        for (const auto& tx : chain_.block(std::move(block)).record.transactions)
            if (!tx.receipt.success) stop("a vote or proposal failed");
    }

    void vote(const U256& id, std::size_t count) {
        const Bytes data = call("castVote(uint256,uint8)", id, std::uint8_t{1});
        const std::uint64_t time = chain_.time();
        const auto start = now();
        for (std::size_t from = 0; from < count; from += block_size) {
            std::vector<std::pair<std::size_t, Bytes>> calls;
            for (std::size_t i = from; i < std::min(from + block_size, count); ++i)
                calls.emplace_back(i, data);
            chain_.skip_to(time);  // within the voting period, however many blocks
            const auto block_start = now();
            send(calls);
            block_costs_.push_back(seconds_since(block_start) / static_cast<double>(calls.size()));
        }
        vote_seconds_ += seconds_since(start);
        votes_ += count;
    }

    std::vector<Address> voters_;
    std::vector<std::uint64_t> nonces_;
    mutable BenchChain chain_;
    Proposal few_;
    Proposal many_;
    std::uint64_t start_ = 0;
    double vote_seconds_ = 0;
    std::size_t votes_ = 0;
    std::vector<double> block_costs_;  // seconds a vote
};

}  // namespace

void bench_tally(const Sizes& sizes) {
    const Folder folder{"tally"};
    const Election election{folder.path(), sizes.voters};
    std::vector<double> ratios;
    std::vector<double> costs;
    for (int i = 0; i < 501; ++i) {
        const double few = election.queue_cost(false);
        const double many = election.queue_cost(true);
        if (i == 0) continue;  // the first reads come from the disk
        costs.push_back(many);
        ratios.push_back(many / few);
    }
    std::printf("castVote with a known sender, executed and committed: %.1f us\n",
                election.vote_cost());
    char remark[160];
    std::snprintf(remark, sizeof remark,
                  "queue() after the deadline, %zu voters (not 1 M) against %zu; %.0f us",
                  sizes.voters, few_voters, median(costs));
    figure("tally_growth", median(ratios), remark);
    std::snprintf(remark, sizeof remark, "%zu ballots on one proposal, executed and committed",
                  sizes.voters);
    figure("vote_growth", election.vote_growth(), remark);
}

}  // namespace ambag::bench
