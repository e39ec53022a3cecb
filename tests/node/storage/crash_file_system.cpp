// SPDX-License-Identifier: Apache-2.0
#include "tests/node/storage/crash_file_system.hpp"

#include <filesystem>

namespace ambag::test {

using rocksdb::IODebugContext;
using rocksdb::IOOptions;
using rocksdb::IOStatus;

namespace {

IOStatus no_power() {
    return IOStatus::IOError("the power is off");
}

class CrashFile final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
    CrashFile(CrashFileSystem& system, std::string name,
              std::unique_ptr<rocksdb::FSWritableFile> file)
        : FSWritableFileOwnerWrapper{std::move(file)}, system_{system}, name_{std::move(name)} {}

    IOStatus Append(const rocksdb::Slice& data, const IOOptions& options,
                    IODebugContext* debug) override {
        return write(data,
                     [&] { return FSWritableFileOwnerWrapper::Append(data, options, debug); });
    }
    IOStatus Append(const rocksdb::Slice& data, const IOOptions& options,
                    const rocksdb::DataVerificationInfo& info, IODebugContext* debug) override {
        return write(
            data, [&] { return FSWritableFileOwnerWrapper::Append(data, options, info, debug); });
    }
    IOStatus Sync(const IOOptions& options, IODebugContext* debug) override {
        return sync([&] { return FSWritableFileOwnerWrapper::Sync(options, debug); });
    }
    IOStatus Fsync(const IOOptions& options, IODebugContext* debug) override {
        return sync([&] { return FSWritableFileOwnerWrapper::Fsync(options, debug); });
    }
    IOStatus RangeSync(std::uint64_t, std::uint64_t, const IOOptions&, IODebugContext*) override {
        return IOStatus::OK();  // a hint only: nothing is durable by it
    }

 private:
    template <class Write>
    IOStatus write(const rocksdb::Slice& data, const Write& work) {
        if (!system_.step()) return no_power();
        const IOStatus status = work();
        if (status.ok()) system_.grown(name_, data.size());
        return status;
    }
    template <class Work>
    IOStatus sync(const Work& work) {
        if (!system_.step()) return no_power();
        const IOStatus status = work();
        if (status.ok()) system_.synced(name_);
        return status;
    }

    CrashFileSystem& system_;
    std::string name_;
};

}  // namespace

bool CrashFileSystem::step() {
    std::uint64_t left = left_;
    while (left != 0 && left != ~std::uint64_t{0} && !left_.compare_exchange_weak(left, left - 1)) {
    }
    return left_ != 0;
}

void CrashFileSystem::arm_at(std::string file_name) {
    const std::lock_guard lock{mutex_};
    fatal_name_ = std::move(file_name);
}

void CrashFileSystem::grown(const std::string& name, std::uint64_t size) {
    const std::lock_guard lock{mutex_};
    files_[name].written += size;
}

void CrashFileSystem::synced(const std::string& name) {
    const std::lock_guard lock{mutex_};
    files_[name].durable = files_[name].written;
}

std::uint64_t CrashFileSystem::cut_power(std::uint64_t seed) {
    std::mt19937_64 random{seed};
    std::uint64_t lost = 0;
    const std::lock_guard lock{mutex_};
    for (auto& [name, extent] : files_) {
        std::error_code error;
        if (!std::filesystem::exists(name, error) || extent.durable >= extent.written) continue;
        const std::uint64_t tail = extent.written - extent.durable;
        const std::uint64_t kept = extent.durable + random() % tail;
        std::filesystem::resize_file(name, kept, error);
        lost += extent.written - kept;
    }
    files_.clear();
    fatal_name_.clear();
    disarm();
    return lost;
}

IOStatus CrashFileSystem::NewWritableFile(const std::string& name,
                                          const rocksdb::FileOptions& options,
                                          std::unique_ptr<rocksdb::FSWritableFile>* file,
                                          IODebugContext* debug) {
    {
        const std::lock_guard lock{mutex_};
        if (!fatal_name_.empty() && name.ends_with("/" + fatal_name_)) left_ = 0;
    }
    if (!step()) return no_power();
    rocksdb::FileOptions plain = options;
    plain.use_mmap_writes = false;
    std::unique_ptr<rocksdb::FSWritableFile> inner;
    const IOStatus status = FileSystemWrapper::NewWritableFile(name, plain, &inner, debug);
    if (!status.ok()) return status;
    {
        const std::lock_guard lock{mutex_};
        files_[name] = {};
    }
    *file = std::make_unique<CrashFile>(*this, name, std::move(inner));
    return status;
}

IOStatus CrashFileSystem::ReuseWritableFile(const std::string& name, const std::string& old_name,
                                            const rocksdb::FileOptions& options,
                                            std::unique_ptr<rocksdb::FSWritableFile>* file,
                                            IODebugContext* debug) {
    const IOStatus removed = DeleteFile(old_name, {}, debug);
    if (!removed.ok()) return removed;
    return NewWritableFile(name, options, file, debug);
}

IOStatus CrashFileSystem::RenameFile(const std::string& from, const std::string& to,
                                     const IOOptions& options, IODebugContext* debug) {
    if (!step()) return no_power();
    const IOStatus status = FileSystemWrapper::RenameFile(from, to, options, debug);
    if (!status.ok()) return status;
    const std::lock_guard lock{mutex_};
    files_[to] = files_[from];
    files_.erase(from);
    return status;
}

IOStatus CrashFileSystem::LinkFile(const std::string& from, const std::string& to,
                                   const IOOptions& options, IODebugContext* debug) {
    if (!step()) return no_power();
    const IOStatus status = FileSystemWrapper::LinkFile(from, to, options, debug);
    if (!status.ok()) return status;
    const std::lock_guard lock{mutex_};
    files_[to] = files_[from];
    return status;
}

IOStatus CrashFileSystem::DeleteFile(const std::string& name, const IOOptions& options,
                                     IODebugContext* debug) {
    if (!step()) return no_power();
    {
        const std::lock_guard lock{mutex_};
        files_.erase(name);
    }
    return FileSystemWrapper::DeleteFile(name, options, debug);
}

}  // namespace ambag::test
