// SPDX-License-Identifier: Apache-2.0
#include "chain/module/registry.hpp"
#include "tests/node/service/simulated_chain.hpp"

namespace ambag::test {

// The whole table: what a setter takes at its bounds and refuses beyond them.
class ParameterBounds : public testing::Test {
 protected:
    // The setter's argument that is the parameter: of its name, of the end of its name, the value
    // beside a name, or the only one.
    static std::size_t argument_of(const ParameterRow& row,
                                   const std::vector<ParameterText>& inputs) {
        std::string name{row.name};
        name[0] = static_cast<char>(std::toupper(name[0]));
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            std::string end = inputs[i].name;
            end[0] = static_cast<char>(std::toupper(end[0]));
            if (name.ends_with(end) || inputs[i].name == "value") return i;
        }
        return 0;
    }
    Simulation try_value(const ModuleDescriptor& module, const ParameterRow& row,
                         const std::vector<ParameterText>& inputs, const U256& value) {
        const std::size_t wanted = argument_of(row, inputs);
        Bytes data = to_bytes(Selector::from(keccak256(as_bytes(row.setter))));
        Bytes tail;
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            U256 word{inputs[i].name == "denominator" ? 1U : 0U};
            for (const ParameterRow& other : module.parameters)
                if (other.name == inputs[i].name) word = current(module, other);
            if (i == wanted) word = value;
            if (inputs[i].type == "string") {
                word = U256{32 * inputs.size()};
                abi::append_padded(tail, as_bytes(row.name));
            }
            append(data, word.to_word());
        }
        append(data, tail);
        Draft draft;
        draft.add(module.address, std::move(data));
        return chain_.simulate(draft.request(), chain_.next().env, *state_);
    }
    U256 current(const ModuleDescriptor& module, const ParameterRow& row) {
        return row.read(reader_.view(module.address));
    }
    static U256 largest_of(const std::string& type) {
        if (type == "bool") return U256{1U};
        return U256::max() >> (256 - static_cast<unsigned>(std::stoul(type.substr(4))));
    }
    static bool is_custom_error(const Simulation& done) {
        if (!done.failure || done.failure->data.size() < 4) return false;
        const auto selector = Selector::from(BytesView{done.failure->data}.first(4));
        for (const ModuleDescriptor* module : node::all_modules().all())
            for (const ErrorRow& row : module->errors)
                if (row.selector == selector) return true;
        return false;
    }

    SimulatedChain chain_;
    std::shared_ptr<const node::StoreSnapshot> state_ = chain_.state();
    StateReader reader_{*state_, chain_.next().env, chain_.app->rules(), chain_.app->modules()};
};

TEST_F(ParameterBounds, are_kept_by_the_setter_of_every_parameter) {
    std::size_t checked = 0;
    for (const ModuleDescriptor* module : node::all_modules().all())
        for (const ParameterRow& row : module->parameters) {
            SCOPED_TRACE(std::string{module->name} + "." + std::string{row.name});
            const auto call =
                std::find_if(module->calls.begin(), module->calls.end(),
                             [&](const CallRow& one) { return one.signature == row.setter; });
            ASSERT_NE(call, module->calls.end());
            EXPECT_FALSE(row.meaning.empty());
            const auto inputs = call->inputs();
            const U256 most = largest_of(inputs[argument_of(row, inputs)].type);
            const ViewContext view = reader_.view(module->address);
            const auto low = bound_value(*module, row.minimum, view);
            const auto high = bound_value(*module, row.maximum, view);
            ASSERT_TRUE(low);
            // The developer's chain has no schedule with a rate, and no super quorum; unbonding
            // must outlast evidence, so neither of the two reaches its bound alone.
            constexpr std::array not_alone{"scheduleRateNumerator", "superQuorumNumerator",
                                           "unbondSeconds", "evidenceSeconds"};
            const bool is_off = std::ranges::find(not_alone, row.name) != not_alone.end();
            for (const auto& bound : {low, high})
                if (bound && !is_off) {
                    EXPECT_FALSE(try_value(*module, row, inputs, *bound).failure)
                        << bound->to_decimal();
                }
            if (!low->is_zero()) {
                EXPECT_TRUE(
                    is_custom_error(try_value(*module, row, inputs, *checked_sub(*low, U256{1U}))));
            }
            if (high && *high < most) {
                EXPECT_TRUE(is_custom_error(
                    try_value(*module, row, inputs, *checked_add(*high, U256{1U}))));
            }
            ++checked;
        }
    EXPECT_GE(checked, 19U);
}

}  // namespace ambag::test
