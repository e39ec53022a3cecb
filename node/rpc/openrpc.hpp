// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "node/json/json.hpp"
#include "node/rpc/table.hpp"

// Documents made from the method table.

namespace ambag::node {

// The schema of a type name of the rows; null for a name that no schema has.
Json schema_of(std::string_view type);
Json all_schemas();

// spec.open-rpc.org 1.3.2: what `rpc.discover` answers.
Json openrpc_document(const MethodTable& methods, std::string_view version);

// The support table of the README, in Markdown: method, parameters, result, what it does.
std::string support_table(const MethodTable& methods);

}  // namespace ambag::node
