// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <cstddef>

namespace ambag::node {

// Memory that all requests being received may fill together. Each of many slow connections may send
// no more than one body, but their sum must be bounded too. What is small is free, so that requests
// of the usual size are never refused for others' large ones. Thread-safe.
class ByteBudget {
 public:
    static constexpr std::size_t free_bytes = std::size_t{64} * 1024;

    explicit ByteBudget(std::size_t bytes_max) : bytes_max_{bytes_max} {}

    // What one request holds, given back at its end.
    class Share {
     public:
        explicit Share(ByteBudget& owner) : owner_{owner} {}
        ~Share() { owner_.held_.fetch_sub(held_); }
        Share(const Share&) = delete;
        Share& operator=(const Share&) = delete;

        // The request is `bytes` long so far. False when there is no room for that.
        bool grow_to(std::size_t bytes) {
            if (bytes <= free_bytes || bytes <= held_) return true;
            const std::size_t more = bytes - held_;
            held_ = bytes;
            return owner_.held_.fetch_add(more) + more <= owner_.bytes_max_;
        }

     private:
        ByteBudget& owner_;
        std::size_t held_ = 0;
    };

    std::size_t held() const { return held_.load(); }

 private:
    std::size_t bytes_max_;
    std::atomic<std::size_t> held_{0};
};

}  // namespace ambag::node
