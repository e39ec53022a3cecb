// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace ambag::node {

// The 2,048 English words of BIP-39 in their order, which is alphabetical, one space between two.
extern const std::string_view english_words;

}  // namespace ambag::node
