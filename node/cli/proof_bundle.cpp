// SPDX-License-Identifier: Apache-2.0
#include "node/cli/proof_bundle.hpp"

#include "chain/base/hex.hpp"
#include "chain/codec/rlp.hpp"
#include "chain/crypto/secp256k1.hpp"
#include "chain/exec/commitment.hpp"
#include "chain/trie/proof.hpp"
#include "node/cli/client.hpp"

namespace ambag::node {

using chain::Address;
using chain::Bytes;
using chain::Hash;

namespace {

struct StoragePart {
    chain::Slot slot;
    Hash value;
    std::vector<Bytes> nodes;
};

struct Bundle {
    Address account;
    chain::Amount balance;
    chain::Nonce nonce;
    Hash code_hash;
    Hash storage_hash;
    std::vector<Bytes> nodes;
    std::vector<StoragePart> storage;
    Bytes header;
    Hash hash;
    Bytes seal;
};

template <class T>
CliResult<T> fixed_of(const Json& json, std::string_view member) {
    const auto value = chain::fixed_from_hex<T>(TRY(text_of(json, member)));
    if (!value)
        return cli_failed("the bundle's " + std::string{member} + " is not " +
                          std::to_string(T::width) + " bytes of hex");
    return *value;
}

CliResult<std::vector<Bytes>> nodes_of(const Json& json, std::string_view member) {
    const Json* list = json.find(member);
    if (list == nullptr || !list->is_array())
        return cli_failed("the bundle has no list " + std::string{member});
    std::vector<Bytes> nodes;
    for (const Json& node : *list->as_array()) nodes.push_back(TRY(data_of(node, "")));
    return nodes;
}

CliResult<Bundle> read_bundle(const Json& json) {
    Bundle bundle;
    bundle.account = TRY(fixed_of<Address>(json, "address"));
    bundle.balance = chain::Amount{TRY(quantity_of(json, "balance"))};
    bundle.nonce = chain::Nonce{TRY(number_of(json, "nonce"))};
    bundle.code_hash = TRY(fixed_of<Hash>(json, "codeHash"));
    bundle.storage_hash = TRY(fixed_of<Hash>(json, "storageHash"));
    bundle.nodes = TRY(nodes_of(json, "accountProof"));
    const Json* storage = json.find("storageProof");
    if (storage == nullptr || !storage->is_array())
        return cli_failed("the bundle has no list storageProof");
    for (const Json& part : *storage->as_array())
        bundle.storage.push_back({TRY(fixed_of<chain::Slot>(part, "key")),
                                  TRY(fixed_of<Hash>(part, "value")),
                                  TRY(nodes_of(part, "proof"))});
    const Json* block = json.find("block");
    if (block == nullptr) return cli_failed("the bundle has no block");
    bundle.header = TRY(data_of(*block, "header"));
    bundle.hash = TRY(fixed_of<Hash>(*block, "hash"));
    bundle.seal = TRY(data_of(*block, "seal"));
    return bundle;
}

// What the trie must hold for the account that the bundle claims; nothing for one without trace.
std::optional<Bytes> account_leaf(const Bundle& bundle) {
    const bool empty = bundle.balance.is_zero() && bundle.nonce.value == 0 &&
                       bundle.code_hash == chain::empty_code_hash;
    if (empty) return std::nullopt;
    Bytes out;
    {
        const chain::rlp::List list{out};
        chain::rlp::write_integer(out, bundle.nonce);
        chain::rlp::write_integer(out, bundle.balance);
        chain::rlp::write_string(out, bundle.storage_hash);
        chain::rlp::write_string(out, bundle.code_hash);
    }
    return out;
}

std::optional<Bytes> slot_leaf(const Hash& value) {
    if (value.is_zero()) return std::nullopt;
    Bytes out;
    chain::rlp::write_integer(out, chain::U256::from_big_endian(value));
    return out;
}

ProofCheck check_leaf(std::string name, const Hash& root, chain::BytesView plain_key,
                      const std::vector<Bytes>& nodes, const std::optional<Bytes>& claimed,
                      std::string detail) {
    const auto proven = chain::verify_proof(root, chain::secure_key(plain_key), nodes);
    if (!proven) return {std::move(name), false, std::string{describe(proven.error())}};
    if (*proven != claimed)
        return {std::move(name), false, "the proof leads to another value than the one claimed"};
    return {std::move(name), true, std::move(detail)};
}

ProofCheck check_seal(const Bundle& bundle, const ProofVerdict& verdict,
                      const std::optional<Address>& expected) {
    const Address wanted = expected.value_or(verdict.header.miner);
    if (bundle.seal.empty())
        return {"seal", false, "block 0 has no seal: compare its hash with a known genesis"};
    if (bundle.seal.size() != 65 || bundle.seal[64] > 1)
        return {"seal", false, "expected 65 bytes, the last 0 or 1"};
    const chain::BytesView view{bundle.seal};
    const chain::Signature signature{Hash::from(view.first(32)), Hash::from(view.subspan(32, 32)),
                                     bundle.seal[64] == 1};
    const auto signer = chain::recover(verdict.block_hash, signature);
    if (!signer) return {"seal", false, "no key can have made this signature"};
    if (*signer != wanted)
        return {"seal", false,
                "signed by " + chain::to_checksum(*signer) + ", expected " +
                    chain::to_checksum(wanted)};
    return {"seal", true,
            "signature verified: " + chain::to_checksum(*signer) +
                (expected ? "" : ", the header's own coinbase")};
}

}  // namespace

bool ProofVerdict::accepted() const {
    return !checks.empty() && std::ranges::all_of(checks, &ProofCheck::passed);
}

CliResult<ProofVerdict> check_proof_bundle(const Json& json,
                                           const std::optional<Address>& sequencer) {
    const Bundle bundle = TRY(read_bundle(json));
    ProofVerdict verdict;
    verdict.account = bundle.account;
    verdict.balance = bundle.balance;
    verdict.nonce = bundle.nonce;
    const auto add = [&](ProofCheck check) {
        verdict.checks.push_back(std::move(check));
        return verdict.checks.back().passed;
    };
    const auto header = chain::decode_header(bundle.header);
    if (!header) {
        add({"header", false, header.error().text()});
        return verdict;
    }
    verdict.header = *header;
    verdict.block_hash = chain::keccak256(bundle.header);
    const bool same = verdict.block_hash == bundle.hash;
    if (!add({"header", same,
              same ? "block " + std::to_string(header->number.value) + ", hash " +
                         chain::to_hex(verdict.block_hash)
                   : "it hashes to " + chain::to_hex(verdict.block_hash)}))
        return verdict;
    if (!add(check_seal(bundle, verdict, sequencer))) return verdict;
    if (!add(check_leaf("account", header->state_root, bundle.account, bundle.nodes,
                        account_leaf(bundle), "state root " + chain::to_hex(header->state_root))))
        return verdict;
    for (const StoragePart& part : bundle.storage) {
        if (!add(check_leaf("slot " + chain::to_hex(part.slot), bundle.storage_hash, part.slot,
                            part.nodes, slot_leaf(part.value), chain::to_hex(part.value))))
            return verdict;
        verdict.slots.push_back({part.slot, part.value});
    }
    return verdict;
}

}  // namespace ambag::node
