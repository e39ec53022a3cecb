// SPDX-License-Identifier: Apache-2.0
#include "node/cli/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <fstream>
#include <sstream>

#include "chain/base/hex.hpp"
#include "node/keystore/random.hpp"

namespace ambag::node {

namespace {

std::string system_error(std::string_view what, const std::filesystem::path& file) {
    return std::string{what} + " " + file.string() + ": " + std::strerror(errno);
}

CliResult<> write_new(const std::filesystem::path& file, std::string_view text, mode_t mode) {
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (descriptor < 0) return cli_failed(system_error("cannot create", file));
    std::size_t written = 0;
    while (written < text.size()) {
        const ssize_t count = ::write(descriptor, text.data() + written, text.size() - written);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) break;
        written += static_cast<std::size_t>(count);
    }
    const bool whole = written == text.size() && ::fsync(descriptor) == 0;
    const std::string failure = whole ? std::string{} : system_error("cannot write", file);
    ::close(descriptor);
    if (whole) return {};
    ::unlink(file.c_str());
    return cli_failed(failure);
}

// Whole or not at all, even if the process is killed in between.
CliResult<> write_replacing(const std::filesystem::path& file, std::string_view text, mode_t mode) {
    std::filesystem::path fresh = file;
    fresh += ".new";
    ::unlink(fresh.c_str());
    TRY(write_new(fresh, text, mode));
    if (::rename(fresh.c_str(), file.c_str()) != 0)
        return cli_failed(system_error("cannot replace", file));
    return {};
}

}  // namespace

CliResult<std::string> read_text_file(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    std::error_code error;
    if (!in || std::filesystem::is_directory(file, error))
        return cli_failed(error || errno != 0 ? system_error("cannot read", file)
                                              : "cannot read " + file.string());
    std::ostringstream text;
    text << in.rdbuf();
    return std::move(text).str();
}

CliResult<> write_text_file(const std::filesystem::path& file, std::string_view text,
                            bool replace) {
    return replace ? write_replacing(file, text, 0644) : write_new(file, text, 0644);
}

CliResult<Json> read_document(const std::filesystem::path& file) {
    const std::string text = TRY(read_text_file(file));
    if (file.extension() == ".toml") {
        auto document = parse_toml(text);
        if (!document) return cli_failed(file.string() + ": " + document.error());
        return std::move(*document);
    }
    auto document = parse_json(text);
    if (!document) return cli_failed(file.string() + ": " + document.error().message);
    return std::move(*document);
}

chain::PrivateKey draw_key() {
    while (true)
        if (const auto key = chain::PrivateKey::from(random_bytes(32))) return *key;
}

CliResult<chain::PrivateKey> sequencer_key(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::exists(file, error)) {
        const chain::PrivateKey key = draw_key();
        TRY(write_replacing(file, chain::to_hex(key.bytes()) + "\n", 0600));
        return key;
    }
    std::string text = TRY(read_text_file(file));
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
    const auto bytes = chain::from_hex(text);
    const auto key = bytes ? chain::PrivateKey::from(*bytes) : std::nullopt;
    if (!key) return cli_failed(file.string() + " is no key: expected 64 hex digits");
    return *key;
}

}  // namespace ambag::node
