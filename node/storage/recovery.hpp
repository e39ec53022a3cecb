// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "node/storage/write_behind.hpp"

namespace ambag::node::rocks {

// Rebuilds the layers of the blocks whose records are durable and whose state was not yet written:
// their change sets are put into the tries again, and each root must be the one of its header.
// Errors: records are missing or damaged, or the state is ahead of them (an acknowledged block was
// lost).
chain::Result<void, StoreError> recover(const std::shared_ptr<Database>& database,
                                        WriteBehind& behind);

}  // namespace ambag::node::rocks
