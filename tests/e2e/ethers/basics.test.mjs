// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Transaction, Wallet, keccak256, parseEther, parseUnits } from 'ethers';
import {
  keyOf,
  mine,
  mnemonic,
  modules,
  ours,
  owners,
  rejects,
  withoutMining,
} from '../lib/world.mjs';
import { holder, other, provider } from '../lib/ethers.mjs';

after(() => provider.destroy());

test('the network is known', async () => {
  const network = await provider.getNetwork();
  assert.equal(network.chainId, 31337n);
  assert.equal(Wallet.fromPhrase(mnemonic).privateKey, keyOf(0));
});

test('blocks are read by number, hash and tag', async () => {
  await mine();
  const latest = await provider.getBlock('latest');
  const byHash = await provider.getBlock(latest.hash);
  assert.equal(byHash.number, latest.number);
  assert.equal((await provider.getBlock(0)).parentHash, `0x${'00'.repeat(32)}`);
  for (const tag of ['safe', 'finalized', 'pending']) assert.ok(await provider.getBlock(tag), tag);
  assert.equal(await provider.getBlock(latest.number + 1000), null);
  assert.equal(latest.difficulty, 0n);
  assert.equal(typeof latest.baseFeePerGas, 'bigint');
});

test('balance, nonce and code are read', async () => {
  assert.equal(await provider.getBalance(other.address, 0), parseEther('10000'));
  assert.equal(await provider.getTransactionCount(`0x${'00'.repeat(19)}77`), 0);
  assert.notEqual(await provider.getCode(modules.governor), '0x');
  assert.equal(await provider.getCode(holder.address), '0x');
});

for (const [name, fields, type] of [
  ['legacy', { type: 0 }, 0],
  ['access-list', { type: 1, accessList: [] }, 1],
  ['fee-market', { type: 2 }, 2],
  ['default', {}, 2],
]) {
  test(`a ${name} transfer arrives`, async () => {
    const value = parseEther('0.25');
    const response = await holder.sendTransaction({ to: other.address, value, ...fields });
    const receipt = await response.wait();
    assert.equal(receipt.status, 1);
    assert.equal(receipt.type, type);
    assert.equal(receipt.gasUsed, 21000n);
    const at = (number) => provider.getBalance(other.address, number);
    assert.equal((await at(receipt.blockNumber)) - (await at(receipt.blockNumber - 1)), value);
    const again = await provider.getTransaction(receipt.hash);
    assert.equal(again.blockHash, receipt.blockHash);
    assert.equal(again.from, holder.address);
    assert.equal((await again.confirmations()) >= 1, true);
  });
}

test('a block comes with its transactions', async () => {
  const response = await holder.sendTransaction({ to: other.address, value: 1n });
  const receipt = await response.wait();
  const block = await provider.getBlock(receipt.blockNumber, true);
  assert.deepEqual(
    block.prefetchedTransactions.map((one) => one.hash),
    [receipt.hash],
  );
  assert.equal((await receipt.getBlock()).hash, block.hash);
});

test('many sends at once keep their order', async () => {
  const start = await holder.getNonce();
  const responses = await withoutMining(() =>
    Promise.all(
      [3, 1, 4, 0, 2].map((i) =>
        holder.sendTransaction({
          to: other.address,
          value: BigInt(i),
          nonce: start + i,
          gasLimit: 21000,
        }),
      ),
    ),
  );
  const receipts = await Promise.all(responses.map((response) => response.wait()));
  assert.ok(receipts.every((receipt) => receipt.status === 1));
  assert.equal(await holder.getNonce(), start + 5);
});

test('ethers classifies what the node refuses', async () => {
  const code = async (fields) =>
    (await rejects(holder.sendTransaction({ to: other.address, gasLimit: 21000, ...fields }))).code;
  assert.equal(await code({ value: parseEther('1000000') }), 'INSUFFICIENT_FUNDS');
  assert.equal(await code({ value: 1n, nonce: 0 }), 'NONCE_EXPIRED');
  await withoutMining(async () => {
    const nonce = await holder.getNonce();
    const fees = {
      maxFeePerGas: parseUnits('9', 'gwei'),
      maxPriorityFeePerGas: parseUnits('9', 'gwei'),
    };
    await holder.sendTransaction({ to: other.address, value: 1n, gasLimit: 21000, nonce, ...fees });
    const less = { maxFeePerGas: fees.maxFeePerGas - 1n, maxPriorityFeePerGas: 1n };
    assert.equal(await code({ value: 2n, nonce, ...less }), 'REPLACEMENT_UNDERPRICED');
  });
});

ours('ethers knows an unknown method and a missing chain id by our text', async () => {
  const unknown = await rejects(provider.send('eth_noSuchMethod', []));
  assert.equal(unknown.code, 'UNSUPPORTED_OPERATION');
  const transaction = Transaction.from({
    type: 0,
    chainId: 0,
    nonce: await holder.getNonce(),
    to: other.address,
    value: 1n,
    gasLimit: 21000,
    gasPrice: parseUnits('9', 'gwei'),
  });
  transaction.signature = holder.signingKey.sign(transaction.unsignedHash);
  const error = await rejects(provider.broadcastTransaction(transaction.serialized));
  assert.equal(error.code, 'UNSUPPORTED_OPERATION');
});

test('a raw transaction keeps the hash of its bytes', async () => {
  const filled = await holder.populateTransaction({ to: other.address, value: 1n });
  const raw = await holder.signTransaction(filled);
  const response = await provider.broadcastTransaction(raw);
  assert.equal(response.hash, keccak256(raw));
  await response.wait();
});

test('fee data is complete', async () => {
  const fees = await provider.getFeeData();
  for (const field of ['gasPrice', 'maxFeePerGas', 'maxPriorityFeePerGas'])
    assert.equal(typeof fees[field], 'bigint', field);
  assert.equal(owners.ethers.length, 2);
});
