// SPDX-License-Identifier: Apache-2.0
#include "emission/attestation/nonces.hpp"

#include "chain/base/check.hpp"
#include "chain/base/u256.hpp"
#include "chain/crypto/hash.hpp"

namespace ambag::emission::attestation {

using namespace chain;

namespace {

Hash padded(std::string_view text) {
    CHECK(text.size() <= Hash::width);
    return Hash::from(as_bytes(text));
}

Hash word(std::uint64_t value) {
    return U256{value}.to_word();
}

Hash hash_of(std::initializer_list<BytesView> fields) {
    Bytes message;
    for (const BytesView field : fields) append(message, field);
    return sha256(message);
}

}  // namespace

Hash registration_nonce(ChainId chain_id, const Hash& block_hash, const Address& owner,
                        BytesView worker_key, std::string_view chip) {
    return hash_of(
        {padded("reg"), word(chain_id.value), block_hash, owner, worker_key, padded(chip)});
}

Hash begin_nonce(ChainId chain_id, const Hash& block_hash, const Hash& job, const Hash& assignment,
                 const Hash& state_root_in, BytesView worker_key, const Hash& device) {
    return hash_of({padded("begin"), word(chain_id.value), block_hash, job, assignment,
                    state_root_in, worker_key, device});
}

Hash end_nonce(ChainId chain_id, const Hash& block_hash, const Hash& body_hash,
               const Hash& device) {
    return hash_of({padded("end"), word(chain_id.value), block_hash, body_hash, device});
}

Hash numbered_id(std::string_view tag, ChainId chain_id, std::uint64_t number) {
    return hash_of({padded(tag), word(chain_id.value), word(number)});
}

}  // namespace ambag::emission::attestation
