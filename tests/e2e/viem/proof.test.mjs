// SPDX-License-Identifier: Apache-2.0
// What the node says about state and blocks, checked against the block's header by a trie that is
// not ours (@ethereumjs/trie).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Trie } from '@ethereumjs/trie';
import {
  bytesToHex,
  concat,
  encodeFunctionData,
  fromRlp,
  hexToBytes,
  keccak256,
  numberToHex,
  pad,
  toRlp,
} from 'viem';
import { account, modules, ours, owners, rejects, rpc, withoutMining } from '../lib/world.mjs';
import { advance, client, governor, token, transact, view, wallet } from '../lib/viem.mjs';

const [sender, receiver] = owners.viem;
const to = account(receiver).address;
const quantity = (value) =>
  BigInt(value) === 0n ? '0x' : numberToHex(BigInt(value)).replace(/^0x(.(..)*)$/, '0x0$1');

// Fields in the order of the yellow paper and of the later EIPs, as far as the block has them.
function headerHash(block) {
  const numbers = new Set([
    'difficulty',
    'number',
    'gasLimit',
    'gasUsed',
    'timestamp',
    'baseFeePerGas',
    'blobGasUsed',
    'excessBlobGas',
  ]);
  const order = [
    'parentHash',
    'sha3Uncles',
    'miner',
    'stateRoot',
    'transactionsRoot',
    'receiptsRoot',
    'logsBloom',
    'difficulty',
    'number',
    'gasLimit',
    'gasUsed',
    'timestamp',
    'extraData',
    'mixHash',
    'nonce',
    'baseFeePerGas',
    'withdrawalsRoot',
    'blobGasUsed',
    'excessBlobGas',
    'parentBeaconBlockRoot',
    'requestsHash',
  ];
  const fields = order
    .filter((name) => block[name] !== undefined)
    .map((name) => (numbers.has(name) ? quantity(block[name]) : block[name]));
  return keccak256(toRlp(fields));
}

const emptyRoot = keccak256('0x80');

// The value under the key in the trie of that root, null where the proof shows that there is none.
async function verify(root, key, nodes) {
  if (nodes.length === 0) {
    assert.equal(root, emptyRoot);
    return null;
  }
  const value = await new Trie({ useKeyHashing: true }).verifyProof(
    hexToBytes(root),
    hexToBytes(key),
    nodes.map((node) => hexToBytes(node)),
  );
  return value && fromRlp(bytesToHex(value));
}

async function provenAccount(address, slots = []) {
  const block = await rpc('eth_getBlockByNumber', ['latest', false]);
  const proof = await rpc('eth_getProof', [address, slots, block.number]);
  return { block, proof, leaf: await verify(block.stateRoot, address, proof.accountProof) };
}

test('the hash of a block is the hash of its header', async () => {
  for (const tag of ['earliest', 'latest']) {
    const block = await rpc('eth_getBlockByNumber', [tag, false]);
    assert.equal(headerHash(block), block.hash, tag);
  }
});

test('the balance and nonce of an account are proven against the state root', async () => {
  const address = account(sender).address.toLowerCase();
  const { proof, leaf } = await provenAccount(address);
  assert.deepEqual(leaf, [
    quantity(proof.nonce),
    quantity(proof.balance),
    proof.storageHash,
    proof.codeHash,
  ]);
  assert.equal(BigInt(proof.balance), await client.getBalance({ address }));
  assert.equal(Number(proof.nonce), await client.getTransactionCount({ address }));
});

test('that an account does not exist is proven too', async () => {
  const { leaf, proof } = await provenAccount('0x00000000000000000000000000000000deadbeef');
  assert.equal(leaf, null);
  assert.equal(BigInt(proof.balance), 0n);
});

test('the code hash of a module is the hash of its code', async () => {
  const { leaf } = await provenAccount(modules.token);
  assert.equal(leaf[3], keccak256(await client.getCode({ address: modules.token })));
});

test('a slot of a module is proven against its storage root, an empty one as empty', async () => {
  await transact(sender, token, 'depositFor', [account(sender).address], { value: 1n });
  const candidates = Array.from({ length: 24 }, (_, item) => [
    numberToHex(item, { size: 32 }),
    `0x${item.toString(16).padStart(2, '0')}${'00'.repeat(31)}`,
  ]).flat();
  const { proof } = await provenAccount(modules.token, candidates);
  let filled = 0;
  for (const { key, value, proof: nodes } of proof.storageProof) {
    const leaf = await verify(proof.storageHash, numberToHex(BigInt(key), { size: 32 }), nodes);
    if (BigInt(value) === 0n) {
      assert.equal(leaf, null, key);
    } else {
      assert.equal(BigInt(leaf), BigInt(value), key);
      assert.equal(
        BigInt(await rpc('eth_getStorageAt', [modules.token, key, 'latest'])),
        BigInt(value),
      );
      filled += 1;
    }
  }
  assert.ok(filled >= 1, 'none of the slots tried holds a value');
});

// Item 3 of the governor: ballots by number of the proposal and voter, one word with support + 1
// and weight.
const ballotSlot = (number, voter) =>
  concat(['0x03', pad(concat([numberToHex(number, { size: 8 }), voter]), { size: 31 })]);

ours('a ballot is proven from a header, and that somebody did not vote', async () => {
  const voter = account(sender).address;
  await transact(sender, token, 'depositFor', [voter], { value: 9n });
  const calldata = encodeFunctionData({
    abi: governor.abi,
    functionName: 'setVotingPeriod',
    args: [20],
  });
  const proposed = await transact(sender, governor, 'propose', [
    [governor.address],
    [0n],
    [calldata],
    `Proven ${Date.now()}`,
  ]);
  const id = proposed.result;
  await advance((await view(governor, 'proposalSnapshot', [id])) + 1n);
  const { result: weight } = await transact(sender, governor, 'castVote', [id, 1]);
  const { total, proposals } = await rpc('ambag_getProposals', ['0x0', '0x1f4', 'latest']);
  assert.equal(proposals.length, Number(total));
  const { number } = proposals.find((one) => BigInt(one.id) === id);
  const slots = [voter, to].map((who) => ballotSlot(BigInt(number), who));
  const { proof, leaf } = await provenAccount(modules.governor, slots);
  assert.equal(leaf[2], proof.storageHash);
  const ballots = await Promise.all(
    slots.map((slot, i) => verify(leaf[2], slot, proof.storageProof[i].proof)),
  );
  // support + 1 = 2 for a vote in favour, then 26 bytes of weight
  assert.equal(BigInt(ballots[0]), (2n << 208n) | weight);
  assert.equal(ballots[1], null);
});

test('a proof that was tampered with does not verify', async () => {
  const address = account(sender).address.toLowerCase();
  const { block, proof } = await provenAccount(address);
  const last = hexToBytes(proof.accountProof.at(-1));
  last[last.length - 40] ^= 1;
  await rejects(
    verify(block.stateRoot, address, [...proof.accountProof.slice(0, -1), bytesToHex(last)]),
  );
  await rejects(verify(block.receiptsRoot, address, proof.accountProof));
});

function receiptBytes(receipt) {
  const body = toRlp([
    quantity(receipt.status),
    quantity(receipt.cumulativeGasUsed),
    receipt.logsBloom,
    receipt.logs.map((log) => [log.address, log.topics, log.data]),
  ]);
  return Number(receipt.type) === 0 ? body : `0x0${Number(receipt.type)}${body.slice(2)}`;
}

async function rootOf(values) {
  const trie = new Trie();
  for (const [index, value] of values.entries())
    await trie.put(hexToBytes(toRlp(quantity(index))), hexToBytes(value));
  return bytesToHex(trie.root());
}

test('the roots of transactions and receipts are those of the listed ones', async () => {
  const from = account(sender).address;
  const nonce = await client.getTransactionCount({ address: from });
  const types = ['legacy', 'eip2930', 'eip1559'];
  const hashes = await withoutMining(async () => {
    const plain = await Promise.all(
      types.map((type, i) =>
        wallet(sender).sendTransaction({ to, value: 1n, nonce: nonce + i, gas: 21000n, type }),
      ),
    );
    const call = await wallet(sender).writeContract({
      ...token,
      functionName: 'depositFor',
      args: [from],
      value: 5n,
      nonce: nonce + 3,
      gas: 300_000n,
    });
    return [...plain, call];
  });
  const [receipt] = await Promise.all(
    hashes.map((hash) => client.waitForTransactionReceipt({ hash })),
  );
  const block = await rpc('eth_getBlockByHash', [receipt.blockHash, false]);
  assert.ok(block.transactions.length >= 4);
  const raw = await Promise.all(
    block.transactions.map((_, index) =>
      rpc('eth_getRawTransactionByBlockHashAndIndex', [block.hash, numberToHex(index)]).catch(() =>
        rpc('eth_getRawTransactionByHash', [block.transactions[index]]),
      ),
    ),
  );
  assert.equal(await rootOf(raw), block.transactionsRoot);
  const receipts = await rpc('eth_getBlockReceipts', [block.number]);
  assert.equal(await rootOf(receipts.map(receiptBytes)), block.receiptsRoot);
  let bloom = 0n;
  for (const one of receipts) bloom |= BigInt(one.logsBloom);
  assert.equal(BigInt(block.logsBloom), bloom);
});

test('the bloom of a receipt is made of its addresses and topics', async () => {
  const { receipt } = await transact(sender, token, 'depositFor', [to], { value: 1n });
  let bloom = 0n;
  for (const log of receipt.logs) {
    for (const item of [log.address, ...log.topics]) {
      const hash = hexToBytes(keccak256(item));
      for (const i of [0, 2, 4]) bloom |= 1n << BigInt(((hash[i] << 8) | hash[i + 1]) & 2047);
    }
  }
  assert.equal(BigInt(receipt.logsBloom), bloom);
});

ours('a proof of a block that is long gone is refused and not made up', async () => {
  await rpc('anvil_mine', ['0x2']);
  const error = await rejects(rpc('eth_getProof', [modules.token, [], '0x0']));
  assert.ok(error.code === -32000 || error.code === -32602, String(error.code));
});
