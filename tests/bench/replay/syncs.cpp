// SPDX-License-Identifier: Apache-2.0
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>

#include "tests/bench/replay/chain.hpp"

// The program's own fsync and fdatasync, found before the C library's: they count and pass on.

namespace {

std::atomic<std::uint64_t> syncs{0};
std::atomic<std::uint64_t> nanoseconds{0};

int counted(long call, int file) {
    const auto start = ambag::bench::now();
    const long result = ::syscall(call, file);
    nanoseconds += static_cast<std::uint64_t>((ambag::bench::now() - start).count());
    ++syncs;
    return static_cast<int>(result);
}

}  // namespace

extern "C" int fsync(int file) {
    return counted(SYS_fsync, file);
}

extern "C" int fdatasync(int file) {
    return counted(SYS_fdatasync, file);
}

namespace ambag::bench {

std::uint64_t sync_count() {
    return syncs;
}

double sync_seconds() {
    return static_cast<double>(nanoseconds) * 1e-9;
}

}  // namespace ambag::bench
