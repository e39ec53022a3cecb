// SPDX-License-Identifier: Apache-2.0
#include "tests/support/gas_samples.hpp"

#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>

#include "chain/codec/transaction.hpp"
#include "chain/crypto/secp256k1.hpp"

namespace ambag::test {

using namespace chain;

namespace {

using Nanoseconds = long long;

constexpr unsigned samples_a_row_max = 60;  // tests with random calls make thousands
constexpr std::size_t repeats_min = 5;
constexpr std::size_t repeats_max = 31;
constexpr Nanoseconds time_max = 3'000'000;

// What the call meets: the state in the middle of the test's block. A journal of its own over this
// reads each record once from below, as a block's journal does.
class JournalView final : public StateView {
 public:
    explicit JournalView(Journal& journal) : journal_{journal} {}
    AccountState account(const Address& address) const override {
        return journal_.account(address);
    }
    Record record(const Address& module, const Slot& slot) const override {
        return journal_.record(module, slot);
    }

 private:
    Journal& journal_;
};

// Of this thread's work alone: other programs on the machine do not count.
Nanoseconds thread_time() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return now.tv_sec * 1'000'000'000LL + now.tv_nsec;
}

template <class Work>
Nanoseconds median_time(Work&& work) {
    std::vector<Nanoseconds> times;
    Nanoseconds sum = 0;
    while (times.size() < repeats_min || (times.size() < repeats_max && sum < time_max)) {
        const Nanoseconds begin = thread_time();
        work();
        times.push_back(thread_time() - begin);
        sum += times.back();
    }
    std::nth_element(times.begin(), times.begin() + static_cast<long>(times.size() / 2),
                     times.end());
    return times[times.size() / 2];
}

Nanoseconds recovery_time() {
    const PrivateKey key = *PrivateKey::from(Bytes(32, Byte{7}));
    const Hash digest = keccak256(as_bytes("a digest"));
    const Signature signature = sign(key, digest);
    return median_time([&] {
        const auto found = recover(digest, signature);
        if (!found) std::abort();
    });
}

std::FILE* samples_file() {
    static std::FILE* const file = [] {
        const char* path = std::getenv("AMBAG_GAS_SAMPLES");
        std::FILE* opened = path == nullptr ? nullptr : std::fopen(path, "a");
        if (opened != nullptr) std::fprintf(opened, "recover %lld\n", recovery_time());
        return opened;
    }();
    return file;
}

std::uint64_t transaction_gas(const SampledCall& call) {
    Transaction body;
    body.to = call.to;
    body.data = to_bytes(call.data);
    return intrinsic_gas(body).value;
}

// Distinct leaves: records, accounts, the sender's and the module's own, whose storage root moves.
std::size_t leaves_of(const StateDiff& diff, const SampledCall& call) {
    std::set<Address> accounts{call.from};
    for (const AccountChange& change : diff.accounts) accounts.insert(change.address);
    for (const RecordChange& change : diff.records) accounts.insert(change.module);
    return diff.records.size() + accounts.size();
}

}  // namespace

bool wants_gas_samples() {
    return samples_file() != nullptr;
}

void sample_gas(Machine& machine, const SampledCall& call) {
    static std::map<const CallRow*, unsigned> counts;
    const ModuleDescriptor* module = machine.modules().find(call.to);
    if (module == nullptr || call.data.size() < 4) return;
    const CallRow* row =
        machine.modules().find_call(*module, Selector::from(call.data.first(Selector::width)));
    if (row == nullptr || counts[row] >= samples_a_row_max) return;
    const JournalView state{machine.journal()};
    struct {
        bool succeeded = true;
        std::uint64_t gas = 0;
        std::size_t logs = 0;
        StateDiff diff;
    } last;
    const Nanoseconds time = median_time([&] {
        Journal journal{state};
        Ledger ledger{journal};
        Machine other{journal, ledger, machine.block(), machine.rules(), machine.modules()};
        other.begin_gas(machine.rules().block_gas_limit);
        const auto result = call.is_view ? other.static_call(call.from, call.to, call.data)
                                         : other.call(call.from, call.to, call.value, call.data);
        last = {result.has_value(), other.gas_used().value, other.take_logs().size(),
                journal.diff()};
    });
    if (!last.succeeded) return;
    ++counts[row];
    std::fprintf(samples_file(), "call %s %s %llu %lld %zu %zu\n",
                 std::string{module->name}.c_str(), std::string{row->signature}.c_str(),
                 static_cast<unsigned long long>(last.gas + transaction_gas(call)), time,
                 leaves_of(last.diff, call), last.logs);
    std::fflush(samples_file());
}

}  // namespace ambag::test
