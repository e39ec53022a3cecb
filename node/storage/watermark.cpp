// SPDX-License-Identifier: Apache-2.0
#include "node/storage/watermark.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace ambag::node {

using namespace chain;

namespace {

StoreError system_error(std::string_view what, const std::string& path) {
    return {std::string{what} + " " + path + ": " + std::strerror(errno)};
}

}  // namespace

Watermark::~Watermark() {
    if (file_ >= 0) ::close(file_);
}

Result<std::optional<Height>, StoreError> Watermark::read() const {
    const int file = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0 && errno == ENOENT) return std::nullopt;
    if (file < 0) return std::unexpected(system_error("cannot read", path_));
    std::array<Byte, 16> bytes{};
    const ssize_t count = ::read(file, bytes.data(), bytes.size());
    ::close(file);
    StoredReader reader{bytes};
    const std::uint64_t height = read_big_endian(reader, 8);
    if (count != 16 || read_big_endian(reader, 8) != ~height)
        return std::unexpected(
            StoreError{path_ +
                       " is damaged: the last acknowledged height cannot be read; restore the data "
                       "directory from a backup"});
    return Height{height};
}

Result<void, StoreError> Watermark::write(Height height) {
    if (file_ < 0) file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    if (file_ < 0) return std::unexpected(system_error("cannot write", path_));
    Bytes bytes;
    write_big_endian(bytes, height.value, 8);
    write_big_endian(bytes, ~height.value, 8);
    if (::pwrite(file_, bytes.data(), bytes.size(), 0) != 16)
        return std::unexpected(system_error("cannot write", path_));
    return {};
}

}  // namespace ambag::node
