// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/base/bytes.hpp"

// Where the native modules stand. Fixed for good: ids, salts and signature domains depend on them.
// The authority over every parameter is the timelock's address: emission obeys it without
// including governance.

namespace ambag::chain {

consteval Address module_address(std::uint16_t number) {
    Address address;
    address.bytes[18] = static_cast<Byte>(number >> 8);
    address.bytes[19] = static_cast<Byte>(number & 0xFF);
    return address;
}

inline constexpr Address token_address = module_address(0xa001);
inline constexpr Address timelock_address = module_address(0xa002);
inline constexpr Address governor_address = module_address(0xa003);
inline constexpr Address treasury_address = module_address(0xa004);
inline constexpr Address upgrade_address = module_address(0xa005);
inline constexpr Address issuance_address = module_address(0xa010);
inline constexpr Address staking_address = module_address(0xa011);
inline constexpr Address scoring_address = module_address(0xa012);
inline constexpr Address registry_address = module_address(0xa013);
inline constexpr Address payouts_address = module_address(0xa014);
inline constexpr Address attestation_address = module_address(0xa015);

// Multicall3's canonical address, where client libraries look for it.
inline constexpr Address multicall_address{{0xcA, 0x11, 0xbd, 0xe0, 0x59, 0x77, 0xb3,
                                            0x63, 0x11, 0x67, 0x02, 0x88, 0x62, 0xbE,
                                            0x2a, 0x17, 0x39, 0x76, 0xCA, 0x11}};

// From and to of the system transaction that carries a block's system actions.
inline constexpr Address system_address{{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                         0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
                                         0xff, 0xff, 0xff, 0xff, 0xff, 0xfe}};

inline constexpr Address authority_address = timelock_address;

}  // namespace ambag::chain
