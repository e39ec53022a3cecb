// SPDX-License-Identifier: Apache-2.0
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <sstream>
#include <system_error>

#include "chain/base/hex.hpp"
#include "node/json/json.hpp"
#include "node/keystore/keystore.hpp"
#include "node/keystore/random.hpp"

namespace ambag::node {

namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t file_bytes_max = 64U << 10;
constexpr std::size_t name_size_max = 64;

std::unexpected<KeystoreError> failed(KeystoreErrorCode code, std::string detail) {
    return std::unexpected(KeystoreError{code, std::move(detail)});
}

std::unexpected<KeystoreError> failed_at(const fs::path& path, const std::string& reason) {
    return failed(KeystoreErrorCode::unreadable, path.string() + ": " + reason);
}

std::string system_text(int error) {
    return std::error_code{error, std::generic_category()}.message();
}

KeystoreResult<std::string> read_text(const fs::path& file) {
    std::error_code error;
    const std::uintmax_t size = fs::file_size(file, error);
    if (error) return failed_at(file, error.message());
    if (size > file_bytes_max) return failed_at(file, "more than 64 KiB, so no keystore");
    const std::ifstream stream{file, std::ios::binary};
    std::ostringstream text;
    text << stream.rdbuf();
    if (!stream) return failed_at(file, "cannot be read");
    return std::move(text).str();
}

// A file descriptor that closes itself.
class File {
 public:
    File(const fs::path& path, int flags, mode_t mode)
        : descriptor_{::open(path.c_str(), flags | O_CLOEXEC, mode)} {}
    ~File() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    bool write_and_sync(std::string_view text) const {
        while (descriptor_ >= 0 && !text.empty()) {
            const ssize_t written = ::write(descriptor_, text.data(), text.size());
            if (written < 0 && errno != EINTR) return false;
            if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
        }
        return sync();
    }
    bool sync() const { return descriptor_ >= 0 && ::fsync(descriptor_) == 0; }

 private:
    int descriptor_;
};

// Under another name first, then linked to its own, which fails when that exists.
KeystoreResult<> create_file(const fs::path& file, std::string_view text) {
    const fs::path draft = file.parent_path() / (".draft-" + chain::to_hex(random_bytes(8)));
    const bool written = File{draft, O_WRONLY | O_CREAT | O_EXCL, 0600}.write_and_sync(text);
    const int write_error = errno;
    const bool linked = written && ::link(draft.c_str(), file.c_str()) == 0;
    const int link_error = errno;
    ::unlink(draft.c_str());
    if (!written) return failed_at(file, system_text(write_error));
    if (!linked && link_error == EEXIST)
        return failed(KeystoreErrorCode::name_taken,
                      "there is an account of this name already: " + file.string());
    if (!linked) return failed_at(file, system_text(link_error));
    if (!File{file.parent_path(), O_RDONLY | O_DIRECTORY, 0}.sync())
        return failed_at(file.parent_path(), system_text(errno));
    return {};
}

bool is_name(std::string_view name) {
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '.' || c == '_' || c == '-';
    };
    return !name.empty() && name.size() <= name_size_max && !name.starts_with('.') &&
           std::ranges::all_of(name, allowed);
}

std::optional<chain::Address> address_in(const fs::path& file) {
    const auto text = read_text(file);
    if (!text) return std::nullopt;
    const auto json = parse_json(*text);
    if (!json) return std::nullopt;
    const Json* const address = json->find("address");
    if (address == nullptr || !address->is_string()) return std::nullopt;
    return chain::fixed_from_hex<chain::Address>(*address->as_string());
}

}  // namespace

KeystoreResult<chain::PrivateKey> read_keystore_file(const fs::path& file,
                                                     std::string_view password) {
    return read_keystore(TRY(read_text(file)), password);
}

KeystoreResult<fs::path> KeystoreFolder::path_of(std::string_view name) const {
    if (is_name(name)) return folder_ / name;
    return failed(KeystoreErrorCode::invalid_name,
                  "an account's name has 1 to 64 letters, digits, dots, dashes or underscores and "
                  "does not start with a dot");
}

KeystoreResult<fs::path> KeystoreFolder::existing(std::string_view name) const {
    fs::path file = TRY(path_of(name));
    std::error_code error;
    if (fs::is_regular_file(file, error)) return file;
    return failed(KeystoreErrorCode::not_found,
                  "there is no account named " + std::string{name} + " in " + folder_.string());
}

KeystoreResult<fs::path> KeystoreFolder::add(std::string_view name, const chain::PrivateKey& key,
                                             std::string_view password,
                                             std::uint64_t scrypt_cost) const {
    fs::path file = TRY(path_of(name));
    std::error_code error;
    if (fs::create_directories(folder_, error)) {
        fs::permissions(folder_, fs::perms::owner_all, error);
    }
    if (error) return failed_at(folder_, error.message());
    if (fs::exists(file, error))
        return failed(KeystoreErrorCode::name_taken,
                      "there is an account of this name already: " + file.string());
    TRY(create_file(file, write_keystore(key, password, KeystoreSalt::draw(), scrypt_cost)));
    return file;
}

KeystoreResult<chain::PrivateKey> KeystoreFolder::open(std::string_view name,
                                                       std::string_view password) const {
    return read_keystore_file(TRY(existing(name)), password);
}

KeystoreResult<chain::Address> KeystoreFolder::address_of(std::string_view name) const {
    const fs::path file = TRY(existing(name));
    if (const auto address = address_in(file)) return *address;
    return failed(KeystoreErrorCode::malformed,
                  file.string() + " does not say its address; the password opens it");
}

KeystoreResult<std::vector<NamedAccount>> KeystoreFolder::list() const {
    std::vector<NamedAccount> accounts;
    std::error_code error;
    if (!fs::exists(folder_, error) && !error) return accounts;
    fs::directory_iterator entries{folder_, error};
    for (; !error && entries != fs::directory_iterator{}; entries.increment(error)) {
        const std::string name = entries->path().filename().string();
        std::error_code ignored;
        if (is_name(name) && entries->is_regular_file(ignored))
            accounts.push_back({name, address_in(entries->path())});
    }
    if (error) return failed_at(folder_, error.message());
    std::ranges::sort(accounts, {}, &NamedAccount::name);
    return accounts;
}

KeystoreResult<> KeystoreFolder::remove(std::string_view name) const {
    const fs::path file = TRY(existing(name));
    std::error_code error;
    if (fs::remove(file, error)) return {};
    return failed_at(file, error ? error.message() : "is gone already");
}

}  // namespace ambag::node
