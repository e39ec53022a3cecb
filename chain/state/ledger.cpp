// SPDX-License-Identifier: Apache-2.0
#include "chain/state/ledger.hpp"

namespace ambag::chain {

BasicResult<void, LedgerError> Ledger::transfer(const Address& from, const Address& to,
                                                const Amount& amount) {
    const auto left = checked_sub(balance(from), amount);
    if (!left) return std::unexpected(LedgerError::insufficient_balance);
    if (from == to || amount.is_zero()) return {};
    const auto grown = checked_add(balance(to), amount);
    if (!grown) return std::unexpected(LedgerError::overflow);
    journal_.set_balance(from, *left);
    journal_.set_balance(to, *grown);
    return {};
}

BasicResult<void, LedgerError> Ledger::mint(const SupplyPermit&, const Address& to,
                                            const Amount& amount) {
    const auto grown = checked_add(balance(to), amount);
    const auto minted = checked_add(totals_.minted, amount);
    if (!grown || !minted) return std::unexpected(LedgerError::overflow);
    if (amount.is_zero()) return {};
    journal_.set_balance(to, *grown);
    totals_.minted = *minted;
    return {};
}

BasicResult<void, LedgerError> Ledger::burn(const SupplyPermit&, const Address& from,
                                            const Amount& amount) {
    const auto left = checked_sub(balance(from), amount);
    if (!left) return std::unexpected(LedgerError::insufficient_balance);
    const auto burned = checked_add(totals_.burned, amount);
    if (!burned) return std::unexpected(LedgerError::overflow);
    if (amount.is_zero()) return {};
    journal_.set_balance(from, *left);
    totals_.burned = *burned;
    return {};
}

Result<void, Fault> check_supply(const StateDiff& diff, const Ledger::Totals& totals) {
    // before + minted = after + burned, in 512 bits: no sum of balances can wrap there.
    U256::Wide before{totals.minted.units.raw()};
    U256::Wide after{totals.burned.units.raw()};
    for (const AccountChange& change : diff.accounts) {
        before += U256::Wide{change.before.balance.units.raw()};
        after += U256::Wide{change.after.balance.units.raw()};
    }
    if (before == after) return {};
    return std::unexpected(Fault{"supply", "balances before + minted is " + before.str() +
                                               ", balances after + burned is " + after.str()});
}

}  // namespace ambag::chain
