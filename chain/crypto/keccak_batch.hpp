// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "chain/base/bytes.hpp"

// Keccak-256 of many independent messages: four at a time where the processor has 256-bit vectors
// (AVX2, or better with AVX-512VL), one after another elsewhere. The digests do not depend on
// which way is taken.

namespace ambag::chain {

// digests[i] = keccak256(messages[i]); both spans have the same size.
void keccak256_batch(std::span<const BytesView> messages, std::span<Hash> digests);

enum class KeccakLanes : unsigned char { scalar, avx2, avx512 };

// What keccak256_batch uses here; and the same by choice, for tests and measurements. Asking for
// lanes that the processor lacks falls back to scalar.
KeccakLanes keccak_lanes();
void keccak256_batch_with(KeccakLanes lanes, std::span<const BytesView> messages,
                          std::span<Hash> digests);

}  // namespace ambag::chain
