// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>

#include "chain/module/row.hpp"
#include "node/json/json.hpp"

// ABI values as JSON and as text, by the parameter descriptions of the modules' rows, so that a
// person can call any function without a library.
//
// Accepted: integers as decimal, 0x-hex or amounts ("1.5 coins"); addresses as 0x-text or a name
// that the resolver knows; bool as true or false; bytes as 0x-hex; lists as JSON arrays or
// "[a,b]"; structs as JSON objects or arrays.
// Given: integers of up to 32 bits as JSON integers, larger ones as decimal strings.

namespace ambag::node {

using NameResolver = std::function<std::optional<chain::Address>(std::string_view name)>;
using Parameters = std::span<const chain::ParameterText>;

// The arguments of a call as typed; the error names the parameter, what was given and what is
// accepted.
chain::Result<std::vector<Json>, std::string> values_of_text(Parameters parameters,
                                                             std::span<const std::string> texts);

chain::Result<chain::Bytes, std::string> encode_values(Parameters parameters,
                                                       std::span<const Json> values,
                                                       const NameResolver& resolve);

// Nothing when `data` is no encoding of such values. Values in the order of the parameters.
std::optional<std::vector<Json>> decode_values(Parameters parameters, chain::BytesView data);

// {"name": value, ...}, or a list where a parameter has no name.
Json named_values(Parameters parameters, std::vector<Json> values);
// "name=value, name=value" on one line.
std::string values_text(Parameters parameters, std::span<const Json> values);
std::string value_text(const Json& value);

}  // namespace ambag::node
