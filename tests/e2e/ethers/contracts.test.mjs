// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { MaxUint256, Signature, TypedDataEncoder, ZeroAddress, parseEther } from 'ethers';
import { delegationTypes, permitTypes } from '../lib/abi.mjs';
import { account, mine, modules, owners, rejects, until } from '../lib/world.mjs';
import {
  governor,
  holder,
  other,
  overWebSocket,
  provider,
  timelock,
  token,
  transact,
} from '../lib/ethers.mjs';

let socket;
after(async () => {
  provider.destroy();
  await socket?.destroy();
});

test('the modules are read', async () => {
  assert.equal(await token.name(), 'Ambag');
  assert.equal(await token.decimals(), 18n);
  assert.equal(BigInt(await governor.timelock()), BigInt(modules.timelock));
  assert.equal(await governor.proposalThreshold(), 0n);
  assert.equal(await timelock.getMinDelay(), 2n);
  assert.equal(await token.getVotes(account(owners.genesis).address), parseEther('1000'));
});

test('wrap, transfer, approve, unwrap', async () => {
  const { receipt } = await transact(holder, token, 'depositFor', [holder.address], {
    value: 1000n,
  });
  const events = receipt.logs.map((log) => token.interface.parseLog(log));
  const mint = events.find((event) => event.name === 'Transfer');
  assert.deepEqual([...mint.args], [ZeroAddress, holder.address, 1000n]);
  assert.equal(await token.delegates(holder.address), holder.address);
  await transact(holder, token, 'transfer', [other.address, 100n]);
  await transact(holder, token, 'approve', [other.address, 50n]);
  await transact(other, token, 'transferFrom', [holder.address, other.address, 50n]);
  assert.equal(await token.allowance(holder.address, other.address), 0n);
  const before = await token.balanceOf(other.address);
  await transact(other, token, 'withdrawTo', [holder.address, 10n]);
  assert.equal(await token.balanceOf(other.address), before - 10n);
});

test('ethers decodes the custom error of a call and carries that of an estimate', async () => {
  const balance = await token.balanceOf(holder.address);
  const transfer = token.connect(holder).transfer;
  const called = await rejects(transfer.staticCall(other.address, balance + 1n));
  assert.equal(called.code, 'CALL_EXCEPTION');
  assert.equal(called.revert.name, 'ERC20InsufficientBalance');
  assert.deepEqual([...called.revert.args], [holder.address, balance, balance + 1n]);
  const estimated = await rejects(transfer.estimateGas(other.address, balance + 1n));
  assert.equal(estimated.code, 'CALL_EXCEPTION');
  const decoded = token.interface.parseError(estimated.data);
  assert.equal(decoded.name, 'ERC20InsufficientBalance');
});

test('a failed transaction is thrown with its receipt', async () => {
  const response = await token
    .connect(holder)
    .transfer(other.address, MaxUint256, { gasLimit: 300_000 });
  const error = await rejects(response.wait());
  assert.equal(error.code, 'CALL_EXCEPTION');
  assert.equal(error.receipt.status, 0);
  assert.deepEqual([...error.receipt.logs], []);
});

test('events are queried by filter and range', async () => {
  const { receipt } = await transact(holder, token, 'transfer', [other.address, 3n]);
  const filter = token.filters.Transfer(holder.address, other.address);
  const events = await token.queryFilter(filter, receipt.blockNumber, 'latest');
  assert.deepEqual(
    events.map((event) => event.args.value),
    [3n],
  );
  assert.equal(events[0].transactionHash, receipt.hash);
});

test('listening over HTTP hears a transfer', async () => {
  const heard = [];
  const filter = token.filters.Transfer(holder.address);
  await token.on(filter, (event) => heard.push(event.args.value));
  // The filter is installed with the first poll, not with the call.
  await new Promise((resolve) => setTimeout(resolve, 500));
  await transact(holder, token, 'transfer', [other.address, 4n]);
  await until('the event', async () => {
    await mine();
    return heard.length > 0;
  });
  assert.deepEqual(heard, [4n]);
  await token.removeAllListeners();
});

test('listening over a socket hears blocks and logs', async () => {
  socket = overWebSocket();
  const blocks = [];
  const heard = [];
  const live = token.connect(socket);
  await socket.on('block', (number) => blocks.push(number));
  await live.on(live.filters.Transfer(holder.address), (event) => heard.push(event.args.value));
  await socket.getBlockNumber();
  await new Promise((resolve) => setTimeout(resolve, 300));
  const { receipt } = await transact(holder, token, 'transfer', [other.address, 5n]);
  await until('the event', () => heard.length > 0 && blocks.includes(receipt.blockNumber));
  assert.deepEqual(heard, [5n]);
  await socket.removeAllListeners();
});

const domain = async (contract) => {
  const { name, version, chainId, verifyingContract } = await contract.eip712Domain();
  return { name, version, chainId, verifyingContract };
};

test('a permit signed by ethers is taken', async () => {
  const tokenDomain = await domain(token);
  assert.equal(await token.DOMAIN_SEPARATOR(), TypedDataEncoder.hashDomain(tokenDomain));
  const message = {
    owner: holder.address,
    spender: other.address,
    value: 77n,
    nonce: await token.nonces(holder.address),
    deadline: MaxUint256,
  };
  const { v, r, s } = Signature.from(await holder.signTypedData(tokenDomain, permitTypes, message));
  await transact(other, token, 'permit', [holder.address, other.address, 77n, MaxUint256, v, r, s]);
  assert.equal(await token.allowance(holder.address, other.address), 77n);
});

test('a delegation signed by ethers is taken', async () => {
  const message = {
    delegatee: other.address,
    nonce: await token.nonces(holder.address),
    expiry: MaxUint256,
  };
  const signature = await holder.signTypedData(await domain(token), delegationTypes, message);
  const { v, r, s } = Signature.from(signature);
  await transact(other, token, 'delegateBySig', [
    other.address,
    message.nonce,
    MaxUint256,
    v,
    r,
    s,
  ]);
  assert.equal(await token.delegates(holder.address), other.address);
  await transact(holder, token, 'delegate', [holder.address]);
});
