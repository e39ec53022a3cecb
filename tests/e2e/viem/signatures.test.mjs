// SPDX-License-Identifier: Apache-2.0
// EIP-712 by viem's own encoder, accepted by the modules: the domain and the types must be exact.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashDomain, maxUint256, parseEther, parseSignature, toHex } from 'viem';
import { ballotTypes, delegationTypes, permitTypes } from '../lib/abi.mjs';
import { account, owners, rejects } from '../lib/world.mjs';
import { advance, client, customError, governor, token, transact, view } from '../lib/viem.mjs';

const [owner, relayer] = owners.viem;
const from = account(owner).address;
const to = account(relayer).address;

async function domainOf(contract) {
  const { domain } = await client.getEip712Domain({ address: contract.address });
  // A domain without salt is told by its field bits; viem hands on the zero salt all the same.
  const { salt, ...rest } = domain;
  assert.equal(BigInt(salt ?? 0), 0n);
  return rest;
}

async function signed(contract, types, message) {
  const domain = await domainOf(contract);
  const primaryType = Object.keys(types)[0];
  return account(owner).signTypedData({ domain, types, primaryType, message });
}

const parts = (signature) => {
  const { r, s, yParity } = parseSignature(signature);
  return [27 + yParity, r, s];
};

test('the domains are those of OpenZeppelin', async () => {
  const tokenDomain = await domainOf(token);
  assert.deepEqual(
    [
      tokenDomain.name,
      tokenDomain.version,
      tokenDomain.chainId,
      BigInt(tokenDomain.verifyingContract),
    ],
    ['Ambag', '1', 31337, BigInt(token.address)],
  );
  assert.equal((await domainOf(governor)).version, '1');
  const types = {
    EIP712Domain: [
      { name: 'name', type: 'string' },
      { name: 'version', type: 'string' },
      { name: 'chainId', type: 'uint256' },
      { name: 'verifyingContract', type: 'address' },
    ],
  };
  assert.equal(await view(token, 'DOMAIN_SEPARATOR'), hashDomain({ domain: tokenDomain, types }));
});

test('a permit allows what its owner signed, once', async () => {
  const nonce = await view(token, 'nonces', [from]);
  const message = { owner: from, spender: to, value: 12n, nonce, deadline: maxUint256 };
  const signature = await signed(token, permitTypes, message);
  const call = [from, to, 12n, maxUint256, ...parts(signature)];
  await transact(relayer, token, 'permit', call);
  assert.equal(await view(token, 'allowance', [from, to]), 12n);
  assert.equal(await view(token, 'nonces', [from]), nonce + 1n);
  const [name] = customError(await rejects(transact(relayer, token, 'permit', call)));
  assert.equal(name, 'ERC2612InvalidSigner');
});

test('a permit past its deadline says so', async () => {
  const nonce = await view(token, 'nonces', [from]);
  const message = { owner: from, spender: to, value: 1n, nonce, deadline: 1n };
  const signature = await signed(token, permitTypes, message);
  const call = transact(relayer, token, 'permit', [from, to, 1n, 1n, ...parts(signature)]);
  assert.deepEqual(customError(await rejects(call)), ['ERC2612ExpiredSignature', [1n]]);
});

test('a delegation is signed by one and sent by another', async () => {
  await transact(owner, token, 'depositFor', [from], { value: 20n });
  const nonce = await view(token, 'nonces', [from]);
  const message = { delegatee: to, nonce, expiry: maxUint256 };
  const signature = await signed(token, delegationTypes, message);
  const call = [to, nonce, maxUint256, ...parts(signature)];
  await transact(relayer, token, 'delegateBySig', call);
  assert.equal(await view(token, 'delegates', [from]), to);
  const again = customError(await rejects(transact(relayer, token, 'delegateBySig', call)));
  assert.deepEqual(again, ['InvalidAccountNonce', [from, nonce + 1n]]);
  await transact(owner, token, 'delegate', [from]);
});

test('a malleable or malformed signature is refused by name', async () => {
  const nonce = await view(token, 'nonces', [from]);
  const message = { owner: from, spender: to, value: 1n, nonce, deadline: maxUint256 };
  const { r, s, yParity } = parseSignature(await signed(token, permitTypes, message));
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
  const high = toHex(order - BigInt(s), { size: 32 });
  const call = (...signature) =>
    transact(relayer, token, 'permit', [from, to, 1n, maxUint256, ...signature]);
  assert.deepEqual(customError(await rejects(call(28 - yParity, r, high))), [
    'ECDSAInvalidSignatureS',
    [high],
  ]);
  assert.deepEqual(customError(await rejects(call(5, r, s))), ['ECDSAInvalidSignature', undefined]);
});

test('a ballot is signed by the voter and cast by anyone', async () => {
  await transact(owner, token, 'depositFor', [from], { value: parseEther('50') });
  const proposal = [[to], [0n], ['0x'], `signed ballots ${Date.now()}`];
  const { result: id } = await transact(owner, governor, 'propose', proposal);
  await advance((await view(governor, 'proposalSnapshot', [id])) + 1n);
  const nonce = await view(governor, 'nonces', [from]);
  const message = { proposalId: id, support: 2, voter: from, nonce };
  const signature = await signed(governor, ballotTypes, message);
  const wrong = await rejects(
    transact(relayer, governor, 'castVoteBySig', [id, 1, from, signature]),
  );
  assert.deepEqual(customError(wrong), ['GovernorInvalidSignature', [from]]);
  const { result: weight } = await transact(relayer, governor, 'castVoteBySig', [
    id,
    2,
    from,
    signature,
  ]);
  const snapshot = await view(governor, 'proposalSnapshot', [id]);
  assert.equal(weight, await view(token, 'getPastVotes', [from, snapshot]));
  assert.deepEqual(await view(governor, 'proposalVotes', [id]), [0n, 0n, weight]);
  assert.equal(await view(governor, 'hasVoted', [id, from]), true);
  assert.equal(await view(governor, 'nonces', [from]), nonce + 1n);
});

test('viem verifies a typed signature of a plain account by itself', async () => {
  const domain = await domainOf(token);
  const message = { delegatee: to, nonce: 0n, expiry: 1n };
  const typed = { domain, types: delegationTypes, primaryType: 'Delegation', message };
  const signature = await account(owner).signTypedData(typed);
  assert.equal(await client.verifyTypedData({ ...typed, address: from, signature }), true);
  assert.equal(await client.verifyTypedData({ ...typed, address: to, signature }), false);
});
