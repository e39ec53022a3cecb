// SPDX-License-Identifier: Apache-2.0
#include "node/book/amounts.hpp"

#include <gtest/gtest.h>

namespace ambag::node {
namespace {

std::string units(std::string_view text) {
    const auto amount = parse_amount_text(text);
    return amount ? amount->units.to_decimal() : "nothing";
}

TEST(AmountText, reads_coins_and_smaller_units) {
    EXPECT_EQ(units("1coin"), "1000000000000000000");
    EXPECT_EQ(units("1.5 coins"), "1500000000000000000");
    EXPECT_EQ(units("1,000.5coins"), "1000500000000000000000");
    EXPECT_EQ(units("20 gwei"), "20000000000");
    EXPECT_EQ(units("7"), "7");
    EXPECT_EQ(units("0x10"), "16");
    EXPECT_EQ(units("0.000000000000000001 coins"), "1");
}

TEST(AmountText, reads_nothing_from_what_is_no_amount) {
    for (const char* text : {"", "coins", "1.5", ".5 coins", "1. coins", "-1 coin", "1e18",
                             "0.0000000000000000001 coins", "1.5 wei", "five coins"})
        EXPECT_EQ(units(text), "nothing") << text;
}

TEST(AmountText, writes_what_it_reads) {
    for (const char* text : {"0 coins", "1 coin", "1.5 coins", "10,000 coins",
                             "123,456,789.000000000000000001 coins", "0.5 coins"})
        EXPECT_EQ(amount_text(*parse_amount_text(text)), text);
}

TEST(AmountText, gives_shares_rounded_down_and_none_of_nothing) {
    const auto share = [](unsigned part, unsigned whole) {
        return percent_text(chain::Amount{chain::U256{part}}, chain::Amount{chain::U256{whole}});
    };
    EXPECT_EQ(share(1, 3), "33.33 %");
    EXPECT_EQ(share(2, 3), "66.66 %");
    EXPECT_EQ(share(3, 3), "100.00 %");
    EXPECT_EQ(share(0, 0), "-");
}

// `date -u -d @N`
TEST(TimeText, is_the_calendar_of_utc) {
    EXPECT_EQ(time_text(0), "1970-01-01 00:00:00 UTC");
    EXPECT_EQ(time_text(951'782'400), "2000-02-29 00:00:00 UTC");
    EXPECT_EQ(time_text(1'795'524'976), "2026-11-24 12:56:16 UTC");
}

TEST(DurationText, keeps_the_two_largest_parts) {
    EXPECT_EQ(duration_text(0), "0 s");
    EXPECT_EQ(duration_text(59), "59 s");
    EXPECT_EQ(duration_text(3'605), "1 h 5 s");
    EXPECT_EQ(duration_text(90'061), "1 d 1 h");
}

}  // namespace
}  // namespace ambag::node
