// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "tests/model_check/world.hpp"

// Planted faults: the module table of the chain with one call replaced by a wrong one. The explorer
// must find each of them; a check that cannot fail would say nothing.

namespace ambag::model {

// The modules as they are.
const ModuleTable& sound_modules();

struct PlantedFault {
    std::string_view name;
    std::string_view module;     // name of the module
    std::string_view signature;  // of the call that is replaced
    Result<Bytes> (*run)(Context&, BytesView);
    Scenario scenario;  // in which it shows
};

std::span<const PlantedFault> planted_faults();

// Owns the changed descriptor and its rows.
class FaultyModules {
 public:
    explicit FaultyModules(const PlantedFault& fault);
    const ModuleTable& table() const { return *table_; }

 private:
    std::vector<CallRow> rows_;
    ModuleDescriptor copy_;
    std::unique_ptr<ModuleTable> table_;
};

}  // namespace ambag::model
