// SPDX-License-Identifier: Apache-2.0
#include "node/rpc/envelope.hpp"

namespace ambag::node {

namespace {

// Walks over a text that is already known to be valid JSON, to find where its tokens lie. The
// parsed tree no longer knows how an id was written.
class RawCursor {
 public:
    explicit RawCursor(std::string_view text) : text_{text} {}

    // Enters a non-empty array or object, or passes the comma or colon between two values.
    void step() {
        skip_space();
        ++at_;
    }

    std::string_view take_value() {
        skip_space();
        const std::size_t start = at_;
        const char first = text_[at_];
        if (first == '"') {
            skip_string();
        } else if (first == '{' || first == '[') {
            skip_nested();
        } else {
            while (at_ < text_.size() && !ends_scalar(text_[at_])) ++at_;
        }
        return text_.substr(start, at_ - start);
    }

 private:
    static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
    static bool ends_scalar(char c) { return is_space(c) || c == ',' || c == '}' || c == ']'; }

    void skip_space() {
        while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    }

    void skip_string() {
        ++at_;
        for (;;) {
            const std::size_t quote = text_.find('"', at_);
            std::size_t backslashes = 0;
            while (text_[quote - 1 - backslashes] == '\\') ++backslashes;
            at_ = quote + 1;
            if (backslashes % 2 == 0) return;
        }
    }

    void skip_nested() {
        std::size_t depth = 0;
        do {
            const char c = text_[at_];
            if (c == '"') {
                skip_string();
                continue;
            }
            if (c == '{' || c == '[') ++depth;
            if (c == '}' || c == ']') --depth;
            ++at_;
        } while (depth > 0);
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

RpcError invalid_request(std::string why) {
    return {rpc_code::invalid_request, "invalid request: " + std::move(why), {}};
}

// The text of the member at `index` of the object `raw`.
std::string_view raw_member(std::string_view raw, std::size_t index) {
    RawCursor cursor{raw};
    for (std::size_t i = 0;; ++i) {
        cursor.step();  // the brace or a comma
        cursor.take_value();
        cursor.step();
        const std::string_view value = cursor.take_value();
        if (i == index) return value;
    }
}

// What is wrong with the request, or nothing. Takes method and parameters over into `request`.
std::optional<RpcError> take_member(RpcRequest& request, Json::Member& member, bool& version_seen) {
    if (member.name == "jsonrpc") {
        const auto* version = member.value.as_string();
        version_seen = version && *version == "2.0";
    } else if (member.name == "method") {
        auto* method = member.value.as_string();
        if (!method) return invalid_request("`method` must be a string");
        request.method = *method;
    } else if (member.name == "params") {
        if (!member.value.is_null() && !member.value.is_array() && !member.value.is_object())
            return invalid_request("`params` must be an array or an object");
        request.params = std::move(member.value);
    }
    return std::nullopt;
}

RpcRequest take_request(Json& json, std::string_view raw) {
    RpcRequest request;
    auto* members = json.as_object();
    if (!members) {
        request.id = "null";
        request.invalid = invalid_request("expected an object, got " + std::string{json.kind()});
        return request;
    }
    bool version_seen = false;
    for (std::size_t i = 0; i < members->size(); ++i) {
        auto& member = (*members)[i];
        if (member.name == "id") {
            if (member.value.is_array() || member.value.is_object() || member.value.as_bool()) {
                request.invalid = invalid_request("`id` must be a string, a number or null");
                request.id = "null";
            } else {
                request.id = std::string{raw_member(raw, i)};
            }
            continue;
        }
        auto wrong = take_member(request, member, version_seen);
        if (wrong && !request.invalid) request.invalid = std::move(wrong);
    }
    if (request.params.is_null()) request.params = Json::array();
    if (!request.invalid && !version_seen)
        request.invalid = invalid_request("`jsonrpc` must be \"2.0\"");
    if (!request.invalid && request.method.empty())
        request.invalid = invalid_request("`method` is missing");
    // Something that is no request is answered even without an id.
    if (request.invalid && !request.id) request.id = "null";
    return request;
}

}  // namespace

RpcResult<RpcEnvelope> parse_envelope(std::string_view body, const EnvelopeLimits& limits) {
    auto json = parse_json(
        body,
        {.bytes_max = body.size(), .depth_max = limits.depth_max, .values_max = limits.values_max});
    if (!json && json.error().duplicate_key)
        return std::unexpected(
            RpcError{rpc_code::invalid_request, "invalid request: " + json.error().message, {}});
    if (!json)
        return std::unexpected(
            RpcError{rpc_code::parse_error, "parse error: " + json.error().message, {}});
    RpcEnvelope envelope;
    auto* items = json->as_array();
    RawCursor cursor{body};
    if (!items) {
        envelope.requests.push_back(take_request(*json, cursor.take_value()));
        return envelope;
    }
    if (items->empty()) return std::unexpected(invalid_request("the batch is empty"));
    if (items->size() > limits.batch_max)
        return std::unexpected(invalid_request("a batch of " + std::to_string(items->size()) +
                                               " requests, at most " +
                                               std::to_string(limits.batch_max) + " are accepted"));
    envelope.is_batch = true;
    envelope.requests.reserve(items->size());
    for (auto& item : *items) {
        cursor.step();  // the bracket or a comma
        envelope.requests.push_back(take_request(item, cursor.take_value()));
    }
    return envelope;
}

void append_response(std::string& out, std::string_view id, const RpcResult<>& result) {
    out += R"({"jsonrpc":"2.0","id":)";
    out += id;
    if (result) {
        out += R"(,"result":)";
        result->dump_to(out);
    } else {
        const RpcError& error = result.error();
        out += R"(,"error":{"code":)" + std::to_string(error.code) + R"(,"message":)";
        append_json_string(out, error.message);
        if (!error.data.is_null()) {
            out += R"(,"data":)";
            error.data.dump_to(out);
        }
        out += '}';
    }
    out += '}';
}

std::string failure_response(const RpcError& error) {
    std::string out;
    append_response(out, "null", std::unexpected(error));
    return out;
}

}  // namespace ambag::node
