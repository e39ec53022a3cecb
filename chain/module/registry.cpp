// SPDX-License-Identifier: Apache-2.0
#include "chain/module/registry.hpp"

#include <charconv>

#include "chain/module/machine.hpp"

namespace ambag::chain {

namespace {

// "2^48 - 1": all ones in 48 bits.
std::optional<U256> power_bound(std::string_view text) {
    constexpr std::string_view head = "2^";
    constexpr std::string_view tail = " - 1";
    if (!text.starts_with(head) || !text.ends_with(tail)) return std::nullopt;
    const std::string_view digits =
        text.substr(head.size(), text.size() - head.size() - tail.size());
    unsigned bits = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
    if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size()) return std::nullopt;
    if (bits == 0 || bits > 256) return std::nullopt;
    return U256::max() >> (256 - bits);
}

}  // namespace

std::span<const ModuleDescriptor* const> RegistryView::modules() const {
    return machine_.modules().all();
}

std::optional<U256> bound_value(const ModuleDescriptor& module, std::string_view text,
                                const ViewContext& view) {
    if (const auto number = U256::parse(text)) return number;
    if (const auto power = power_bound(text)) return power;
    for (const ParameterRow& row : module.parameters)
        if (row.name == text) return row.read(view);
    return std::nullopt;
}

}  // namespace ambag::chain
