// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "node/cli/proposal.hpp"
#include "node/cli/session.hpp"

// Proposals as the node knows them (ambag_getProposals), and how they are drawn.

namespace ambag::node {

struct ProposalView {
    chain::U256 id;
    std::uint64_t number = 0;  // in order of creation, from 1
    std::string proposer;
    std::string state;
    std::uint64_t snapshot = 0;
    std::uint64_t deadline = 0;
    std::uint64_t eta = 0;
    chain::Amount against;
    chain::Amount in_favour;
    chain::Amount abstain;
    std::optional<chain::Amount> quorum;
    ProposalDraft content;
    std::uint64_t created_block = 0;
    std::uint64_t created_time = 0;
    // When the node answered.
    bool clock_is_time = true;
    std::uint64_t clock = 0;
    std::uint64_t time = 0;

    std::string title() const;  // first line of the description, without '#'
};

CliResult<std::vector<ProposalView>> all_proposals(const Session& session);

// By decimal or hex id, by a prefix of the hex id that fits one alone, or by its number in the
// list.
CliResult<ProposalView> find_proposal(const Session& session, const std::string& text);
// The choice itself, apart from the node. The error says what fits.
CliResult<std::size_t> choose_proposal(const std::vector<ProposalView>& proposals,
                                       const std::string& text);

Json proposal_json(const ProposalView& proposal);
void print_proposal(const Console& console, const ProposalView& proposal);
void print_proposals(const Console& console, const std::vector<ProposalView>& proposals);
Style state_style(std::string_view state);

}  // namespace ambag::node
