// SPDX-License-Identifier: Apache-2.0
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include "node/cli/client.hpp"

// The one source of the command line that knows Boost.Beast.

namespace ambag::node {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;

constexpr std::chrono::seconds connect_timeout{5};
constexpr std::chrono::seconds answer_timeout{60};
constexpr std::size_t answer_bytes_max = std::size_t{64} << 20;

struct Place {
    std::string host;
    std::string port = "8545";
    std::string path = "/";
};

CliResult<Place> place_of(std::string_view url) {
    constexpr std::string_view scheme = "http://";
    if (!url.starts_with(scheme))
        return cli_usage("expected an address such as http://127.0.0.1:8545, got \"" +
                         std::string{url} + "\"");
    std::string_view rest = url.substr(scheme.size());
    Place place;
    if (const auto slash = rest.find('/'); slash != std::string_view::npos) {
        place.path = rest.substr(slash);
        rest = rest.substr(0, slash);
    }
    const auto colon = rest.rfind(':');
    const bool has_port =
        colon != std::string_view::npos && rest.find(']', colon) == std::string_view::npos;
    if (has_port) place.port = rest.substr(colon + 1);
    std::string_view host = has_port ? rest.substr(0, colon) : rest;
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    place.host = host;
    if (place.host.empty()) return cli_usage("no host in \"" + std::string{url} + "\"");
    return place;
}

// Runs one asynchronous step to its end, so that its timeout holds.
template <class Start>
beast::error_code finish(asio::io_context& context, Start start) {
    beast::error_code result;
    start([&](beast::error_code error, auto&&...) { result = error; });
    context.restart();
    context.run();
    return result;
}

beast::error_code exchange(const Place& place, const std::string& body,
                           http::response_parser<http::string_body>& answer) {
    asio::io_context context;
    beast::error_code error;
    const auto found = asio::ip::tcp::resolver{context}.resolve(place.host, place.port, error);
    if (error) return error;
    beast::tcp_stream stream{context};
    stream.expires_after(connect_timeout);
    error = finish(context, [&](auto done) { stream.async_connect(found, std::move(done)); });
    if (error) return error;
    http::request<http::string_body> request{http::verb::post, place.path, 11};
    const bool v6 = place.host.find(':') != std::string::npos;
    request.set(http::field::host, (v6 ? "[" + place.host + "]" : place.host) + ":" + place.port);
    request.set(http::field::content_type, "application/json");
    request.body() = body;
    request.prepare_payload();
    stream.expires_after(answer_timeout);
    error =
        finish(context, [&](auto done) { http::async_write(stream, request, std::move(done)); });
    if (error) return error;
    beast::flat_buffer buffer;
    answer.body_limit(answer_bytes_max);
    error = finish(context,
                   [&](auto done) { http::async_read(stream, buffer, answer, std::move(done)); });
    beast::error_code ignored;
    stream.socket().shutdown(asio::ip::tcp::socket::shutdown_both, ignored);
    return error;
}

}  // namespace

CliResult<std::string> http_post(const std::string& url, const std::string& body) {
    const Place place = TRY(place_of(url));
    try {
        http::response_parser<http::string_body> answer;
        if (const auto error = exchange(place, body, answer))
            return cli_failed("no answer from " + url + ": " + error.message() +
                              "; is a node running there?");
        auto response = answer.release();
        if (response.result() != http::status::ok)
            return cli_failed(url + " answered HTTP " + std::to_string(response.result_int()) +
                              ": " + response.body());
        return std::move(response.body());
    } catch (const std::exception& error) {
        return cli_failed(url + ": " + error.what());
    }
}

}  // namespace ambag::node
