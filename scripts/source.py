# SPDX-License-Identifier: Apache-2.0
"""Reads C++ sources as far as scripts/lint and scripts/measure need: which files there are, text
without comments and literals, and where each function begins and ends.

It is not a parser. It relies on what clang-format guarantees: the brace of a body stands after a
space, the brace of an initialiser directly after a name."""

import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
LAYERS = ("chain", "governance", "emission", "node")
PURE = ("chain", "governance", "emission")


def files(root=ROOT):
    """Paths, relative to the root, of all files that git tracks or would track."""
    out = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root, check=True, capture_output=True).stdout.decode()
    return sorted({name for name in out.split("\0") if name and (root / name).is_file()})


def is_cpp(path):
    return path.endswith((".hpp", ".cpp"))


def layer(path):
    top = path.split("/", 1)[0]
    return top if top in LAYERS else None


TOKEN = re.compile(
    r'//(?:\\\n|[^\n])*|/\*.*?\*/'
    r'|R"(?P<delimiter>[^()\\\s]{0,16})\(.*?\)(?P=delimiter)"'
    r'|"(?:\\.|[^"\\\n])*"'
    r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'", re.DOTALL)


def blank(text, keep_strings=False):
    """The text with comments and the insides of literals replaced by spaces, lines kept."""
    def replace(match):
        token = match.group()
        if token.startswith("/"):
            return re.sub(r"[^\n]", " ", token)
        if keep_strings or len(token) < 2:
            return token
        return token[0] + re.sub(r"[^\n]", " ", token[1:-1]) + token[-1]
    return TOKEN.sub(replace, text)


def without_directives(blanked):
    """The blanked text with preprocessor lines (and their continuations) replaced by spaces."""
    return re.sub(r"^[ \t]*#(?:\\\n|[^\n])*",
                  lambda match: re.sub(r"[^\n]", " ", match.group()), blanked, flags=re.M)


def without_template_head(head):
    while (start := re.match(r"\s*template\s*<", head)) is not None:
        depth, end = 1, start.end()
        while depth and end < len(head):
            depth += {"<": 1, ">": -1}.get(head[end], 0)
            end += 1
        head = head[end:]
    return head.strip()


def kind_of(head, before):
    """What the brace after `head` opens at namespace or class level; `before` is the character in
    front of the brace."""
    head = re.sub(r"^(?:\s*(?:public|private|protected)\s*:)+", "", head)
    head = without_template_head(head)
    if re.match(r"(?:inline\s+)?namespace\b|extern\s*\"", head):
        return "namespace"
    if not before.isspace():
        return "initialiser"
    if re.match(r"(?:export\s+|typedef\s+|static\s+|inline\s+|constexpr\s+|const\s+)*"
                r"(?:class|struct|union|enum)\b", head) and not head.endswith(")"):
        return "type"
    if re.match(r"requires\b", head) and re.search(r"\b(?:class|struct)\s+\w+[^()]*$", head):
        return "type"
    flat = re.sub(r"operator\s*(?:<=>|[=!<>+\-*/%&|^]=?=?)", "operator", head)
    flat = re.sub(r"\([^()]*\)", "()", re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", "()", flat))
    if re.search(r"=\s*\[", flat):
        return "function"
    if "=" in re.sub(r"[<>=!]=", "", flat) or "(" not in flat:
        return "initialiser"
    return "function"


def function_name(head):
    head = without_template_head(re.sub(r"^\s*(?:public|private|protected)\s*:", "", head))
    if (test := re.match(r"((?:TEST|TEST_F|TEST_P|RC_GTEST_PROP)\s*\([^)]*\)?)", head)):
        return re.sub(r"\s+", " ", test.group(1))
    named = re.search(r"([\w:~]+|operator[^(]+)\s*\(", head)
    return named.group(1) if named else head[:40]


def functions(text):
    """(name, first line, last line, body) of each function at namespace or class level."""
    code = without_directives(blank(text))
    found, stack = [], []
    start = parens = 0
    for i, char in enumerate(code):
        if char in "([":
            parens += 1
        elif char in ")]":
            parens -= 1
        elif char == ";" and parens == 0:
            start = i + 1
        elif char == "{":
            outer = stack[-1][0] if stack else "namespace"
            kind = "block"
            if outer in ("namespace", "type"):
                # Braces inside parentheses are default arguments.
                kind = "initialiser" if parens else \
                    kind_of(code[start:i].strip(), code[i - 1] if i else " ")
            stack.append((kind, start, i, parens))
            parens = 0
            if kind != "initialiser":
                start = i + 1
        elif char == "}" and stack:
            kind, head, opened, parens = stack.pop()
            if kind == "function":
                first = head + len(code[head:opened]) - len(code[head:opened].lstrip())
                label = re.match(r"(?:public|private|protected)\s*:\s*", code[first:opened])
                first += label.end() if label else 0
                found.append((function_name(code[first:opened]), code.count("\n", 0, first) + 1,
                              code.count("\n", 0, i) + 1, code[opened:i + 1]))
            if kind == "initialiser":
                start = head
            else:
                start = i + 1
    return found
