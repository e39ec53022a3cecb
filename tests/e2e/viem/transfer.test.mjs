// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keccak256, parseEther, parseGwei } from 'viem';
import {
  account,
  mine,
  ours,
  owners,
  reference,
  rejects,
  rpc,
  until,
  withoutMining,
} from '../lib/world.mjs';
import { client, wallet } from '../lib/viem.mjs';

const [sender, receiver] = owners.viem;
const from = account(sender).address;
const to = account(receiver).address;
const value = parseEther('1.5');

async function balances(blockNumber) {
  const read = (address) => client.getBalance({ address, blockNumber });
  return { from: await read(from), to: await read(to) };
}

async function transfer(fields) {
  const hash = await wallet(sender).sendTransaction({ to, value, ...fields });
  const receipt = await client.waitForTransactionReceipt({ hash });
  const before = await balances(receipt.blockNumber - 1n);
  const after = await balances(receipt.blockNumber);
  const fee = receipt.gasUsed * receipt.effectiveGasPrice;
  assert.equal(receipt.status, 'success');
  assert.equal(before.from - after.from, value + fee);
  assert.equal(after.to - before.to, value);
  return { hash, receipt, transaction: await client.getTransaction({ hash }) };
}

test('a legacy transfer costs exactly 21000', async () => {
  const { receipt, transaction } = await transfer({ type: 'legacy' });
  assert.equal(receipt.type, 'legacy');
  assert.equal(receipt.gasUsed, 21000n);
  assert.equal(transaction.type, 'legacy');
  assert.equal(receipt.effectiveGasPrice, transaction.gasPrice);
  assert.equal(transaction.chainId, 31337);
});

test('an access-list transfer pays for its list', async () => {
  const accessList = [{ address: to, storageKeys: [`0x${'00'.repeat(32)}`] }];
  const { receipt, transaction } = await transfer({ type: 'eip2930', accessList });
  assert.equal(receipt.type, 'eip2930');
  // EIP-2930: 2400 an address, 1900 a key.
  assert.equal(receipt.gasUsed, 21000n + 2400n + 1900n);
  assert.deepEqual(
    transaction.accessList,
    accessList.map((entry) => ({
      ...entry,
      address: entry.address.toLowerCase(),
    })),
  );
});

test('a fee-market transfer pays base fee and tip, not its cap', async () => {
  const { receipt, transaction } = await transfer({
    type: 'eip1559',
    maxFeePerGas: parseGwei('50'),
    maxPriorityFeePerGas: parseGwei('1'),
  });
  const block = await client.getBlock({ blockHash: receipt.blockHash });
  assert.equal(receipt.type, 'eip1559');
  assert.equal(receipt.gasUsed, 21000n);
  assert.equal(receipt.effectiveGasPrice, block.baseFeePerGas + parseGwei('1'));
  assert.equal(transaction.maxFeePerGas, parseGwei('50'));
  assert.equal(transaction.yParity, Number(transaction.v));
});

test('what viem fills in by itself is accepted', async () => {
  const { receipt } = await transfer({});
  assert.equal(receipt.type, 'eip1559');
});

test('the receipt, the transaction and the block agree', async () => {
  const { hash, receipt, transaction } = await transfer({});
  const block = await client.getBlock({ blockHash: receipt.blockHash, includeTransactions: true });
  assert.equal(receipt.transactionHash, hash);
  assert.equal(transaction.blockHash, block.hash);
  assert.equal(transaction.blockNumber, receipt.blockNumber);
  assert.equal(transaction.transactionIndex, receipt.transactionIndex);
  assert.deepEqual(block.transactions[receipt.transactionIndex].hash, hash);
  assert.equal(receipt.from, from.toLowerCase());
  assert.equal(receipt.to, to.toLowerCase());
  assert.equal(receipt.contractAddress, null);
  assert.deepEqual(receipt.logs, []);
  assert.equal(receipt.logsBloom, `0x${'00'.repeat(256)}`);
  const index = `0x${receipt.transactionIndex.toString(16)}`;
  const number = `0x${receipt.blockNumber.toString(16)}`;
  const byNumber = await rpc('eth_getTransactionByBlockNumberAndIndex', [number, index]);
  const byHash = await rpc('eth_getTransactionByBlockHashAndIndex', [receipt.blockHash, index]);
  assert.equal(byNumber.hash, hash);
  assert.equal(byHash.hash, hash);
  const count = await client.getBlockTransactionCount({ blockHash: receipt.blockHash });
  assert.equal(count, block.transactions.length);
  const all = await rpc('eth_getBlockReceipts', [number]);
  assert.equal(all.length, count);
  assert.equal(all[receipt.transactionIndex].transactionHash, hash);
});

test('cumulative gas adds up over a block', async () => {
  const nonce = await client.getTransactionCount({ address: from });
  const hashes = await withoutMining(() =>
    Promise.all(
      [0, 1, 2].map((i) =>
        wallet(sender).sendTransaction({ to, value: 1n, nonce: nonce + i, gas: 21000n }),
      ),
    ),
  );
  const receipts = await Promise.all(
    hashes.map((hash) => client.waitForTransactionReceipt({ hash })),
  );
  let sum = 0n;
  for (const receipt of receipts) {
    assert.equal(receipt.blockHash, receipts[0].blockHash);
    sum += receipt.gasUsed;
    assert.equal(receipt.cumulativeGasUsed, sum);
  }
  const block = await client.getBlock({ blockHash: receipts[0].blockHash });
  assert.equal(block.gasUsed, sum);
});

test('a waiting transaction is visible as pending and counted', async () => {
  await withoutMining(async () => {
    const count = await client.getTransactionCount({ address: from });
    const hash = await wallet(sender).sendTransaction({ to, value: 1n, gas: 21000n });
    const waiting = await rpc('eth_getTransactionByHash', [hash]);
    assert.deepEqual(
      [waiting.blockHash, waiting.blockNumber, waiting.transactionIndex],
      [null, null, null],
    );
    assert.equal(await rpc('eth_getTransactionReceipt', [hash]), null);
    const pending = await client.getTransactionCount({ address: from, blockTag: 'pending' });
    assert.equal(pending, count + 1);
    assert.equal(await client.getTransactionCount({ address: from }), count);
    await mine();
    assert.equal((await client.waitForTransactionReceipt({ hash })).status, 'success');
  });
});

test('a nonce gap is held until it is closed', async () => {
  const nonce = await client.getTransactionCount({ address: from });
  const later = await wallet(sender).sendTransaction({
    to,
    value: 1n,
    nonce: nonce + 1,
    gas: 21000n,
  });
  await mine();
  assert.equal(await rpc('eth_getTransactionReceipt', [later]), null);
  assert.equal(await client.getTransactionCount({ address: from, blockTag: 'pending' }), nonce);
  const first = await wallet(sender).sendTransaction({ to, value: 1n, nonce, gas: 21000n });
  const receipts = await Promise.all(
    [first, later].map((hash) => client.waitForTransactionReceipt({ hash })),
  );
  assert.ok(receipts.every((receipt) => receipt.status === 'success'));
  assert.equal(await client.getTransactionCount({ address: from }), nonce + 2);
});

test('a waiting transaction is replaced by a tenth more and by no less', async () => {
  const fees = (gwei) => ({ maxFeePerGas: parseGwei(gwei), maxPriorityFeePerGas: parseGwei(gwei) });
  await withoutMining(async () => {
    const nonce = await client.getTransactionCount({ address: from });
    const same = { to, value: 1n, nonce, gas: 21000n };
    const first = await wallet(sender).sendTransaction({ ...same, ...fees('10') });
    // anvil takes any increase; it refuses none at all.
    for (const gwei of reference ? ['9'] : ['9', '10', '10.9']) {
      // Another value, or the transaction at the same price would be the same transaction.
      const other = { ...same, value: 2n, ...fees(gwei) };
      const error = await rejects(wallet(sender).sendTransaction(other));
      assert.match(error.details, /replacement transaction underpriced/);
    }
    const second = await wallet(sender).sendTransaction({ ...same, ...fees('11.5') });
    await mine();
    await client.waitForTransactionReceipt({ hash: second });
    assert.equal(await rpc('eth_getTransactionReceipt', [first]), null);
  });
});

test('a raw transaction keeps the hash of its bytes', async () => {
  const request = await wallet(sender).prepareTransactionRequest({ to, value: 1n });
  const raw = await account(sender).signTransaction(request);
  const hash = await client.sendRawTransaction({ serializedTransaction: raw });
  assert.equal(hash, keccak256(raw));
  await client.waitForTransactionReceipt({ hash });
});

test('the synchronous send of EIP-7966 answers with the receipt', async () => {
  const request = await wallet(sender).prepareTransactionRequest({ to, value: 1n });
  const raw = await account(sender).signTransaction(request);
  const receipt = await client.sendRawTransactionSync({ serializedTransaction: raw });
  assert.equal(receipt.transactionHash, keccak256(raw));
  assert.equal(receipt.status, 'success');
});

ours('coins cannot be burnt by mistake: none goes to a module without a call', async () => {
  const { message } = await rejects(
    rpc('eth_estimateGas', [
      { from, to: '0x000000000000000000000000000000000000a001', value: '0x1' },
    ]),
  );
  assert.match(message, /revert/);
});

test('blocks keep coming by themselves when mining is by interval', async () => {
  await rpc('evm_setAutomine', [false]);
  await rpc('evm_setIntervalMining', [1]);
  try {
    const hash = await wallet(sender).sendTransaction({ to, value: 1n, gas: 21000n });
    await until('a block', () => rpc('eth_getTransactionReceipt', [hash]));
  } finally {
    await rpc('evm_setIntervalMining', [0]);
    await rpc('evm_setAutomine', [true]);
  }
});
