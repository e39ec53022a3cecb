// SPDX-License-Identifier: Apache-2.0
#include "chain/module/addresses.hpp"
#include "emission/scoring/module.hpp"
#include "emission/scoring/parameters.hpp"
#include "node/genesis/sections.hpp"

namespace ambag::node {

using namespace chain;
namespace scoring = emission::scoring;

namespace {

// "registrationCost" is registration_cost in a genesis file.
std::string snake_case(std::string_view name) {
    std::string text;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z') {
            text += '_';
            text += static_cast<char>(c - 'A' + 'a');
        } else {
            text += c;
        }
    }
    return text;
}

// Each number of the table under its name, with the table's bounds; the default where it is absent.
template <std::size_t N>
std::array<U256, N> read_numbers(GenesisReader& from, const std::array<scoring::NumberRow, N>& rows,
                                 std::array<U256, N> numbers) {
    for (std::size_t i = 0; i < N; ++i) {
        const std::string name = snake_case(rows[i].name);
        if (name == "rule") continue;
        const U256 maximum = *U256::parse(rows[i].maximum);
        const U256 minimum = *U256::parse(rows[i].minimum);
        if (maximum.fits_u64()) {
            numbers[i] = U256{
                from.integer(name, numbers[i].low_u64(), minimum.low_u64(), maximum.low_u64())};
            continue;
        }
        numbers[i] = from.amount(name, Amount{numbers[i]}).units;
        if (numbers[i] < minimum || numbers[i] > maximum)
            from.fail(name, "must be from " + minimum.to_decimal() + " to " + maximum.to_decimal() +
                                " base units");
    }
    return numbers;
}

scoring::SubnetGenesis read_subnet(GenesisReader& from) {
    scoring::SubnetGenesis one;
    one.subnet.rule = from.choice("rule", {"yuma_classic", "yuma3", "uptime_ramp", "pro_rata_meter",
                                           "one_out_loss", "min_max_curve"});
    one.subnet.owner = from.address("owner").value_or(timelock_address);
    one.subnet.meter = from.address("meter").value_or(one.subnet.owner);
    one.subnet = scoring::with_numbers(
        one.subnet, read_numbers(from, scoring::subnet_numbers, scoring::numbers_of(one.subnet)));
    one.share = from.integer("share", 0, 0, ~std::uint64_t{0});
    for (GenesisReader& neuron : from.list("neurons")) {
        const auto account = neuron.address("account");
        if (!account) neuron.fail("account", "expected an address");
        one.neurons.push_back({account.value_or(Address{}), neuron.amount("stake", {})});
        neuron.finish();
    }
    from.finish();
    return one;
}

}  // namespace

void read_scoring(GenesisReader& root, ChainSpec& spec) {
    const std::size_t before = root.mistakes();
    GenesisReader section = root.section("scoring");
    scoring::ScoringGenesis genesis;
    genesis.pool = section.text("pool", "");
    genesis.parameters = scoring::parameters_of(
        read_numbers(section, scoring::parameter_numbers, scoring::numbers_of(genesis.parameters)));
    for (GenesisReader& subnet : section.list("subnets"))
        genesis.subnets.push_back(read_subnet(subnet));
    section.finish();
    check_pool_spender(root, "scoring.pool", genesis.pool, scoring_address);
    if (root.mistakes() == before)
        if (const auto valid = scoring::validate(genesis); !valid)
            root.fail("scoring", valid.error().detail);
    spec.sections.push_back(
        {scoring_address, [genesis](Context& ctx) { return scoring::genesis(ctx, genesis); }});
}

}  // namespace ambag::node
