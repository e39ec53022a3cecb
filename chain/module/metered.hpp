// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/context.hpp"

// A call from a hook with a gas limit of its own. Hooks run outside of any transaction and are not
// metered; what they execute on behalf of others must be, so that a block's work stays bounded.

namespace ambag::chain {

struct MeteredOutcome {
    Result<Bytes> output;  // as of Context::call: the effects of a failed call are dropped
    Gas used;              // the whole limit when it ran out
};

// Calls `to` as the module whose hook runs, without coins. Not for calls inside a transaction,
// whose gas is the sender's: afterwards gas is unlimited, as hooks find it.
MeteredOutcome call_metered(const Context& ctx, const Address& to, BytesView data, Gas limit);

}  // namespace ambag::chain
