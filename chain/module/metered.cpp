// SPDX-License-Identifier: Apache-2.0
#include "chain/module/metered.hpp"

#include "chain/module/machine.hpp"

namespace ambag::chain {

namespace {

// A context's own machine, for this file.
class Meter : public Context {
 public:
    explicit Meter(const Context& ctx) : Context{ctx} {}
    void begin(Gas limit) const { machine_.begin_gas(limit); }
    Gas used() const { return machine_.gas_used(); }
};

}  // namespace

MeteredOutcome call_metered(const Context& ctx, const Address& to, BytesView data, Gas limit) {
    const Meter meter{ctx};
    meter.begin(limit);
    Result<Bytes> output = ctx.call(to, Amount{}, data);
    const Gas used = meter.used();
    meter.begin(Gas{~std::uint64_t{0}});
    return {std::move(output), used};
}

}  // namespace ambag::chain
