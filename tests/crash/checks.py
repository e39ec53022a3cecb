# SPDX-License-Identifier: Apache-2.0
"""What must hold after a restart and of the whole chain at the end. Every function gives the list
of what is wrong, in words."""

from ethereum import block_hash
from load import ADDRESSES, ALLOCATION, COIN, TOKEN, text
from node import Node, RpcError

ZERO = "0x" + 64 * "0"
SYSTEM = "0x" + 39 * "f" + "e"


def linked(blocks):
    return [f"block {int(block['number'], 16)} does not follow its parent"
            for parent, block in zip(blocks, blocks[1:]) if block["parentHash"] != parent["hash"]]


def after_restart(rpc, acknowledged, fresh, rng):
    """The head is not below what was shown; acknowledged blocks and receipts are there, unchanged:
    those named in `fresh` and a sample of all; the last 30 blocks are linked."""
    problems = list(acknowledged.problems)
    height = rpc.height()
    if height < acknowledged.head():
        problems.append(f"the head is {height}, block {acknowledged.head()} was acknowledged")
    known = sorted(acknowledged.blocks)
    heights = known[-40:] + rng.sample(known, min(20, len(known)))
    for at, block in zip(heights, rpc.blocks(heights)):
        if block is None or block["hash"] != acknowledged.blocks[at]:
            problems.append(f"block {at} was acknowledged as {acknowledged.blocks[at]}, is "
                            f"{block and block['hash']}")
    names = list(fresh) + rng.sample(list(acknowledged.receipts),
                                     min(200, len(acknowledged.receipts)))
    for start in range(0, len(names), 100):
        part = names[start:start + 100]
        for name, receipt in zip(part, rpc.batch([("eth_getTransactionReceipt", name)
                                                  for name in part])):
            if receipt != acknowledged.receipts[name]:
                problems.append(f"the acknowledged receipt of {name} is now {receipt!r}")
    last = rpc.blocks(range(max(0, height - 30), height + 1))
    return problems + (linked(last) if None not in last else ["one of the last blocks is missing"])


class Chain:
    """Every block with its transactions and receipts, as a node tells them."""

    def __init__(self, rpc):
        self.head = rpc.height()
        self.blocks = rpc.blocks(range(self.head + 1), True)
        self.receipts = []
        for start in range(0, self.head + 1, 50):
            self.receipts += rpc.batch([("eth_getBlockReceipts", hex(height)) for height in
                                        range(start, min(start + 50, self.head + 1))])
        for answer in self.receipts:
            if isinstance(answer, RpcError):
                raise answer
        self.balances = {address: int(balance, 16) for address, balance in zip(
            [*ADDRESSES, TOKEN], rpc.batch([("eth_getBalance", text(address), "latest")
                                            for address in [*ADDRESSES, TOKEN]]))}

    def same_as(self, other):
        return (self.blocks, self.receipts, self.balances) == (
            other.blocks, other.receipts, other.balances)

    def included(self):
        """(transaction, receipt) of all that came from outside, in order."""
        for block, receipts in zip(self.blocks, self.receipts):
            for transaction, receipt in zip(block["transactions"], receipts):
                if transaction["from"] != SYSTEM:
                    yield transaction, receipt

    def export(self, file):
        file.write_text("".join(f"{int(block['number'], 16)} {block['hash']} {block['stateRoot']}\n"
                                for block in self.blocks))


def hashes(chain):
    """The hash of every block from its fields, by our own Keccak, and the links between them."""
    problems = linked(chain.blocks)
    if chain.blocks[0]["parentHash"] != ZERO:
        problems.append("block 0 has a parent")
    for height, block in enumerate(chain.blocks):
        if int(block["number"], 16) != height or block_hash(block) != block["hash"]:
            problems.append(f"block {height} says that its hash is {block['hash']}")
    return problems


def once(chain):
    """Each transaction stands once, nonces have no gap, and each has its receipt."""
    problems, seen, nonces = [], set(), dict.fromkeys(map(text, ADDRESSES), 0)
    for block, receipts in zip(chain.blocks, chain.receipts):
        names = [transaction["hash"] for transaction in block["transactions"]]
        if names != [receipt["transactionHash"] for receipt in receipts] or any(
                receipt["blockHash"] != block["hash"] for receipt in receipts):
            problems.append(f"block {block['number']}: receipts are not those of its transactions")
    for transaction, _ in chain.included():
        name, sender = transaction["hash"], transaction["from"].lower()
        if name in seen:
            problems.append(f"{name} is included twice")
        seen.add(name)
        if int(transaction["nonce"], 16) != nonces[sender]:
            problems.append(f"{name} has nonce {transaction['nonce']}, expected {nonces[sender]}")
        nonces[sender] += 1
    return problems


def acknowledged_stand(chain, acknowledged):
    problems = list(acknowledged.problems)
    found = {receipt["transactionHash"]: receipt for receipts in chain.receipts
             for receipt in receipts}
    for name, receipt in acknowledged.receipts.items():
        if found.get(name) != receipt:
            problems.append(f"the acknowledged receipt of {name} is lost or different")
    for height, name in acknowledged.blocks.items():
        if height > chain.head or chain.blocks[height]["hash"] != name:
            problems.append(f"the acknowledged block {height} {name} is lost or different")
    return problems


def balances(chain):
    """Balances recounted from the genesis and what was included, by rules written here again."""
    expected = {**dict.fromkeys(ADDRESSES, ALLOCATION), TOKEN: 1000 * COIN}
    names = {text(address): address for address in expected}
    for transaction, receipt in chain.included():
        sender, to = names[transaction["from"].lower()], names.get(transaction["to"].lower())
        expected[sender] -= int(receipt["gasUsed"], 16) * int(receipt["effectiveGasPrice"], 16)
        if receipt["status"] == "0x1":
            expected[sender] -= int(transaction["value"], 16)
            if to is not None:
                expected[to] += int(transaction["value"], 16)
    return [f"{text(address)} has {chain.balances[address]}, expected {balance}"
            for address, balance in expected.items() if chain.balances[address] != balance]


def twin(chain, data, twin_data, genesis, raws):
    """A node that is never killed makes the same blocks from the same transactions, in order and at
    the same times: every hash, hence every root, must be equal."""
    twin_data.mkdir(parents=True)
    # The same coinbase.
    (twin_data / "sequencer.key").write_bytes((data / "sequencer.key").read_bytes())
    (twin_data / "sequencer.key").chmod(0o600)
    with Node(twin_data, "--no-mining", genesis=genesis) as node:
        rpc = node.must_answer()
        for block in chain.blocks[1:]:
            names = [transaction["hash"] for transaction in block["transactions"]
                     if transaction["from"] != SYSTEM]
            answers = rpc.batch([*(("eth_sendRawTransaction", raws[name]) for name in names),
                                 ("evm_mine", {"timestamp": block["timestamp"]})])
            if answers[:-1] != names or isinstance(answers[-1], RpcError):
                return [f"block {block['number']}: the twin answered {answers!r}"]
        if rpc.height() != chain.head:
            return [f"the twin's head is {rpc.height()}, not {chain.head}"]
        for ours, other in zip(chain.blocks, rpc.blocks(range(chain.head + 1), True)):
            if ours != other:
                differing = [name for name in ours if ours[name] != other[name]]
                return [f"block {ours['number']} differs from the twin's in {differing}"]
    return []
