// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/codec/transaction.hpp"
#include "node/cli/client.hpp"
#include "node/cli/command.hpp"
#include "node/cli/module_book.hpp"

// A command's business with one node: names of accounts, reads of modules, transactions.

namespace ambag::node {

extern const std::span<const OptionRow> rpc_options;     // --rpc
extern const std::span<const OptionRow> key_options;     // --keystore, --password-file
extern const std::span<const OptionRow> signer_options;  // --from, --gas, --wait, --no-wait

// Accounts of the well-known development mnemonic are named dev0 to dev99 on chain 31337.
std::optional<chain::PrivateKey> dev_key(std::string_view name);

// The folder of --keystore, of AMBAG_KEYSTORE, or ~/.ambag/keystores.
std::string keystore_folder(const Invocation& invocation);
// From --password-file, or typed at the terminal without echo; `twice` asks again and compares.
CliResult<std::string> read_password(const Invocation& invocation, std::string_view prompt,
                                     bool twice = false);

struct Signer {
    chain::Address address;
    chain::PrivateKey key;
};

struct SentTransaction {
    chain::Hash hash;
    Json receipt;  // null when it was not waited for
    std::vector<Json> events;
};

class Session {
 public:
    static CliResult<Session> open(const Invocation& invocation);

    const RpcClient& rpc() const { return rpc_; }
    std::uint64_t chain_id() const { return chain_id_; }

    // 0x-address, module, dev account or named key.
    std::optional<chain::Address> find_address(std::string_view text) const;
    CliResult<chain::Address> address(std::string_view text) const;
    NameResolver resolver() const;
    // --from
    CliResult<Signer> signer() const;
    CliResult<chain::PrivateKey> key_named(const std::string& name) const;

    // A view of a module; the results in order.
    CliResult<std::vector<Json>> view(std::string_view function, std::vector<Json> arguments) const;

    // Estimates, signs, sends and waits. Refused when the call reverts, with the error's name.
    CliResult<SentTransaction> send(const Signer& signer, const chain::Address& to,
                                    const chain::Amount& value, const chain::Bytes& data) const;
    CliResult<SentTransaction> call(const Signer& signer, std::string_view function,
                                    std::vector<Json> arguments,
                                    const chain::Amount& value = {}) const;

 private:
    Session(const Invocation& invocation, RpcClient rpc, std::uint64_t chain_id)
        : invocation_{&invocation}, rpc_{std::move(rpc)}, chain_id_{chain_id} {}

    CliResult<chain::SignedTransaction> signed_transaction(const Signer& signer,
                                                           const chain::Address& to,
                                                           const chain::Amount& value,
                                                           const chain::Bytes& data) const;
    CliResult<Json> wait_for_receipt(const chain::Hash& hash) const;
    CliResult<> check_success(const chain::Hash& hash, const Json& receipt) const;

    const Invocation* invocation_;
    RpcClient rpc_;
    std::uint64_t chain_id_;
};

// Hash, block, gas and events, as text and as JSON.
void print_sent(const Console& console, const SentTransaction& sent);
Json sent_json(const SentTransaction& sent);

}  // namespace ambag::node
