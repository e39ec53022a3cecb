# SPDX-License-Identifier: Apache-2.0
import asyncio
import unittest

from web3 import AsyncWeb3, WebSocketProvider
from web3.exceptions import ContractCustomError, Web3RPCError
from web3.logs import DISCARD
from web3.utils.subscriptions import LogsSubscription, NewHeadsSubscription

from world import (HOLDER, OTHER, WS_URL, advance_to, governor, mine, module, rpc, send, token,
                   transact, web3)

FOREVER = 2**256 - 1


def domain(contract):
    _, name, version, chain_id, address, _, _ = contract.functions.eip712Domain().call()
    return {"name": name, "version": version, "chainId": chain_id, "verifyingContract": address}


def fields(*names_and_types):
    return [{"name": name, "type": kind} for name, kind in names_and_types]


class Token(unittest.TestCase):
    def test_reads(self):
        self.assertEqual(token.functions.name().call(), "Ambag")
        self.assertEqual(token.functions.decimals().call(), 18)
        self.assertEqual(governor.functions.votingPeriod().call(), 20)

    def test_wrap_transfer_and_events(self):
        _, receipt = transact(HOLDER, token.functions.depositFor(HOLDER.address), value=1000)
        mints = token.events.Transfer().process_receipt(receipt, errors=DISCARD)
        self.assertEqual([mint.args["value"] for mint in mints], [1000])
        result, receipt = transact(HOLDER, token.functions.transfer(OTHER.address, 10))
        self.assertTrue(result)
        found = token.events.Transfer.get_logs(
            from_block=receipt.blockNumber, argument_filters={"to": OTHER.address})
        self.assertEqual([event.args["value"] for event in found], [10])
        self.assertEqual(found[0].transactionHash, receipt.transactionHash)

    def test_a_filter_reports_changes_once(self):
        changes = token.events.Transfer.create_filter(from_block="latest")
        changes.get_new_entries()
        transact(HOLDER, token.functions.depositFor(HOLDER.address), value=3)
        self.assertEqual([event.args["value"] for event in changes.get_new_entries()], [3])
        self.assertEqual(changes.get_new_entries(), [])

    def test_custom_errors_are_raised_with_their_data(self):
        balance = token.functions.balanceOf(HOLDER.address).call()
        function = token.functions.transfer(OTHER.address, balance + 1)
        for attempt in (function.call, function.estimate_gas):
            with self.assertRaises(ContractCustomError) as caught:
                attempt({"from": HOLDER.address})
            # ERC20InsufficientBalance(address,uint256,uint256)
            self.assertTrue(caught.exception.data.startswith("0xe450d38c"), caught.exception.data)

    def test_a_failed_call_is_in_its_block(self):
        receipt = send(HOLDER, token.functions.transfer(OTHER.address, 2**100).build_transaction({
            "from": HOLDER.address, "gas": 300_000,
            "nonce": web3.eth.get_transaction_count(HOLDER.address)}))
        self.assertEqual((receipt.status, len(receipt.logs)), (0, 0))

    def test_an_unknown_function_reverts(self):
        with self.assertRaises(Exception) as caught:
            web3.eth.call({"to": module("a001"), "data": "0x12345678"})
        self.assertIn("execution reverted", str(caught.exception))


class Signatures(unittest.TestCase):
    def test_permit(self):
        nonce = token.functions.nonces(HOLDER.address).call()
        signed = HOLDER.sign_typed_data(domain(token), {"Permit": fields(
            ("owner", "address"), ("spender", "address"), ("value", "uint256"),
            ("nonce", "uint256"), ("deadline", "uint256"))},
            {"owner": HOLDER.address, "spender": OTHER.address, "value": 5, "nonce": nonce,
             "deadline": FOREVER})
        transact(OTHER, token.functions.permit(
            HOLDER.address, OTHER.address, 5, FOREVER, signed.v,
            signed.r.to_bytes(32, "big"), signed.s.to_bytes(32, "big")))
        self.assertEqual(token.functions.allowance(HOLDER.address, OTHER.address).call(), 5)

    def test_delegation(self):
        nonce = token.functions.nonces(OTHER.address).call()
        signed = OTHER.sign_typed_data(domain(token), {"Delegation": fields(
            ("delegatee", "address"), ("nonce", "uint256"), ("expiry", "uint256"))},
            {"delegatee": HOLDER.address, "nonce": nonce, "expiry": FOREVER})
        transact(HOLDER, token.functions.delegateBySig(
            HOLDER.address, nonce, FOREVER, signed.v,
            signed.r.to_bytes(32, "big"), signed.s.to_bytes(32, "big")))
        self.assertEqual(token.functions.delegates(OTHER.address).call(), HOLDER.address)


class Proposal(unittest.TestCase):
    def test_from_wrapping_to_execution(self):
        transact(HOLDER, token.functions.depositFor(HOLDER.address), value=10**21)
        transact(HOLDER, token.functions.delegate(HOLDER.address))
        description = f"A period, by web3.py {web3.eth.block_number}"
        digest = web3.keccak(text=description)
        action = governor.encode_abi("setVotingPeriod", [20])
        lists = ([governor.address], [0], [action])
        proposal, receipt = transact(HOLDER, governor.functions.propose(*lists, description))
        created, = governor.events.ProposalCreated().process_receipt(receipt)
        self.assertEqual(created.args.proposalId, proposal)
        self.assertEqual(created.args.proposer, HOLDER.address)
        state = governor.functions.state(proposal).call
        self.assertEqual(state(), 0)
        advance_to(governor.functions.proposalSnapshot(proposal).call() + 1)
        self.assertEqual(state(), 1)

        signed = HOLDER.sign_typed_data(domain(governor), {"Ballot": fields(
            ("proposalId", "uint256"), ("support", "uint8"), ("voter", "address"),
            ("nonce", "uint256"))},
            {"proposalId": proposal, "support": 1, "voter": HOLDER.address,
             "nonce": governor.functions.nonces(HOLDER.address).call()})
        weight, _ = transact(OTHER, governor.functions.castVoteBySig(
            proposal, 1, HOLDER.address, bytes(signed.signature)))
        self.assertEqual(governor.functions.proposalVotes(proposal).call(), [0, weight, 0])
        self.assertTrue(governor.functions.hasVoted(proposal, HOLDER.address).call())
        with self.assertRaises(ContractCustomError):
            governor.functions.castVote(proposal, 1).call({"from": HOLDER.address})

        advance_to(governor.functions.proposalDeadline(proposal).call() + 1)
        self.assertEqual(state(), 4)
        transact(OTHER, governor.functions.queue(*lists, digest))
        self.assertEqual(state(), 5)
        rpc("evm_increaseTime", 5)
        mine()
        _, receipt = transact(OTHER, governor.functions.execute(*lists, digest))
        self.assertEqual(state(), 7)
        self.assertEqual(receipt.logs[-1].address, governor.address)


class Subscriptions(unittest.TestCase):
    def test_heads_and_logs_arrive_over_a_socket(self):
        heads, logs = [], []

        async def on_head(context):
            heads.append(context.result.number)

        async def on_log(context):
            logs.append(context.result.transactionHash)

        async def listen():
            async with AsyncWeb3(WebSocketProvider(WS_URL)) as live:
                await live.subscription_manager.subscribe([
                    NewHeadsSubscription(handler=on_head),
                    LogsSubscription(address=token.address, handler=on_log)])
                handling = asyncio.create_task(live.subscription_manager.handle_subscriptions())
                _, receipt = await asyncio.to_thread(
                    transact, HOLDER, token.functions.depositFor(HOLDER.address), value=1)
                for _ in range(200):
                    if receipt.blockNumber in heads and receipt.transactionHash in logs:
                        break
                    await asyncio.sleep(0.05)
                await live.subscription_manager.unsubscribe_all()
                handling.cancel()
                return receipt

        receipt = asyncio.run(listen())
        self.assertIn(receipt.blockNumber, heads)
        self.assertIn(receipt.transactionHash, logs)

    def test_an_unknown_method_is_an_error(self):
        with self.assertRaises((Web3RPCError, RuntimeError)):
            rpc("eth_noSuchMethod")
