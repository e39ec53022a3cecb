# SPDX-License-Identifier: Apache-2.0
import unittest

from web3 import Web3
from web3.exceptions import BlockNotFound, TransactionNotFound, Web3RPCError

from world import HOLDER, ONLY_OURS, OTHER, REFERENCE, mine, module, rpc, send, web3


class Connect(unittest.TestCase):
    def test_the_chain_is_known(self):
        self.assertTrue(web3.is_connected())
        self.assertEqual(web3.eth.chain_id, 31337)
        self.assertEqual(web3.net.version, "31337")
        self.assertFalse(web3.eth.syncing)
        self.assertTrue(web3.client_version)

    def test_blocks_are_read_by_every_tag(self):
        mine()
        for tag in ("earliest", "latest", "safe", "finalized", "pending"):
            block = web3.eth.get_block(tag)
            self.assertLessEqual(len(block.extraData), 32, tag)
        self.assertEqual(web3.eth.get_block(0).parentHash, bytes(32))
        self.assertRaises(BlockNotFound, web3.eth.get_block, 10**9)
        self.assertRaises(TransactionNotFound, web3.eth.get_transaction, "0x" + "11" * 32)
        self.assertRaises(TransactionNotFound, web3.eth.get_transaction_receipt, "0x" + "11" * 32)

    def test_accounts_and_modules_are_told_apart(self):
        self.assertEqual(web3.eth.get_balance(HOLDER.address, 0), Web3.to_wei(10_000, "ether"))
        self.assertEqual(web3.eth.get_code(HOLDER.address), b"")
        self.assertGreater(len(web3.eth.get_code(module("a001"))), 0)

    def test_fees_are_complete(self):
        mine()
        history = web3.eth.fee_history(2, "latest", [25, 75])
        self.assertEqual(len(history.baseFeePerGas), 3)
        self.assertEqual([len(row) for row in history.reward], [2, 2])
        self.assertGreaterEqual(web3.eth.gas_price, web3.eth.get_block("latest").baseFeePerGas)
        self.assertGreaterEqual(web3.eth.max_priority_fee, 0)

    def test_a_proof_has_its_form(self):
        proof = web3.eth.get_proof(module("a001"), ["0x" + "00" * 32], "latest")
        self.assertEqual(proof.address, module("a001"))
        self.assertGreater(len(proof.accountProof), 0)
        self.assertEqual(len(proof.storageProof), 1)
        self.assertEqual(len(proof.storageHash), 32)


class Transfer(unittest.TestCase):
    def base(self, **fields):
        return {"chainId": 31337, "nonce": web3.eth.get_transaction_count(HOLDER.address),
                "to": OTHER.address, "value": 10**17, "gas": 21_000, **fields}

    def check(self, receipt, kind):
        self.assertEqual((receipt.status, receipt.type, receipt.gasUsed), (1, kind, 21_000))
        number = receipt.blockNumber
        gained = (web3.eth.get_balance(OTHER.address, number)
                  - web3.eth.get_balance(OTHER.address, number - 1))
        self.assertEqual(gained, 10**17)
        self.assertEqual(web3.eth.get_transaction(receipt.transactionHash).blockNumber, number)

    def test_legacy(self):
        self.check(send(HOLDER, self.base(gasPrice=web3.eth.gas_price)), 0)

    def test_access_list(self):
        self.check(send(HOLDER, self.base(type=1, accessList=[], gasPrice=web3.eth.gas_price)), 1)

    def test_fee_market(self):
        fees = {"maxFeePerGas": Web3.to_wei(20, "gwei"),
                "maxPriorityFeePerGas": Web3.to_wei(1, "gwei")}
        self.check(send(HOLDER, self.base(type=2, **fees)), 2)

    def test_refusals_are_errors_with_their_text(self):
        for fields, text in (({"nonce": 0}, "nonce too low"),
                             ({"value": 10**25}, "nsufficient funds"),
                             ({"gas": 20_999}, "intrinsic gas too low")):
            with self.assertRaises(Web3RPCError) as caught:
                send(HOLDER, self.base(gasPrice=web3.eth.gas_price, **fields))
            self.assertIn(text, caught.exception.message)

    @unittest.skipIf(REFERENCE, ONLY_OURS)
    def test_the_wrong_chain_is_refused(self):
        with self.assertRaises(Web3RPCError) as caught:
            send(HOLDER, self.base(gasPrice=web3.eth.gas_price, chainId=1))
        self.assertIn("chain id", caught.exception.message)

    def test_what_web3_fills_in_is_accepted(self):
        filled = {"from": HOLDER.address, "to": OTHER.address, "value": 1}
        filled["gas"] = web3.eth.estimate_gas(filled)
        self.assertEqual(filled["gas"], 21_000)
        receipt = send(HOLDER, {**self.base(), **filled, "value": 1,
                                "maxFeePerGas": 2 * web3.eth.gas_price, "maxPriorityFeePerGas": 0})
        self.assertEqual(receipt.status, 1)

    def test_snapshots_bring_the_past_back(self):
        before = web3.eth.get_balance(OTHER.address)
        snapshot = rpc("evm_snapshot")
        send(HOLDER, self.base(gasPrice=web3.eth.gas_price))
        self.assertEqual(web3.eth.get_balance(OTHER.address), before + 10**17)
        self.assertTrue(rpc("evm_revert", snapshot))
        self.assertEqual(web3.eth.get_balance(OTHER.address), before)
