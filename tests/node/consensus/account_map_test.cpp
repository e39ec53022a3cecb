// SPDX-License-Identifier: Apache-2.0
#include "node/consensus/account_map.hpp"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace ambag::test {

using chain::AccountState;
using chain::Address;
using chain::Amount;
using chain::Byte;
using chain::Nonce;
using chain::U256;
using node::AccountMap;

namespace {

// On both sides of every width at which the form in memory changes.
Amount balance_of(std::uint64_t choice) {
    static const std::array<U256, 8> balances{
        U256{},
        U256{1U},
        U256{~std::uint64_t{0}},
        U256::power_of_two(64),
        U256::power_of_two(127),
        *chain::checked_sub(U256::power_of_two(128), U256{1U}),
        U256::power_of_two(128),
        U256::max()};
    return Amount{balances[choice % balances.size()]};
}

}  // namespace

TEST(AccountMap, gives_back_what_was_put_as_a_plain_map_does) {
    std::mt19937_64 random{1};
    AccountMap map;
    std::map<Address, AccountState> model;
    for (int i = 0; i < 20'000; ++i) {
        const Address address{{static_cast<Byte>(random() % 200)}};
        if (random() % 2 == 0) {
            AccountState account;
            account.nonce = Nonce{random() % 3 == 0 ? ~std::uint64_t{0} : random() % 3};
            account.balance = balance_of(random());
            account.is_module = random() % 5 == 0;
            map.put(address, account);
            model[address] = account;
        }
        const auto found = map.find(address);
        const auto expected = model.find(address);
        ASSERT_EQ(found.has_value(), expected != model.end());
        if (found) {
            ASSERT_EQ(*found, expected->second);
        }
    }
    EXPECT_EQ(map.size(), model.size());
}

TEST(AccountMap, knows_an_account_that_does_not_exist_from_one_it_was_not_told) {
    AccountMap map;
    map.put(Address{{1}}, {});
    ASSERT_TRUE(map.find(Address{{1}}));
    EXPECT_FALSE(map.find(Address{{1}})->exists());
    EXPECT_FALSE(map.find(Address{{2}}));
}

}  // namespace ambag::test
