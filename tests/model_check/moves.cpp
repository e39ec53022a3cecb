// SPDX-License-Identifier: Apache-2.0
#include "chain/module/addresses.hpp"
#include "tests/model_check/world.hpp"

// The moves of a world, and when the rules allow them.

namespace ambag::model {

namespace {

constexpr Address outsider{{0x0a, 0xaa}};

template <class... Ts>
Bytes encoded(std::string_view signature, const Ts&... arguments) {
    return abi::encode_call(Selector::from(keccak256(as_bytes(signature))), arguments...);
}

Bytes operation_call(std::string_view name, const Proposal& proposal) {
    return encoded(std::string{name} + "(address[],uint256[],bytes[],bytes32)", proposal.targets,
                   proposal.values, proposal.calldatas, proposal.description_hash);
}

Move governor_move(MoveKind kind, std::string text, std::size_t proposal, const Address& from,
                   Bytes data) {
    return {.kind = kind,
            .text = std::move(text),
            .proposal = proposal,
            .voter = 0,
            .from = from,
            .to = governor_address,
            .data = std::move(data),
            .value = {}};
}

}  // namespace

void World::make_moves(const Scenario& scenario) {
    add({.kind = MoveKind::tick, .text = "tick", .from = {}, .to = {}, .data = {}, .value = {}});
    const std::size_t voters = cast_.voters.size();
    for (std::size_t i = 0; i < scenario.proposals; ++i) {
        const Proposal& proposal = cast_.proposals[i];
        const std::string of = " proposal " + std::to_string(i);
        const Address& proposer = cast_.voters[i % voters];
        add(governor_move(MoveKind::propose, "propose" + of, i, proposer,
                          encoded("propose(address[],uint256[],bytes[],string)", proposal.targets,
                                  proposal.values, proposal.calldatas, proposal.description)));
        for (std::size_t voter = 0; voter < voters; ++voter)
            for (const std::uint8_t support : {std::uint8_t{1}, std::uint8_t{0}}) {
                Move move = governor_move(
                    MoveKind::vote,
                    "voter " + std::to_string(voter) + (support == 1 ? " for" : " against") + of, i,
                    cast_.voters[voter], encoded("castVote(uint256,uint8)", proposal.id, support));
                move.voter = voter;
                add(std::move(move));
            }
        add(governor_move(MoveKind::queue, "queue" + of, i, outsider,
                          operation_call("queue", proposal)));
        add(governor_move(MoveKind::execute, "execute" + of, i, outsider,
                          operation_call("execute", proposal)));
        add(governor_move(MoveKind::cancel, "cancel" + of, i, proposer,
                          operation_call("cancel", proposal)));
        add(governor_move(MoveKind::forbidden, "a stranger cancels" + of, i, outsider,
                          operation_call("cancel", proposal)));
        Move past = governor_move(
            MoveKind::execute_in_timelock, "execute in the timelock" + of, i, outsider,
            encoded("executeBatch(address[],uint256[],bytes[],bytes32,bytes32)", proposal.targets,
                    proposal.values, proposal.calldatas, Hash{}, proposal.salt));
        past.to = timelock_address;
        add(past);
        past.kind = MoveKind::forbidden;
        past.text = "a stranger cancels in the timelock" + of;
        past.data = encoded("cancel(bytes32)", proposal.operation);
        add(past);
        past.text = "a voter makes the call itself of" + of;
        past.from = cast_.voters[0];
        past.to = proposal.targets[0];
        past.data = proposal.calldatas[0];
        add(past);
    }
    if (scenario.transfers == 0) return;
    for (const std::size_t from : {std::size_t{0}, voters - 1}) {
        const std::size_t other = from == 0 ? voters - 1 : 0;
        // Away goes what the first voter has, back all that the last one has then.
        const std::uint64_t units = scenario.weights[0] + (from == 0 ? 0 : scenario.weights[from]);
        Move move = governor_move(
            MoveKind::transfer,
            "voter " + std::to_string(from) + " gives all to voter " + std::to_string(other), 0,
            cast_.voters[from],
            encoded("transfer(address,uint256)", cast_.voters[other], U256{units}));
        move.to = token_address;
        move.voter = from;
        add(std::move(move));
    }
}

bool World::is_allowed(const Move& move) const {
    const ProposalFacts& proposal = facts_.proposals[move.proposal];
    const auto is = [&](ProposalState state) { return proposal.exists && proposal.state == state; };
    switch (move.kind) {
        case MoveKind::tick:
            return facts_.clock < last_tick_;
        case MoveKind::propose:
            return !proposal.exists;
        case MoveKind::vote:
            return is(ProposalState::active) && !proposal.ballots[move.voter].cast;
        case MoveKind::queue:
            return is(ProposalState::succeeded);
        case MoveKind::execute:
        case MoveKind::execute_in_timelock:
            return is(ProposalState::queued) && facts_.time >= proposal.eta &&
                   // The governor's own setters run only when it announced them.
                   (move.kind == MoveKind::execute || spends_[move.proposal]);
        case MoveKind::cancel:
            return is(ProposalState::pending);
        case MoveKind::transfer:
            // First away, then back.
            return transfers_ < transfers_max_ && (move.voter == 0) == (transfers_ % 2 == 0);
        case MoveKind::forbidden:
            return false;
    }
    return false;
}

}  // namespace ambag::model
