// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/base/result.hpp"
#include "chain/state/journal.hpp"

// The one door through which coins move. Every coin is in exactly one account balance; minting and
// burning need a permit that only the executor (chain/exec, chain/module/machine) makes.
//
// Supply identity, checked at the end of every block by deltas:
//   sum of balance changes = minted - burned.

namespace ambag::chain {

enum class LedgerError : std::uint8_t {
    insufficient_balance,
    overflow,  // a balance would reach 2^256
};

// Held by modules whose descriptor allows it, made by the machine for the length of a call.
class SupplyPermit {
 private:
    SupplyPermit() = default;
    friend class Machine;
};

class Ledger {
 public:
    explicit Ledger(Journal& journal) : journal_{journal} {}

    Amount balance(const Address& address) const { return journal_.account(address).balance; }

    // Moves coins; a transfer to oneself needs the balance and changes nothing.
    BasicResult<void, LedgerError> transfer(const Address& from, const Address& to,
                                            const Amount& amount);
    BasicResult<void, LedgerError> mint(const SupplyPermit&, const Address& to,
                                        const Amount& amount);
    BasicResult<void, LedgerError> burn(const SupplyPermit&, const Address& from,
                                        const Amount& amount);

    struct Totals {
        Amount minted;
        Amount burned;
    };
    const Totals& totals() const { return totals_; }
    void restore(const Totals& totals) { totals_ = totals; }  // with Journal::revert_to

 private:
    Journal& journal_;
    Totals totals_;
};

// The supply identity over a block's diff; a Fault names the difference.
Result<void, Fault> check_supply(const StateDiff& diff, const Ledger::Totals& totals);

}  // namespace ambag::chain
