// SPDX-License-Identifier: Apache-2.0
#include "chain/module/multicall.hpp"

#include "chain/module/addresses.hpp"

namespace ambag::chain::multicall {

namespace {

struct Call {
    static constexpr Literal abi{"Call(target,callData)"};
    Address target;
    Bytes call_data;
};

struct Call3 {
    static constexpr Literal abi{"Call3(target,allowFailure,callData)"};
    Address target;
    bool allow_failure;
    Bytes call_data;
};

struct Returned {
    static constexpr Literal abi{"Result(success,returnData)"};
    bool success;
    Bytes return_data;
};

Returned run(const ViewContext& ctx, const Address& target, const Bytes& data) {
    Result<Bytes> result = ctx.static_call(target, data);
    const bool success = result.has_value();
    return {success, success ? std::move(*result) : std::move(result.error().data)};
}

std::unexpected<Revert> call_failed() {
    return fail(Error{"Multicall3: call failed"});
}

Result<std::vector<Returned>> aggregate3(const ViewContext& ctx, std::vector<Call3> calls) {
    std::vector<Returned> results;
    for (const Call3& call : calls) {
        results.push_back(run(ctx, call.target, call.call_data));
        if (!results.back().success && !call.allow_failure) return call_failed();
    }
    return results;
}

Result<std::vector<Returned>> try_aggregate(const ViewContext& ctx, bool require_success,
                                            std::vector<Call> calls) {
    std::vector<Returned> results;
    for (const Call& call : calls) {
        results.push_back(run(ctx, call.target, call.call_data));
        if (!results.back().success && require_success) return call_failed();
    }
    return results;
}

Result<std::tuple<U256, std::vector<Bytes>>> aggregate(const ViewContext& ctx,
                                                       std::vector<Call> calls) {
    std::vector<Bytes> data;
    for (Returned& returned : TRY(try_aggregate(ctx, true, std::move(calls))))
        data.push_back(std::move(returned.return_data));
    return std::tuple{U256{ctx.block().height.value}, std::move(data)};
}

Hash hash_or_zero(const ViewContext& ctx, Height height) {
    return ctx.block().block_hash(height).value_or(Hash{});
}

Result<std::tuple<U256, Hash, std::vector<Returned>>> try_block_and_aggregate(
    const ViewContext& ctx, bool require_success, std::vector<Call> calls) {
    auto results = TRY(try_aggregate(ctx, require_success, std::move(calls)));
    // The hash of the running block is not known inside it.
    return std::tuple{U256{ctx.block().height.value}, Hash{}, std::move(results)};
}

Result<std::tuple<U256, Hash, std::vector<Returned>>> block_and_aggregate(const ViewContext& ctx,
                                                                          std::vector<Call> calls) {
    return try_block_and_aggregate(ctx, true, std::move(calls));
}

Result<Amount> eth_balance(const ViewContext& ctx, Address account) {
    return ctx.balance_of(account);
}
Result<U256> block_number(const ViewContext& ctx) {
    return U256{ctx.block().height.value};
}
Result<U256> timestamp(const ViewContext& ctx) {
    return U256{ctx.block().time.value};
}
Result<U256> gas_limit(const ViewContext& ctx) {
    return U256{ctx.block().gas_limit.value};
}
Result<Address> coinbase(const ViewContext& ctx) {
    return ctx.block().coinbase;
}
Result<U256> difficulty(const ViewContext&) {
    return U256{};
}
Result<Amount> base_fee(const ViewContext& ctx) {
    return ctx.block().base_fee;
}
Result<U256> chain_id(const ViewContext& ctx) {
    return U256{ctx.rules().chain_id.value};
}
Result<Hash> block_hash(const ViewContext& ctx, U256 number) {
    const auto height = number.to_u64();
    return height ? hash_or_zero(ctx, Height{*height}) : Hash{};
}
Result<Hash> last_block_hash(const ViewContext& ctx) {
    const std::uint64_t height = ctx.block().height.value;
    return height == 0 ? Hash{} : hash_or_zero(ctx, Height{height - 1});
}

constexpr CallRow calls[]{
    view<"aggregate3(calls) -> returnData", &aggregate3>({}),
    view<"aggregate(calls) -> blockNumber,returnData", &aggregate>({}),
    view<"tryAggregate(requireSuccess,calls) -> returnData", &try_aggregate>({}),
    view<"tryBlockAndAggregate(requireSuccess,calls) -> blockNumber,blockHash,returnData",
         &try_block_and_aggregate>({}),
    view<"blockAndAggregate(calls) -> blockNumber,blockHash,returnData", &block_and_aggregate>({}),
    view<"getEthBalance(addr) -> balance", &eth_balance>({.reads = 1}),
    view<"getBlockNumber() -> blockNumber", &block_number>({}),
    view<"getBlockHash(blockNumber) -> blockHash", &block_hash>({}),
    view<"getLastBlockHash() -> blockHash", &last_block_hash>({}),
    view<"getCurrentBlockTimestamp() -> timestamp", &timestamp>({}),
    view<"getCurrentBlockGasLimit() -> gaslimit", &gas_limit>({}),
    view<"getCurrentBlockCoinbase() -> coinbase", &coinbase>({}),
    view<"getCurrentBlockDifficulty() -> difficulty", &difficulty>({}),
    view<"getBasefee() -> basefee", &base_fee>({}),
    view<"getChainId() -> chainid", &chain_id>({}),
};

constexpr ErrorRow errors[]{error<Error>()};

}  // namespace

constexpr ModuleDescriptor descriptor{
    .name = "multicall",
    .address = multicall_address,
    .purpose = "Many reads in one eth_call, as client libraries expect it.",
    .privileges = {},
    .state = {},
    .calls = calls,
    .events = {},
    .errors = errors,
    .parameters = {},
    .hooks = {},
    .invariants = {}};

}  // namespace ambag::chain::multicall
