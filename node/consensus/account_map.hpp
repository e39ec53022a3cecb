// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <boost/unordered/unordered_flat_map.hpp>
#include <optional>

#include "chain/state/view.hpp"

// Accounts by address, in half the room of a plain map: nonce and a balance below 2^128 beside the
// address, 48 bytes a slot. What does not fit that (modules, balances of developers) stands in a
// second map, which is nearly always empty.

namespace ambag::node {

class AccountMap {
 public:
    std::optional<chain::AccountState> find(const chain::Address& address) const;
    void put(const chain::Address& address, const chain::AccountState& account);
    std::size_t size() const { return small_.size() + large_.size(); }

 private:
    struct Small {
        std::uint64_t nonce = 0;
        std::uint64_t balance_low = 0;
        std::uint64_t balance_high = 0;
    };

    boost::unordered_flat_map<chain::Address, Small, chain::FixedBytesHash> small_;
    boost::unordered_flat_map<chain::Address, chain::AccountState, chain::FixedBytesHash> large_;
};

}  // namespace ambag::node
