// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/base/amount.hpp"
#include "chain/codec/block.hpp"
#include "node/cli/outcome.hpp"
#include "node/json/json.hpp"

// A proof that needs no trust in the node that gave it: account and storage proofs, the header that
// they lead to, and the sequencer's signature over its hash (ambag_getProofBundle, or a file of
// that form).

namespace ambag::node {

struct ProofCheck {
    std::string name;
    bool passed = false;
    std::string detail;
};

struct ProvenSlot {
    chain::Slot slot;
    chain::Hash value;  // the leaf's word; zero when absent
};

struct ProofVerdict {
    std::vector<ProofCheck> checks;  // in order; the first that fails ends them
    chain::Header header;
    chain::Hash block_hash;
    chain::Address sequencer;
    chain::Address account;
    chain::Amount balance;
    chain::Nonce nonce;
    std::vector<ProvenSlot> slots;

    bool accepted() const;
};

// `sequencer`: who must have sealed the block; the header's coinbase when nothing is given, which
// trusts the header for it. Errors: a member that is missing or malformed.
CliResult<ProofVerdict> check_proof_bundle(const Json& bundle,
                                           const std::optional<chain::Address>& sequencer);

}  // namespace ambag::node
