// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { account, advanceTo, keyOf, mine, modules, ours, owners, rpc } from '../lib/world.mjs';
import { cast, castFails, castJson, send } from '../lib/cast.mjs';

const [sender, receiver] = owners.cast;
const from = account(sender).address;
const to = account(receiver).address;
const { token, governor } = modules;
const call = async (address, signature, ...args) =>
  (await cast('call', address, signature, ...args)).replace(/ \[.*?\]$/, '');

test('one verb for each question about the chain', async () => {
  assert.equal(await cast('chain-id'), '31337');
  assert.match(await cast('client'), /\w/);
  assert.match(await cast('block-number'), /^\d+$/);
  assert.match(await cast('gas-price'), /^\d+$/);
  assert.match(await cast('base-fee'), /^\d+$/);
  assert.match(await cast('age'), /20\d\d/);
  assert.equal(await cast('rpc', 'net_version'), '"31337"');
});

test('blocks print, as text and as JSON', async () => {
  await mine();
  assert.match(await cast('block', 'latest'), /stateRoot\s+0x[0-9a-f]{64}/);
  const block = await castJson('block', '0');
  assert.equal(Number(block.number), 0);
  assert.match(await cast('block', 'finalized', '--field', 'hash'), /^0x[0-9a-f]{64}$/);
  await cast('chain');
});

test('accounts and modules are told apart', async () => {
  assert.equal(await cast('balance', to, '--block', '0'), '10000000000000000000000');
  assert.equal(await cast('balance', '--ether', to, '--block', '0'), '10000.000000000000000000');
  assert.match(await cast('nonce', to), /^\d+$/);
  assert.equal(await cast('code', from), '0x');
  assert.notEqual(await cast('code', token), '0x');
  assert.match(await cast('codehash', token), /^0x[0-9a-f]{64}$/);
});

for (const [name, flags, type] of [
  ['fee-market', [], '0x2'],
  ['legacy', ['--legacy'], '0x0'],
]) {
  test(`a ${name} transfer arrives`, async () => {
    const receipt = await castJson(
      'send',
      '--private-key',
      keyOf(sender),
      to,
      '--value',
      '0.5ether',
      ...flags,
    );
    assert.equal(receipt.status, '0x1');
    assert.equal(receipt.type, type);
    assert.equal(BigInt(receipt.gasUsed), 21000n);
    assert.equal(receipt.from.toLowerCase(), from.toLowerCase());
    const again = await castJson('receipt', receipt.transactionHash);
    assert.equal(again.blockHash, receipt.blockHash);
    const transaction = await castJson('tx', receipt.transactionHash);
    assert.equal(BigInt(transaction.value), 5n * 10n ** 17n);
    assert.equal(transaction.type, type);
  });
}

test('a transfer with an access list arrives', async () => {
  const list = JSON.stringify([{ address: to, storageKeys: [`0x${'00'.repeat(32)}`] }]);
  const receipt = await castJson(
    'send',
    '--private-key',
    keyOf(sender),
    to,
    '--value',
    '1',
    '--access-list',
    list,
  );
  assert.equal(receipt.status, '0x1');
  assert.equal(BigInt(receipt.gasUsed), 21000n + 2400n + 1900n);
});

ours('cast asks for the access list by itself', async () => {
  const receipt = await castJson(
    'send',
    '--private-key',
    keyOf(sender),
    to,
    '--value',
    '1',
    '--access-list',
  );
  assert.equal(receipt.status, '0x1');
});

test('a synchronous send answers with the receipt', async () => {
  const receipt = await castJson(
    'send',
    '--private-key',
    keyOf(sender),
    to,
    '--value',
    '1',
    '--sync',
  );
  assert.equal(receipt.status, '0x1');
});

test('signing and publishing are two steps', async () => {
  const raw = await cast('mktx', '--private-key', keyOf(sender), to, '--value', '1');
  const receipt = JSON.parse(await cast('publish', raw));
  assert.equal(receipt.status, '0x1');
});

test('a keystore that cast wrote signs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ambag-e2e-'));
  try {
    await cast(
      'wallet',
      'import',
      'sender',
      '--private-key',
      keyOf(sender),
      '--keystore-dir',
      folder,
      '--unsafe-password',
      'x',
    );
    writeFileSync(join(folder, 'password'), 'x');
    const receipt = await castJson(
      'send',
      '--keystore',
      join(folder, 'sender'),
      '--password-file',
      join(folder, 'password'),
      to,
      '--value',
      '1',
    );
    assert.equal(receipt.from.toLowerCase(), from.toLowerCase());
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('reads are decoded', async () => {
  assert.equal(await cast('call', token, 'name()(string)'), '"Ambag"');
  assert.equal(await call(token, 'decimals()(uint8)'), '18');
  assert.equal(await call(governor, 'votingPeriod()(uint256)'), '20');
  assert.equal((await call(governor, 'token()(address)')).toLowerCase(), token);
  assert.equal(
    await cast('call', governor, 'COUNTING_MODE()(string)'),
    '"support=bravo&quorum=for,abstain"',
  );
});

test('writes, their logs and their estimate', async () => {
  const gas = BigInt(
    await cast('estimate', '--from', from, token, 'depositFor(address)', from, '--value', '1000'),
  );
  assert.ok(gas > 21000n && gas < 1_000_000n);
  await send(sender, token, 'depositFor(address)', from, '--value', '1000');
  const receipt = await send(sender, token, 'transfer(address,uint256)', to, '10');
  const block = String(Number(receipt.blockNumber));
  const logs = await castJson(
    'logs',
    '--from-block',
    block,
    '--to-block',
    block,
    '--address',
    token,
    'Transfer(address indexed from, address indexed to, uint256 value)',
    from,
  );
  assert.equal(logs.length, 1);
  assert.equal(BigInt(logs[0].data), 10n);
  assert.equal(await call(token, 'balanceOf(address)(uint256)', to), '10');
});

test('the reason of a revert reaches the terminal', async () => {
  const text = await castFails(
    'call',
    token,
    '--from',
    from,
    'transfer(address,uint256)(bool)',
    to,
    `1${'0'.repeat(40)}`,
  );
  // The selector of ERC20InsufficientBalance(address,uint256,uint256).
  assert.match(text, /e450d38c|ERC20InsufficientBalance/);
  const estimate = await castFails(
    'send',
    '--private-key',
    keyOf(sender),
    token,
    'transfer(address,uint256)',
    to,
    `1${'0'.repeat(40)}`,
  );
  assert.match(estimate, /e450d38c|ERC20InsufficientBalance/);
});

test('refusals of transactions reach the terminal', async () => {
  assert.match(
    await castFails('send', '--private-key', keyOf(sender), to, '--value', '1', '--nonce', '0'),
    /nonce too low/i,
  );
  assert.match(
    await castFails('send', '--private-key', keyOf(sender), to, '--value', '9999999ether'),
    /insufficient funds/i,
  );
});

test('a proof prints', async () => {
  const proof = JSON.parse(await cast('proof', token, '0x0'));
  assert.equal(proof.address.toLowerCase(), token);
  assert.ok(proof.accountProof.length > 0);
  assert.equal(proof.storageProof.length, 1);
});

test('typed data signed by cast is a valid permit', async () => {
  const nonce = await call(token, 'nonces(address)(uint256)', from);
  const field = (name, type) => ({ name, type });
  const typed = {
    types: {
      EIP712Domain: [
        field('name', 'string'),
        field('version', 'string'),
        field('chainId', 'uint256'),
        field('verifyingContract', 'address'),
      ],
      Permit: [
        field('owner', 'address'),
        field('spender', 'address'),
        field('value', 'uint256'),
        field('nonce', 'uint256'),
        field('deadline', 'uint256'),
      ],
    },
    primaryType: 'Permit',
    domain: { name: 'Ambag', version: '1', chainId: 31337, verifyingContract: token },
    message: { owner: from, spender: to, value: '33', nonce, deadline: '4000000000' },
  };
  const signature = await cast(
    'wallet',
    'sign',
    '--private-key',
    keyOf(sender),
    '--data',
    JSON.stringify(typed),
  );
  const [r, s, v] = [signature.slice(2, 66), signature.slice(66, 130), signature.slice(130)];
  await send(
    receiver,
    token,
    'permit(address,address,uint256,uint256,uint8,bytes32,bytes32)',
    from,
    to,
    '33',
    '4000000000',
    String(parseInt(v, 16)),
    `0x${r}`,
    `0x${s}`,
  );
  assert.equal(await call(token, 'allowance(address,address)(uint256)', from, to), '33');
});

test('a whole proposal by hand', async () => {
  const mode = JSON.parse(await cast('call', token, 'CLOCK_MODE()(string)'));
  await send(sender, token, 'depositFor(address)', from, '--value', '900ether');
  const description = `A threshold, by cast ${Date.now()}`;
  const action = await cast('calldata', 'setProposalThreshold(uint256)', '0');
  const hash = await cast('keccak', description);
  const lists = [`[${governor}]`, '[0]', `[${action}]`];
  await send(
    sender,
    governor,
    'propose(address[],uint256[],bytes[],string)',
    ...lists,
    description,
  );
  const id = await call(
    governor,
    'hashProposal(address[],uint256[],bytes[],bytes32)(uint256)',
    ...lists,
    hash,
  );
  const state = () => call(governor, 'state(uint256)(uint8)', id);
  const number = (signature) => call(governor, signature, id).then(Number);
  assert.equal(await state(), '0');
  await advanceTo((await number('proposalSnapshot(uint256)(uint256)')) + 1, mode);
  await send(sender, governor, 'castVote(uint256,uint8)', id, '1');
  await advanceTo((await number('proposalDeadline(uint256)(uint256)')) + 1, mode);
  assert.equal(await state(), '4');
  await send(receiver, governor, 'queue(address[],uint256[],bytes[],bytes32)', ...lists, hash);
  assert.equal(await state(), '5');
  await rpc('evm_increaseTime', [5]);
  await mine();
  await send(receiver, governor, 'execute(address[],uint256[],bytes[],bytes32)', ...lists, hash);
  assert.equal(await state(), '7');
});
