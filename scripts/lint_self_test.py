# SPDX-License-Identifier: Apache-2.0
"""Violations planted one at a time: each must be found, by its rule and by no other. The clean
samples look like violations and are none. Run by `scripts/lint --self-test`."""

import lint_rules as rules

SPDX = "// SPDX-License-Identifier: Apache-2.0\n"
HEADER = SPDX + "#pragma once\n"
CMAKE = "# SPDX-License-Identifier: Apache-2.0\n"
KNOWN = {"chain/base/hex.hpp", "governance/token/module.hpp", "emission/issuance/module.hpp",
         "node/rpc/server.hpp", "tests/chain/fixture.hpp", "README.md", "governance/README.md"}


def lines(count):
    return "int value;\n" * count


def function(count, head="void f() {"):
    return head + "\n" + "    g();\n" * (count - 2) + "}\n"


# (rule, path, text)
PLANTED = [
    ("licence", "chain/a.cpp", "int value;\n"),
    ("licence", "scripts/a.py", "#!/usr/bin/env python3\nprint()\n"),
    ("licence", "chain/CMakeLists.txt", "native_module(token)\n"),
    ("file-size", "chain/a.cpp", SPDX + lines(400)),
    ("file-size", "chain/a.hpp", HEADER + lines(149)),
    ("file-size", "chain/exec/a.hpp", HEADER + "template <class T>\n" + lines(149)),
    ("file-size", "chain/codec/a.hpp", HEADER + "template <class T>\n" + lines(399)),
    ("file-size", "scripts/deps", "#!/bin/bash\n" + CMAKE + lines(399)),
    ("columns", "node/a.cpp", SPDX + "// " + "x" * 98 + "\n"),
    ("white-space", "node/a.cpp", SPDX + "int a; \n"),
    ("white-space", "node/a.cpp", SPDX + "\tint a;\n"),
    ("white-space", "node/a.cpp", SPDX + "int a;"),
    ("white-space", "node/a.cpp", SPDX + "int a;\n\n"),
    ("function-size", "node/a.cpp", SPDX + function(61)),
    ("function-size", "node/a.cpp", SPDX + "struct S {\n" + function(61, "S() : a_{1}, b_{2} {")
     + "};\n"),
    ("function-size", "node/a.cpp", SPDX + function(61, "const auto f = [](int a) {")),
    ("function-size", "node/a.cpp", SPDX + function(61, "int f(int a, const S& s = {}) {")),
    ("function-size", "tests/node/a_test.cpp",
     SPDX + function(61, "TEST(A, b) {\nEXPECT_TRUE(true);")),
    ("pragma-once", "chain/a.hpp", SPDX + "int value();\n"),
    ("using-namespace", "chain/a.hpp", HEADER + "using namespace std;\n"),
    ("include", "chain/a.cpp", SPDX + '#include "hex.hpp"\n'),
    ("include", "node/a.cpp", SPDX + '#include "../chain/base/hex.hpp"\n'),
    ("include", "node/a.cpp", SPDX + "#include <chain/base/hex.hpp>\n"),
    ("layer", "chain/a.cpp", SPDX + '#include "governance/token/module.hpp"\n'),
    ("layer", "governance/a.cpp", SPDX + '#include "emission/issuance/module.hpp"\n'),
    ("layer", "emission/a.cpp", SPDX + '#include "governance/token/module.hpp"\n'),
    ("layer", "emission/a.cpp", SPDX + '#  include "node/rpc/server.hpp"\n'),
    ("layer", "node/a.cpp", SPDX + '#include "tests/chain/fixture.hpp"\n'),
    ("layer-link", "chain/CMakeLists.txt", CMAKE + "ambag_library(a LINK ambag_node)\n"),
    ("layer-link", "governance/token/CMakeLists.txt",
     CMAKE + "native_module(token LINK\n    ambag_emission_issuance)\n"),
    ("layer-link", "emission/issuance/CMakeLists.txt",
     CMAKE + "target_link_libraries(a PUBLIC ambag_governance_token)\n"),
    ("layer-link", "chain/CMakeLists.txt", CMAKE + "ambag_library(a LINK Threads::Threads)\n"),
    ("purity", "chain/a.cpp", SPDX + "#include <chrono>\n"),
    ("purity", "chain/a.cpp", SPDX + "#include <iostream>\n"),
    ("purity", "emission/a.cpp", SPDX + "#include <random>\n"),
    ("purity", "emission/a.cpp", SPDX + "#include <thread>\n"),
    ("purity", "governance/a.cpp", SPDX + "#include <spdlog/spdlog.h>\n"),
    ("purity", "governance/a.cpp", SPDX + "const auto t = time(nullptr);\n"),
    ("purity", "governance/a.cpp", SPDX + "const auto t = std::time(0);\n"),
    ("purity", "chain/a.cpp", SPDX + "const auto t = steady_clock::now();\n"),
    ("purity", "chain/a.cpp", SPDX + "const int r = rand();\n"),
    ("purity", "chain/a.cpp", SPDX + 'const char* home = getenv("HOME");\n'),
    ("purity", "chain/a.cpp", SPDX + "std::mutex guard;\n"),
    ("purity", "chain/a.cpp", SPDX + "thread_local int depth;\n"),
    ("purity", "chain/a.cpp", SPDX + 'void f() { printf("x"); }\n'),
    ("purity", "chain/a.cpp", SPDX + "const int n = std::stoi(text);\n"),
    ("purity", "chain/a.cpp", SPDX + "const bool d = std::isdigit(c);\n"),
    ("purity", "emission/scoring/a.cpp", SPDX + "double share;\n"),
    ("purity", "emission/attestation/a.cpp", SPDX + "float share;\n"),
    ("hash-order", "chain/a.cpp",
     SPDX + "std::unordered_map<int, int> seen;\nvoid f() { for (auto& s : seen) g(s); }\n"),
    ("hash-order", "chain/a.cpp", SPDX + "boost::unordered_flat_map<A, B> seen_;\n"
     "void f() { std::copy(seen_.begin(), seen_.end(), o); }\n"),
    ("namespace", "governance/a.cpp", SPDX + "namespace ambag::chain {\n}\n"),
    ("namespace", "chain/a.cpp", SPDX + "namespace chain {\n}\n"),
    ("macro", "node/a.cpp", SPDX + "#define LIMIT 3\n"),
    ("assertion", "tests/chain/a_test.cpp", SPDX + "TEST(A, runs) {\n    run();\n}\n"),
    ("assertion", "tests/chain/a_test.cpp",
     SPDX + "TEST_F(A, runs) {\n    // EXPECT_TRUE(x)\n    checkpoint(1);\n}\n"),
    ("todo", "node/a.cpp", SPDX + "// TO" "DO: later\n"),
    ("todo", "README.md", "FIX" "ME\n"),
    ("machine-path", "README.md", "see /wo" "rk/main\n"),
    ("machine-path", "scripts/a.py", CMAKE + "P = '/ro" "ot/.ambag'\n"),
    ("registry-host", "tests/e2e/package-lock.json", '{"resolved": "x"}\n'),
    ("registry-host", "README.md", "https://registry.npm" "js.org/viem\n"),
    ("link", "governance/README.md", "[design](../DESIGN.md)\n"),
]

CLEAN = [
    ("chain/a.cpp", SPDX + '// TO' 'DO(#12): wait for the kit\n#include "chain/base/hex.hpp"\n'
     "namespace ambag::chain::rlp {\n" + function(60) + "}\n"),
    ("chain/base/check.cpp", SPDX + "#include <cstdio>\n"),
    ("chain/a.hpp", HEADER + "// A double spend at the time (0) of random() floats is rejected.\n"
     'inline constexpr auto name = "std::thread double";\n'
     "struct Env {\n    Time time() const;\n    int clock(Reader r) const;\n};\n"),
    ("chain/a.cpp", SPDX + "auto t = env.time();\nauto u = clock(context);\n"
     "std::unordered_map<int, int> seen;\nstd::map<int, int> all;\n"
     "void f() { for (auto& s : all) seen.erase(s); }\n"),
    ("emission/attestation/referee/a.cpp", SPDX + "float tile;\n"),
    ("chain/codec/a.hpp", HEADER + "template <class T>\n" + lines(397)),
    ("chain/a.cpp", SPDX + function(40, "int f(int a, const S& s = {}) {")
     + function(40, "template <class T = int>\nT g(T a) {")
     + function(40, "S::S(int a) : a_{a}, b_{} {")),
    ("node/a.cpp", SPDX + "#include <thread>\n#include <chrono>\n"
     '#include "governance/token/module.hpp"\n#include "emission/issuance/module.hpp"\n'),
    ("node/a.hpp", HEADER + "namespace rocksdb {\nclass DB;\n}\nnamespace ambag::node {\n"
     "namespace detail {\n}\n}\n"),
    ("tests/chain/a.hpp", HEADER + lines(300)),
    ("governance/token/CMakeLists.txt", CMAKE + "# not ambag_node\nnative_module(token)\n"),
    ("tests/chain/a_test.cpp", SPDX + "TEST(A, b) { EXPECT_EQ(1, f()); }\n"
     "TEST_F(A, c) {\n    expect.status = revert;\n}\nTEST(A, d) { expect_supply(ledger); }\n"),
    ("governance/README.md", "[up](../README.md), [chain](../chain/base/), `[a](b)`, "
     "[out](https://example.org)\n"),
    ("scripts/a.py", "#!/usr/bin/env python3\n" + CMAKE + "print('/usr/share')\n"),
    ("tests/e2e/package-lock.json", '{"name": "e2e"}\n'),
]


def run():
    failures = []
    for rule, path, text in PLANTED:
        found = {finding[2] for finding in rules.check(path, text, KNOWN | {path})}
        if found != {rule}:
            what = ", ".join(sorted(found)) or "nothing"
            failures.append(f"{path}: planted {rule}, found {what}:\n{text[:200]}")
    for path, text in CLEAN:
        if (found := rules.check(path, text, KNOWN | {path})):
            failures.append(f"{path} is clean, but: {found}")
    rules_planted = len({planted[0] for planted in PLANTED})
    for failure in failures:
        print("lint self-test:", failure)
    print(f"lint self-test: {len(PLANTED)} violations of {rules_planted} rules planted, "
          f"{len(CLEAN)} clean samples, {len(failures)} failures")
    return 1 if failures else 0
