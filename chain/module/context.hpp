// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/environment.hpp"
#include "chain/module/event.hpp"
#include "chain/module/gas.hpp"
#include "chain/state/ledger.hpp"
#include "chain/state/view.hpp"

// What a module sees while one of its functions runs. Views get a ViewContext, which cannot write;
// calls and hooks get a Context. Both are cheap values: a reference to the machine and the frame.

namespace ambag::chain {

class Machine;

struct Frame {
    Address self;    // the module whose code runs
    Address sender;  // who called it
    Amount value;    // coins that came with the call, already moved
    unsigned depth = 0;
    BytesView data{};  // the call's data, selector included; lives as long as the call
};

class ViewContext {
 public:
    ViewContext(Machine& machine, Frame frame) : machine_{machine}, frame_{std::move(frame)} {}

    const BlockEnv& block() const;
    const Rules& rules() const;
    const Address& self() const { return frame_.self; }
    const Address& sender() const { return frame_.sender; }
    const Amount& value() const { return frame_.value; }
    BytesView data() const { return frame_.data; }  // empty outside a call

    // The ERC-6372 clock that genesis chose.
    Uint48 clock() const;

    Record record(const Slot& slot) const;  // of `self`
    Amount balance_of(const Address& address) const;
    bool is_module(const Address& address) const;
    // Minted and burned so far in this block.
    Ledger::Totals supply_totals() const;
    // Base fees of this block that were moved to the issuance module's account (FeeSink::pool).
    Amount block_fees() const;

    // The same frame as `module` sees its own state: for reads by a module of the same layer.
    ViewContext view_of(const Address& module) const;

    // Calls a view of any module; a function that may write reverts with empty data.
    Result<Bytes> static_call(const Address& to, BytesView data) const;

 protected:
    Machine& machine_;
    Frame frame_;
};

class Context : public ViewContext {
 public:
    using ViewContext::ViewContext;

    void set_record(const Slot& slot, Record record) const;

    template <class E>
    void emit(const E& event) const {
        add_log(to_log(frame_.self, event));
    }

    // Moves coins from `self` to an account; reverts with empty data when it has too few, or when
    // `to` is a module (pay those by a call with value).
    Result<> send(const Address& to, const Amount& amount) const;
    // Only for modules whose descriptor allows it (a Fault of the program otherwise); Panic(0x11)
    // on overflow, empty revert on a short balance.
    Result<> mint(const Address& to, const Amount& amount) const;
    Result<> burn(const Address& from, const Amount& amount) const;

    // Calls any address as `self`; the effects of a failed call are dropped, its revert returned.
    Result<Bytes> call(const Address& to, const Amount& value, BytesView data) const;

    // Work beyond what the call row declares; reverts when the transaction's gas is used up.
    Result<> charge(const Cost& cost) const;
    Result<> charge(Gas gas) const;

 private:
    void add_log(Log log) const;
};

}  // namespace ambag::chain
