// SPDX-License-Identifier: Apache-2.0
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "tests/model_check/explorer.hpp"
#include "tests/model_check/faults.hpp"

// Governance, exhaustively in small: every order of proposals, votes, queueing, execution,
// cancellation, lent tokens, parameter changes and time, up to a last tick, with the properties of
// properties.hpp in every state and over every step. Then the same with planted faults, which must
// be found.
//
//   ambag_model_check            the scenarios and all planted faults; exit 1 when a property broke
//   ambag_model_check --full     larger scenarios
// The last line is `N passed, N failed, 0 skipped`.

namespace ambag::model {

namespace {

constexpr std::uint64_t states_wanted = 1'000'000;

std::vector<Scenario> scenarios(bool full) {
    const std::uint64_t more = full ? 1 : 0;
    std::vector<Scenario> all{
        {.name = "four voters, one spending, lent tokens",
         .weights = {40, 30, 20, 10},
         .proposals = 1,
         .last_tick = 8 + more,
         .transfers = 2,
         .quorum = 50},
        {.name = "four voters, a spending and a lower quorum",
         .weights = {40, 30, 20, 10},
         .proposals = 2,
         .last_tick = 4 + more,
         .transfers = 0,
         .quorum = 70},
        {.name = "three voters, a spending and a lower quorum",
         .weights = {40, 35, 25},
         .proposals = 2,
         .last_tick = 7 + more,
         .transfers = 0,
         .quorum = 70},
        {.name = "two voters, a spending and a lower quorum, lent tokens",
         .weights = {60, 40},
         .proposals = 2,
         .last_tick = 8 + more,
         .transfers = 1,
         .quorum = 70},
        {.name = "two voters, a spending, a lower and a higher quorum",
         .weights = {60, 40},
         .proposals = 3,
         .last_tick = 4 + more,
         .transfers = 0,
         .quorum = 50},
    };
    return all;
}

void print_trace(const Exploration& done) {
    for (std::size_t i = 0; i < done.trace.size(); ++i)
        std::printf("    %2zu. %s\n", i + 1, done.trace[i].c_str());
}

bool check_scenarios(bool full, unsigned& passed, unsigned& failed) {
    std::uint64_t states = 0;
    for (const Scenario& scenario : scenarios(full)) {
        const Exploration done = explore(
            scenario, sound_modules(),
            std::getenv("LIM") ? std::strtoull(std::getenv("LIM"), nullptr, 10) : 100'000'000);
        states += done.states;
        std::printf("%s: %llu states, %llu steps, %llu refusals, depth %zu\n",
                    scenario.name.c_str(), static_cast<unsigned long long>(done.states),
                    static_cast<unsigned long long>(done.steps),
                    static_cast<unsigned long long>(done.refusals), done.depth);
        std::fflush(stdout);
        if (done.broken) {
            std::printf("  FAIL  %s\n", done.broken->c_str());
            print_trace(done);
        }
        ++(done.broken ? failed : passed);
    }
    const bool enough = states >= states_wanted;
    std::printf("%llu distinct states in all, every interleaving of each scenario\n",
                static_cast<unsigned long long>(states));
    ++(enough ? passed : failed);
    return enough;
}

void check_faults(unsigned& passed, unsigned& failed) {
    for (const PlantedFault& fault : planted_faults()) {
        const FaultyModules modules{fault};
        const Exploration done = explore(fault.scenario, modules.table(), 2'000'000);
        if (done.broken) {
            std::printf("planted: %s\n  found after %llu states: %s\n",
                        std::string{fault.name}.c_str(),
                        static_cast<unsigned long long>(done.states), done.broken->c_str());
            print_trace(done);
        } else {
            std::printf("planted: %s\n  FAIL  not found in %llu states\n",
                        std::string{fault.name}.c_str(),
                        static_cast<unsigned long long>(done.states));
        }
        ++(done.broken ? passed : failed);
    }
}

}  // namespace

}  // namespace ambag::model

int main(int count, char** arguments) {
    const bool full = count == 2 && std::strcmp(arguments[1], "--full") == 0;
    if (count > 2 || (count == 2 && !full)) {
        std::fprintf(stderr, "usage: ambag_model_check [--full]\n");
        return 64;
    }
    unsigned passed = 0;
    unsigned failed = 0;
    ambag::model::check_scenarios(full, passed, failed);
    ambag::model::check_faults(passed, failed);
    std::printf("%u passed, %u failed, 0 skipped\n", passed, failed);
    return failed == 0 ? 0 : 1;
}
