# SPDX-License-Identifier: Apache-2.0
"""The rules of scripts/lint. Each is a generator of (line, rule, message) over one file; RULES at
the end says which files each one reads. lint_self_test.py holds a violation of every rule."""

import pathlib
import re

from source import LAYERS, PURE, blank, functions, is_cpp, layer, without_directives

SOURCE_LINES, HEADER_LINES, FUNCTION_LINES, COLUMNS = 400, 150, 60, 100
ALLOWED = {"chain": {"chain"}, "governance": {"chain", "governance"},
           "emission": {"chain", "emission"}, "node": set(LAYERS)}
# The tile referee is the one place with floating point: its own target, its own flags, and a
# digest that it compares at start-up.
FLOATS = re.compile(r"emission/attestation/referee/")
# Where templates live, whose headers hold code and are as long as sources may be.
TEMPLATES = ("chain/base/", "chain/codec/", "chain/state/", "chain/module/")
# The doors where the pure layers meet the process: the failed CHECK prints and aborts; the count of
# sender recoveries is read by the bench and by nothing else.
PROCESS_DOOR = {"chain/base/check.cpp", "chain/crypto/secp256k1.cpp"}

BANNED_INCLUDES = {
    "clock": {"chrono", "ctime", "time.h", "sys/time.h"},
    "randomness": {"random"},
    "threads": {"thread", "mutex", "shared_mutex", "atomic", "future", "condition_variable",
                "stop_token", "semaphore", "latch", "barrier", "pthread.h"},
    "input or output": {"iostream", "fstream", "sstream", "istream", "ostream", "iomanip", "cstdio",
                        "stdio.h", "filesystem", "syncstream", "print", "unistd.h", "fcntl.h"},
    "locale": {"locale", "clocale", "regex", "locale.h"},
    "hash order": {"unordered_set"},
}
BANNED_PREFIXES = {
    "input or output": ("spdlog/", "rocksdb/", "boost/asio", "boost/beast", "boost/filesystem",
                        "boost/json", "sys/"),
    "threads": ("boost/thread", "boost/lockfree"),
    "randomness": ("boost/random",),
    "locale": ("boost/locale",),
}
BANNED_SYMBOLS = (
    ("clock", r"\bstd::chrono\b|\b(?:steady|system|high_resolution|utc)_clock\b"
              r"|(?<![\w.>:])(?:std::|::)?time\s*\(\s*(?:NULL\b|nullptr\b|0\s*\)|&)"
              r"|\bstd::(?:time|clock)\b|\b(?:gettimeofday|clock_gettime|localtime|gmtime)\s*\("
              r"|\b__(?:DATE|TIME|TIMESTAMP)__\b"),
    ("randomness", r"(?<![\w.>])s?rand(?:om)?\s*\(\s*\)|\bstd::(?:s?rand|random_device|mt19937)\b"
                   r"|\bgetrandom\s*\(|\barc4random"),
    ("environment", r"\b(?:secure_)?getenv\s*\(|\bstd::getenv\b|\benviron\b"),
    ("threads", r"\bstd::(?:jthread|thread|async|mutex|shared_mutex|atomic\w*|call_once"
                r"|scoped_lock|lock_guard|unique_lock)\b|\bthread_local\b"),
    ("input or output", r"\bstd::(?:cout|cerr|clog|cin|print|println|fopen|ifstream|ofstream"
                        r"|filesystem)\b|(?<![\w.>:])(?:std::)?(?:f|s|sn)?printf\s*\("
                        r"|\bspdlog::|\brocksdb::"),
    ("locale", r"\bstd::(?:locale|setlocale|use_facet|sto(?:i|l|ll|ul|ull|f|d|ld)"
               r"|isal(?:pha|num)|isdigit|isxdigit|isspace|isupper|islower|toupper|tolower)\b"),
    ("allocation address", r"\buintptr_t\b|\bstd::hash\s*<[^>]*\*"),
)
NAMES_THAT_CHECK = re.compile(
    r"\b(?:EXPECT|ASSERT|RC_ASSERT|RC_FAIL)\w*\s*\(|\bADD_FAILURE|\bFAIL\s*\("
    r"|\b(?:expect|assert|require|check|verify)(?:_\w+)?\s*[(.]")


def suffix(path):
    return pathlib.PurePath(path).suffix


def is_header(path):
    return path.endswith(".hpp")


def is_script(path):
    return suffix(path) in {".py", ".mjs", ".js", ".ts", ".sh", ".cmake"} or path in {".ci/run"} \
        or path.endswith("CMakeLists.txt") \
        or (path.startswith(("scripts/", "tests/")) and not suffix(path))


def is_code(path):
    return (is_cpp(path) or is_script(path)) and not path.startswith("tests/data/")


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def matches(pattern, text):
    for match in re.finditer(pattern, text, re.M):
        yield line_of(text, match.start()), match


def licence(path, text):
    lines = text.split("\n", 2)
    first = lines[1] if lines[0].startswith("#!") and len(lines) > 1 else lines[0]
    mark = "//" if suffix(path) in {".hpp", ".cpp", ".mjs", ".js", ".ts"} else "#"
    if first != f"{mark} SPDX-License-Identifier: Apache-2.0":
        yield 1, "licence", f"the first line must be `{mark} SPDX-License-Identifier: Apache-2.0`"


def size_limit(path, text):
    if not is_header(path) or not layer(path):  # the headers of tests are fixtures: code
        return SOURCE_LINES
    return SOURCE_LINES if path.startswith(TEMPLATES) and "template <" in text else HEADER_LINES


def sizes(path, text):
    count, limit = text.count("\n"), size_limit(path, text)
    if count > limit:
        yield limit + 1, "file-size", f"{count} lines; at most {limit}: split by subject"
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > COLUMNS:
            yield number, "columns", f"{len(line)} columns; at most {COLUMNS}"
        if "\t" in line:
            yield number, "white-space", "a tab; indent with spaces"
        elif line != line.rstrip():
            yield number, "white-space", "spaces at the end of the line"
    if text and (not text.endswith("\n") or text.endswith("\n\n")):
        yield text.count("\n") or 1, "white-space", "a file ends with exactly one newline"


def function_sizes(path, text):
    for name, first, last, _ in functions(text):
        if last - first + 1 > FUNCTION_LINES:
            yield first, "function-size", \
                f"{name} has {last - first + 1} lines; at most {FUNCTION_LINES}"


def header_form(path, text):
    if not re.search(r"^#pragma once$", text, re.M):
        yield 1, "pragma-once", "a header needs #pragma once"
    for line, match in matches(r"^\s*using\s+namespace\b", blank(text)):
        if layer(path):
            yield line, "using-namespace", "not in a header"


def includes(text):
    return matches(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">]', blank(text, True))


def include_form(path, text, known):
    for line, match in includes(text):
        mark, target = match.groups()
        top = target.split("/", 1)[0]
        ours = top in LAYERS + ("tests",)
        if mark == '"' and target not in known:
            yield line, "include", f'no file "{target}"; paths start at the root'
        if mark == "<" and ours and target in known:
            yield line, "include", f'our own header: write "{target}"'


def layer_includes(path, text):
    for line, match in includes(text):
        top = match.group(2).split("/", 1)[0]
        if top in LAYERS and top not in ALLOWED[layer(path)] or top == "tests":
            yield line, "layer", f"{layer(path)} must not include {match.group(2)}; " \
                "chain <- {governance, emission} <- node"


def layer_links(path, text):
    code = re.sub(r"#.*", "", text)
    for line, match in matches(r"\bambag_(chain|governance|emission|node)\w*", code):
        if match.group(1) not in ALLOWED[layer(path)]:
            yield line, "layer-link", f"{layer(path)} must not link {match.group()}; " \
                "chain <- {governance, emission} <- node"
    if layer(path) in PURE:
        for line, match in matches(r"\b(?:Threads::|RocksDB|rocksdb|spdlog|Boost::)\w*", code):
            yield line, "layer-link", f"{layer(path)} is pure and must not link {match.group()}"


def purity(path, text):
    if path in PROCESS_DOOR:
        return
    for line, match in includes(text):
        for what, names in BANNED_INCLUDES.items():
            if match.group(2) in names:
                yield line, "purity", f"<{match.group(2)}> ({what}) in a pure layer"
        for what, prefixes in BANNED_PREFIXES.items():
            if match.group(2).startswith(prefixes):
                yield line, "purity", f"<{match.group(2)}> ({what}) in a pure layer"
    code = without_directives(blank(text))
    for what, pattern in BANNED_SYMBOLS:
        for line, match in matches(pattern, code):
            yield line, "purity", f"{match.group().strip()} ({what}) in a pure layer"
    if not FLOATS.match(path):
        for line, match in matches(r"\b(?:float|double|long\s+double|_Float\w+)\b", code):
            yield line, "purity", f"{match.group()} (rounding) outside emission/attestation/referee"


def hash_order(path, text):
    code = without_directives(blank(text))
    declared = re.findall(r"\bunordered_\w+\s*<[^;={]*>[&\s]+(\w+)\s*[;={(,)]", code)
    for name in set(declared):
        for line, _ in matches(rf"\bfor\s*\([^;)]*:\s*(?:\w+(?:\.|->))?{name}\s*\)"
                               rf"|\b{name}\s*(?:\.|->)c?begin\s*\(", code):
            yield line, "hash-order", f"{name} is walked in hash order; use an ordered container"


def namespaces(path, text):
    want = "ambag::" + layer(path)
    code = without_directives(blank(text))
    for line, match in matches(r"^(?:inline\s+)?namespace\s+([\w:]+)", code):
        before, name = code[:match.start()], match.group(1)
        if before.count("{") != before.count("}"):
            continue  # inside another
        # The node, where libraries meet us, may declare a library's class ahead.
        foreign = layer(path) == "node" and name.split("::")[0] not in LAYERS + ("ambag",)
        if not (name == want or name.startswith(want + "::") or foreign):
            yield line, "namespace", f"{name}; files of {layer(path)}/ live under {want}"


def macros(path, text):
    for line, match in matches(r"^[ \t]*#[ \t]*define[ \t]+(\w+)", blank(text)):
        # Helpers of the three carry our name; libraries are set up by macros of theirs.
        if match.group(1) not in {"CHECK", "DCHECK", "TRY"} and \
                not match.group(1).startswith(("AMBAG_", "CRYPTOPP_", "BOOST_")):
            yield line, "macro", f"{match.group(1)}: macros only CHECK, DCHECK, TRY"


def assertions(path, text):
    for name, first, _, body in functions(text):
        if re.match(r"(?:TEST|TEST_F|TEST_P|RC_GTEST_PROP)\b", name) and \
                not NAMES_THAT_CHECK.search(body):
            yield first, "assertion", f"{name} asserts nothing, so it cannot fail"


# Words that a finding is about are put together here, so that this file does not match itself.
MARK = "TO" "DO|FIX" "ME|X" "XX|HA" "CK"
PLACES = "/wo" "rk/|/ro" "ot/|/ho" "me/\\w+/|/tm" "p/(?:brief|main)"
HOSTS = ("registry\\.npm" "js|registry\\.yarn" "pkg|pypi\\.o" "rg|files\\.python" "hosted"
         "|proxy\\.go" "lang")


def marks(path, text):
    for line, match in matches(rf"\b(?:{MARK})\b(?![^\n]*#\d)", text):
        yield line, "todo", f"{match.group()} without the number of an issue (#N)"


def places(path, text):
    for line, match in matches(rf"(?<![\w.$}}~]){PLACES}", text):
        yield line, "machine-path", f"{match.group()} is a path of one machine"
    for line, match in matches(HOSTS, text):
        yield line, "registry-host", f"{match.group()} names a registry host"
    if path.endswith("package-lock.json"):
        for line, _ in matches(r'"resolved":', text):
            yield line, "registry-host", "strip `resolved` from the lock file"


def links(path, text):
    prose = re.sub(r"```.*?```|`[^`\n]*`", lambda code: re.sub(r"[^\n]", " ", code.group()),
                   text, flags=re.S)
    for line, match in matches(r"\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)", prose):
        yield line, "link", match.group(1)


def check(path, text, known):
    """All findings in one file, as (path, line, rule, message)."""
    found = []
    pure, cpp = layer(path) in PURE, is_cpp(path)
    if not path.startswith("tests/data/") and path != "LICENSE":
        found += marks(path, text)
    found += places(path, text)
    if is_code(path):
        found += [*licence(path, text), *sizes(path, text)]
    if cpp:
        found += [*function_sizes(path, text), *include_form(path, text, known)]
        found += macros(path, text)
        if is_header(path):
            found += header_form(path, text)
        if layer(path):
            found += [*layer_includes(path, text), *namespaces(path, text)]
        if pure:
            found += [*purity(path, text), *hash_order(path, text)]
        if path.startswith("tests/"):
            found += assertions(path, text)
    if layer(path) and path.endswith("CMakeLists.txt"):
        found += layer_links(path, text)
    if path.endswith(".md"):
        folder = pathlib.PurePosixPath(path).parent
        for line, rule, target in links(path, text):
            if not exists(folder, target, known):
                found.append((line, rule, f"{target} leads nowhere"))
    return [(path, *finding) for finding in found]


def exists(folder, target, known):
    parts = []
    for part in (folder / target).parts:
        if part == "..":
            if not parts:
                return False
            parts.pop()
        elif part != ".":
            parts.append(part)
    wanted = "/".join(parts)
    return not wanted or wanted in known or any(name.startswith(wanted + "/") for name in known)
