// SPDX-License-Identifier: Apache-2.0
#include "tests/model_check/explorer.hpp"

#include <boost/unordered/unordered_flat_set.hpp>

namespace ambag::model {

namespace {

class Explorer {
 public:
    Explorer(const Scenario& scenario, const ModuleTable& modules, std::uint64_t states_max)
        : world_{scenario, modules}, states_max_{states_max} {}

    Exploration run() {
        visit();
        done_.states = seen_.size();
        return std::move(done_);
    }

 private:
    static constexpr std::uint64_t refusals_tried_in_one_of = 16;

    bool is_over() const { return done_.broken || !done_.complete; }

    void visit() {
        const std::uint64_t name = world_.fingerprint();
        if (!seen_.insert(name).second) return;
        if (seen_.size() >= states_max_) done_.complete = false;
        done_.depth = std::max(done_.depth, trace_.size());
        const bool tries_refusals = (name >> 32) % refusals_tried_in_one_of == 0;
        for (const Move& move : world_.moves()) {
            if (is_over()) return;
            const bool allowed = world_.is_allowed(move);
            if (!allowed &&
                (!tries_refusals || move.kind == MoveKind::tick || move.kind == MoveKind::transfer))
                continue;
            make(move, allowed);
        }
    }

    void make(const Move& move, bool allowed) {
        World::Attempt attempt = world_.attempt(move);
        trace_.push_back(move.text);
        if (attempt.broken)
            stop(*attempt.broken);
        else if (attempt.happened != allowed)
            stop(allowed ? "a call that the rules allow was refused"
                         : "a call that the rules refuse was accepted");
        if (attempt.happened) {
            ++done_.steps;
            if (!is_over()) visit();
            world_.take_back(attempt.step);
        } else {
            ++done_.refusals;
        }
        trace_.pop_back();
    }

    void stop(std::string why) {
        done_.broken = std::move(why);
        done_.trace = trace_;
    }

    World world_;
    std::uint64_t states_max_;
    boost::unordered_flat_set<std::uint64_t> seen_;
    std::vector<std::string> trace_;
    Exploration done_;
};

}  // namespace

Exploration explore(const Scenario& scenario, const ModuleTable& modules,
                    std::uint64_t states_max) {
    return Explorer{scenario, modules, states_max}.run();
}

}  // namespace ambag::model
