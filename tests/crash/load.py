# SPDX-License-Identifier: Apache-2.0
"""The load: deterministic signed transactions of eight senders, and the record of what the node
acknowledged. A transaction is acknowledged when a receipt was returned, a block when it was
returned as the latest."""

import hashlib
import multiprocessing
import pathlib
import pickle
import time

from ethereum import address_of, keccak256, selector, signed, word
from node import WORK, NodeGone, RpcError

CHAIN_ID = 31337
COIN = 10 ** 18
GWEI = 10 ** 9
ALLOCATION = 10_000 * COIN
TOKEN = bytes(18) + b"\xa0\x01"
KEYS = [int.from_bytes(hashlib.sha256(b"sender %d" % i).digest(), "big") for i in range(8)]
ADDRESSES = [address_of(key) for key in KEYS]

DEPOSIT = selector("depositFor(address)")
DELEGATE = selector("delegate(address)")
TRANSFER = selector("transfer(address,uint256)")


def text(address):
    return "0x" + address.hex()


def genesis(timestamp):
    """Small, with an emission, so that blocks carry a system transaction."""
    return {"chain_id": CHAIN_ID, "timestamp": timestamp, "dev": True, "block_interval_ms": 1000,
            "alloc": {text(address): f"{ALLOCATION // COIN} coins" for address in ADDRESSES},
            "token": {"wrapped": {text(ADDRESSES[0]): "1000 coins"}},
            "emission": {"pools": [{"name": "training"}, {"name": "treasury"}],
                         "schedules": [{"name": "base", "kind": "constant", "amount": "1 coin",
                                        "split": {"training": 2, "treasury": 1}}],
                         "fee_pool": "treasury"}}


def transaction(sender, nonce):
    """The transaction of a sender at a nonce: always the same bytes. Every kind in turn; the last
    one reverts, for it moves more of the token than anyone has."""
    other = ADDRESSES[(sender + 1 + nonce % 7) % 8]
    stranger = hashlib.sha256(b"stranger %d %d" % (sender, nonce)).digest()[:20]
    kind, to, value, data = [
        (2, other, COIN // 1000, b""),
        (0, other, COIN // 100 + nonce, b""),
        (1, stranger, 1 + nonce, b""),
        (2, TOKEN, COIN // 10, DEPOSIT + word(ADDRESSES[sender])),
        (2, TOKEN, 0, DELEGATE + word(other)),
        (2, stranger, COIN // 500, b""),
        (1, TOKEN, 0, TRANSFER + word(other) + word(COIN // 1000)),
        (2, TOKEN, 0, TRANSFER + word(other) + word(2 ** 200))][nonce % 8]
    gas = 300_000 if data else 21_000
    return signed(KEYS[sender], CHAIN_ID, kind, nonce, 100 * GWEI, nonce % 3 * GWEI, gas, to,
                  value, data)


def _signed_run(work):
    sender, first, last = work
    raws = [transaction(sender, nonce) for nonce in range(first, last)]
    return sender, [("0x" + raw.hex(), "0x" + keccak256(raw).hex()) for raw in raws]


class Transactions:
    """[sender][nonce] -> (raw, hash). Signed once and kept in a file; more when they run out."""

    def __init__(self, count):
        source = hashlib.sha256()
        for name in ("load.py", "ethereum.py"):
            source.update((pathlib.Path(__file__).parent / name).read_bytes())
        self.file = WORK / f"transactions-{source.hexdigest()[:16]}.pickle"
        self.signed = [[] for _ in KEYS]
        if self.file.exists():
            self.signed = pickle.loads(self.file.read_bytes())
        self.extend(count)

    def extend(self, count):
        have = min(map(len, self.signed))
        if have >= count:
            return
        work = [(sender, len(done), count) for sender, done in enumerate(self.signed)]
        with multiprocessing.Pool(2) as pool:
            for sender, more in pool.imap_unordered(_signed_run, work):
                self.signed[sender] += more
        for older in WORK.glob("transactions-*"):
            older.unlink()
        fresh = self.file.with_suffix(".new")
        fresh.write_bytes(pickle.dumps(self.signed))
        fresh.replace(self.file)

    def prepare(self, nonces):
        """Enough for one round; never in its midst, for it forks."""
        if max(nonces) + 400 > min(map(len, self.signed)):
            self.extend(max(nonces) + 1000)


class Acknowledged:
    """What the node said is done; none of it may ever be gone or different."""

    def __init__(self):
        self.receipts = {}  # hash -> receipt
        self.blocks = {}  # height -> hash
        self.problems = []

    def block(self, height, block_hash):
        if self.blocks.setdefault(height, block_hash) != block_hash:
            self.problems.append(f"block {height} was {self.blocks[height]}, is {block_hash}")

    def head(self):
        return max(self.blocks, default=0)


class Load:
    """Sends and asks until the connection ends. `burst` transactions go in one batch, after a pause
    of at most `pause` seconds."""

    def __init__(self, rpc, transactions, acknowledged, rng, burst=8, pause=0.02):
        self.rpc, self.transactions, self.acknowledged = rpc, transactions, acknowledged
        self.rng, self.burst, self.pause = rng, burst, pause
        self.waiting, self.accepted, self.turn = {}, 0, 0
        # The pool is not kept over a restart: what was not included is sent again.
        self.nonces = [int(nonce, 16) for nonce in rpc.batch(
            [("eth_getTransactionCount", text(address), "latest") for address in ADDRESSES])]
        transactions.prepare(self.nonces)

    def send(self):
        batch = []
        for _ in range(self.rng.randint(1, self.burst)):
            sender, self.turn = self.turn % 8, self.turn + 1
            batch.append(self.transactions.signed[sender][self.nonces[sender]])
            self.nonces[sender] += 1
        answers = self.rpc.batch([("eth_sendRawTransaction", raw) for raw, _ in batch])
        for (raw, name), answer in zip(batch, answers):
            if answer != name:
                raise RpcError(f"transaction {name} was answered by {answer!r}: {raw}")
            self.waiting[name] = True
            self.accepted += 1

    def ask(self):
        names = list(self.waiting)[:100]
        head, *receipts = self.rpc.batch(
            [("eth_getBlockByNumber", "latest", False),
             *(("eth_getTransactionReceipt", name) for name in names)])
        self.acknowledged.block(int(head["number"], 16), head["hash"])
        for name, receipt in zip(names, receipts):
            if receipt is not None:
                self.acknowledged.receipts[name] = receipt
                del self.waiting[name]

    def run(self):
        """Until the connection ends."""
        try:
            while True:
                if len(self.waiting) < 100:
                    self.send()
                self.ask()
                time.sleep(self.rng.uniform(0, self.pause))
        except NodeGone:
            pass
