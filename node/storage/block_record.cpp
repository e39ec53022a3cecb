// SPDX-License-Identifier: Apache-2.0
#include "node/storage/block_record.hpp"

#include "chain/codec/rlp.hpp"
#include "chain/module/addresses.hpp"

namespace ambag::node {

using namespace chain;

namespace {

constexpr Byte word_record = 0;
constexpr Byte blob_record = 1;

template <class T>
Result<T, DecodeFailure> part(std::string_view what, rlp::Decoded<T> value) {
    if (!value)
        return std::unexpected(
            DecodeFailure{std::string{what} + ": " + std::string{rlp::describe(value.error())}});
    if constexpr (std::is_void_v<T>)
        return {};
    else
        return std::move(value).value();
}

std::unexpected<DecodeFailure> bad(std::string_view what) {
    return std::unexpected(DecodeFailure{std::string{what} + ": not as it was written"});
}

void write_logs(Bytes& out, std::span<const Log> logs) {
    rlp::List list{out};
    for (const Log& log : logs) {
        rlp::List item{out};
        rlp::write_string(out, log.address);
        {
            rlp::List topics{out};
            for (const Hash& topic : log.topics) rlp::write_string(out, topic);
        }
        rlp::write_string(out, log.data);
    }
}

Result<std::vector<Log>, DecodeFailure> read_logs(rlp::Cursor& from) {
    std::vector<Log> logs;
    rlp::Cursor items = TRY(part("logs", from.read_list()));
    while (!items.done()) {
        rlp::Cursor item = TRY(part("log", items.read_list()));
        Log& log = logs.emplace_back();
        log.address = TRY(part("log", item.read_fixed<Address>()));
        rlp::Cursor topics = TRY(part("log", item.read_list()));
        while (!topics.done()) log.topics.push_back(TRY(part("log", topics.read_fixed<Hash>())));
        log.data = to_bytes(TRY(part("log", item.read_string())));
        TRY(part("log", item.finish()));
    }
    return logs;
}

// A receipt goes without its bloom, 256 bytes that its logs give again, and without its type, which
// is the transaction's.
void write_transaction(Bytes& out, const StoredTransaction& stored) {
    rlp::List list{out};
    rlp::write_string(out, stored.transaction.raw());
    const auto& sender = stored.transaction.known_sender();
    rlp::write_string(out, sender ? BytesView{*sender} : BytesView{});
    rlp::write_integer(out, std::uint64_t{stored.receipt.success ? 1U : 0U});
    rlp::write_integer(out, stored.receipt.cumulative_gas_used);
    write_logs(out, stored.receipt.logs);
    rlp::write_integer(out, stored.gas_used);
    rlp::write_integer(out, stored.effective_gas_price);
    rlp::write_string(out, stored.output);
}

Result<StoredTransaction, DecodeFailure> read_transaction(rlp::Cursor& from) {
    rlp::Cursor list = TRY(part("transaction", from.read_list()));
    const BytesView raw = TRY(part("transaction bytes", list.read_string()));
    auto tx = decode_block_transaction(raw);
    if (!tx) return bad("transaction bytes");
    const BytesView sender = TRY(part("sender", list.read_string()));
    if (!sender.empty() && !tx->known_sender()) tx->set_sender(Address::from(sender));
    const std::uint64_t status = TRY(part("status", list.read_u64()));
    if (status > 1) return bad("status");
    const Gas cumulative{TRY(part("cumulative gas", list.read_u64()))};
    auto logs = TRY(read_logs(list));
    Receipt receipt = make_receipt(tx->body().type, status == 1, cumulative, std::move(logs));
    const Gas used{TRY(part("gas used", list.read_u64()))};
    const U256 price = TRY(part("gas price", list.read_u256()));
    const BytesView output = TRY(part("output", list.read_string()));
    TRY(part("transaction", list.finish()));
    return StoredTransaction{std::move(*tx), std::move(receipt), used, price, to_bytes(output)};
}

}  // namespace

Bytes encode_head(const BlockRecord& record) {
    Bytes out;
    {
        rlp::List list{out};
        rlp::write_string(out, encode_header(record.header));
        rlp::write_string(out, record.hash);
        rlp::write_string(out, record.seal);
    }
    return out;
}

Bytes encode_body(const BlockRecord& record) {
    Bytes out;
    out.reserve(64 + 256 * record.transactions.size());
    {
        rlp::List list{out};
        {
            rlp::List balances{out};
            for (const DevBalance& dev : record.dev_balances) {
                rlp::write_string(out, dev.address);
                rlp::write_integer(out, dev.balance);
            }
        }
        rlp::List transactions{out};
        for (const StoredTransaction& stored : record.transactions) write_transaction(out, stored);
    }
    return out;
}

Result<BlockRecord, DecodeFailure> decode_head(BytesView head) {
    rlp::Cursor cursor{head};
    rlp::Cursor list = TRY(part("block head", cursor.read_list()));
    const BytesView header_bytes = TRY(part("header", list.read_string()));
    auto header = decode_header(header_bytes);
    if (!header) return std::unexpected(DecodeFailure{header.error().text()});
    BlockRecord record;
    record.header = std::move(*header);
    record.hash = TRY(part("block hash", list.read_fixed<Hash>()));
    record.seal = to_bytes(TRY(part("seal", list.read_string())));
    TRY(part("block head", list.finish()));
    return record;
}

Result<void, DecodeFailure> decode_body(BytesView body, BlockRecord& into) {
    rlp::Cursor cursor{body};
    rlp::Cursor list = TRY(part("block body", cursor.read_list()));
    rlp::Cursor balances = TRY(part("dev balances", list.read_list()));
    while (!balances.done()) {
        const Address address = TRY(part("dev balance", balances.read_fixed<Address>()));
        into.dev_balances.push_back(
            {address, Amount{TRY(part("dev balance", balances.read_u256()))}});
    }
    rlp::Cursor transactions = TRY(part("transactions", list.read_list()));
    while (!transactions.done()) into.transactions.push_back(TRY(read_transaction(transactions)));
    return part("block body", list.finish());
}

Bytes encode_diff(const StateDiff& diff) {
    Bytes out;
    out.reserve(64 + 72 * diff.accounts.size() + 160 * diff.records.size());
    {
        rlp::List list{out};
        {
            rlp::List accounts{out};
            for (const AccountChange& change : diff.accounts) {
                rlp::write_string(out, change.address);
                rlp::write_string(out, encode_account_state(change.before));
                rlp::write_string(out, encode_account_state(change.after));
            }
        }
        rlp::List records{out};
        for (const RecordChange& change : diff.records) {
            rlp::write_string(out, change.module);
            rlp::write_string(out, change.slot);
            rlp::write_string(out, encode_record(change.before));
            rlp::write_string(out, encode_record(change.after));
        }
    }
    return out;
}

Result<StateDiff, DecodeFailure> decode_diff(BytesView encoded) {
    StateDiff diff;
    rlp::Cursor cursor{encoded};
    rlp::Cursor list = TRY(part("change set", cursor.read_list()));
    rlp::Cursor accounts = TRY(part("account changes", list.read_list()));
    while (!accounts.done()) {
        const Address address = TRY(part("address", accounts.read_fixed<Address>()));
        const auto before = decode_account_state(TRY(part("account", accounts.read_string())));
        const auto after = decode_account_state(TRY(part("account", accounts.read_string())));
        if (!before || !after) return bad("account");
        diff.accounts.push_back({address, *before, *after});
    }
    rlp::Cursor records = TRY(part("record changes", list.read_list()));
    while (!records.done()) {
        const Address module = TRY(part("module", records.read_fixed<Address>()));
        const Slot slot = TRY(part("slot", records.read_fixed<Slot>()));
        auto before = decode_record(TRY(part("record", records.read_string())));
        auto after = decode_record(TRY(part("record", records.read_string())));
        if (!before || !after) return bad("record");
        diff.records.push_back({module, slot, std::move(*before), std::move(*after)});
    }
    TRY(part("change set", list.finish()));
    return diff;
}

Bytes encode_account_state(const AccountState& account) {
    Bytes out;
    if (!account.exists()) return out;
    out.reserve(41);
    write_big_endian(out, account.nonce.value, 8);
    out.push_back(account.is_module ? 1 : 0);
    append(out, account.balance.units.to_minimal_bytes());
    return out;
}

std::optional<AccountState> decode_account_state(BytesView encoded) {
    if (encoded.empty()) return AccountState{};
    if (encoded.size() < 9 || encoded.size() > 41) return std::nullopt;
    StoredReader reader{encoded.first(9)};
    AccountState account;
    account.nonce = Nonce{read_big_endian(reader, 8)};
    account.is_module = encoded[8] == 1;
    account.balance = Amount{U256::from_big_endian(encoded.subspan(9))};
    return account;
}

Bytes encode_record(const Record& record) {
    if (record.absent()) return {};
    const Bytes word = U256::from_big_endian(record.word).to_minimal_bytes();
    const BytesView payload = record.is_blob() ? BytesView{record.blob} : BytesView{word};
    Bytes out(1 + payload.size());
    out[0] = record.is_blob() ? blob_record : word_record;
    std::copy(payload.begin(), payload.end(), out.begin() + 1);
    return out;
}

std::optional<Record> decode_record(BytesView encoded) {
    Record record;
    if (encoded.empty()) return record;
    const BytesView payload = encoded.subspan(1);
    if (encoded[0] == blob_record) {
        record.blob = to_bytes(payload);
        return record;
    }
    if (encoded[0] != word_record || payload.size() > 32) return std::nullopt;
    std::copy(payload.begin(), payload.end(),
              record.word.bytes.end() - static_cast<std::ptrdiff_t>(payload.size()));
    return record;
}

}  // namespace ambag::node
