// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/error.hpp"
#include "emission/staking/records.hpp"

// Custom errors of staking.

namespace ambag::emission::staking {

using chain::Literal;

// The genesis has no staking section.
struct StakingDisabled {
    static constexpr Literal abi{"StakingDisabled()"};
};
// Parameters are the timelock's, receiveFromPool is issuance's, receiveCarry is the token's,
// reportConsensus is the system address's.
struct StakingUnauthorized {
    static constexpr Literal abi{"StakingUnauthorized(account)"};
    Address account;
};
struct StakingUnknownParameter {
    static constexpr Literal abi{"StakingUnknownParameter(name)"};
    std::string name;
};
struct StakingOutOfBounds {
    static constexpr Literal abi{"StakingOutOfBounds(name,value,minimum,maximum)"};
    std::string name;
    U256 value, minimum, maximum;
};
// Modules cannot be paid rewards.
struct StakingAccountIsModule {
    static constexpr Literal abi{"StakingAccountIsModule(account)"};
    Address account;
};
struct StakingUnknownValidator {
    static constexpr Literal abi{"StakingUnknownValidator(validator)"};
    Address validator;
};
struct StakingAlreadyValidator {
    static constexpr Literal abi{"StakingAlreadyValidator(validator)"};
    Address validator;
};
// 32 bytes of ed25519 in canonical form and not of small order, or 33 of secp256k1.
struct StakingInvalidKey {
    static constexpr Literal abi{"StakingInvalidKey(keyType,key)"};
    std::uint8_t key_type;
    Bytes key;
};
struct StakingKeyTaken {
    static constexpr Literal abi{"StakingKeyTaken(validator)"};
    Address validator;
};
// The proof is no signature of the key over proofDigest(operator, keyType, key).
struct StakingInvalidProof {
    static constexpr Literal abi{"StakingInvalidProof()"};
};
struct StakingInvalidCommission {
    static constexpr Literal abi{"StakingInvalidCommission(rate,maximum)"};
    std::uint32_t rate, maximum;
};
// One change a day, by at most the daily maximum.
struct StakingCommissionTooFast {
    static constexpr Literal abi{"StakingCommissionTooFast(rate,lowest,highest,allowedFrom)"};
    std::uint32_t rate, lowest, highest;
    Timestamp allowed_from;
};
struct StakingTextTooLong {
    static constexpr Literal abi{"StakingTextTooLong(length,maximum)"};
    std::uint64_t length, maximum;
};
// A new self-bond or delegation, or what would be left of one.
struct StakingAmountTooSmall {
    static constexpr Literal abi{"StakingAmountTooSmall(amount,minimum)"};
    Amount amount, minimum;
};
// Immature redelegations into a validator stay there: neither unbonded nor redelegated again.
struct StakingInsufficientStake {
    static constexpr Literal abi{"StakingInsufficientStake(validator,movable,needed)"};
    Address validator;
    Amount movable, needed;
};
struct StakingTooManyPositions {
    static constexpr Literal abi{"StakingTooManyPositions(maximum)"};
    std::uint64_t maximum;
};
struct StakingTooManyExits {
    static constexpr Literal abi{"StakingTooManyExits(maximum)"};
    std::uint64_t maximum;
};
struct StakingSameValidator {
    static constexpr Literal abi{"StakingSameValidator(validator)"};
    Address validator;
};
struct StakingTombstoned {
    static constexpr Literal abi{"StakingTombstoned(validator)"};
    Address validator;
};
struct StakingNotJailed {
    static constexpr Literal abi{"StakingNotJailed(validator)"};
    Address validator;
};
struct StakingJailed {
    static constexpr Literal abi{"StakingJailed(validator,until)"};
    Address validator;
    Timestamp until;
};
struct StakingNothingDue {
    static constexpr Literal abi{"StakingNothingDue()"};
};

}  // namespace ambag::emission::staking
