// SPDX-License-Identifier: Apache-2.0
#include "node/storage/write_behind.hpp"

#include <rocksdb/perf_level.h>
#include <rocksdb/sst_file_writer.h>

#include "chain/base/check.hpp"

namespace ambag::node::rocks {

using namespace chain;

namespace {

std::vector<RunPointer> runs_of(const auto& pieces) {
    std::vector<RunPointer> runs;
    for (const auto& piece : pieces) runs.push_back(piece.run);
    return runs;
}

RunPointer merged(std::span<const RunPointer> newest_first) {
    std::size_t bytes = 0;
    for (const RunPointer& run : newest_first) bytes += run->data_bytes();
    RunBuilder builder{bytes};
    for (RunMerge merge{newest_first}; !merge.done(); merge.next()) {
        const SortedRun::Found found = merge.value();
        if (found.erased)
            builder.erase(merge.key());
        else
            builder.put(merge.key(), found.value);
    }
    return builder.finish();
}

}  // namespace

WriteBehind::WriteBehind(std::shared_ptr<Database> database, Options options)
    : database_{std::move(database)},
      options_{options},
      layers_{std::make_shared<const Layers>()},
      thread_{[this] { work(); }} {}

WriteBehind::~WriteBehind() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

Result<void, StoreError> WriteBehind::add(RunPointer run, Meta after) {
    {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return failure_ || bytes() < 2 * options_.bytes_max; });
        if (failure_) return std::unexpected(*failure_);
        position_ = after;
        pieces_.insert(pieces_.begin(), Piece{std::move(run), std::move(after)});
        layers_changed();
    }
    changed_.notify_all();
    return {};
}

Result<void, StoreError> WriteBehind::write_all() {
    std::unique_lock lock{mutex_};
    wanted_whole_ = true;
    changed_.notify_all();
    changed_.wait(lock, [&] { return failure_ || pieces_.empty(); });
    wanted_whole_ = false;
    if (failure_) return std::unexpected(*failure_);
    return {};
}

std::optional<Meta> WriteBehind::position() const {
    const std::lock_guard lock{mutex_};
    return position_;
}

void WriteBehind::start_from(const Meta& position) {
    const std::lock_guard lock{mutex_};
    position_ = position;
    layers_changed();
}

Result<void, StoreError> WriteBehind::step_back(
    const Meta& to, const std::function<Result<void, StoreError>()>& undo) {
    const std::lock_guard lock{mutex_};
    CHECK(pieces_.empty());
    TRY(undo());
    position_ = to;
    layers_changed();
    return {};
}

std::shared_ptr<const Moment> WriteBehind::moment() const {
    const std::lock_guard lock{mutex_};
    return std::make_shared<const Moment>(database_, layers_);
}

std::size_t WriteBehind::bytes() const {
    std::size_t sum = 0;
    for (const Piece& piece : pieces_) sum += piece.run->bytes();
    return sum;
}

void WriteBehind::layers_changed() {
    layers_ = std::make_shared<const Layers>(Layers{runs_of(pieces_), position_.value_or(Meta{})});
}

std::optional<std::size_t> WriteBehind::ripe() const {
    std::size_t first = 0;
    for (std::size_t i = 0; i < pieces_.size(); ++i) {
        if (pieces_[i].generation != pieces_[first].generation) first = i;
        if (i + 1 - first == merged_at_once) return first;
    }
    return std::nullopt;
}

void WriteBehind::work() {
    // Without it every comparison of keys is counted, in a thread's own memory.
    rocksdb::SetPerfLevel(rocksdb::PerfLevel::kDisable);
    std::unique_lock lock{mutex_};
    const auto due = [&] {
        return !pieces_.empty() && (bytes() >= options_.bytes_max || wanted_whole_ || stopping_);
    };
    while (!failure_) {
        changed_.wait(lock, [&] { return stopping_ || due() || ripe(); });
        if (due())
            write(lock);
        else if (const auto first = ripe())
            merge(lock, *first);
        else if (stopping_)
            return;
    }
}

void WriteBehind::merge(std::unique_lock<std::mutex>& lock, std::size_t first) {
    const auto begin = pieces_.begin() + static_cast<std::ptrdiff_t>(first);
    const std::vector<Piece> parts{begin, begin + merged_at_once};
    const std::size_t older = pieces_.size() - first - merged_at_once;
    lock.unlock();
    Piece whole{merged(runs_of(parts)), parts.front().after, parts.front().generation + 1};
    lock.lock();
    // Newer pieces may have come in front meanwhile; this thread alone takes any away.
    const auto end = pieces_.end() - static_cast<std::ptrdiff_t>(older);
    *(end - merged_at_once) = std::move(whole);
    pieces_.erase(end - merged_at_once + 1, end);
    layers_changed();
}

void WriteBehind::write(std::unique_lock<std::mutex>& lock) {
    const std::vector<Piece> parts = pieces_;
    lock.unlock();
    const rocksdb::Status status = write_file(parts);
    lock.lock();
    if (status.ok()) {
        pieces_.resize(pieces_.size() - parts.size());
        layers_changed();
    } else {
        failure_ = StoreError{"the database refused a write: " + status.ToString()};
    }
    changed_.notify_all();
}

rocksdb::Status WriteBehind::write_file(std::span<const Piece> pieces) const {
    std::vector<RunPointer> runs = runs_of(pieces);
    RunBuilder position;
    position.put(written_key(), encode_meta(pieces.front().after));
    if (options_.claims_too_much && runs.size() > 1) runs.erase(runs.begin());
    runs.insert(runs.begin(), position.finish());
    const std::string path = database_->path() + "/behind.sst";
    // A crash may have left it as a second name of a file that the database took in: writing into
    // it would destroy that one.
    const auto removed = database_->db().GetEnv()->DeleteFile(path);
    if (!removed.ok() && !removed.IsNotFound() && !removed.IsPathNotFound()) return removed;
    rocksdb::SstFileWriter file{rocksdb::EnvOptions{}, database_->options(), database_->state(),
                                false};
    if (const auto opened = file.Open(path); !opened.ok()) return opened;
    for (RunMerge merge{runs}; !merge.done(); merge.next()) {
        const SortedRun::Found found = merge.value();
        const auto put = found.erased ? file.Delete(slice(merge.key()))
                                      : file.Put(slice(merge.key()), slice(found.value));
        if (!put.ok()) return put;
    }
    if (const auto finished = file.Finish(); !finished.ok()) return finished;
    rocksdb::IngestExternalFileOptions ingestion;
    ingestion.move_files = true;
    ingestion.write_global_seqno = false;
    return database_->db().IngestExternalFile(database_->state(), {path}, ingestion);
}

}  // namespace ambag::node::rocks
