// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>

// A file system under RocksDB that loses power: after a chosen number of write operations every
// further one fails, and `cut_power` then takes away what was never synced, but for a torn piece of
// it of random length. What was synced stays, byte for byte.

namespace ambag::test {

class CrashFileSystem : public rocksdb::FileSystemWrapper {
 public:
    explicit CrashFileSystem(const std::shared_ptr<rocksdb::FileSystem>& base)
        : FileSystemWrapper{base} {}
    const char* Name() const override { return "CrashFileSystem"; }

    // Writing stops before operation number `operations` from now.
    void arm(std::uint64_t operations) { left_ = operations; }
    // Writing stops when the file of that name is made: the one that state is written behind in.
    void arm_at(std::string file_name);
    void disarm() { left_ = ~std::uint64_t{0}; }
    bool crashed() const { return left_ == 0; }
    // After the database is closed: the unsynced tails go. Returns how many bytes were lost.
    std::uint64_t cut_power(std::uint64_t seed);

    rocksdb::IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                      std::unique_ptr<rocksdb::FSWritableFile>* file,
                                      rocksdb::IODebugContext* debug) override;
    rocksdb::IOStatus ReuseWritableFile(const std::string& name, const std::string& old_name,
                                        const rocksdb::FileOptions& options,
                                        std::unique_ptr<rocksdb::FSWritableFile>* file,
                                        rocksdb::IODebugContext* debug) override;
    rocksdb::IOStatus RenameFile(const std::string& from, const std::string& to,
                                 const rocksdb::IOOptions& options,
                                 rocksdb::IODebugContext* debug) override;
    rocksdb::IOStatus LinkFile(const std::string& from, const std::string& to,
                               const rocksdb::IOOptions& options,
                               rocksdb::IODebugContext* debug) override;
    rocksdb::IOStatus DeleteFile(const std::string& name, const rocksdb::IOOptions& options,
                                 rocksdb::IODebugContext* debug) override;

    // For the files: false when the power is off.
    bool step();
    void grown(const std::string& name, std::uint64_t size);
    void synced(const std::string& name);

 private:
    struct Extent {
        std::uint64_t written = 0;
        std::uint64_t durable = 0;
    };
    std::atomic<std::uint64_t> left_{~std::uint64_t{0}};
    std::mutex mutex_;
    std::map<std::string, Extent> files_;
    std::string fatal_name_;
};

}  // namespace ambag::test
