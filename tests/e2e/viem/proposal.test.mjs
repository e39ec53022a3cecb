// SPDX-License-Identifier: Apache-2.0
// A whole proposal, from the wrapped coin to the executed action.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  encodeAbiParameters,
  encodeFunctionData,
  isAddressEqual,
  keccak256,
  parseEther,
  parseEventLogs,
  stringToHex,
} from 'viem';
import { State, governorAbi, timelockAbi, tokenAbi } from '../lib/abi.mjs';
import { account, mine, owners, rejects, rpc } from '../lib/world.mjs';
import {
  advance,
  client,
  customError,
  governor,
  timelock,
  token,
  transact,
  view,
} from '../lib/viem.mjs';

const [proposer, voter] = owners.viem;
const me = account(proposer).address;
const other = account(voter).address;
const receiver = '0x00000000000000000000000000000000000beef1';
const state = (id) => view(governor, 'state', [id]);
const unexpected = (error) => customError(error)[0];

// The same value again: the suites share one node, and each reads its parameters.
const setting = encodeFunctionData({
  abi: governorAbi,
  functionName: 'setVotingPeriod',
  args: [20],
});

test('wrap, delegate, propose, vote, queue, execute', async () => {
  await transact(proposer, token, 'depositFor', [me], { value: parseEther('400') });
  await transact(voter, token, 'depositFor', [other], { value: parseEther('100') });
  await transact(voter, token, 'delegate', [other]);

  const targets = [governor.address, receiver];
  const values = [0n, parseEther('1')];
  const calldatas = [setting, '0x'];
  const description = `A period and a payment ${Date.now()}`;
  const proposed = await transact(proposer, governor, 'propose', [
    targets,
    values,
    calldatas,
    description,
  ]);
  const id = proposed.result;
  const hash = keccak256(stringToHex(description));
  assert.equal(
    id,
    BigInt(
      keccak256(
        encodeAbiParameters(
          [{ type: 'address[]' }, { type: 'uint256[]' }, { type: 'bytes[]' }, { type: 'bytes32' }],
          [targets, values, calldatas, hash],
        ),
      ),
    ),
  );
  assert.equal(await view(governor, 'hashProposal', [targets, values, calldatas, hash]), id);
  const [created] = parseEventLogs({ abi: governorAbi, logs: proposed.receipt.logs });
  assert.equal(created.eventName, 'ProposalCreated');
  assert.equal(created.args.proposalId, id);
  assert.ok(isAddressEqual(created.args.proposer, me));
  assert.deepEqual(created.args.signatures, ['', '']);
  assert.equal(created.args.voteEnd - created.args.voteStart, 20n);

  const snapshot = await view(governor, 'proposalSnapshot', [id]);
  const deadline = await view(governor, 'proposalDeadline', [id]);
  assert.equal(snapshot, created.args.voteStart);
  assert.equal(deadline, created.args.voteEnd);
  assert.ok(isAddressEqual(await view(governor, 'proposalProposer', [id]), me));
  await advance(snapshot);
  assert.equal(await state(id), State.pending); // the snapshot itself is still pending
  await advance(snapshot + 1n);
  assert.equal(await state(id), State.active);

  const voted = await transact(proposer, governor, 'castVote', [id, 1]);
  const [ballot] = parseEventLogs({ abi: governorAbi, logs: voted.receipt.logs });
  assert.deepEqual(
    [ballot.eventName, ballot.args.support, ballot.args.weight, ballot.args.reason],
    ['VoteCast', 1, voted.result, ''],
  );
  await transact(voter, governor, 'castVoteWithReason', [id, 0, 'too early']);
  const twice = await rejects(transact(proposer, governor, 'castVote', [id, 1]));
  assert.deepEqual(customError(twice), ['GovernorAlreadyCastVote', [me]]);
  assert.equal(await view(governor, 'hasVoted', [id, me]), true);
  const [against, inFavour, abstained] = await view(governor, 'proposalVotes', [id]);
  assert.equal(against, await view(token, 'getPastVotes', [other, snapshot]));
  assert.equal(inFavour, await view(token, 'getPastVotes', [me, snapshot]));
  assert.equal(abstained, 0n);
  assert.ok(inFavour > against && inFavour >= (await view(governor, 'quorum', [snapshot])));

  const args = [targets, values, calldatas, hash];
  assert.equal(
    unexpected(await rejects(transact(voter, governor, 'queue', args))),
    'GovernorUnexpectedProposalState',
  );
  await advance(deadline);
  assert.equal(await state(id), State.active); // and the deadline still active
  await advance(deadline + 1n);
  assert.equal(await state(id), State.succeeded);
  assert.equal(await view(governor, 'proposalNeedsQueuing', [id]), true);

  const queued = await transact(voter, governor, 'queue', args);
  assert.deepEqual(
    parseEventLogs({ abi: [...governorAbi, ...timelockAbi], logs: queued.receipt.logs }).map(
      (log) => log.eventName,
    ),
    ['CallScheduled', 'CallScheduled', 'CallSalt', 'ProposalQueued'],
  );
  assert.equal(await state(id), State.queued);
  const eta = await view(governor, 'proposalEta', [id]);
  const { timestamp } = await client.getBlock({ blockHash: queued.receipt.blockHash });
  assert.equal(eta, timestamp + 2n);

  await rpc('evm_setNextBlockTimestamp', [Number(eta)]);
  await mine();
  const before = await client.getBalance({ address: receiver });
  const done = await transact(voter, governor, 'execute', args, { value: parseEther('1') });
  assert.equal(await client.getBalance({ address: receiver }), before + parseEther('1'));
  const names = parseEventLogs({
    abi: [...governorAbi, ...timelockAbi],
    logs: done.receipt.logs,
  }).map((log) => log.eventName);
  assert.deepEqual(
    names.filter((name) => name !== 'ProposalExecuted'),
    ['VotingPeriodSet', 'CallExecuted', 'CallExecuted'],
  );
  assert.equal(names.at(-1), 'ProposalExecuted');
  assert.equal(await state(id), State.executed);
  const salt = (BigInt(governor.address) << 96n) ^ BigInt(hash);
  const operation = await view(timelock, 'hashOperationBatch', [
    targets,
    values,
    calldatas,
    `0x${'00'.repeat(32)}`,
    `0x${salt.toString(16).padStart(64, '0')}`,
  ]);
  assert.equal(await view(timelock, 'isOperationDone', [operation]), true);
});

test('a proposal without enough votes is defeated and cannot be queued', async () => {
  const description = `Nobody votes ${Date.now()}`;
  const { result: id } = await transact(voter, governor, 'propose', [
    [receiver],
    [0n],
    ['0x'],
    description,
  ]);
  await advance((await view(governor, 'proposalDeadline', [id])) + 1n);
  assert.equal(await state(id), State.defeated);
  const hash = keccak256(stringToHex(description));
  const error = await rejects(transact(voter, governor, 'queue', [[receiver], [0n], ['0x'], hash]));
  assert.deepEqual(customError(error), [
    'GovernorUnexpectedProposalState',
    [id, State.defeated, `0x${(1n << 4n).toString(16).padStart(64, '0')}`],
  ]);
});

test('its proposer takes back a pending proposal; nobody else may', async () => {
  const description = `Taken back ${Date.now()}`;
  const proposal = [[receiver], [0n], ['0x'], description];
  const cancelled = [...proposal.slice(0, 3), keccak256(stringToHex(description))];
  await rpc('evm_setAutomine', [true]);
  const { result: id } = await transact(proposer, governor, 'propose', proposal);
  const error = await rejects(transact(voter, governor, 'cancel', cancelled));
  assert.deepEqual(customError(error), ['GovernorUnableToCancel', [id, other]]);
  // The clock may have passed the snapshot by now, after which the proposer may not either.
  if ((await state(id)) === State.pending) {
    const attempt = transact(proposer, governor, 'cancel', cancelled);
    const outcome = await attempt.then(
      () => State.canceled,
      () => State.active,
    );
    assert.equal(await state(id), outcome);
  }
});

test('one action short, and an id that nobody proposed, are refused by name', async () => {
  const short = await rejects(
    transact(proposer, governor, 'propose', [[receiver], [], ['0x'], 'x']),
  );
  assert.deepEqual(customError(short), ['GovernorInvalidProposalLength', [1n, 1n, 0n]]);
  const missing = await rejects(view(governor, 'state', [12345n]));
  assert.deepEqual(customError(missing), ['GovernorNonexistentProposal', [12345n]]);
});

test('a failing action leaves the proposal queued and bubbles its error', async () => {
  const targets = [token.address];
  const calldatas = [
    encodeFunctionData({ abi: tokenAbi, functionName: 'transfer', args: [me, 1n << 100n] }),
  ];
  const description = `More than there is ${Date.now()}`;
  const args = [targets, [0n], calldatas, keccak256(stringToHex(description))];
  const { result: id } = await transact(proposer, governor, 'propose', [
    targets,
    [0n],
    calldatas,
    description,
  ]);
  await advance((await view(governor, 'proposalSnapshot', [id])) + 1n);
  await transact(proposer, governor, 'castVote', [id, 1]);
  await advance((await view(governor, 'proposalDeadline', [id])) + 1n);
  await transact(proposer, governor, 'queue', args);
  await rpc('evm_increaseTime', [10]);
  await rpc('anvil_mine', ['0x1']);
  // viem decodes by the ABI at hand; the error is the token's.
  const error = await rejects(
    transact(
      proposer,
      { ...governor, abi: [...governorAbi, ...tokenAbi.filter((item) => item.type === 'error')] },
      'execute',
      args,
    ),
  );
  assert.equal(customError(error)[0], 'ERC20InsufficientBalance');
  assert.equal(await state(id), State.queued);
});
