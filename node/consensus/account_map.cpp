// SPDX-License-Identifier: Apache-2.0
#include "node/consensus/account_map.hpp"

namespace ambag::node {

using namespace chain;

std::optional<AccountState> AccountMap::find(const Address& address) const {
    if (const auto found = small_.find(address); found != small_.end()) {
        const Small& small = found->second;
        U256 balance{small.balance_low};
        if (small.balance_high != 0) balance = balance | (U256{small.balance_high} << 64);
        return AccountState{Nonce{small.nonce}, Amount{balance}, false};
    }
    if (large_.empty()) return std::nullopt;
    const auto found = large_.find(address);
    if (found == large_.end()) return std::nullopt;
    return found->second;
}

void AccountMap::put(const Address& address, const AccountState& account) {
    const U256& balance = account.balance.units;
    if (account.is_module || balance.bit_length() > 128) {
        small_.erase(address);
        large_[address] = account;
        return;
    }
    if (!large_.empty()) large_.erase(address);
    small_[address] = {account.nonce.value, balance.low_u64(), (balance >> 64).low_u64()};
}

}  // namespace ambag::node
