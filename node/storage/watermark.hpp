// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "node/storage/store.hpp"

// The height up to which blocks were acknowledged, kept outside the database in a file of 16 bytes:
// height and its complement, big-endian. Written after each synced batch and not synced itself: it
// survives a kill at once and a power cut within the system's write-back time; behind is harmless,
// ahead of the database is the loss that it exists to show.

namespace ambag::node {

class Watermark {
 public:
    explicit Watermark(std::string path) : path_{std::move(path)} {}
    ~Watermark();
    Watermark(const Watermark&) = delete;
    Watermark& operator=(const Watermark&) = delete;

    // Nothing when the file does not exist; an error when it is damaged.
    chain::Result<std::optional<chain::Height>, StoreError> read() const;
    chain::Result<void, StoreError> write(chain::Height height);

 private:
    std::string path_;
    int file_ = -1;
};

}  // namespace ambag::node
