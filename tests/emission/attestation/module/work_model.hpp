// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

// What README.md of the attestation module says of bonds, assignments, receipts, replays and
// payments, in plain integers and maps; nothing of the module's code is used. Each function returns
// whether the call succeeds and, when it does, has done it.

namespace ambag::test {

using Units = std::uint64_t;

struct WorkRules {
    Units bond_min = 1000;
    std::uint64_t unbond_seconds = 60;
    std::uint64_t assignment_seconds = 120;
    std::uint64_t window_seconds = 10;
    std::uint64_t segments = 4;        // of a job
    Units units_a_segment = 819'200;   // the default program: 5 steps x 32 x 5 x 1,024
    Units bond_factor_bps = 15'000;    // of payment
    Units budget = 3 * 819'200 + 100;  // less than the work of all segments costs
};

struct WorkModel {
    struct Bonds {
        Units free = 0;
        Units locked = 0;
        Units leaving = 0;
        std::uint64_t leaves = 0;
    };
    struct Job {
        bool open = true;
        Units owed = 0;
        Units paid = 0;
        std::map<std::uint64_t, std::size_t> holders;  // segment -> assignment
    };
    struct Assignment {
        std::size_t job;
        int owner;
        std::uint64_t first;  // segments
        std::uint64_t last;
        std::uint64_t opened;  // height
        std::uint64_t expires;
        Units bond;
        std::optional<std::size_t> receipt{};
    };
    enum Status : std::uint8_t { none, pending, confirmed, held, paid, rejected };
    struct Receipt {
        std::size_t assignment;
        std::optional<std::size_t> previous;
        Units owed;
        Units bond;
        std::uint64_t included;
        std::uint64_t window_ends;
        Status status = pending;
        std::uint32_t equal = 0;
        std::set<int> replayed{};
        int accuser = -1;
    };

    WorkRules rules;
    std::uint64_t height = 0;
    std::uint64_t time = 0;
    std::array<Bonds, 3> bonds{};
    std::array<Units, 3> coins{};
    Units pool = 0;
    std::vector<Job> jobs;
    std::vector<Assignment> assignments;
    std::vector<Receipt> receipts;

    bool bond(int who, Units amount) {
        if (amount == 0 || amount > coins[at(who)]) return false;
        coins[at(who)] -= amount;
        of(who).free += amount;
        return true;
    }
    bool unbond(int who, Units amount) {
        if (amount == 0 || amount > of(who).free) return false;
        of(who).free -= amount;
        of(who).leaving += amount;
        of(who).leaves = time + rules.unbond_seconds;
        return true;
    }
    bool withdraw(int who) {
        if (of(who).leaving == 0 || time < of(who).leaves) return false;
        coins[at(who)] += of(who).leaving;
        of(who).leaving = 0;
        of(who).leaves = 0;
        return true;
    }
    bool close(std::size_t job) {
        if (!jobs[job].open) return false;
        jobs[job].open = false;
        return true;
    }
    bool is_live(const Assignment& a) const { return a.receipt || time < a.expires; }
    bool assign(int who, std::size_t job, std::uint64_t first, std::uint64_t last) {
        if (!jobs[job].open || of(who).free < rules.bond_min) return false;
        for (std::uint64_t s = first; s <= last; ++s)
            if (jobs[job].holders.contains(s) && is_live(assignments[jobs[job].holders[s]]))
                return false;
        move_to_locked(who, rules.bond_min);
        for (std::uint64_t s = first; s <= last; ++s) jobs[job].holders[s] = assignments.size();
        assignments.push_back(
            {job, who, first, last, height, time + rules.assignment_seconds, rules.bond_min});
        return true;
    }
    bool release(int who, std::size_t id) {
        Assignment& a = assignments[id];
        if (a.owner != who || a.bond == 0 || (!is_live(a) && jobs[a.job].open)) return false;
        move_to_free(who, a.bond);
        a.bond = 0;
        a.expires = std::min(a.expires, time);
        return true;
    }
    bool lapse(std::size_t id) {
        Assignment& a = assignments[id];
        if (a.bond == 0 || is_live(a) || !jobs[a.job].open) return false;
        forfeit(a.owner, a.bond);
        a.bond = 0;
        return true;
    }
    // The receipt before `a`, if its steps have one.
    std::optional<std::size_t> before(const Assignment& a) const {
        if (a.first == 0) return std::nullopt;
        const auto holder = jobs[a.job].holders.find(a.first - 1);
        if (holder == jobs[a.job].holders.end()) return std::nullopt;
        return assignments[holder->second].receipt;
    }
    bool submit(int who, std::size_t id) {
        Assignment& a = assignments[id];
        Job& job = jobs[a.job];
        const auto previous = before(a);
        if (a.owner != who || a.receipt || !is_live(a) || !job.open) return false;
        if (height - 1 < a.opened || (a.first > 0 && !previous)) return false;
        const Units left = rules.budget - job.owed - job.paid;
        const Units usable = of(who).free + a.bond;
        const Units full = rules.units_a_segment * (a.last - a.first + 1);
        const Units owed =
            std::min({full, left, usable * 10'000 / rules.bond_factor_bps});  // floor
        if (owed == 0 || usable < rules.bond_min) return false;
        move_to_free(who, a.bond);
        a.bond = 0;
        const Units bond = (owed * rules.bond_factor_bps + 9'999) / 10'000;  // ceiling
        move_to_locked(who, bond);
        job.owed += owed;
        a.receipt = receipts.size();
        receipts.push_back({id, previous, owed, bond, height, time + rules.window_seconds});
        return true;
    }
    bool replay(int who, std::size_t id, bool equal) {
        Receipt& r = receipts[id];
        const int owner = assignments[r.assignment].owner;
        if ((r.status != pending && r.status != confirmed) || who == owner ||
            r.replayed.contains(who) || of(who).free < rules.bond_min)
            return false;
        r.replayed.insert(who);
        if (equal) {
            r.equal += 1;
            r.status = confirmed;
        } else {
            move_to_locked(who, rules.bond_min);
            r.status = held;
            r.accuser = who;
        }
        return true;
    }
    bool resolve(std::size_t id, bool upheld) {
        Receipt& r = receipts[id];
        if (r.status != held) return false;
        if (upheld) {
            r.status = confirmed;
            r.equal = std::max(r.equal, 1U);
            forfeit(r.accuser, rules.bond_min);
        } else {
            move_to_free(r.accuser, rules.bond_min);
            reject(r);
            forfeit(assignments[r.assignment].owner, r.bond);
        }
        return true;
    }
    bool drop(std::size_t id) {
        Receipt& r = receipts[id];
        if (r.status != pending && r.status != confirmed) return false;
        if (!r.previous || receipts[*r.previous].status != rejected) return false;
        reject(r);
        move_to_free(assignments[r.assignment].owner, r.bond);
        return true;
    }
    bool finalize(std::size_t id) {
        Receipt& r = receipts[id];
        if ((r.status != pending && r.status != confirmed) || r.included == height) return false;
        if (r.previous && receipts[*r.previous].status != paid) return false;
        if (r.equal < 1 || time < r.window_ends || r.owed > pool) return false;
        const Assignment& a = assignments[r.assignment];
        r.status = paid;
        jobs[a.job].owed -= r.owed;
        jobs[a.job].paid += r.owed;
        move_to_free(a.owner, r.bond);
        pool -= r.owed;
        coins[at(a.owner)] += r.owed;
        return true;
    }

 private:
    static std::size_t at(int who) { return static_cast<std::size_t>(who); }
    Bonds& of(int who) { return bonds[at(who)]; }
    void move_to_locked(int who, Units amount) {
        of(who).free -= amount;
        of(who).locked += amount;
    }
    void move_to_free(int who, Units amount) {
        of(who).locked -= amount;
        of(who).free += amount;
    }
    void forfeit(int who, Units amount) {
        of(who).locked -= amount;
        pool += amount;
    }
    void reject(Receipt& r) {
        r.status = rejected;
        Assignment& a = assignments[r.assignment];
        jobs[a.job].owed -= r.owed;
        a.receipt.reset();
        a.expires = time;
    }
};

}  // namespace ambag::test
