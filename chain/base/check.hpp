// SPDX-License-Identifier: Apache-2.0
#pragma once

// CHECK: a rule of the program itself; broken means the code is wrong, so the process stops
// before anything is committed. It stays on in release builds. DCHECK: the same in debug builds,
// for hot paths. Broken rules of the *chain* (supply, sub-ledgers) are Fault results instead.

namespace ambag::chain {

[[noreturn]] void check_failed(const char* condition, const char* file, int line);

}  // namespace ambag::chain

#define CHECK(condition)                    \
    (static_cast<bool>(condition) ? void(0) \
                                  : ::ambag::chain::check_failed(#condition, __FILE__, __LINE__))

#ifdef NDEBUG
#define DCHECK(condition) void(0)
#else
#define DCHECK(condition) CHECK(condition)
#endif
