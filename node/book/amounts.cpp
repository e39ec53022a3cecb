// SPDX-License-Identifier: Apache-2.0
#include "node/book/amounts.hpp"

#include <chrono>
#include <cstdio>

namespace ambag::node {

using chain::Amount;
using chain::U256;

namespace {

struct Unit {
    std::string_view name;
    std::size_t decimals;
};
constexpr Unit units[]{{"coins", 18}, {"coin", 18}, {"gwei", 9}, {"rao", 9}, {"wei", 0}};

constexpr std::size_t coin_decimals = 18;

std::string without_spaces_and_commas(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (c != ' ' && c != ',' && c != '_') out += c;
    return out;
}

std::optional<Amount> parse_decimal(std::string_view text, std::size_t decimals) {
    const auto point = text.find('.');
    std::string digits{text.substr(0, point)};
    std::string fraction{point == std::string_view::npos ? "" : text.substr(point + 1)};
    if (digits.empty() || fraction.size() > decimals) return std::nullopt;
    if (point != std::string_view::npos && fraction.empty()) return std::nullopt;
    fraction.append(decimals - fraction.size(), '0');
    digits += fraction;
    if (digits.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
    const auto value = U256::parse(digits);
    return value ? std::optional{Amount{*value}} : std::nullopt;
}

std::string with_thousands(std::string_view digits) {
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i != 0 && (digits.size() - i) % 3 == 0) out += ',';
        out += digits[i];
    }
    return out;
}

struct Split {
    std::string whole;
    std::string fraction;  // without trailing zeros
};

Split split_coins(const Amount& amount) {
    std::string digits = amount.units.to_decimal();
    if (digits.size() <= coin_decimals) digits.insert(0, coin_decimals + 1 - digits.size(), '0');
    Split split{digits.substr(0, digits.size() - coin_decimals),
                digits.substr(digits.size() - coin_decimals)};
    while (!split.fraction.empty() && split.fraction.back() == '0') split.fraction.pop_back();
    return split;
}

}  // namespace

std::optional<Amount> parse_amount_text(std::string_view text) {
    const std::string compact = without_spaces_and_commas(text);
    for (const Unit& unit : units)
        if (compact.ends_with(unit.name))
            return parse_decimal(
                std::string_view{compact}.substr(0, compact.size() - unit.name.size()),
                unit.decimals);
    const auto value = U256::parse(compact);
    return value ? std::optional{Amount{*value}} : std::nullopt;
}

std::string amount_text(const Amount& amount) {
    const Split split = split_coins(amount);
    const bool one = split.whole == "1" && split.fraction.empty();
    return with_thousands(split.whole) + (split.fraction.empty() ? "" : "." + split.fraction) +
           (one ? " coin" : " coins");
}

std::string coins_number(const Amount& amount) {
    const Split split = split_coins(amount);
    return split.whole + (split.fraction.empty() ? "" : "." + split.fraction);
}

std::string percent_text(const Amount& part, const Amount& whole) {
    const auto hundredths = mul_div(part.units, U256{10'000U}, whole.units, chain::Rounding::down);
    if (!hundredths || !hundredths->fits_u64()) return "-";
    const std::uint64_t value = hundredths->low_u64();
    char text[32];
    std::snprintf(text, sizeof text, "%llu.%02llu %%", static_cast<unsigned long long>(value / 100),
                  static_cast<unsigned long long>(value % 100));
    return text;
}

std::string time_text(std::uint64_t seconds_since_1970) {
    using namespace std::chrono;
    constexpr std::uint64_t last = 253'402'300'799;  // of the year 9999
    if (seconds_since_1970 > last) return std::to_string(seconds_since_1970) + " s";
    const sys_seconds moment{seconds{static_cast<std::int64_t>(seconds_since_1970)}};
    const auto day = floor<days>(moment);
    const year_month_day date{day};
    const hh_mm_ss clock{moment - day};
    char text[64];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u %02lld:%02lld:%02lld UTC",
                  static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()), static_cast<long long>(clock.hours().count()),
                  static_cast<long long>(clock.minutes().count()),
                  static_cast<long long>(clock.seconds().count()));
    return text;
}

std::string duration_text(std::uint64_t seconds) {
    constexpr std::pair<std::uint64_t, std::string_view> parts[]{
        {86'400, "d"}, {3'600, "h"}, {60, "min"}, {1, "s"}};
    std::string out;
    unsigned shown = 0;
    for (const auto& [length, name] : parts) {
        if (seconds < length || shown == 2) continue;
        out +=
            (out.empty() ? "" : " ") + std::to_string(seconds / length) + " " + std::string{name};
        seconds %= length;
        ++shown;
    }
    return out.empty() ? "0 s" : out;
}

}  // namespace ambag::node
