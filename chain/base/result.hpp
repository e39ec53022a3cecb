// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <utility>

#include "chain/base/bytes.hpp"

// Errors by consequence: three types that cannot be mixed.
//   Reject  the transaction cannot be in a block; the sender pays nothing.
//   Revert  the transaction is in the block; nonce and fee are taken, its effects dropped; `data`
//           is a Solidity custom error (selector and ABI arguments), Panic(uint256), or empty.
//   Fault   a rule of the chain is broken: the node stops before commit and names the rule.

namespace ambag::chain {

// GCC 12's std::expected is not nodiscard; this is, and changes nothing else.
template <class T, class E>
class [[nodiscard]] BasicResult : public std::expected<T, E> {
 public:
    using std::expected<T, E>::expected;
};

// `data` is what a client decodes: it is the only detail that a reverted call leaves.
struct Revert {
    Bytes data;
    bool operator==(const Revert&) const = default;
};

// Why a transaction cannot be in a block. Clients see the name as `data.code`: one may be added,
// none is renamed.
enum class RejectCode : std::uint8_t {
    malformed,         // not a canonical transaction
    oversize,          // more bytes than a transaction may have
    type_unsupported,  // not type 0, 1 or 2
    chain_id_missing,  // pre-EIP-155 signature
    chain_id_wrong,
    signature_invalid,  // r, s out of range, high s, or no key recovers
    intrinsic_gas_too_low,
    gas_limit_too_high,  // more than the block may use
    tip_above_fee_cap,
    fee_cap_below_base_fee,
    nonce_too_low,
    nonce_too_high,
    insufficient_funds,
    contract_creation,  // there is no EVM
    sender_is_module,   // a key collides with a module or the system address
};

struct Reject {
    RejectCode code;
    std::string detail;  // one sentence: what was wrong, what is accepted
};

struct Fault {
    std::string rule;    // "issuance.figures": the module and what it promised
    std::string detail;  // the numbers that do not agree
};

template <class T = void, class E = Revert>
using Result = BasicResult<T, E>;

}  // namespace ambag::chain

// The value of a Result, or return its error from the enclosing function, whose own error type must
// take it. A statement expression: GCC and Clang have it, pedantic warnings off by __extension__.
#define AMBAG_TRY_NAMED(name, ...)                                  \
    __extension__({                                                 \
        auto name = (__VA_ARGS__);                                  \
        if (!name) return std::unexpected(std::move(name).error()); \
        std::move(name).value();                                    \
    })
#define AMBAG_TRY_CONCAT2(a, b) a##b
#define AMBAG_TRY_CONCAT(a, b) AMBAG_TRY_CONCAT2(a, b)
#define TRY(...) AMBAG_TRY_NAMED(AMBAG_TRY_CONCAT(try_result_, __COUNTER__), __VA_ARGS__)
