// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "chain/crypto/ed25519.hpp"
#include "chain/module/addresses.hpp"
#include "chain/module/machine.hpp"
#include "emission/issuance/module.hpp"
#include "emission/staking/module.hpp"
#include "emission/staking/stake.hpp"
#include "emission/staking/state.hpp"
#include "governance/token/module.hpp"

// What a block's rewards cost with 10 and with 1,000,000 delegators of one validator: the block's
// hooks, which draw the pool and divide it. The delegators are written into the state as the calls
// would leave them; every one of them holds a unit of the accumulator.

namespace ambag {

namespace {

using namespace chain;
namespace staking = emission::staking;
namespace issuance = emission::issuance;

struct NothingYet : StateView {
    AccountState account(const Address&) const override { return {}; }
    Record record(const Address&, const Slot&) const override { return {}; }
};

[[noreturn]] void stop(const char* what) {
    std::fprintf(stderr, "rewards bench: %s\n", what);
    std::exit(1);
}

Address holder_at(std::uint64_t i) {
    Address address;
    for (std::size_t b = 0; b < 8; ++b) address.bytes[b] = static_cast<Byte>(i >> (8 * b));
    address.bytes[19] = 0x55;
    return address;
}

class World {
 public:
    explicit World(std::uint64_t delegators)
        : modules_{{&governance::token::descriptor, &staking::descriptor, &issuance::descriptor}},
          ledger_{journal_},
          machine_{journal_, ledger_, block_, rules_, modules_} {
        const Address validator{{0xd1}};
        const Amount stake{U256{1'000'000'000'000U}};
        block_.height = Height{1};
        block_.time = Timestamp{1'700'000'000};
        for (const ModuleDescriptor* module : modules_.all()) journal_.mark_module(module->address);
        check(machine_.mint(token_address, stake));
        check(machine_.mint(payer_, Amount{U256::power_of_two(80)}));
        check(machine_.run_as(token_address, [&](Context& ctx) {
            return governance::token::genesis(ctx, {"A", "A", true, {{validator, stake}}});
        }));
        staking::StakingGenesis section{
            .enabled = true, .power_unit = Amount{U256{1U}}, .reward_pool = "validators"};
        section.parameters.self_bond_min = Amount{U256{1U}};
        section.parameters.delegation_min = Amount{U256{1U}};
        section.validators = {{.validator = validator,
                               .key = to_bytes(ed25519_key(Bytes(32, 7))),
                               .self_bond = stake}};
        check(machine_.run_as(staking_address,
                              [&](Context& ctx) { return staking::genesis(ctx, section); }));
        check(machine_.run_as(staking_address, [&](Context& ctx) -> Result<void, Fault> {
            divide(ctx, validator, stake, delegators);
            return {};
        }));
        check(machine_.run_as(issuance_address, [&](Context& ctx) {
            return issuance::genesis(ctx, {.pools = {{"validators", {}, {staking_address}}},
                                           .schedules = {},
                                           .fee_pool = "validators"});
        }));
        journal_.settle();
    }

    // One block with rewards; only its hooks are timed, in nanoseconds.
    double reward_block() {
        static constexpr Selector fund = Selector::from(keccak256_constant("fundPool(string)"));
        machine_.begin_gas(Gas{30'000'000});
        if (!machine_.call(payer_, issuance_address, Amount{U256{1'000'003U}},
                           abi::encode_call(fund, std::string{"validators"})))
            stop("the pool took nothing");
        const auto start = std::chrono::steady_clock::now();
        check(machine_.run_hooks(&Hooks::begin_block));
        check(machine_.run_hooks(&Hooks::end_block));
        const auto end = std::chrono::steady_clock::now();
        journal_.settle();
        static_cast<void>(machine_.take_logs());
        block_.height = Height{block_.height.value + 1};
        return std::chrono::duration<double, std::nano>(end - start).count();
    }

 private:
    static void check(const Result<void, Fault>& done) {
        if (!done) stop((done.error().rule + ": " + done.error().detail).c_str());
    }

    // Gives the operator's position to `delegators` holders in equal parts.
    static void divide(const Context& ctx, const Address& validator, const Amount& stake,
                       std::uint64_t delegators) {
        const Amount part{*div_floor(stake.units, U256{delegators})};
        staking::Position position = staking::positions.get(ctx, {validator, validator});
        position.nominal = part;
        position.account.units = staking::share_units(part, position.factor_q128);
        staking::positions.set(ctx, {validator, validator}, position);
        for (std::uint64_t i = 1; i < delegators; ++i)
            staking::positions.set(ctx, {holder_at(i), validator}, position);
    }

    const NothingYet nothing_;
    const Address payer_{{0xaa}};
    Rules rules_;
    BlockEnv block_;
    ModuleTable modules_;
    Journal journal_{nothing_};
    Ledger ledger_;
    Machine machine_;
};

// The least of many: what the work costs when nothing else interferes.
double least(World& world) {
    double best = 1e18;
    for (int i = 0; i < 2000; ++i) best = std::min(best, world.reward_block());
    return best;
}

}  // namespace

}  // namespace ambag

int main() {
    const auto few = std::make_unique<ambag::World>(10);
    const double of_ten = ambag::least(*few);
    const auto many = std::make_unique<ambag::World>(1'000'000);
    const double of_a_million = ambag::least(*many);
    std::printf("rewards of a block: %.1f us for 10 delegators, %.1f us for 1,000,000\n",
                of_ten / 1000, of_a_million / 1000);
    std::printf("figure rewards_growth %.3f\n", of_a_million / of_ten);
    return 0;
}
