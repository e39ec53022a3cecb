// SPDX-License-Identifier: Apache-2.0
#pragma once

// The precompiled header: what nearly every source needs and what costs seconds to parse
// (Boost.Multiprecision above all). Sources still include what they use.

#include <algorithm>
#include <array>
#include <bit>
#include <boost/multiprecision/cpp_int.hpp>
#include <compare>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>
