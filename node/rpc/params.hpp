// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "chain/base/bytes.hpp"
#include "chain/base/quantity.hpp"
#include "chain/base/u256.hpp"
#include "node/rpc/backend.hpp"
#include "node/rpc/error.hpp"
#include "node/rpc/logs.hpp"

// Readers of parameters. A value that is not what is asked for gives -32602 with the parameter's
// name, what was sent and what is accepted.
//
// Quantities are "0x…" without a size; JSON integers are taken too, as development tools send them.
// Addresses may be in any case: clients check their own checksums. In objects, members that are
// not known are ignored.

namespace ambag::node {

using ParamError = RpcError;

// The parameter at `index`; null where there is none.
const Json& param_at(const Json& params, std::size_t index);

// Values. `name` is what the error calls it.
RpcResult<chain::U256> read_u256(const Json& json, std::string_view name);
RpcResult<std::uint64_t> read_u64(const Json& json, std::string_view name);
RpcResult<bool> read_bool(const Json& json, std::string_view name);
RpcResult<std::string> read_text(const Json& json, std::string_view name);
RpcResult<chain::Address> read_address(const Json& json, std::string_view name);
RpcResult<chain::Hash> read_hash(const Json& json, std::string_view name);
RpcResult<chain::Slot> read_slot(const Json& json, std::string_view name);  // short forms padded
RpcResult<chain::Bytes> read_data(const Json& json, std::string_view name);
// As read_u64, but nothing for null.
RpcResult<std::optional<std::uint64_t>> read_optional_u64(const Json& json, std::string_view name);

enum class BlockTag : std::uint8_t { latest, earliest, safe, finalized, pending };

// A block as a client may name it: a tag, a number, or a hash (bare, or {blockHash} as EIP-1898).
using BlockId = std::variant<BlockTag, chain::Height, chain::Hash>;

// null is `latest`.
RpcResult<BlockId> read_block_id(const Json& json, std::string_view name);

// The block whose state a request reads, resolved once. `pending` is latest here and only counts
// of nonces look at `wants_pool`.
struct ResolvedBlock {
    chain::Height height;
    bool wants_pool = false;
};

// The height of a block that exists; nothing when there is none such.
std::optional<ResolvedBlock> find_block(const RpcBackend& backend, const BlockId& id);
// For reads of state: -32000 "header not found" when there is none.
RpcResult<ResolvedBlock> require_block(const RpcBackend& backend, const Json& json,
                                       std::string_view name);

// The object of eth_call, eth_estimateGas and eth_fillTransaction.
RpcResult<CallRequest> read_call(const Json& json, std::string_view name);

// The object of eth_getLogs and eth_newFilter. The range is kept as it was named, since the filter
// of eth_newFilter resolves it later.
struct LogFilterText {
    LogPattern pattern;
    std::optional<chain::Hash> block;
    BlockId from = BlockTag::latest;
    BlockId to = BlockTag::latest;
};
RpcResult<LogFilterText> read_log_filter(const Json& json, std::string_view name);

}  // namespace ambag::node
