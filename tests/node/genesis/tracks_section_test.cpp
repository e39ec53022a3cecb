// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "chain/exec/state_reader.hpp"
#include "chain/module/addresses.hpp"
#include "governance/governor/policy.hpp"
#include "governance/governor/track_rules.hpp"
#include "node/genesis/genesis.hpp"
#include "node/modules.hpp"

// `governor.tracks`: mistakes by their path, and OpenGov's table of tracks out of the example.

namespace ambag::node {
namespace {

using namespace governance::governor;

// What a genesis with this governor says is wrong with it.
std::string errors_of(const std::string& governor) {
    const auto spec = parse_genesis(R"({"governor":)" + governor + "}");
    return spec ? std::string{} : spec.error().text();
}

std::string with_track(const std::string& members) {
    return R"({"automatic_gas_per_block":1000,"tracks":[{"name":"root"},{"name":"x",)" + members +
           "}]}";
}

void expect_named(const std::string& governor, std::string_view part) {
    EXPECT_NE(errors_of(governor).find(part), std::string::npos)
        << governor << " gave: " << errors_of(governor);
}

// One line of OpenGov's table of tracks: coins and seconds.
struct PublishedTrack {
    std::string name;
    std::uint32_t live_max;
    std::uint64_t deposit;
    std::uint64_t prepare, decide, confirm, enact;
    std::uint64_t spend_cap;  // zero: none named
};

constexpr std::uint64_t minute = 60;
constexpr std::uint64_t hour = 60 * minute;
constexpr std::uint64_t day = 24 * hour;

const std::vector<PublishedTrack> published{
    {"root", 1, 100'000, 2 * hour, 28 * day, 24 * hour, 24 * hour, 0},
    {"general admin", 10, 5'000, 2 * hour, 28 * day, 3 * hour, 10 * minute, 0},
    {"canceller", 1'000, 10'000, 2 * hour, 7 * day, 3 * hour, 10 * minute, 0},
    {"killer", 1'000, 50'000, 2 * hour, 28 * day, 3 * hour, 10 * minute, 0},
    {"big spender", 50, 400, 4 * hour, 28 * day, 7 * day, 24 * hour, 1'000'000},
    {"medium spender", 50, 200, 4 * hour, 28 * day, 4 * day, 24 * hour, 100'000},
    {"small spender", 50, 100, 4 * hour, 28 * day, 2 * day, 24 * hour, 10'000},
    {"big tipper", 100, 10, 10 * minute, 7 * day, hour, 10 * minute, 1'000},
    {"small tipper", 200, 1, minute, 7 * day, 10 * minute, minute, 250},
};

chain::Amount coins(std::uint64_t whole) {
    return *parse_amount(std::to_string(whole) + " coins");
}

class OpenGovTracks : public testing::Test {
 protected:
    void SetUp() override {
        std::ostringstream text;
        text << std::ifstream{AMBAG_SOURCE_DIR "/genesis/examples/tracks.json"}.rdbuf();
        auto spec = parse_genesis(text.str());
        ASSERT_TRUE(spec) << spec.error().text();
        spec_ = std::move(*spec);
        store_ = *Store::open({.path = "", .in_memory = true});
        ASSERT_TRUE(Application::init(*store_, spec_, all_modules()));
        snapshot_ = store_->snapshot();
        reader_ = std::make_unique<chain::StateReader>(*snapshot_, chain::BlockEnv{}, spec_.rules,
                                                       all_modules());
    }
    chain::ViewContext view() { return reader_->view(chain::governor_address); }

    ChainSpec spec_;
    std::unique_ptr<Store> store_;
    std::shared_ptr<const StoreSnapshot> snapshot_;
    std::unique_ptr<chain::StateReader> reader_;
};

}  // namespace

TEST_F(OpenGovTracks, have_the_published_periods_deposits_and_caps) {
    const auto found = get_tracks(view());
    ASSERT_TRUE(found);
    ASSERT_EQ(found->size(), published.size());
    for (std::size_t i = 0; i < published.size(); ++i) {
        const Track& ours = (*found)[i];
        const PublishedTrack& theirs = published[i];
        SCOPED_TRACE(theirs.name);
        EXPECT_EQ(ours.name, theirs.name);
        EXPECT_EQ(ours.admission.live_max, theirs.live_max);
        EXPECT_EQ(ours.admission.deposit, coins(theirs.deposit));
        EXPECT_EQ(ours.voting.delay.value, theirs.prepare);
        EXPECT_EQ(ours.voting.period, theirs.decide);
        EXPECT_TRUE(ours.voting.confirms);
        EXPECT_EQ(ours.voting.confirm_period, theirs.confirm);
        EXPECT_EQ(ours.execution.delay, theirs.enact);
        if (theirs.spend_cap == 0) continue;
        EXPECT_EQ(ours.spending.per_proposal, coins(theirs.spend_cap));
    }
}

// Percent at day 14 of 28 from the published table: approval and support.
TEST_F(OpenGovTracks, have_the_published_curves) {
    const auto at_half = [&](TrackId id, bool approval) {
        const Track track = *get_track(view(), id);
        return static_cast<double>(
                   threshold_at(approval ? track.approval : track.quorum, whole_share / 2)) /
               1e7;
    };
    EXPECT_NEAR(at_half(0, true), 60, 0.05);
    EXPECT_NEAR(at_half(0, false), 25, 0.05);
    EXPECT_NEAR(at_half(1, false), 3.8, 0.05);
    EXPECT_NEAR(at_half(4, true), 75, 0.05);
    EXPECT_NEAR(at_half(4, false), 1.4, 0.05);
    EXPECT_NEAR(at_half(5, false), 1.2, 0.05);
    EXPECT_NEAR(at_half(6, true), 58.8, 0.05);
    EXPECT_NEAR(at_half(6, false), 0.9, 0.05);
}

TEST_F(OpenGovTracks, take_payments_by_their_amount) {
    const auto track_of = [&](const chain::Amount& amount) {
        chain::Bytes pay = chain::to_bytes(chain::Selector::from(
            chain::keccak256(chain::as_bytes("pay(address,uint256,string)"))));
        chain::append(pay, chain::abi::encode(chain::Address{{1}}, amount, std::string{}));
        const auto found = derive_track(view(), {chain::treasury_address}, {{}}, {pay});
        return found ? found->track : TrackId{99};
    };
    EXPECT_EQ(track_of(coins(250)), 8U);
    EXPECT_EQ(track_of(coins(251)), 7U);
    EXPECT_EQ(track_of(coins(10'000)), 6U);
    EXPECT_EQ(track_of(coins(100'000)), 5U);
    EXPECT_EQ(track_of(coins(1'000'000)), 4U);
    EXPECT_EQ(track_of(coins(1'000'001)), 0U);
}

TEST(GenesisTracks, name_each_mistake_by_its_path) {
    expect_named(R"({"tracks":[{}]})", "governor.tracks.0.name: expected 1 to 31 bytes");
    expect_named(with_track(R"("voting_period":0)"), "governor.tracks.1.voting_period");
    expect_named(with_track(R"("live_max":1001)"), "governor.tracks.1.live_max");
    expect_named(with_track(R"("automatic_gas":1001)"), "governor.tracks.1.automatic_gas");
    expect_named(with_track(R"("approval":{"kind":"cubic"})"), "governor.tracks.1.approval.kind");
    expect_named(with_track(R"("quorum":{"kind":"linear","floor":5,"ceil":4})"),
                 "governor.tracks.1.quorum.ceil");
    expect_named(
        with_track(R"("quorum":{"kind":"reciprocal","delay":500000000,"level":600000000})"),
        "governor.tracks.1.quorum.level: no reciprocal passes there");
    expect_named(with_track(R"("period_spend_cap":"5","spend_period_seconds":60)"),
                 "governor.tracks.1.spend_period_seconds");
    expect_named(with_track(R"("colour":1)"), "governor.tracks.1.colour: unknown member");
}

TEST(GenesisTracks, name_the_mistakes_of_their_calls) {
    const auto call = [](const std::string& members) {
        return with_track(R"j("calls":[{)j" + members + "}]");
    };
    expect_named(call(R"j("target":"bank","call":"pay()")j"), "governor.tracks.1.calls.0.target");
    expect_named(call(R"j("target":"treasury","call":"pay(uint256)")j"),
                 "governor.tracks.1.calls.0.call: expected the signature");
    expect_named(call(R"j("target":"treasury","call":"balance()")j"), "calls.0.call");  // a view
    const std::string pay = R"j("target":"treasury","call":"pay(address,uint256,string)")j";
    expect_named(call(pay + R"j(,"spends":"memo")j"),
                 "calls.0.spends: expected a number among the parameters of "
                 "pay(address,uint256,string) (amount), got \"memo\"");
    expect_named(call(pay + R"j(,"ranges":[{"parameter":"amount","minimum":"2","maximum":"1"}])j"),
                 "calls.0.ranges.0.maximum: is below minimum");
    expect_named(R"j({"tracks":[{"name":"root","calls":[{"coins":true}]}]})j",
                 "governor.tracks.0.calls: the first track takes what no other admits");
}

TEST(GenesisTracks, go_with_neither_a_super_quorum_nor_another_executor) {
    expect_named(R"({"super_quorum_numerator":50,"tracks":[{"name":"root"}]})",
                 "governor.tracks: tracks and super_quorum_numerator exclude each other");
    const auto spec =
        parse_genesis(R"({"timelock":{"executors":["0x0000000000000000000000000000000000000000"]},)"
                      R"("governor":{"tracks":[{"name":"root"}]}})");
    ASSERT_FALSE(spec);
    EXPECT_NE(spec.error().text().find("timelock.executors: with governor.tracks"),
              std::string::npos)
        << spec.error().text();
    EXPECT_EQ(errors_of(R"({"tracks":[{"name":"root"}]})"), "");
}

}  // namespace ambag::node
