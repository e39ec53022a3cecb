// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "chain/base/hex.hpp"
#include "chain/module/addresses.hpp"
#include "chain/module/registry.hpp"
#include "node/rpc/shapes.hpp"
#include "node/service/methods_ambag.hpp"

// Modules, parameters, records and what a light client needs of a block.

namespace ambag::node {

namespace {

constexpr std::size_t bundle_slots_max = 64;

NodeBackend& backend_of(const RpcContext& context) {
    return static_cast<NodeBackend&>(context.backend);
}

RpcResult<> get_modules(const RpcContext& context, const Json&) {
    Json list = Json::array();
    for (const chain::ModuleDescriptor* module :
         backend_of(context).application().modules().all()) {
        auto abi = parse_json(chain::json_abi(*module));
        list.push(Json::object({{"name", module->name},
                                {"address", chain::to_checksum(module->address)},
                                {"purpose", module->purpose},
                                {"abi", abi ? std::move(*abi) : Json{}}}));
    }
    return list;
}

// Number of the track whose proposals may make the call that changes a parameter; null where the
// chain has no tracks. Asked with arguments of zero: rules by value may lead elsewhere.
Json track_of(const RpcContext& context, chain::StateReader& reader,
              const chain::ModuleDescriptor& module, const chain::ParameterRow& row) {
    const auto& modules = backend_of(context).application().modules();
    const auto* governor = modules.find(chain::governor_address);
    const auto call = [&](std::string_view signature, chain::BytesView arguments) {
        chain::Bytes data =
            chain::to_bytes(chain::Selector::from(chain::keccak256(chain::as_bytes(signature))));
        chain::append(data, arguments);
        return reader.call(governor->address, data);
    };
    if (governor == nullptr) return {};
    const auto count = call("trackCount()", {});
    const auto tracks = count ? chain::abi::decode<chain::U256>(*count) : std::nullopt;
    if (!tracks || std::get<0>(*tracks).is_zero()) return {};
    chain::Bytes setter =
        chain::to_bytes(chain::Selector::from(chain::keccak256(chain::as_bytes(row.setter))));
    constexpr std::size_t word = 32;
    const auto commas = static_cast<std::size_t>(std::ranges::count(row.setter, ','));
    setter.resize(setter.size() + word * (commas + 1));
    const auto answer =
        call("trackOfActions(address[],uint256[],bytes[])",
             chain::abi::encode(std::vector{module.address}, std::vector{chain::Amount{}},
                                std::vector<chain::Bytes>{setter}));
    const auto track =
        answer ? chain::abi::decode<std::uint32_t, chain::U256>(*answer) : std::nullopt;
    return track ? Json{quantity(std::get<0>(*track))} : Json{};
}

Json bound_json(const chain::ModuleDescriptor& module, std::string_view text,
                const chain::ViewContext& view) {
    const auto value = chain::bound_value(module, text, view);
    return value ? Json{value->to_hex()} : Json{};
}

RpcResult<> get_parameters(const RpcContext& context, const Json& params) {
    const auto reader = TRY(ambag_reader(context, params, 0));
    Json list = Json::array();
    for (const chain::ModuleDescriptor* module : backend_of(context).application().modules().all())
        for (const chain::ParameterRow& row : module->parameters) {
            const chain::ViewContext view = reader.modules->view(module->address);
            const chain::U256 value = row.read(view);
            list.push(Json::object({{"module", module->name},
                                    {"name", row.name},
                                    {"value", value.to_hex()},
                                    {"unit", row.unit},
                                    {"minimum", row.minimum},
                                    {"maximum", row.maximum},
                                    {"least", bound_json(*module, row.minimum, view)},
                                    {"most", bound_json(*module, row.maximum, view)},
                                    {"track", track_of(context, *reader.modules, *module, row)},
                                    {"setter", row.setter},
                                    {"meaning", row.meaning}}));
        }
    return list;
}

RpcResult<> get_record(const RpcContext& context, const Json& params) {
    const auto module = TRY(read_address(param_at(params, 0), "module"));
    const auto slot = TRY(read_slot(param_at(params, 1), "slot"));
    const auto block = TRY(require_block(context.backend, param_at(params, 2), "block"));
    const auto state = TRY(context.backend.state_at(block.height));
    const chain::Record record = state->record(module, slot);
    if (record.absent()) return Json{"0x"};
    return Json{chain::to_hex(record.is_blob() ? chain::BytesView{record.blob}
                                               : chain::BytesView{record.word})};
}

RpcResult<> get_transaction_output(const RpcContext& context, const Json& params) {
    const auto hash = TRY(read_hash(param_at(params, 0), "hash"));
    const HeadPointer head = backend_of(context).head_view();
    const auto place = head->snapshot->find_transaction(hash);
    const auto block = place ? head->snapshot->block(place->height) : std::nullopt;
    if (!block || place->index >= block->transactions.size()) return Json{};
    return Json{chain::to_hex(block->transactions[place->index].output)};
}

Json seal_json(const BlockRecord& record) {
    return Json::object({{"number", quantity(record.header.number.value)},
                         {"hash", chain::to_hex(record.hash)},
                         {"header", chain::to_hex(chain::encode_header(record.header))},
                         {"seal", chain::to_hex(record.seal)}});
}

RpcResult<> get_seal(const RpcContext& context, const Json& params) {
    const auto block = TRY(require_block(context.backend, param_at(params, 0), "block"));
    const auto record = backend_of(context).head_view()->snapshot->block_head(block.height);
    if (!record) return Json{};
    return seal_json(*record);
}

Json nodes_json(const std::vector<chain::Bytes>& nodes) {
    Json list = Json::array();
    for (const chain::Bytes& node : nodes) list.push(chain::to_hex(node));
    return list;
}

Json bundle_json(const chain::Address& address, const AccountProof& proof,
                 const BlockRecord& record) {
    Json storage = Json::array();
    for (const StorageProof& one : proof.storage)
        storage.push(Json::object({{"key", chain::to_hex(one.slot)},
                                   {"value", chain::to_hex(one.value)},
                                   {"proof", nodes_json(one.nodes)}}));
    return Json::object({{"address", chain::to_checksum(address)},
                         {"balance", proof.balance.units.to_hex()},
                         {"nonce", quantity(proof.nonce.value)},
                         {"codeHash", chain::to_hex(proof.code_hash)},
                         {"storageHash", chain::to_hex(proof.storage_root)},
                         {"accountProof", nodes_json(proof.nodes)},
                         {"storageProof", storage},
                         {"block", seal_json(record)}});
}

RpcResult<> get_proof_bundle(const RpcContext& context, const Json& params) {
    const auto address = TRY(read_address(param_at(params, 0), "address"));
    const auto* items = param_at(params, 1).as_array();
    if (items != nullptr && items->size() > bundle_slots_max)
        return std::unexpected(invalid_parameter("slots", "expected at most 64 slots"));
    std::vector<chain::Slot> slots;
    for (std::size_t i = 0; items != nullptr && i < items->size(); ++i)
        slots.push_back(TRY(read_slot((*items)[i], "slots")));
    // Proofs are of the head, which moves: another try when it did meanwhile.
    constexpr int tries = 5;
    for (int i = 0; i < tries; ++i) {
        const HeadPointer head = backend_of(context).head_view();
        const auto record = head->snapshot->block_head(head->header.number);
        const auto proof = context.backend.proof(address, slots, head->header.number);
        if (record && proof) return bundle_json(address, *proof, *record);
    }
    return std::unexpected(refused("the head moves too fast for a proof: try again"));
}

constexpr MethodOptions reading{.cost = 20, .lane = RpcLane::heavy};

constexpr MethodRow rows[]{
    {"ambag_getModules", "", "ambagList", &get_modules, "every module: name, address, purpose, ABI",
     reading},
    {"ambag_getParameters", "block block?", "ambagList", &get_parameters,
     "every parameter that governance may change: value, bounds, setter, track", reading},
    {"ambag_getRecord",
     "module address, slot slot, block block?",
     "data",
     &get_record,
     "the bytes of a module's record, also where its leaf holds their hash",
     {.cost = 2}},
    {"ambag_getTransactionOutput", "hash hash", "data|null", &get_transaction_output,
     "what a transaction returned or reverted with", reading},
    {"ambag_getSeal",
     "block block",
     "object|null",
     &get_seal,
     "header as RLP, hash, and the sequencer's signature over it",
     {.cost = 2}},
    {"ambag_getProofBundle",
     "address address, slots slots?",
     "object",
     &get_proof_bundle,
     "account and storage proofs with the head's header and seal, for `verify proof`",
     {.cost = 50, .lane = RpcLane::heavy}},
};

}  // namespace

RpcResult<NodeBackend::Reader> ambag_reader(const RpcContext& context, const Json& params,
                                            std::size_t index) {
    const auto block = TRY(require_block(context.backend, param_at(params, index), "block"));
    return backend_of(context).reader_at(block.height);
}

RpcResult<Page> read_page(const Json& params, std::size_t index) {
    const auto first = TRY(read_optional_u64(param_at(params, index), "first"));
    const auto count = TRY(read_optional_u64(param_at(params, index + 1), "count"));
    return Page{first.value_or(0), std::min(count.value_or(ambag_page_default), ambag_page_max)};
}

MethodFamily ambag_chain_methods() {
    return rows;
}

}  // namespace ambag::node
