// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/crypto/hash.hpp"
#include "chain/module/addresses.hpp"
#include "governance/governor/module.hpp"

// Proposals as the governor's tests make them.

namespace ambag::governance::governor {

using namespace chain;

inline Amount amount(std::uint64_t units) {
    return Amount{U256{units}};
}

// Bit n for state n.
inline Hash bits(std::uint64_t value) {
    return U256{value}.to_word();
}

struct Proposal {
    std::vector<Address> targets;
    std::vector<Amount> values;
    std::vector<Bytes> calldatas;
    std::string description;

    Hash description_hash() const { return keccak256(as_bytes(description)); }
    U256 id() const { return proposal_id(targets, values, calldatas, description_hash()); }
    // Its operation in the timelock, computed from the specification.
    Hash operation() const {
        Hash salt = description_hash();
        for (std::size_t i = 0; i < 20; ++i) salt.bytes[i] ^= governor_address.bytes[i];
        return keccak256(abi::encode(targets, values, calldatas, Hash{}, salt));
    }
};

inline Proposal one_call(const Address& target, Bytes calldata, std::string description = "do it",
                         std::uint64_t value = 0) {
    return {{target}, {amount(value)}, {std::move(calldata)}, std::move(description)};
}

}  // namespace ambag::governance::governor
