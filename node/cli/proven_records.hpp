// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/state/storage_codec.hpp"
#include "node/cli/proof_bundle.hpp"
#include "node/cli/session.hpp"

// Records of a module that need no trust in the node that gave them: their leaves are proven
// against a sealed header, and a record longer than a word against the hash in its leaf.

namespace ambag::node {

class ProvenRecords {
 public:
    // Asks for proofs of all `slots` at the head, at most 64 at once, and checks them. Errors:
    // refused, with the check that failed.
    static CliResult<ProvenRecords> fetch(const Session& session, const chain::Address& module,
                                          const std::vector<chain::Slot>& slots,
                                          const std::optional<chain::Address>& sequencer);

    // The record at `slot`, which was among those fetched; the default where the leaf is absent.
    template <class T>
    CliResult<T> get(const Session& session, const chain::Slot& slot) const {
        constexpr std::size_t size = chain::StoredCodec<T>::size;
        return chain::from_record<T>(TRY(record(session, slot, size == 0 || size > 32)));
    }

    std::uint64_t height() const { return height_; }
    const chain::Hash& block() const { return block_; }

 private:
    CliResult<chain::Record> record(const Session& session, const chain::Slot& slot,
                                    bool long_form) const;

    chain::Address module_;
    std::uint64_t height_ = 0;
    chain::Hash block_;
    std::map<chain::Slot, chain::Hash> words_;
};

}  // namespace ambag::node
