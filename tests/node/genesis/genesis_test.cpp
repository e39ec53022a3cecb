// SPDX-License-Identifier: Apache-2.0
#include "node/genesis/genesis.hpp"

#include <gtest/gtest.h>

#include "chain/base/hex.hpp"
#include "chain/module/addresses.hpp"
#include "chain/state/storage_codec.hpp"
#include "node/modules.hpp"

namespace ambag::node {

using namespace chain;

namespace {

// The first two accounts of the mnemonic "test test … junk".
const Address alice = *parse_address("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");
const Address bob = *parse_address("0x70997970C51812dc3A010C7d01b50e0d17dc79C8");

Json dev() {
    const Address accounts[]{alice, bob};
    return dev_genesis(accounts, Timestamp{1'700'000'000});
}

// The member that a path such as "emission.schedules.0" leads to, made when it is missing.
Json& at(Json& root, std::string_view path) {
    Json* here = &root;
    while (!path.empty()) {
        const std::string_view name = path.substr(0, path.find('.'));
        path.remove_prefix(std::min(path.size(), name.size() + 1));
        if (here->is_array()) {
            here = &(*here->as_array())[std::stoul(std::string{name})];
            continue;
        }
        if (here->find(name) == nullptr) here->set(name, nullptr);
        here = here->find(name);
    }
    return *here;
}

Json with(std::string_view path, Json value) {
    Json genesis = dev();
    at(genesis, path) = std::move(value);
    return genesis;
}

std::vector<GenesisError> errors_of(const Json& genesis) {
    const auto spec = read_genesis(genesis);
    return spec ? std::vector<GenesisError>{} : spec.error().errors;
}

Result<std::unique_ptr<Application>, NodeFailure> start(Store& store, const Json& genesis) {
    const auto spec = read_genesis(genesis);
    if (!spec) return std::unexpected(NodeFailure{spec.error().text()});
    return Application::init(store, *spec, all_modules());
}

std::unique_ptr<Store> memory_store() {
    return *Store::open({.path = "", .in_memory = true});
}

Amount whole(std::uint64_t coins) {
    return Amount{*checked_mul(U256{coins}, U256{1'000'000'000'000'000'000U})};
}

struct Mistake {
    std::string path;  // where it is made, and what the error must name
    Json value;
    std::string_view says;
};

// Others may follow from it, such as members that another kind of schedule has.
void expect_named(const Mistake& mistake) {
    const auto errors = errors_of(with(mistake.path, mistake.value));
    const auto named = [&](const GenesisError& error) { return error.path == mistake.path; };
    ASSERT_EQ(std::ranges::count_if(errors, named), 1) << mistake.path;
    const std::string what = std::ranges::find_if(errors, named)->what;
    EXPECT_NE(what.find(mistake.says), std::string::npos) << mistake.path << ": " << what;
}

}  // namespace

TEST(Genesis, of_a_dev_chain_reads_and_starts) {
    const auto spec = read_genesis(dev());
    ASSERT_TRUE(spec) << spec.error().text();
    EXPECT_EQ(spec->rules.chain_id, ChainId{31337});
    EXPECT_TRUE(spec->rules.dev);
    EXPECT_TRUE(spec->rules.trusted_sequencer);
    EXPECT_EQ(spec->rules.block_interval_ms, 1000U);
    EXPECT_EQ(spec->rules.clock, ClockMode::timestamp);
    EXPECT_EQ(spec->rules.block_gas_limit, Gas{30'000'000});
    EXPECT_EQ(spec->rules.fee.initial, Amount{U256{1'000'000'000U}});
    EXPECT_EQ(spec->rules.fee.sink, FeeSink::burn);
    EXPECT_EQ(spec->genesis_time, Timestamp{1'700'000'000});
    const auto store = memory_store();
    ASSERT_TRUE(Application::init(*store, *spec, all_modules()));
    const auto snapshot = store->snapshot();
    EXPECT_EQ(snapshot->account(alice).balance, whole(10'000));
    EXPECT_EQ(snapshot->account(bob).balance, whole(10'000));
    EXPECT_EQ(snapshot->account(token_address).balance, whole(1'000));
    for (const ModuleDescriptor* module : all_modules().all())
        EXPECT_TRUE(snapshot->account(module->address).is_module) << module->name;
}

TEST(Genesis, of_nothing_takes_every_default_and_starts) {
    const auto spec = parse_genesis("{}");
    ASSERT_TRUE(spec) << spec.error().text();
    EXPECT_EQ(spec->rules.chain_id, ChainId{31337});
    EXPECT_FALSE(spec->rules.dev);
    EXPECT_FALSE(spec->rules.trusted_sequencer);
    const auto store = memory_store();
    const auto app = Application::init(*store, *spec, all_modules());
    EXPECT_TRUE(app) << app.error().message;
}

TEST(Genesis, stands_as_its_canonical_hash_in_block_0) {
    const std::string_view spaced = "{ \"chain_id\" : 7,\n  \"dev\" : true }";
    const auto spec = parse_genesis(spaced);
    ASSERT_TRUE(spec);
    EXPECT_EQ(as_text(spec->document), R"({"chain_id":7,"dev":true})");
    const auto store = memory_store();
    ASSERT_TRUE(Application::init(*store, *spec, all_modules()));
    EXPECT_EQ(store->snapshot()->block_head(Height{0})->header.extra_data,
              to_bytes(keccak256(as_bytes(R"({"chain_id":7,"dev":true})"))));
    EXPECT_TRUE(start(*store, *parse_json(spaced))) << "white space makes no other chain";
    EXPECT_FALSE(start(*store, *parse_json(R"({"chain_id":8,"dev":true})")));
}

TEST(Genesis, names_each_mistake_in_the_rules_by_its_path) {
    for (const Mistake& mistake : {
             Mistake{"chain_id", 0, "from 1 to 4503599627370476, got 0"},
             Mistake{"chain_id", "31337", "expected an integer"},
             Mistake{"chain_id", 4'503'599'627'370'477, "from 1 to"},
             Mistake{"timestamp", -1, "expected an integer"},
             Mistake{"dev", 1, "expected true or false, got 1"},
             Mistake{"trusted_sequencer", "yes", "expected true or false, got \"yes\""},
             Mistake{"block_interval_ms", 0, "from 1 to 86400000"},
             Mistake{"clock", "wall", R"(one of "timestamp", "block_number", got "wall")"},
             Mistake{"gas_limit", 99'999, "from 100000 to 9007199254740991, got 99999"},
             Mistake{"base_fee", "1 gwei", "expected an object, got string"},
             Mistake{"base_fee.denominator", 0, "expected an integer from 1"},
             Mistake{"base_fee.sink", "nowhere", R"(one of "burn", "pool")"},
             Mistake{"base_fee.initial", 1'000'000'000, "expected an amount such as"},
             Mistake{"alloc", Json::array(), "expected an object of address and amount"},
         })
        expect_named(mistake);
}

TEST(Genesis, names_each_mistake_in_a_module_section_by_its_path) {
    for (const Mistake& mistake : {
             Mistake{"token.name", 5, "expected a string, got 5"},
             Mistake{"token.self_delegate", 0, "expected true or false"},
             Mistake{"timelock.min_delay", 3'155'760'001, "from 0 to 3155760000"},
             Mistake{"timelock.executors", "anyone", "expected a list of addresses"},
             Mistake{"timelock.executors.0", "0x12", "expected an address, got \"0x12\""},
             Mistake{"governor.voting_period", 0, "from 1 to 4294967295, got 0"},
             Mistake{"governor.quorum_numerator", 101, "from 0 to 100, got 101"},
             Mistake{"governor.late_quorum_extension", 21, "from 0 to 20, got 21"},
             Mistake{"governor.proposal_threshold", "many", "expected an amount such as"},
             Mistake{"treasury", Json::array(), "expected an object, got array"},
             Mistake{"emission.pools", 3, "expected a list, got 3"},
             Mistake{"emission.pools.1", "data", "expected an object, got string"},
             Mistake{"emission.catch_up_ticks_max", 0, "expected an integer from 1"},
             Mistake{"emission.schedules.0.kind", "linear", "expected one of \"constant\""},
             Mistake{"emission.schedules.0.period_ticks", 0, "expected an integer from 1"},
             Mistake{"emission.schedules.0.issued", "all", R"(one of "supply", "minted")"},
             Mistake{"emission.schedules.0.split", 1, "an object of pool and weight"},
             Mistake{"emission.schedules.0.split.data", "10", "expected a weight as an integer"},
             Mistake{"attestation.parameters.replay_quorum", 17, "from 1 to 16, got 17"},
             Mistake{"attestation.roots.0.certificate", "30820", "expected bytes"},
             Mistake{"attestation.recorded.0.nonce", "0x12", "expected 0x and 64 digits"},
             Mistake{"attestation.recorded.0.purpose", "fun", R"("registration", "receipt")"},
         })
        expect_named(mistake);
}

TEST(Genesis, names_members_that_no_one_asked_for_wherever_they_are) {
    for (const std::string path :
         {"chainid", "base_fee.elasticity", "token.decimals", "timelock.proposers",
          "governor.quorum", "treasury.cap", "emission.rate", "emission.pools.0.payee",
          "emission.schedules.0.amount", "attestation.enabled", "attestation.parameters.speed",
          "attestation.roots.0.name"})
        expect_named({path, 1, "unknown member"});
}

TEST(Genesis, names_what_is_missing_once) {
    Json genesis = dev();
    at(genesis, "attestation.roots.0") = Json::object({{"from", 0}});
    const auto errors = errors_of(genesis);
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_EQ(errors[0].path, "attestation.roots.0.certificate");
}

TEST(Genesis, judges_no_emission_that_it_could_not_read) {
    EXPECT_EQ(errors_of(with("emission.pools", 3)).size(), 1U);
}

TEST(Genesis, names_all_its_mistakes_in_one_run) {
    Json genesis = dev();
    at(genesis, "chain_id") = 0;
    at(genesis, "governor.voting_period") = 0;
    at(genesis, "tokens") = Json::object();
    const auto spec = read_genesis(genesis);
    ASSERT_FALSE(spec);
    EXPECT_EQ(spec.error().errors.size(), 3U);
    const std::string text = spec.error().text();
    EXPECT_EQ(std::ranges::count(text, '\n'), 3);
    for (const char* path : {"chain_id: ", "governor.voting_period: ", "tokens: unknown member"})
        EXPECT_NE(text.find(path), std::string::npos) << path;
}

TEST(Genesis, refuses_what_is_no_json_or_says_a_member_twice) {
    for (const char* text : {"", "[]", "{", "{} {}", R"({"dev":true,"dev":false})"}) {
        const auto spec = parse_genesis(text);
        EXPECT_FALSE(spec) << text;
    }
    EXPECT_NE(parse_genesis(R"({"dev":true,"dev":false})").error().text().find("duplicate"),
              std::string::npos);
}

TEST(Genesis, reads_amounts_in_base_units_and_in_coins) {
    struct Row {
        std::string_view text;
        std::optional<std::string_view> units;
    };
    for (const Row& row : {
             Row{"0", "0"},
             Row{"1000000000000000000", "1000000000000000000"},
             Row{"1 coin", "1000000000000000000"},
             Row{"1.5 coins", "1500000000000000000"},
             Row{"0.000000000000000001 coins", "1"},
             Row{"115792089237316195423570985008687907853269984665640564039457584007913129639935",
                 "115792089237316195423570985008687907853269984665640564039457584007913129639935"},
             Row{"115792089237316195423570985008687907853269984665640564039457584007913129639936",
                 {}},
             Row{"115792089237316195423570985008687907853269984665640564039458 coins", {}},
             Row{"", {}},
             Row{"-1", {}},
             Row{"+1", {}},
             Row{"1.5", {}},
             Row{"1e18", {}},
             Row{"1,000", {}},
             Row{" 1", {}},
             Row{"coins", {}},
             Row{" coins", {}},
             Row{".5 coins", {}},
             Row{"1. coins", {}},
             Row{"1.2.3 coins", {}},
             Row{"-1 coins", {}},
             Row{"0x1 coins", {}},
             Row{"1  coins", {}},
             Row{"1 Coins", {}},
             Row{"0.0000000000000000001 coins", {}},
         }) {
        const auto amount = parse_amount(row.text);
        ASSERT_EQ(amount.has_value(), row.units.has_value()) << row.text;
        if (!amount) continue;
        EXPECT_EQ(amount->units.to_decimal(), *row.units);
    }
}

TEST(Genesis, refuses_an_address_with_a_wrong_checksum) {
    // Alice's address with its first F in lower case.
    const std::string wrong = "0xf39fd6e51aad88F6F4ce6aB8827279cffFb92266";
    const auto errors = errors_of(with("alloc", Json::object({{wrong, "1 coin"}})));
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_EQ(errors[0].path, "alloc." + wrong);
    EXPECT_NE(errors[0].what.find("EIP-55"), std::string::npos);
    const std::string lower = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
    EXPECT_TRUE(errors_of(with("alloc", Json::object({{lower, "1 coin"}}))).empty());
}

TEST(Genesis, refuses_an_address_that_stands_twice) {
    const std::string lower = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
    const auto errors = errors_of(
        with("alloc", Json::object({{to_checksum(alice), "1 coin"}, {lower, "2 coins"}})));
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_EQ(errors[0].path, "alloc." + lower);
    EXPECT_EQ(errors[0].what, "this address stands twice");
}

TEST(Genesis, refuses_an_initial_base_fee_below_the_floor) {
    const auto errors = errors_of(with("base_fee.floor", "1000000001"));
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_EQ(errors[0].path, "base_fee.initial");
    EXPECT_EQ(errors[0].what, "is 1000000000, below base_fee.floor");
}

TEST(Genesis, accepts_recorded_evidence_on_a_dev_chain_only) {
    const auto errors = errors_of(with("dev", false));
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_EQ(errors[0].path, "attestation");
}

TEST(Genesis, refuses_more_wrapped_tokens_than_an_amount_can_say) {
    const std::string most = U256::max().to_decimal();
    const auto errors = errors_of(
        with("token.wrapped", Json::object({{to_checksum(alice), most}, {to_checksum(bob), "1"}})));
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_EQ(errors[0].path, "token.wrapped");
}

TEST(Genesis, reads_and_starts_schedules_of_each_kind) {
    for (const std::string_view schedule : {
             R"({"name":"s","kind":"constant","amount":"5 coins","per_ticks":10,"split":{"p":1}})",
             R"({"name":"s","kind":"table","rows":[{"ticks":10,"amount":"3 coins"},
                 {"ticks":20,"amount":"1 coin"}],"split":{"p":1}})",
             R"({"name":"s","kind":"halving_by_issuance","first":"1 coin","unit":"1000000000",
                 "cap":"21000000 coins","issued":"supply","split":{"p":1}})",
             R"({"name":"s","kind":"halving_by_height","first":"1 coin","period_ticks":100,
                 "cap":"21000000 coins","split":{"p":1}})",
             R"({"name":"s","kind":"rate_on_supply","numerator":5,"denominator":100,
                 "elapsed_per_tick":1,"elapsed_per_year":31536000,"period_ticks":1,
                 "remainder":"dropped","issued":"minted","split":{"p":1}})",
         }) {
        const std::string text =
            R"({"emission":{"pools":[{"name":"p"}],"schedules":[)" + std::string{schedule} + "]}}";
        const auto json = parse_json(text);
        ASSERT_TRUE(json) << json.error().message;
        const auto store = memory_store();
        const auto app = start(*store, *json);
        EXPECT_TRUE(app) << schedule << "\n" << app.error().message;
    }
}

TEST(Genesis, refuses_a_schedule_that_pays_a_pool_that_is_not_there) {
    const auto errors = errors_of(with("emission.schedules.0.split.nowhere", 5));
    ASSERT_EQ(errors.size(), 1U);
    EXPECT_EQ(errors[0].path, "emission");
    EXPECT_NE(errors[0].what.find("nowhere"), std::string::npos) << errors[0].what;
}

}  // namespace ambag::node
