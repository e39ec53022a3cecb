// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseEther } from 'viem';
import { account, modules, multicall, ours, owners, post, rejects, rpc } from '../lib/world.mjs';
import { client } from '../lib/viem.mjs';

test('the chain id is that of a dev chain, in both methods', async () => {
  assert.equal(await client.getChainId(), 31337);
  assert.equal(await rpc('eth_chainId'), '0x7a69');
  assert.equal(await rpc('net_version'), '31337');
});

test('the client names itself and listens', async () => {
  assert.match(await rpc('web3_clientVersion'), /^[\w.-]+\/v?\d/);
  assert.equal(await rpc('net_listening'), true);
  assert.equal(await rpc('eth_syncing'), false);
});

ours('no key is reachable: there are no accounts', async () => {
  assert.deepEqual(await rpc('eth_accounts'), []);
  const error = await rejects(
    rpc('eth_sendTransaction', [{ from: account(0).address, to: account(1).address }]),
  );
  assert.equal(error.code, -32601);
});

test('web3_sha3 is keccak', async () => {
  // keccak256 of the four bytes "ambg" has no published vector; that of no bytes has.
  assert.equal(
    await rpc('web3_sha3', ['0x']),
    '0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470',
  );
});

test('every block tag names a block', async () => {
  const tags = ['earliest', 'latest', 'safe', 'finalized', 'pending'];
  const blocks = await Promise.all(tags.map((blockTag) => client.getBlock({ blockTag })));
  assert.equal(blocks[0].number, 0n);
  assert.equal(BigInt(blocks[0].parentHash), 0n);
  for (const block of blocks) assert.equal(typeof block.baseFeePerGas, 'bigint');
});

ours('safe and finalized are the latest block: finality is instant', async () => {
  const [latest, safe, finalized] = await Promise.all(
    ['latest', 'safe', 'finalized'].map((tag) => rpc('eth_getBlockByNumber', [tag, false])),
  );
  assert.ok(Number(safe.number) >= Number(latest.number));
  assert.ok(Number(finalized.number) >= Number(latest.number));
});

test('a block has all the fields that clients insist on', async () => {
  await rpc('anvil_mine', ['0x2']);
  const block = await rpc('eth_getBlockByNumber', ['latest', false]);
  for (const [field, bytes] of Object.entries({
    hash: 32,
    parentHash: 32,
    sha3Uncles: 32,
    miner: 20,
    stateRoot: 32,
    transactionsRoot: 32,
    receiptsRoot: 32,
    logsBloom: 256,
    mixHash: 32,
    nonce: 8,
  }))
    assert.match(block[field], new RegExp(`^0x[0-9a-f]{${2 * bytes}}$`), field);
  for (const field of ['number', 'timestamp', 'gasLimit', 'gasUsed', 'difficulty', 'baseFeePerGas'])
    assert.match(block[field], /^0x(0|[1-9a-f][0-9a-f]*)$/, field);
  assert.equal(block.difficulty, '0x0');
  assert.ok(block.extraData.length <= 2 + 64);
  assert.deepEqual(block.uncles, []);
  assert.deepEqual(block.transactions, []);
  const parent = await rpc('eth_getBlockByHash', [block.parentHash, true]);
  assert.equal(Number(parent.number) + 1, Number(block.number));
  assert.ok(Number(parent.timestamp) <= Number(block.timestamp));
});

test('an unknown block, transaction or receipt is null and no error', async () => {
  const none = `0x${'11'.repeat(32)}`;
  assert.equal(await rpc('eth_getBlockByHash', [none, false]), null);
  assert.equal(await rpc('eth_getBlockByNumber', ['0xffffffff', false]), null);
  assert.equal(await rpc('eth_getTransactionByHash', [none]), null);
  assert.equal(await rpc('eth_getTransactionReceipt', [none]), null);
  assert.equal(await rpc('eth_getTransactionByBlockNumberAndIndex', ['0x0', '0x5']), null);
});

test('each of the ten accounts began with 10,000 coins', async () => {
  // Account 0 of a dev genesis may hold part of it as voting tokens.
  for (let index = 1; index < 10; ++index) {
    const { address } = account(index);
    assert.equal(await client.getBalance({ address, blockNumber: 0n }), parseEther('10000'));
  }
});

test('balances are read by number, tag, hash and block object', async () => {
  const { address } = account(owners.raw);
  const block = await client.getBlock();
  const values = await Promise.all(
    ['latest', block.hash, { blockHash: block.hash }, { blockNumber: '0x0' }].map((where) =>
      rpc('eth_getBalance', [address, where]),
    ),
  );
  assert.equal(values[0], values[1]);
  assert.equal(values[0], values[2]);
  assert.equal(BigInt(values[3]), parseEther('10000'));
});

test('modules look like contracts and accounts do not', async () => {
  const addresses = [modules.token, modules.timelock, modules.governor, multicall];
  for (const address of addresses) assert.ok((await client.getCode({ address })).length > 2);
  assert.equal(await client.getCode({ address: account(1).address }), undefined);
});

ours('the code of a module is the stub', async () => {
  for (const address of [...Object.values(modules), multicall])
    assert.equal(await client.getCode({ address }), '0x60006000fd');
});

test('an unknown method is -32601', async () => {
  assert.equal((await rejects(rpc('eth_noSuchMethod'))).code, -32601);
});

ours('an unknown method is named in the text that ethers looks for', async () => {
  const { message } = await rejects(rpc('eth_noSuchMethod'));
  assert.equal(message, 'the method eth_noSuchMethod does not exist/is not available');
});

test('bad parameters are -32602', async () => {
  for (const params of [[], ['0x12'], ['nobody', 'latest'], [{}, 'latest']])
    assert.equal((await rejects(rpc('eth_getBalance', params))).code, -32602, `${params}`);
});

test('params may be missing, and ids come back as they were', async () => {
  for (const id of [0, 7, -3, 'x"y', '0x1']) {
    const { text } = await post({ jsonrpc: '2.0', id, method: 'eth_chainId' });
    assert.deepEqual(JSON.parse(text), { jsonrpc: '2.0', id, result: '0x7a69' });
  }
});

ours('params may be null', async () => {
  const { text } = await post({ jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: null });
  assert.equal(JSON.parse(text).result, '0x7a69');
});

test('a batch is answered in one list', async () => {
  const { text } = await post([
    { jsonrpc: '2.0', id: 'a', method: 'eth_chainId', params: [] },
    { jsonrpc: '2.0', id: 'b', method: 'eth_noSuchMethod', params: [] },
    { jsonrpc: '2.0', id: 'c', method: 'eth_blockNumber', params: [] },
  ]);
  const answers = new Map(JSON.parse(text).map((answer) => [answer.id, answer]));
  assert.equal(answers.get('a').result, '0x7a69');
  assert.equal(answers.get('b').error.code, -32601);
  assert.match(answers.get('c').result, /^0x/);
});

ours('an empty batch and what is no request are -32600, broken JSON is -32700', async () => {
  const code = async (body) => JSON.parse((await post(body)).text).error.code;
  assert.equal(await code('[]'), -32600);
  assert.equal(await code('{"jsonrpc":"2.0","id":1}'), -32600);
  assert.equal(await code('{"jsonrpc":"2.0","id":1,'), -32700);
  assert.equal(await code('{"jsonrpc":"2.0","id":1,"id":2,"method":"eth_chainId"}'), -32600);
});

test('a browser may ask: preflight and origin', async () => {
  const { response } = await post(
    { jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] },
    { origin: 'https://wallet.example' },
  );
  assert.equal(response.status, 200);
  assert.ok(
    ['*', 'https://wallet.example'].includes(response.headers.get('access-control-allow-origin')),
  );
  const preflight = await fetch(process.env.AMBAG_URL, {
    method: 'OPTIONS',
    headers: {
      origin: 'https://wallet.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    },
  });
  assert.ok(preflight.ok);
  assert.match(preflight.headers.get('access-control-allow-methods') ?? '', /POST|\*/);
  assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /content-type|\*/i);
});

ours('the node describes itself as OpenRPC', async () => {
  const document = await rpc('rpc.discover');
  assert.match(document.openrpc, /^1\./);
  const names = document.methods.map((method) => method.name);
  for (const name of ['eth_chainId', 'eth_sendRawTransaction', 'eth_getProof'])
    assert.ok(names.includes(name), name);
});
