# SPDX-License-Identifier: Apache-2.0
"""The node under test as web3.py sees it: accounts, modules, and control over blocks and time."""

import json
import os
import pathlib

from eth_account import Account
from web3 import HTTPProvider, Web3

URL = os.environ["AMBAG_URL"]
WS_URL = URL.replace("http", "ws", 1)
REFERENCE = os.environ.get("AMBAG_REFERENCE") == "1"
ONLY_OURS = "only of a native node"

Account.enable_unaudited_hdwallet_features()
MNEMONIC = "test test test test test test test test test test test junk"
HOLDER, OTHER = (Account.from_mnemonic(MNEMONIC, account_path=f"m/44'/60'/0'/0/{index}")
                 for index in (7, 8))

web3 = Web3(HTTPProvider(URL))


def module(tail):
    return Web3.to_checksum_address("0x" + tail.rjust(40, "0"))


PACKAGES = pathlib.Path(__file__).parent.parent / "node_modules"
ARTIFACTS = PACKAGES / "@openzeppelin/contracts/build/contracts"


def parameters(names_and_types):
    return [{"name": name, "type": kind, "internalType": kind} for name, kind in names_and_types]


WRAPPER = [
    {"type": "function", "name": "depositFor", "stateMutability": "payable",
     "inputs": parameters([("account", "address")]), "outputs": parameters([("", "bool")])},
    {"type": "function", "name": "withdrawTo", "stateMutability": "nonpayable",
     "inputs": parameters([("account", "address"), ("value", "uint256")]),
     "outputs": parameters([("", "bool")])},
]


def abi(*names):
    """OpenZeppelin's own ABIs, put together."""
    items = {}
    for name in names:
        for item in json.loads((ARTIFACTS / f"{name}.json").read_text())["abi"]:
            if item["type"] != "constructor":
                kinds = tuple(parameter["type"] for parameter in item.get("inputs", []))
                items[item["type"], item.get("name"), kinds] = item
    return list(items.values())


TOKEN_ABI = abi("ERC20Votes", "ERC20Permit", "IERC20Errors") + WRAPPER
token = web3.eth.contract(module("a001"), abi=TOKEN_ABI)
governor = web3.eth.contract(module("a003"), abi=abi(
    "Governor", "GovernorSettings", "GovernorCountingSimple", "GovernorVotes",
    "GovernorVotesQuorumFraction", "GovernorPreventLateQuorum", "GovernorTimelockControl"))


def rpc(method, *params):
    answer = web3.provider.make_request(method, list(params))
    if "error" in answer:
        raise RuntimeError(f"{method}: {answer['error']}")
    return answer["result"]


def mine(count=1):
    rpc("anvil_mine", hex(count))


def send(account, transaction):
    """Signs and sends a transaction and waits for its receipt."""
    signed = account.sign_transaction(transaction)
    digest = web3.eth.send_raw_transaction(signed.raw_transaction)
    return web3.eth.wait_for_transaction_receipt(digest, timeout=20, poll_latency=0.05)


def transact(account, function, **fields):
    """Simulates, sends, waits; the receipt must say success. Gives result and receipt."""
    result = function.call({"from": account.address, **fields})
    if REFERENCE:
        fields.setdefault("gas", 1_000_000)
    nonce = web3.eth.get_transaction_count(account.address)
    receipt = send(account, function.build_transaction(
        {"from": account.address, "nonce": nonce, **fields}))
    assert receipt.status == 1, function
    return result, receipt


def advance_to(timepoint):
    block = web3.eth.get_block("latest")
    if token.functions.CLOCK_MODE().call().startswith("mode=timestamp"):
        if timepoint > block.timestamp:
            rpc("evm_setNextBlockTimestamp", timepoint)
            mine()
    elif timepoint > block.number:
        mine(timepoint - block.number)
