// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "chain/module/addresses.hpp"
#include "node/rpc/shapes.hpp"
#include "node/service/methods_ambag.hpp"
#include "node/service/projection.hpp"
#include "node/service/simulation_report.hpp"

// What a proposal would do, and where the emission goes.

namespace ambag::node {

namespace governor = governance::governor;

namespace {

constexpr std::uint64_t years_max = 100;
constexpr std::uint64_t rows_max = 2'000;
constexpr std::size_t actions_max = 64;

RpcResult<CurveOptions> read_curve(const Json& years, const Json& step) {
    CurveOptions curve;
    curve.years = TRY(read_optional_u64(years, "years")).value_or(curve.years);
    curve.step_seconds = TRY(read_optional_u64(step, "step")).value_or(curve.step_seconds);
    if (curve.years == 0 || curve.years > years_max)
        return std::unexpected(invalid_parameter("years", "expected 1 to 100"));
    if (curve.step_seconds == 0 ||
        curve.years * emission::issuance::seconds_per_year / curve.step_seconds > rows_max)
        return std::unexpected(
            invalid_parameter("step", "expected seconds that give at most 2000 rows"));
    return curve;
}

RpcResult<governor::Action> read_action(const Json& json) {
    if (!json.is_object())
        return std::unexpected(
            invalid_parameter("actions", "expected objects of target, value and calldata"));
    const auto at = [&](std::string_view name) {
        const Json* found = json.find(name);
        return found != nullptr ? *found : Json{};
    };
    governor::Action action;
    action.target = TRY(read_address(at("target"), "target"));
    if (const Json value = at("value"); !value.is_null())
        action.value = chain::Amount{TRY(read_u256(value, "value"))};
    if (const Json data = at("calldata"); !data.is_null())
        action.calldata = TRY(read_data(data, "calldata"));
    return action;
}

struct Subject {
    SimulationRequest request;
    std::optional<governor::ProposalSummary> proposal;  // nothing for a draft
};

RpcResult<Subject> read_subject(const Json& json, const chain::ViewContext& view) {
    Subject subject;
    if (!json.is_object()) {
        const chain::U256 id = TRY(read_u256(json, "proposal"));
        auto found = governor::summary_of(view, id);
        if (!found) return std::unexpected(reverted(found.error()));
        subject.request.actions = found->actions;
        subject.request.description_hash = chain::keccak256(chain::as_bytes(found->description));
        subject.proposal = std::move(*found);
        return subject;
    }
    const Json* actions = json.find("actions");
    if (actions == nullptr || !actions->is_array() || actions->as_array()->empty() ||
        actions->as_array()->size() > actions_max)
        return std::unexpected(
            invalid_parameter("proposal", "expected an id, or an object with 1 to 64 actions"));
    for (const Json& action : *actions->as_array())
        subject.request.actions.push_back(TRY(read_action(action)));
    return subject;
}

// When the proposal can be executed at the earliest: nothing when it never can.
std::optional<std::uint64_t> expected_time(const std::optional<governor::ProposalSummary>& proposal,
                                           const chain::ViewContext& view,
                                           chain::StateReader& reader) {
    const auto number = [&](const chain::Address& module, std::string_view signature) {
        const auto selector = chain::Selector::from(chain::keccak256(chain::as_bytes(signature)));
        const auto answer = reader.call(module, chain::to_bytes(selector));
        const auto value = answer ? chain::abi::decode<chain::U256>(*answer) : std::nullopt;
        return value && std::get<0>(*value).fits_u64() ? std::get<0>(*value).low_u64() : 0;
    };
    const std::uint64_t now = view.block().time.value;
    if (proposal && proposal->eta.value != 0) return std::max(now, proposal->eta.value);
    const std::uint64_t clock = view.clock().value;
    const std::uint64_t ends = proposal ? proposal->deadline.value
                                        : clock + number(chain::governor_address, "votingDelay()") +
                                              number(chain::governor_address, "votingPeriod()");
    // On a clock of blocks, one block an interval.
    std::uint64_t wait = ends > clock ? ends - clock : 0;
    if (view.rules().clock == chain::ClockMode::block_number)
        wait = wait * view.rules().block_interval_ms / 1000;
    return now + wait + 1 + number(chain::timelock_address, "getMinDelay()");
}

RpcResult<> simulate(const RpcContext& context, const Json& params) {
    const auto reader = TRY(ambag_reader(context, params, 2));
    const chain::ViewContext view = reader.modules->view(chain::governor_address);
    Subject subject = TRY(read_subject(param_at(params, 0), view));
    const Json& options = param_at(params, 1);
    const auto option = [&](std::string_view name) {
        const Json* found = options.find(name);
        return found != nullptr ? *found : Json{};
    };
    const CurveOptions curve = TRY(read_curve(option("years"), option("step")));
    if (const Json from = option("from"); !from.is_null())
        subject.request.executor = TRY(read_address(from, "from"));
    if (const Json value = option("value"); !value.is_null())
        subject.request.value = chain::Amount{TRY(read_u256(value, "value"))};
    const auto& backend = static_cast<const NodeBackend&>(context.backend);
    chain::BlockEnv head = view.block();
    head.height.value += 1;
    std::uint64_t time = head.time.value;
    if (const Json at = option("at"); at.is_string() && *at.as_string() == "execution")
        time = expected_time(subject.proposal, view, *reader.modules).value_or(time);
    else if (!at.is_null() && !(at.is_string() && *at.as_string() == "head"))
        time = TRY(read_u64(at, "at"));
    constexpr std::uint64_t years_ahead_max = 10;
    if (time < head.time.value ||
        time - head.time.value > years_ahead_max * emission::issuance::seconds_per_year)
        return std::unexpected(invalid_parameter(
            "at", "expected \"head\", \"execution\" or a time within 10 years from the block's"));
    chain::BlockEnv env = head;
    env.time = chain::Timestamp{time};
    env.height.value +=
        emission::issuance::ticks_in(time - head.time.value, view.rules().block_interval_ms);
    const ChainLaws laws{view.rules(), backend.application().modules()};
    const Simulation done = simulate_proposal(*reader.state, head, env, laws, subject.request);
    return simulation_json(done, laws, subject.request, curve);
}

RpcResult<> project(const RpcContext& context, const Json& params) {
    const CurveOptions curve = TRY(read_curve(param_at(params, 0), param_at(params, 1)));
    const auto reader = TRY(ambag_reader(context, params, 2));
    const auto projection = project_emission(reader.modules->view(chain::issuance_address),
                                             curve.years, curve.step_seconds);
    if (!projection) return std::unexpected(refused(projection.error()));
    return projection_json(*projection, NumberForm::quantity);
}

constexpr MethodOptions execution{.cost = 500, .lane = RpcLane::heavy};

constexpr MethodRow rows[]{
    {"ambag_simulateProposal", "proposal proposal, options object?, block block?", "object",
     &simulate, "what a proposal or a draft would change, and why it would fail", execution},
    {"ambag_projectEmission", "years quantity?, step quantity?, block block?", "ambagList",
     &project, "supply and pools of the coming years, by the code that mints", execution},
};

}  // namespace

MethodFamily ambag_simulation_methods() {
    return rows;
}

}  // namespace ambag::node
