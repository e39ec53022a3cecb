// SPDX-License-Identifier: Apache-2.0
#include "chain/base/hex.hpp"
#include "chain/module/addresses.hpp"
#include "node/genesis/genesis.hpp"
#include "node/genesis/sections.hpp"

namespace ambag::node {

using namespace chain;

namespace {

Json pool(const char* name, std::initializer_list<Address> spenders) {
    Json addresses = Json::array();
    for (const Address& spender : spenders) addresses.push(to_checksum(spender));
    return Json::object({{"name", name}, {"spenders", addresses}});
}

// One coin a second, halved every four years of them; half of it pays for training.
Json dev_emission() {
    return Json::object(
        {{"pools", Json::array({pool("training", {attestation_address}),
                                pool("validators", {staking_address}), pool("treasury", {}),
                                pool("data", {registry_address})})},
         {"schedules", Json::array({Json::object({{"name", "base"},
                                                  {"kind", "halving_by_height"},
                                                  {"first", "1 coin"},
                                                  {"period_ticks", 126'230'400},
                                                  {"cap", "1000000000 coins"},
                                                  {"split", Json::object({{"training", 50},
                                                                          {"validators", 20},
                                                                          {"treasury", 20},
                                                                          {"data", 10}})}})})},
         {"fee_pool", "treasury"}});
}

// Nobody validates at first; whoever wraps a coin can register.
Json dev_staking() {
    return Json::object({{"power_unit", "1 coin"},
                         {"reward_pool", "validators"},
                         {"parameters", Json::object({{"unbond_seconds", 120},
                                                      {"evidence_seconds", 60},
                                                      {"self_bond_min", "1 coin"}})}});
}

}  // namespace

Json dev_genesis(std::span<const Address> accounts, Timestamp time) {
    Json alloc = Json::object();
    for (const Address& account : accounts) alloc.set(to_checksum(account), "10000 coins");
    Json wrapped = Json::object();
    if (!accounts.empty()) wrapped.set(to_checksum(accounts.front()), "1000 coins");
    return Json::object(
        {{"chain_id", 31337},
         {"timestamp", time.value},
         {"dev", true},
         {"trusted_sequencer", true},
         {"block_interval_ms", 1000},
         {"clock", "timestamp"},
         {"gas_limit", 30'000'000},
         {"base_fee",
          Json::object(
              {{"initial", "1000000000"}, {"denominator", 64}, {"floor", "0"}, {"sink", "burn"}})},
         {"alloc", alloc},
         {"token", Json::object({{"name", "Ambag"},
                                 {"symbol", "AMB"},
                                 {"self_delegate", true},
                                 {"wrapped", wrapped}})},
         {"timelock",
          Json::object({{"min_delay", 2}, {"executors", Json::array({to_checksum(Address{})})}})},
         {"governor", Json::object({{"name", "Ambag Governor"},
                                    {"voting_delay", 1},
                                    {"voting_period", 20},
                                    {"proposal_threshold", "0"},
                                    {"quorum_numerator", 4},
                                    {"late_quorum_extension", 0}})},
         {"registry", Json::object({{"open_pool", "data"}})},
         {"attestation", dev_attestation()},
         {"staking", dev_staking()},
         {"emission", dev_emission()}});
}

}  // namespace ambag::node
