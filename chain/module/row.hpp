// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "chain/module/context.hpp"

// One row of a module's table for each call, view, event and error. The row names an ordinary C++
// function or struct; signature, selector, decoder, encoder and JSON ABI follow from its types.
//
//   call<"castVote(proposalId,support) -> weight", &cast_vote>({.reads = 6, .writes = 3, .logs =
//   1}) payable<"depositFor(account) -> success", &deposit_for>({...})
//   view<"hasVoted(proposalId,account) -> voted", &has_voted>({.reads = 1})

namespace ambag::chain {

// A parameter in the JSON ABI's terms.
struct ParameterText {
    std::string name;
    std::string type;  // "tuple[]" for a list of structs, whose members are in `components`
    bool indexed = false;
    std::vector<ParameterText> components;
};

enum class Mutability : std::uint8_t { view, nonpayable, payable };

// A function of a module as the machine, the documents and the clients see it. `run` decodes the
// arguments strictly, runs the function and encodes its result; its own reverts pass through.
struct CallRow {
    std::string_view text;       // as written in the row
    std::string_view signature;  // castVote(uint256,uint8)
    Selector selector;
    Mutability mutability;
    Cost cost;
    Result<Bytes> (*run)(Context&, BytesView arguments);
    std::vector<ParameterText> (*inputs)();
    std::vector<ParameterText> (*outputs)();
};

// `topic` is keccak256 of the signature, the first topic of each such log.
struct EventRow {
    std::string_view signature;
    Hash topic;
    std::vector<ParameterText> (*inputs)();
};

// `selector` stands before the arguments in revert data, as Solidity's custom errors have it.
struct ErrorRow {
    std::string_view signature;
    Selector selector;
    std::vector<ParameterText> (*inputs)();
};

namespace row_detail {

template <class T>
struct ListElement {
    using type = void;
};
template <class T>
struct ListElement<std::vector<T>> {
    using type = T;
};

template <class T>
ParameterText describe(std::string_view name);

template <class Tuple, std::size_t... I>
std::vector<ParameterText> describe_all(std::string_view names, std::index_sequence<I...>) {
    std::vector<ParameterText> all;
    [[maybe_unused]] const auto one = [&]<std::size_t J>() {
        const std::string_view name = list_entry(names, J);
        all.push_back(
            describe<std::remove_cvref_t<std::tuple_element_t<J, Tuple>>>(bare_name(name)));
        all.back().indexed = is_indexed(name);
    };
    (one.template operator()<I>(), ...);
    return all;
}

template <class Tuple>
std::vector<ParameterText> describe_tuple(std::string_view names) {
    return describe_all<Tuple>(names, std::make_index_sequence<std::tuple_size_v<Tuple>>{});
}

template <class T>
ParameterText describe(std::string_view name) {
    using Element = typename ListElement<T>::type;
    if constexpr (std::is_same_v<T, Bytes> || std::is_void_v<Element>) {
        if constexpr (std::is_aggregate_v<T> && requires { T::abi; })
            return {std::string{name}, "tuple", false,
                    describe_tuple<members_tuple<T>>(parameter_part(T::abi.view()))};
        else
            return {std::string{name}, std::string{abi::Codec<T>::name().view()}, false, {}};
    } else {
        ParameterText list = describe<Element>(name);
        list.type += "[]";
        return list;
    }
}

template <class T>
struct Output {
    using Tuple = std::tuple<T>;
    static Bytes encode(const T& value) { return abi::encode(value); }
};
template <>
struct Output<void> {
    using Tuple = std::tuple<>;
};
template <class... Ts>
struct Output<std::tuple<Ts...>> {
    using Tuple = std::tuple<Ts...>;
    static Bytes encode(const Tuple& values) {
        Bytes out;
        abi::Codec<Tuple>::append(out, values);
        return out;
    }
};

template <class F>
struct Function;

template <class T, class C, class... Args>
struct Function<Result<T> (*)(C, Args...)> {
    using Returned = T;
    using Receiver = C;
    using Arguments = std::tuple<std::remove_cvref_t<Args>...>;
};

constexpr std::string_view output_names(std::string_view row) {
    const std::size_t arrow = position_of(row, '>');
    return arrow == row.size() ? std::string_view{} : row.substr(arrow + 1);
}

template <auto Fn>
Result<Bytes> run(Context& ctx, BytesView data) {
    using F = Function<decltype(Fn)>;
    using Arguments = typename F::Arguments;
    Arguments arguments;
    abi::Reader reader{data};
    if (!abi::Codec<Arguments>::get(reader, 0, arguments)) return fail_empty();
    const auto invoke = [&](auto&&... argument) { return Fn(ctx, std::move(argument)...); };
    if constexpr (std::is_void_v<typename F::Returned>) {
        TRY(std::apply(invoke, std::move(arguments)));
        return Bytes{};
    } else {
        return Output<typename F::Returned>::encode(TRY(std::apply(invoke, std::move(arguments))));
    }
}

template <Literal Text, auto Fn>
struct Row {
    using F = Function<decltype(Fn)>;
    using Arguments = typename F::Arguments;
    using Outputs = typename Output<typename F::Returned>::Tuple;
    static constexpr std::string_view signature = StaticText<[] {
        return ConstantText{name_part(Text.view())} + abi::Codec<Arguments>::name();
    }>::view;
    static constexpr Hash hash = keccak256_constant(signature);
    static_assert(list_size(parameter_part(Text.view())) == std::tuple_size_v<Arguments>,
                  "one name for each parameter");

    static std::vector<ParameterText> inputs() {
        return describe_tuple<Arguments>(parameter_part(Text.view()));
    }
    static std::vector<ParameterText> outputs() {
        return describe_tuple<Outputs>(output_names(Text.view()));
    }
    static consteval CallRow make(Mutability mutability, Cost cost) {
        return {Text.view(), signature, Selector::from(hash), mutability, cost, &run<Fn>,
                &inputs,     &outputs};
    }
};

}  // namespace row_detail

// "name(first,second) -> result": the names; types come from Fn. A mistake in the number of names
// does not compile. `call` refuses coins that are sent along, `payable` takes them, `view` may not
// write, by its type. `cost` is that of the most expensive path, see gas.hpp.
template <Literal Text, auto Fn>
consteval CallRow call(Cost cost) {
    return row_detail::Row<Text, Fn>::make(Mutability::nonpayable, cost);
}

template <Literal Text, auto Fn>
consteval CallRow payable(Cost cost) {
    return row_detail::Row<Text, Fn>::make(Mutability::payable, cost);
}

template <Literal Text, auto Fn>
consteval CallRow view(Cost cost) {
    using Receiver = typename row_detail::Row<Text, Fn>::F::Receiver;
    static_assert(std::is_same_v<Receiver, const ViewContext&>, "a view takes a ViewContext");
    return row_detail::Row<Text, Fn>::make(Mutability::view, cost);
}

template <class T>
std::vector<ParameterText> describe_members() {
    return row_detail::describe_tuple<members_tuple<T>>(parameter_part(T::abi.view()));
}

template <class E>
consteval EventRow event() {
    return {SignatureOf<E>::text, SignatureOf<E>::hash, &describe_members<E>};
}

template <class E>
consteval ErrorRow error() {
    return {SignatureOf<E>::text, error_selector<E>, &describe_members<E>};
}

}  // namespace ambag::chain
