// SPDX-License-Identifier: Apache-2.0
#include "tests/chain/vector_file.hpp"
#include "tests/governance/token/token_fixture.hpp"

// The token's ABI against OpenZeppelin's published artifacts, and our additions frozen.

namespace ambag::governance::token {

namespace {

using chain::test::read_records;
using chain::test::split;
using Vector = chain::test::Record;

// What OpenZeppelin's ABI has and a native token cannot: an underlying ERC-20, Solidity's short
// strings and casts, an inconsistent clock. depositFor takes its value from the coins sent.
const std::vector<std::string> absent{
    "error ERC20InvalidUnderlying(address)",
    "error ERC6372InconsistentClock()",
    "error InvalidShortString()",
    "error SafeCastOverflowedUintDowncast(uint8,uint256)",
    "error SafeERC20FailedOperation(address)",
    "error StringTooLong(string)",
    "event EIP712DomainChanged()",
    "function depositFor(address,uint256)",
    "function underlying()",
};

std::string names_of(const std::vector<ParameterText>& parameters) {
    std::string text;
    for (const ParameterText& p : parameters)
        text += (text.empty() ? "" : ",") + std::string{p.indexed ? "indexed_" : ""} + p.name;
    return text.empty() ? "-" : text;
}

std::string type_of(const ParameterText& p) {
    if (!p.type.starts_with("tuple")) return p.type;
    std::string text;
    for (const ParameterText& c : p.components) text += (text.empty() ? "" : ",") + type_of(c);
    return '(' + text + ')' + p.type.substr(5);
}

std::string types_of(const std::vector<ParameterText>& parameters) {
    std::string text;
    for (const ParameterText& p : parameters) text += (text.empty() ? "" : ",") + type_of(p);
    return text.empty() ? "-" : text;
}

std::string mutability_of(Mutability mutability) {
    return mutability == Mutability::view      ? "view"
           : mutability == Mutability::payable ? "payable"
                                               : "nonpayable";
}

// "kind signature id mutability inputs outputs" of every row.
std::map<std::string, std::string> our_abi() {
    std::map<std::string, std::string> rows;
    const auto put = [&](const std::string& kind, std::string_view signature, BytesView id,
                         const std::string& rest) {
        const std::string key = kind + ' ' + std::string{signature};
        EXPECT_TRUE(rows.emplace(key, key + ' ' + to_hex(id) + ' ' + rest).second) << key;
    };
    for (const CallRow& row : descriptor.calls)
        put("function", row.signature, row.selector,
            mutability_of(row.mutability) + ' ' + names_of(row.inputs()) + ' ' +
                types_of(row.outputs()));
    for (const EventRow& row : descriptor.events)
        put("event", row.signature, row.topic, "- " + names_of(row.inputs()) + " -");
    for (const ErrorRow& row : descriptor.errors)
        put("error", row.signature, row.selector, "- " + names_of(row.inputs()) + " -");
    return rows;
}

}  // namespace

TEST(TokenAbi, has_every_function_event_and_error_of_openzeppelin) {
    const auto ours = our_abi();
    for (const Vector& record : read_records("token/abi.txt")) {
        const std::string key = record.text("kind") + ' ' + record.text("signature");
        const auto found = ours.find(key);
        if (std::find(absent.begin(), absent.end(), key) != absent.end()) {
            EXPECT_EQ(found, ours.end()) << key;
            continue;
        }
        ASSERT_NE(found, ours.end()) << key;
        EXPECT_EQ(found->second, key + ' ' + record.text("id") + ' ' + record.text("mutability") +
                                     ' ' + record.text("inputs") + ' ' + record.text("outputs"));
    }
}

namespace {

// Selectors and topics by viem.
std::vector<std::string> frozen_additions() {
    return {
        "error TokenInsufficientBond(address,uint256,uint256) "
        "0xd185e6ec - holder,bonded,needed -",
        "error TokenInsufficientUnbonded(address,uint256,uint256) "
        "0xab786b64 - holder,transferable,needed -",
        "error TokenInvalidSplitEntry(uint256,address,uint16) "
        "0x28c0a9bb - index,delegatee,weight -",
        "error TokenInvalidSplitLength(uint256,uint256,uint256) "
        "0xa513e9a7 - delegatees,weights,maximum -",
        "error TokenInvalidSplitTotal(uint256,uint256) 0x5dd6e0f3 - total,required -",
        "error TokenLockedByVote(address,uint256,uint256) "
        "0xdf29e543 - holder,transferable,needed -",
        "error TokenUnauthorized(address) 0xc9c0efc8 - caller -",
        "event BondBurned(address,uint256) "
        "0xcbca204e3c45fe8b4e35f8e660e3d20ede6846dd7eee433c3f15eac33bdc7993 - "
        "indexed_holder,amount -",
        "event Bonded(address,uint256) "
        "0xd0a009034e24a39106653c4903cf28b1947b8a9964d03206648e0f0a5de74a46 - "
        "indexed_holder,amount -",
        "event BondsSlashed(uint256) "
        "0x53b4ff535e72cb8380f9947cef1c0ade0021dba1ad0a94ce2d9df935db9d1a20 - amount -",
        "event SlashSettled(address,uint256,uint256) "
        "0x1aa312e2506d92d18d4445539e86735f30fda075c5f43bbca507c0cf6dd0d185 - "
        "indexed_holder,loss,carry -",
        "event SplitDelegationSet(address,address[],uint16[]) "
        "0x4eb83e4504550e0dce1862f796cfcafeee6b1201dd1f39b13c8de447dda0dbe7 - "
        "indexed_delegator,delegatees,weights -",
        "event Unbonded(address,uint256) "
        "0xd24dbf5e9299ce53c3aa9f7227ff1cc8441c2faae04509aa370ca3703385d6b4 - "
        "indexed_holder,amount -",
        "event VoteLockChanged(address,uint256,uint256) "
        "0xb121df3f3ff926406b5be00487c1bbe28a9f016e50bf5891dd863622e7b21018 - "
        "indexed_holder,previousAmount,newAmount -",
        "function bond(address,uint256) 0xa515366a nonpayable holder,amount -",
        "function bonded(address) 0xf19e2a21 view holder uint256",
        "function bondedTotal() 0x9d0471b5 view - uint256",
        "function burnBonded(address,uint256) 0xe2211b87 nonpayable holder,amount -",
        "function delegateAt(uint64) 0x1ad54d5c view index address",
        "function delegateCount() 0x3e38a2b7 view - uint64",
        "function delegateSplit(address[],uint16[]) 0x44ba91d6 nonpayable delegatees,weights -",
        "function delegatedSupply() 0x123f0537 view - uint256",
        "function depositFor(address) 0xaa67c919 payable account bool",
        "function getPastBalanceOf(address,uint256) 0xd7b7d405 view account,timepoint uint256",
        "function getPastDelegate(address,uint256) 0xb369460c view account,timepoint address",
        "function getPastDelegatedSupply(uint256) 0x6ba42e3e view timepoint uint256",
        "function setVoteLock(address,uint256) 0xbfb0898b nonpayable holder,amount -",
        "function settle(address) 0x6a256b29 nonpayable holder -",
        "function settleSlash(address,uint256,uint256) 0x52667600 nonpayable "
        "holder,loss,carry -",
        "function slashBonded(uint256) 0x17e67570 nonpayable amount -",
        "function splitDelegation(address) 0x2f23b4b5 view account address[],uint16[]",
        "function unbond(address,uint256) 0xa5d059ca nonpayable holder,amount -",
        "function unsettled() 0xede75094 view - uint256",
        "function voteLocked(address) 0x0ef7c6f6 view holder uint256",
    };
}

}  // namespace

TEST(TokenAbi, adds_only_what_is_frozen_here) {
    auto ours = our_abi();
    for (const Vector& record : read_records("token/abi.txt"))
        ours.erase(record.text("kind") + ' ' + record.text("signature"));
    std::vector<std::string> added;
    for (const auto& [key, row] : ours) added.push_back(row);
    EXPECT_EQ(added, frozen_additions());
}

}  // namespace ambag::governance::token
