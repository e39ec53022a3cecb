// SPDX-License-Identifier: Apache-2.0
#include "node/rpc/params.hpp"
#include "node/rpc/shapes.hpp"
#include "node/rpc/table.hpp"

// What only a developer may do. The rows are not even there unless the genesis says `dev: true`.
// Names and forms are those of anvil, hardhat and viem's test client.

namespace ambag::node {

namespace {

constexpr std::uint64_t mine_max = 100'000;

RpcResult<DevControls*> controls(const RpcContext& context) {
    if (auto* dev = context.backend.dev()) return dev;
    return std::unexpected(refused("this needs a development genesis (dev: true)"));
}

RpcResult<> mine_blocks(const RpcContext& context, std::uint64_t count,
                        std::optional<std::uint64_t> interval, Json answer) {
    if (count > mine_max)
        return std::unexpected(invalid_parameter(
            "count", "expected at most " + std::to_string(mine_max) + " blocks at once"));
    auto* dev = TRY(controls(context));
    TRY(dev->mine(count, interval));
    return answer;
}

RpcResult<> anvil_mine(const RpcContext& context, const Json& params) {
    const auto count = TRY(read_optional_u64(param_at(params, 0), "count"));
    const auto interval = TRY(read_optional_u64(param_at(params, 1), "interval"));
    return mine_blocks(context, count.value_or(1), interval, Json{});
}

// One block, at a time of its own when one is given; ganache's form {timestamp, blocks} as well.
RpcResult<> evm_mine(const RpcContext& context, const Json& params) {
    const Json& options = param_at(params, 0);
    std::optional<std::uint64_t> timestamp;
    std::uint64_t blocks = 1;
    if (options.is_object()) {
        if (const Json* value = options.find("timestamp"))
            timestamp = TRY(read_optional_u64(*value, "options.timestamp"));
        if (const Json* value = options.find("blocks"))
            blocks = TRY(read_optional_u64(*value, "options.blocks")).value_or(1);
    } else {
        timestamp = TRY(read_optional_u64(options, "options"));
    }
    auto* dev = TRY(controls(context));
    if (timestamp) {
        TRY(dev->set_next_timestamp(chain::Timestamp{*timestamp}));
    }
    return mine_blocks(context, blocks, std::nullopt, "0x0");
}

RpcResult<> set_next_timestamp(const RpcContext& context, const Json& params) {
    const auto time = TRY(read_u64(param_at(params, 0), "timestamp"));
    auto* dev = TRY(controls(context));
    TRY(dev->set_next_timestamp(chain::Timestamp{time}));
    return Json{};
}

RpcResult<> set_timestamp_interval(const RpcContext& context, const Json& params) {
    const auto seconds = TRY(read_u64(param_at(params, 0), "seconds"));
    auto* dev = TRY(controls(context));
    TRY(dev->set_timestamp_interval(seconds));
    return Json{};
}

RpcResult<> remove_timestamp_interval(const RpcContext& context, const Json&) {
    auto* dev = TRY(controls(context));
    TRY(dev->set_timestamp_interval(std::nullopt));
    return Json{true};
}

RpcResult<> increase_time(const RpcContext& context, const Json& params) {
    const auto seconds = TRY(read_u64(param_at(params, 0), "seconds"));
    auto* dev = TRY(controls(context));
    return Json{TRY(dev->increase_time(seconds))};
}

RpcResult<> set_automine(const RpcContext& context, const Json& params) {
    const bool on = TRY(read_bool(param_at(params, 0), "on"));
    auto* dev = TRY(controls(context));
    TRY(dev->set_automine(on));
    return Json{true};
}

RpcResult<> get_automine(const RpcContext& context, const Json&) {
    return Json{TRY(controls(context))->automine()};
}

RpcResult<> set_interval_mining(const RpcContext& context, const Json& params) {
    const auto seconds = TRY(read_u64(param_at(params, 0), "seconds"));
    auto* dev = TRY(controls(context));
    TRY(dev->set_interval_mining(seconds));
    return Json{true};
}

RpcResult<> snapshot(const RpcContext& context, const Json&) {
    auto* dev = TRY(controls(context));
    return Json{quantity(TRY(dev->snapshot()))};
}

RpcResult<> revert_to(const RpcContext& context, const Json& params) {
    const auto id = TRY(read_u64(param_at(params, 0), "snapshot"));
    auto* dev = TRY(controls(context));
    return Json{TRY(dev->revert(id))};
}

RpcResult<> set_balance(const RpcContext& context, const Json& params) {
    const auto address = TRY(read_address(param_at(params, 0), "address"));
    const auto balance = TRY(read_u256(param_at(params, 1), "balance"));
    auto* dev = TRY(controls(context));
    TRY(dev->set_balance(address, chain::Amount{balance}));
    return Json{};
}

constexpr MethodOptions dev_only{.cost = 50, .lane = RpcLane::heavy, .needs_dev = true};

constexpr MethodRow rows[]{
    {"evm_mine", "options mineOptions?", "string", &evm_mine, "seals a block", dev_only},
    {"anvil_mine", "count quantity?, interval quantity?", "null", &anvil_mine,
     "seals `count` blocks, `interval` seconds apart", dev_only},
    {"hardhat_mine", "count quantity?, interval quantity?", "null", &anvil_mine,
     "seals `count` blocks, `interval` seconds apart", dev_only},
    {"evm_setNextBlockTimestamp", "timestamp quantity", "null", &set_next_timestamp,
     "time of the next block", dev_only},
    {"evm_increaseTime", "seconds quantity", "integer", &increase_time,
     "moves the clock of further blocks ahead", dev_only},
    {"anvil_setBlockTimestampInterval", "seconds quantity", "null", &set_timestamp_interval,
     "time between further blocks", dev_only},
    {"anvil_removeBlockTimestampInterval", "", "boolean", &remove_timestamp_interval,
     "back to the clock", dev_only},
    {"evm_setAutomine", "on boolean", "boolean", &set_automine,
     "seal as soon as a transaction waits", dev_only},
    {"anvil_setAutomine", "on boolean", "boolean", &set_automine,
     "seal as soon as a transaction waits", dev_only},
    {"anvil_getAutomine", "", "boolean", &get_automine, "whether it is on", dev_only},
    {"evm_setIntervalMining", "seconds quantity", "boolean", &set_interval_mining,
     "seal every so many seconds; 0 stops it", dev_only},
    {"evm_snapshot", "", "quantity", &snapshot, "remembers the chain as it is", dev_only},
    {"evm_revert", "snapshot quantity", "boolean", &revert_to,
     "back to a snapshot, which is then used up", dev_only},
    {"anvil_setBalance", "address address, balance quantity", "null", &set_balance,
     "mints or burns so that an account has so much", dev_only},
    {"hardhat_setBalance", "address address, balance quantity", "null", &set_balance,
     "mints or burns so that an account has so much", dev_only},
};

}  // namespace

MethodFamily dev_methods() {
    return rows;
}

}  // namespace ambag::node
