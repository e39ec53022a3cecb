// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  encodeFunctionData,
  getAddress,
  isAddressEqual,
  parseEther,
  parseEventLogs,
  zeroAddress,
} from 'viem';
import { strangerAbi, timelockAbi, tokenAbi } from '../lib/abi.mjs';
import { account, modules, ours, owners, rejects, rpc } from '../lib/world.mjs';
import {
  client,
  customError,
  governor,
  timelock,
  token,
  transact,
  view,
  wallet,
} from '../lib/viem.mjs';

const [holder, other] = owners.viem;
const from = account(holder).address;
const to = account(other).address;
const amount = parseEther('300');

test('the token describes itself', async () => {
  assert.equal(await view(token, 'name'), 'Ambag');
  assert.equal(await view(token, 'symbol'), 'AMB');
  assert.equal(await view(token, 'decimals'), 18);
  assert.match(await view(token, 'CLOCK_MODE'), /^mode=(timestamp|blocknumber&from=default)$/);
});

test('governor and timelock describe themselves', async () => {
  assert.ok(isAddressEqual(await view(governor, 'token'), modules.token));
  assert.ok(isAddressEqual(await view(governor, 'timelock'), modules.timelock));
  assert.equal(await view(governor, 'COUNTING_MODE'), 'support=bravo&quorum=for,abstain');
  assert.equal(await view(governor, 'votingDelay'), 1n);
  assert.equal(await view(governor, 'votingPeriod'), 20n);
  assert.equal(await view(governor, 'proposalThreshold'), 0n);
  assert.equal(await view(governor, 'quorumNumerator'), 4n);
  assert.equal(await view(governor, 'clock'), await view(token, 'clock'));
  assert.equal(await view(timelock, 'getMinDelay'), 2n);
  // ERC-165: IERC165, IGovernor without its parent, and an id that nothing has.
  assert.equal(await view(governor, 'supportsInterface', ['0x01ffc9a7']), true);
  assert.equal(await view(governor, 'supportsInterface', ['0x65455a86']), true);
  assert.equal(await view(governor, 'supportsInterface', ['0xffffffff']), false);
});

test('account 0 begins with 1,000 coins of voting power', async () => {
  const genesis = account(owners.genesis).address;
  assert.equal(await view(token, 'getVotes', [genesis]), parseEther('1000'));
  assert.equal(await view(token, 'delegates', [genesis]), genesis);
});

test('wrapping moves coins into voting tokens, one to one', async () => {
  const before = await view(token, 'balanceOf', [from]);
  const supply = await view(token, 'totalSupply');
  const held = await client.getBalance({ address: modules.token });
  const { receipt, result } = await transact(holder, token, 'depositFor', [from], {
    value: amount,
  });
  assert.equal(result, true);
  assert.equal(await view(token, 'balanceOf', [from]), before + amount);
  assert.equal(await view(token, 'totalSupply'), supply + amount);
  assert.equal(await client.getBalance({ address: modules.token }), held + amount);
  const [transfer] = parseEventLogs({ abi: tokenAbi, eventName: 'Transfer', logs: receipt.logs });
  assert.deepEqual(transfer.args, { from: zeroAddress, to: from, value: amount });
  assert.equal(transfer.address, modules.token);
  assert.equal(await view(token, 'delegates', [from]), from);
  assert.equal(await view(token, 'getVotes', [from]), before + amount);
});

test('a transfer of tokens moves votes to the delegate of the receiver', async () => {
  await transact(other, token, 'delegate', [from]);
  const votes = await view(token, 'getVotes', [from]);
  const { receipt } = await transact(holder, token, 'transfer', [to, 5n]);
  assert.equal(await view(token, 'getVotes', [from]), votes);
  const names = parseEventLogs({ abi: tokenAbi, logs: receipt.logs }).map((log) => log.eventName);
  assert.deepEqual(names, ['Transfer']);
  await transact(other, token, 'delegate', [to]);
  assert.equal(await view(token, 'getVotes', [from]), votes - 5n);
  assert.equal(await view(token, 'getVotes', [to]), 5n);
});

test('log indices count through the block and the bloom holds the logs', async () => {
  const { receipt } = await transact(holder, token, 'depositFor', [from], { value: 7n });
  receipt.logs.forEach((log, position) => {
    assert.equal(log.logIndex, receipt.logs[0].logIndex + position);
    assert.equal(log.transactionHash, receipt.transactionHash);
    assert.equal(log.blockHash, receipt.blockHash);
    assert.equal(log.removed, false);
  });
  assert.notEqual(receipt.logsBloom, `0x${'00'.repeat(256)}`);
});

test('allowances are spent by transferFrom', async () => {
  await transact(holder, token, 'approve', [to, 10n]);
  assert.equal(await view(token, 'allowance', [from, to]), 10n);
  await transact(other, token, 'transferFrom', [from, to, 4n]);
  assert.equal(await view(token, 'allowance', [from, to]), 6n);
  const error = await rejects(transact(other, token, 'transferFrom', [from, to, 7n]));
  assert.deepEqual(customError(error), ['ERC20InsufficientAllowance', [to, 6n, 7n]]);
});

test('a simulation of what would fail names the ERC-6093 error and its arguments', async () => {
  const balance = await view(token, 'balanceOf', [from]);
  const error = await rejects(transact(holder, token, 'transfer', [to, balance + 1n]));
  assert.deepEqual(customError(error), ['ERC20InsufficientBalance', [from, balance, balance + 1n]]);
  const zero = await rejects(transact(holder, token, 'transfer', [zeroAddress, 1n]));
  assert.deepEqual(customError(zero), ['ERC20InvalidReceiver', [zeroAddress]]);
});

test('the error comes with code 3 and its data in call and estimate', async () => {
  const balance = await view(token, 'balanceOf', [from]);
  const data = encodeFunctionData({
    abi: tokenAbi,
    functionName: 'transfer',
    args: [to, balance + 1n],
  });
  for (const method of ['eth_call', 'eth_estimateGas']) {
    const error = await rejects(rpc(method, [{ from, to: modules.token, data }, 'latest']));
    assert.equal(error.code, 3, method);
    assert.match(error.message, /execution reverted/);
    assert.match(error.data, /^0xe450d38c/); // ERC20InsufficientBalance(address,uint256,uint256)
  }
});

test('a failed call is in its block, pays its fee and changes nothing', async () => {
  const balance = await view(token, 'balanceOf', [from]);
  const hash = await wallet(holder).writeContract({
    ...token,
    functionName: 'transfer',
    args: [to, balance + 1n],
    gas: 200_000n,
  });
  const receipt = await client.waitForTransactionReceipt({ hash });
  assert.equal(receipt.status, 'reverted');
  assert.ok(receipt.gasUsed >= 21000n && receipt.gasUsed <= 200_000n);
  assert.deepEqual(receipt.logs, []);
  assert.equal(await view(token, 'balanceOf', [from]), balance);
});

test('past votes are those of the past and the future has none', async () => {
  // Blocks of one second share a checkpoint.
  await rpc('evm_increaseTime', [5]);
  const { receipt } = await transact(holder, token, 'transfer', [to, 1n]);
  const now = BigInt(await view(token, 'clock'));
  const error = await rejects(view(token, 'getPastVotes', [from, now + 100n]));
  const [name, [timepoint, clock]] = customError(error);
  assert.equal(name, 'ERC5805FutureLookup');
  assert.equal(timepoint, now + 100n);
  assert.ok(BigInt(clock) >= now);
  const blockNumber = receipt.blockNumber - 1n;
  const then = await view(token, 'clock', [], { blockNumber });
  await rpc('evm_increaseTime', [5]);
  await rpc('anvil_mine', ['0x2']);
  assert.equal(
    await view(token, 'getPastVotes', [from, then]),
    await view(token, 'getVotes', [from], { blockNumber }),
  );
});

test('a call at an old block sees the state after that block', async () => {
  const before = await view(token, 'balanceOf', [from]);
  const { receipt } = await transact(holder, token, 'transfer', [to, 2n]);
  const at = (blockNumber) => view(token, 'balanceOf', [from], { blockNumber });
  assert.equal(await at(receipt.blockNumber - 1n), before);
  assert.equal(await at(receipt.blockNumber), before - 2n);
});

test('unwrapping gives the coins back', async () => {
  const coins = await client.getBalance({ address: modules.token });
  const before = await client.getBalance({ address: to });
  await transact(holder, token, 'withdrawTo', [to, 3n]);
  assert.equal(await client.getBalance({ address: modules.token }), coins - 3n);
  assert.equal(await client.getBalance({ address: to }), before + 3n);
});

test('an unknown function and short data revert with empty data', async () => {
  const unknown = encodeFunctionData({ abi: strangerAbi, args: [1n] });
  const short = encodeFunctionData({ abi: tokenAbi, functionName: 'transfer', args: [to, 1n] });
  for (const data of [unknown, short.slice(0, -2), '0x', '0x01']) {
    const error = await rejects(rpc('eth_call', [{ from, to: modules.token, data }, 'latest']));
    assert.match(error.message, /execution reverted/, data);
    assert.ok(!error.data || error.data === '0x', data);
  }
});

test('coins sent along with a call that takes none revert', async () => {
  const data = encodeFunctionData({ abi: tokenAbi, functionName: 'transfer', args: [to, 1n] });
  const call = { from, to: modules.token, data, value: '0x1' };
  assert.match((await rejects(rpc('eth_call', [call, 'latest']))).message, /execution reverted/);
});

test('a call to a plain account answers nothing and no error', async () => {
  assert.equal(await rpc('eth_call', [{ from, to, data: '0x01020304' }, 'latest']), '0x');
  assert.equal(await rpc('eth_call', [{ from, to, input: '0x' }, 'latest']), '0x');
});

test('what is not allowed to a stranger says so', async () => {
  const setting = await rejects(transact(holder, governor, 'setVotingPeriod', [5]));
  assert.deepEqual(customError(setting), ['GovernorOnlyExecutor', [from]]);
  const role = await view(timelock, 'PROPOSER_ROLE');
  const scheduling = await rejects(
    transact(holder, timelock, 'schedule', [to, 0n, '0x', role, role, 5n]),
  );
  assert.deepEqual(customError(scheduling), ['AccessControlUnauthorizedAccount', [from, role]]);
  assert.equal(await view(timelock, 'hasRole', [role, modules.governor]), true);
  assert.ok(timelockAbi.some((item) => item.name === 'schedule'));
});

test('many reads go through Multicall3 as one', async () => {
  const names = ['name', 'symbol', 'totalSupply'];
  const results = await client.multicall({
    contracts: [
      ...names.map((functionName) => ({ ...token, functionName })),
      { ...token, functionName: 'getPastTotalSupply', args: [2 ** 40] },
      { ...governor, functionName: 'votingPeriod' },
    ],
  });
  assert.deepEqual(
    results.map((one) => one.status),
    ['success', 'success', 'success', 'failure', 'success'],
  );
  assert.equal(results[0].result, 'Ambag');
  assert.equal(results[2].result, await view(token, 'totalSupply'));
  assert.equal(results[3].error.cause.data.errorName, 'ERC5805FutureLookup');
  assert.equal(results[4].result, 20n);
});

ours(
  'every module describes itself by its own ABI, and each of its plain views answers',
  async () => {
    const { abis } = await import('../lib/own_abi.mjs');
    // What the developer's genesis leaves off is as if it did not exist.
    const off = new Set(['OVERRIDE_BALLOT_TYPEHASH', 'superQuorumNumerator', 'proposalGuardian']);
    assert.deepEqual(Object.keys(abis).sort(), Object.keys(modules).sort());
    for (const [name, abi] of Object.entries(abis)) {
      const address = getAddress(modules[name]);
      const views = abi.filter(
        (item) =>
          item.type === 'function' &&
          ['view', 'pure'].includes(item.stateMutability) &&
          item.inputs.length === 0,
      );
      for (const { name: functionName } of views) {
        const read = client.readContract({ address, abi, functionName });
        if (name === 'governor' && off.has(functionName))
          await assert.rejects(read, (error) => error.cause.raw === '0x', functionName);
        else assert.notEqual(await read, undefined, functionName);
      }
    }
  },
);
