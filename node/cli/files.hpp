// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>

#include "chain/crypto/secp256k1.hpp"
#include "node/cli/outcome.hpp"
#include "node/json/json.hpp"

// Files that commands read and write. Errors name the file and what the system says.

namespace ambag::node {

CliResult<std::string> read_text_file(const std::filesystem::path& file);
// Whole or not at all; an existing file is replaced only with `replace`.
CliResult<> write_text_file(const std::filesystem::path& file, std::string_view text,
                            bool replace = false);

// JSON, or TOML where the name ends in .toml.
CliResult<Json> read_document(const std::filesystem::path& file);

// TOML 1.0 as JSON; dates become their text.
chain::Result<Json, std::string> parse_toml(std::string_view text);

// The key in `file` (64 hex digits); drawn and written with mode 0600 when there is none. Never
// overwritten.
CliResult<chain::PrivateKey> sequencer_key(const std::filesystem::path& file);
chain::PrivateKey draw_key();

}  // namespace ambag::node
