// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { encodeEventTopics, pad } from 'viem';
import { tokenAbi } from '../lib/abi.mjs';
import { account, mine, modules, ours, owners, rejects, rpc, until } from '../lib/world.mjs';
import { client, overWebSocket, token, transact, wallet } from '../lib/viem.mjs';

const [holder, other] = owners.viem;
const from = account(holder).address;
const to = account(other).address;
const [transferTopic] = encodeEventTopics({ abi: tokenAbi, eventName: 'Transfer' });
const topicOf = (address) => pad(address.toLowerCase());
let first; // the block of the first of three transfers: 1, 2 and 3 units
let last;

before(async () => {
  await transact(holder, token, 'depositFor', [from], { value: 1000n });
  first = (await transact(holder, token, 'transfer', [to, 1n])).receipt;
  await transact(holder, token, 'transfer', [to, 2n]);
  last = (await transact(holder, token, 'transfer', [to, 3n])).receipt;
});

const logs = (filter) => rpc('eth_getLogs', [filter]);
const range = () => ({
  fromBlock: `0x${first.blockNumber.toString(16)}`,
  toBlock: `0x${last.blockNumber.toString(16)}`,
});

test('events are found by name, arguments and range', async () => {
  const events = await client.getContractEvents({
    ...token,
    eventName: 'Transfer',
    args: { from, to },
    fromBlock: first.blockNumber,
    toBlock: last.blockNumber,
  });
  assert.deepEqual(
    events.map((event) => event.args.value),
    [1n, 2n, 3n],
  );
  assert.ok(events.every((event) => event.address === modules.token && !event.removed));
});

test('topics may be free, one, or one of several', async () => {
  const find = async (topics) =>
    (await logs({ ...range(), address: modules.token, topics })).length;
  assert.equal(await find([transferTopic]), 3);
  assert.equal(await find([transferTopic, null, topicOf(to)]), 3);
  assert.equal(await find([transferTopic, topicOf(to)]), 0);
  assert.equal(
    await find([
      [pad('0x01'), transferTopic],
      [topicOf(to), topicOf(from)],
    ]),
    3,
  );
  assert.equal(await find([]), await find([null]));
});

test('addresses may be one or a list', async () => {
  const topics = [transferTopic];
  const both = [modules.token, modules.governor];
  assert.equal((await logs({ ...range(), address: both, topics })).length, 3);
  assert.equal((await logs({ ...range(), address: modules.governor, topics })).length, 0);
  assert.equal((await logs({ ...range(), topics })).length, 3);
});

test('one block is asked for by its hash', async () => {
  const found = await logs({ blockHash: last.blockHash, topics: [transferTopic] });
  assert.deepEqual(
    found.map((log) => Number(log.data)),
    [3],
  );
});

test('receipts and logs say the same', async () => {
  const [log] = await logs({ blockHash: last.blockHash, topics: [transferTopic] });
  const receipt = await rpc('eth_getTransactionReceipt', [last.transactionHash]);
  const same = receipt.logs.find((one) => one.logIndex === log.logIndex);
  for (const field of [
    'address',
    'topics',
    'data',
    'blockNumber',
    'transactionHash',
    'transactionIndex',
    'blockHash',
    'removed',
  ])
    assert.deepEqual(log[field], same[field], field);
});

ours('a range that runs backwards, or both a hash and a range, is -32602', async () => {
  const { fromBlock, toBlock } = range();
  for (const filter of [
    { fromBlock: toBlock, toBlock: fromBlock },
    { fromBlock: '0xffffff', toBlock: '0xfffffff' },
    { blockHash: last.blockHash, fromBlock },
  ])
    assert.equal((await rejects(logs(filter))).code, -32602, JSON.stringify(filter));
});

test('a filter reports each change once', async () => {
  const filter = await rpc('eth_newFilter', [{ address: modules.token, topics: [transferTopic] }]);
  const blocks = await rpc('eth_newBlockFilter');
  assert.deepEqual(await rpc('eth_getFilterChanges', [filter]), []);
  const { receipt } = await transact(holder, token, 'transfer', [to, 4n]);
  const changes = await rpc('eth_getFilterChanges', [filter]);
  assert.deepEqual(
    changes.map((log) => Number(log.data)),
    [4],
  );
  assert.ok((await rpc('eth_getFilterChanges', [blocks])).includes(receipt.blockHash));
  assert.deepEqual(await rpc('eth_getFilterChanges', [filter]), []);
  assert.equal(await rpc('eth_uninstallFilter', [filter]), true);
  assert.equal(await rpc('eth_uninstallFilter', [filter]), false);
  await rejects(rpc('eth_getFilterChanges', [filter]));
});

test('the logs of a filter are those of its range', async () => {
  const filter = await rpc('eth_newFilter', [
    { ...range(), address: modules.token, topics: [transferTopic] },
  ]);
  assert.equal((await rpc('eth_getFilterLogs', [filter])).length, 3);
});

test('watching over HTTP sees a transfer', async () => {
  const seen = [];
  const stop = client.watchContractEvent({
    ...token,
    eventName: 'Transfer',
    args: { from },
    onLogs: (some) => seen.push(...some),
  });
  try {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await transact(holder, token, 'transfer', [to, 5n]);
    await until('the event', () => seen.length > 0);
    assert.deepEqual(
      seen.map((log) => log.args.value),
      [5n],
    );
  } finally {
    stop();
  }
});

let socket;
after(async () => (await socket?.transport.getRpcClient())?.close());

test('a subscription to heads brings each block, readable at once', async () => {
  socket = overWebSocket();
  const heads = [];
  const { unsubscribe } = await socket.transport.subscribe({
    params: ['newHeads'],
    onData: async ({ result }) =>
      heads.push([result, await rpc('eth_getBlockByHash', [result.hash, false])]),
    onError: (error) => heads.push([error]),
  });
  await mine(2);
  await until('two heads', () => heads.length >= 2);
  for (const [head, block] of heads) {
    for (const field of [
      'number',
      'parentHash',
      'timestamp',
      'stateRoot',
      'logsBloom',
      'baseFeePerGas',
    ])
      assert.equal(head[field], block[field], field);
  }
  await unsubscribe();
  await mine();
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(heads.length, 2);
});

test('a subscription to logs brings those that match', async () => {
  const seen = [];
  const { unsubscribe } = await socket.transport.subscribe({
    params: ['logs', { address: modules.token, topics: [transferTopic, null, topicOf(to)] }],
    onData: ({ result }) => seen.push(result),
    onError: (error) => seen.push(error),
  });
  await transact(holder, token, 'depositFor', [from], { value: 1n });
  const { receipt } = await transact(holder, token, 'transfer', [to, 6n]);
  await until('the log', () => seen.length > 0);
  assert.deepEqual(
    seen.map((log) => [Number(log.data), log.transactionHash]),
    [[6, receipt.transactionHash]],
  );
  await unsubscribe();
});

test('a subscription to pending transactions brings their hashes', async () => {
  const seen = [];
  const { unsubscribe } = await socket.transport.subscribe({
    params: ['newPendingTransactions'],
    onData: ({ result }) => seen.push(result),
    onError: (error) => seen.push(error),
  });
  const hash = await wallet(holder).sendTransaction({ to, value: 1n });
  await until('the hash', () => seen.includes(hash));
  await unsubscribe();
});

test('ordinary requests go over the same socket', async () => {
  assert.equal(await socket.getChainId(), 31337);
  assert.equal(
    await socket.getBlockNumber({ cacheTime: 0 }),
    await client.getBlockNumber({ cacheTime: 0 }),
  );
  await rejects(socket.request({ method: 'eth_subscribe', params: ['nothing'] }));
});
