// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { account, mine, owners, rejects, reference, rpc } from '../lib/world.mjs';
import { client, wallet } from '../lib/viem.mjs';

const [sender, receiver] = owners.viem;

test('the fee history has one base fee more than blocks, and no holes', async () => {
  const hash = await wallet(sender).sendTransaction({ to: account(receiver).address, value: 1n });
  await client.waitForTransactionReceipt({ hash });
  await mine(3);
  const history = await client.getFeeHistory({ blockCount: 4, rewardPercentiles: [10, 50, 90] });
  assert.equal(history.baseFeePerGas.length, 5);
  assert.equal(history.gasUsedRatio.length, 4);
  assert.equal(history.reward.length, 4);
  for (const row of history.reward) {
    assert.equal(row.length, 3);
    assert.ok(row.every((value) => typeof value === 'bigint' && value >= 0n));
    assert.ok(row[0] <= row[1] && row[1] <= row[2]);
  }
  const block = await client.getBlock({ blockNumber: history.oldestBlock });
  assert.equal(history.baseFeePerGas[0], block.baseFeePerGas);
});

test('more blocks than there are give those that there are', async () => {
  const history = await rpc('eth_feeHistory', ['0x400', 'latest', []]);
  assert.equal(history.baseFeePerGas.length, history.gasUsedRatio.length + 1);
  assert.ok(history.gasUsedRatio.length <= 1024);
  assert.equal(typeof history.oldestBlock, 'string');
});

test('the gas price leaves headroom over the base fee', async () => {
  const { baseFeePerGas } = await client.getBlock();
  assert.ok((await client.getGasPrice()) >= baseFeePerGas);
  assert.ok((await client.estimateMaxPriorityFeePerGas()) >= 0n);
  const fees = await client.estimateFeesPerGas();
  assert.ok(fees.maxFeePerGas >= baseFeePerGas);
});

test('a transaction at the gas price alone is taken at once, as MetaMask sends it', async () => {
  const price = await client.getGasPrice();
  const hash = await wallet(sender).sendTransaction({
    to: account(receiver).address,
    value: 1n,
    maxFeePerGas: price,
    maxPriorityFeePerGas: price,
  });
  const receipt = await client.waitForTransactionReceipt({ hash });
  assert.ok(receipt.effectiveGasPrice <= price);
});

test('percentiles that fall are refused', async () => {
  if (reference) return; // anvil does not look
  assert.equal((await rejects(rpc('eth_feeHistory', ['0x1', 'latest', [90, 10]]))).code, -32602);
});
