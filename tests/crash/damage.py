# SPDX-License-Identifier: Apache-2.0
"""Damaged data directories. A node must refuse one with a clear message, or open it with the very
same chain: never with a shorter or another one. Where it refuses, undoing the damage must give the
chain back: a refusal destroys nothing. A log that ends early is the exception: nothing in the
database says so, it has taken what was left of it, and the watermark finds the loss afterwards."""

import re
import shutil
import signal

from checks import Chain
from node import WORK, Node, NodeGone

CLEAR = re.compile(r"is damaged|has lost blocks|is no key|cannot open the data directory")
CRASH = {-signal.SIGSEGV, -signal.SIGBUS, -signal.SIGFPE, -signal.SIGILL}


def newest(data, pattern):
    files = sorted((data / "state").glob(pattern), key=lambda file: (file.stat().st_size > 0,
                                                                     file.name))
    if not files:
        raise FileNotFoundError(f"no {pattern} in {data}/state")
    return files[-1]


def largest(data, pattern):
    return max((data / "state").glob(pattern), key=lambda file: file.stat().st_size)


def flip(file, fraction, rng=None):
    content = bytearray(file.read_bytes())
    at = min(int(len(content) * fraction), len(content) - 1)
    content[at] ^= 1 << (rng.randrange(8) if rng else 0)
    file.write_bytes(content)


def cut(file, fraction):
    file.write_bytes(file.read_bytes()[:int(file.stat().st_size * fraction)])


def watermark(data, change):
    """Rewrites the watermark with a height that is `change` blocks away, complement included."""
    file = data / "watermark"
    height = int.from_bytes(file.read_bytes()[:8], "big") + change
    file.write_bytes(height.to_bytes(8, "big") + (height ^ 2 ** 64 - 1).to_bytes(8, "big"))


# Name, what is done to the directory, what must come of it.
def cases(rng):
    yield "watermark above the head", lambda d: watermark(d, 1), "refuses"
    yield "watermark cut short", lambda d: cut(d / "watermark", 0.5), "refuses"
    yield "watermark empty", lambda d: cut(d / "watermark", 0), "refuses"
    yield "watermark with a flipped bit", lambda d: flip(d / "watermark", 0.4), "refuses"
    yield "watermark behind, as a kill leaves it", lambda d: watermark(d, -1), "opens"
    for part in (0.05, 0.5, 0.98):
        yield f"log with a bit flipped at {part}", \
            lambda d, p=part: flip(newest(d, "*.log"), p, rng), "refuses"
        yield f"log cut at {part}", lambda d, p=part: cut(newest(d, "*.log"), p), "loss"
    yield "log removed", lambda d: newest(d, "*.log").unlink(), "loss"
    for part in (0, 0.3, 0.7, 1):
        yield f"table with a bit flipped at {part}", \
            lambda d, p=part: flip(largest(d, "*.sst"), p, rng), "either"
    yield "table cut in half", lambda d: cut(largest(d, "*.sst"), 0.5), "refuses"
    yield "table removed", lambda d: largest(d, "*.sst").unlink(), "refuses"
    yield "manifest with a flipped bit", lambda d: flip(newest(d, "MANIFEST-*"), 0.5), "refuses"
    yield "manifest cut in half", lambda d: cut(newest(d, "MANIFEST-*"), 0.5), "refuses"
    yield "CURRENT removed", lambda d: (d / "state/CURRENT").unlink(), "refuses"
    yield "CURRENT empty", lambda d: cut(d / "state/CURRENT", 0), "refuses"
    yield "database removed", lambda d: shutil.rmtree(d / "state"), "refuses"
    yield "sequencer key empty", lambda d: cut(d / "sequencer.key", 0), "refuses"


def outcome(data, genesis, reference):
    """("opens", "") with the same chain, ("refuses", message), or ("wrong", why)."""
    with Node(data, "--no-mining", genesis=genesis) as node:
        rpc = node.answers()
        if rpc is not None:
            try:
                same = Chain(rpc).same_as(reference)
                return ("opens", "") if same else ("wrong", "it opened with another chain")
            except NodeGone:
                # A damaged table may be found when it is read: the node then stops, and says so.
                node.process.wait(30)
        code, said = node.process.returncode, node.text()
    last = said.splitlines()[-1] if said else "(nothing)"
    if code in CRASH or code == 0 or not CLEAR.search(said):
        return "wrong", f"it ended with {code} and said: {last}"
    if rpc is None and code != 1 and "database is damaged" not in said:
        return "wrong", f"it refused with exit code {code}, not 1: {last}"
    return "refuses", last


def try_case(base, genesis, reference, damage, expected):
    """(problem or None, what happened)."""
    data = WORK / "damaged"
    shutil.rmtree(data, ignore_errors=True)
    shutil.copytree(base, data)
    damage(data)
    touched = [file for file in base.rglob("*") if file.is_file() and (
        not (data / file.relative_to(base)).exists()
        or (data / file.relative_to(base)).read_bytes() != file.read_bytes())]
    if not touched:
        return "the damage changed nothing", ""
    came, said = outcome(data, genesis, reference)
    if came == "wrong":
        return said, said
    accepted = {"either": ("opens", "refuses"), "loss": ("refuses",)}.get(expected, (expected,))
    if came not in accepted:
        return f"it {came}: {said}", said
    if expected == "loss" and "has lost blocks" not in said:
        return f"it does not say that blocks are lost: {said}", said
    if came == "refuses" and expected != "loss":
        for file in touched:
            target = data / file.relative_to(base)
            target.parent.mkdir(exist_ok=True)
            shutil.copy2(file, target)
        again, why = outcome(data, genesis, reference)
        if again != "opens":
            return f"the refusal ({said}) left the directory unusable: {why}", said
    return None, f"{came}{': ' + said if said else ''}"
