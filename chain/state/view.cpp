// SPDX-License-Identifier: Apache-2.0
#include "chain/state/view.hpp"

#include "chain/crypto/hash.hpp"

namespace ambag::chain {

Hash Record::leaf_word() const {
    return is_blob() ? keccak256(blob) : word;
}

}  // namespace ambag::chain
