// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "node/cli/proposal_view.hpp"

// What the commands of `gov` send, as calls of the modules: the commands send them, `gov explain`
// prints them for cast.

namespace ambag::node {

extern const std::span<const OptionRow> ballot_options;  // --reason, --split, --override

struct GovCall {
    std::string function;  // "governor.castVote"
    std::vector<Json> arguments;
    chain::Amount value{};
};

// for, against or abstain; with --split F/A/B the shares in percent of the voter's votes at the
// snapshot (counting mode fractional), with --override the voter's own tokens against his
// delegate's ballot (counting mode overridable).
CliResult<GovCall> vote_call(const Invocation& invocation, const Session& session,
                             const ProposalView& proposal, const std::string& support,
                             const chain::Address& voter);

// Votes against, for and abstaining as CountingFractional's params: three uint128. Shares are
// percents that sum to 100; what they leave by rounding goes to the largest.
struct SplitShares {
    std::uint64_t in_favour, against, abstain;
};
CliResult<SplitShares> parse_split(const std::string& text);
chain::Bytes split_params(const SplitShares& shares, const chain::Amount& weight);

// One account, or several as NAME:BASIS-POINTS that sum to 10,000.
CliResult<GovCall> delegate_call(const Session& session, const std::vector<std::string>& receivers);

// `cast send ADDRESS "signature" arguments`, ready for a shell.
CliResult<std::string> cast_text(const GovCall& call, const Session& session,
                                 const std::string& from);

}  // namespace ambag::node
