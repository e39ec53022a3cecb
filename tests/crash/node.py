# SPDX-License-Identifier: Apache-2.0
"""A node as a child process, and JSON-RPC to it over one connection. No child outlives the
program, whatever way it ends: each is killed at exit and by the kernel when the program dies."""

import atexit
import ctypes
import http.client
import json
import os
import pathlib
import signal
import socket
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = pathlib.Path(os.environ.get("AMBAG_PROGRAM", ROOT / "build/release/ambag"))
WORK = pathlib.Path(os.environ.get("AMBAG_CRASH_WORK", ROOT / "build/crash"))
START_SECONDS = 60  # a machine under load; a node that needs so long has failed

_running = set()
_libc = ctypes.CDLL(None)


@atexit.register
def _end_children():
    for process in list(_running):
        process.kill()
        process.wait()


def _die_with_parent():
    _libc.prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


class NodeGone(Exception):
    """The connection ended: the node was killed or has stopped."""


class RpcError(Exception):
    pass


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Rpc:
    def __init__(self, port, timeout=30):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)

    def _post(self, body):
        try:
            self.connection.request("POST", "/", json.dumps(body),
                                    {"content-type": "application/json"})
            return json.loads(self.connection.getresponse().read())
        except (OSError, http.client.HTTPException, ValueError) as error:
            self.connection.close()
            raise NodeGone(str(error)) from error

    def batch(self, calls):
        """The answers to [(method, parameters...)], in order; an RpcError stands for an error."""
        if not calls:
            return []
        answers = self._post([
            {"jsonrpc": "2.0", "id": index, "method": method, "params": list(params)}
            for index, (method, *params) in enumerate(calls)])
        if [answer["id"] for answer in answers] != list(range(len(calls))):
            raise RpcError(f"the batch of {len(calls)} was answered by {answers}")
        return [answer["result"] if "result" in answer else RpcError(answer["error"]["message"])
                for answer in answers]

    def call(self, method, *params):
        answer, = self.batch([(method, *params)])
        if isinstance(answer, RpcError):
            raise answer
        return answer

    def height(self):
        return int(self.call("eth_blockNumber"), 16)

    def blocks(self, heights, whole=False):
        """Blocks by height, 50 to a batch; those that are missing as None."""
        heights, found = list(heights), []
        for start in range(0, len(heights), 50):
            answers = self.batch([("eth_getBlockByNumber", hex(height), whole)
                                  for height in heights[start:start + 50]])
            for answer in answers:
                if isinstance(answer, RpcError):
                    raise answer
            found += answers
        return found


class Node:
    """`ambag dev` on a data directory. `options` are further flags."""

    def __init__(self, data, *options, genesis=None, port=None):
        self.port = port or free_port()
        self.log = WORK / "logs" / f"{pathlib.Path(data).name}-{self.port}.log"
        self.log.parent.mkdir(parents=True, exist_ok=True)
        command = [PROGRAM, "dev", "--data", data, "--port", self.port, *options]
        if genesis:
            command += ["--genesis", genesis]
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                list(map(str, command)), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                preexec_fn=_die_with_parent)
        _running.add(self.process)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.kill()

    def answers(self, seconds=START_SECONDS):
        """Its Rpc as soon as it answers, or None when it ends instead."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                rpc = Rpc(self.port)
                rpc.height()
                return rpc
            except NodeGone:
                if self.process.poll() is not None:
                    _running.discard(self.process)
                    return None
            time.sleep(0.01)
        raise RpcError(f"no answer within {seconds} s; see {self.log}")

    def must_answer(self):
        rpc = self.answers()
        if rpc is None:
            raise RpcError(f"the node ended ({self.process.returncode}): {self.text()[-400:]}")
        return rpc

    def text(self):
        return self.log.read_text(errors="replace").strip()

    def kill(self):
        self.end(signal.SIGKILL)

    def end(self, signal_number):
        if self.process.poll() is None:
            self.process.send_signal(signal_number)
        return self.wait()

    def wait(self, seconds=30):
        """Waits for its end and gives the exit code (negative: ended by that signal)."""
        try:
            code = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            code = "none: it had to be killed"
        _running.discard(self.process)
        return code


def run(*arguments, seconds=60):
    """A command of the program to its end: (exit code, everything it printed)."""
    done = subprocess.run([str(PROGRAM), *map(str, arguments)], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=seconds,
                          preexec_fn=_die_with_parent, check=False)
    return done.returncode, done.stdout.decode(errors="replace").strip()
