// SPDX-License-Identifier: Apache-2.0
// A whole proposal through ethers; one ballot is signed and brought by another account.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { id as hashOf, parseEther } from 'ethers';
import { State, ballotTypes } from '../lib/abi.mjs';
import { advanceTo, mine, rejects, rpc } from '../lib/world.mjs';
import { governor, holder, other, provider, token, transact } from '../lib/ethers.mjs';

after(() => provider.destroy());

test('wrap, propose, vote by hand and by signature, queue, execute', async () => {
  const mode = await token.CLOCK_MODE();
  const state = async (proposal) => Number(await governor.state(proposal));
  await transact(holder, token, 'depositFor', [holder.address], { value: parseEther('400') });
  await transact(other, token, 'depositFor', [other.address], { value: parseEther('400') });
  await transact(other, token, 'delegate', [other.address]);

  const description = `A delay, by ethers ${Date.now()}`;
  const action = governor.interface.encodeFunctionData('setVotingDelay', [1]);
  const proposal = [[governor.target], [0n], [action]];
  const { result: id, receipt } = await transact(holder, governor, 'propose', [
    ...proposal,
    description,
  ]);
  const created = governor.interface.parseLog(receipt.logs[0]);
  assert.equal(created.name, 'ProposalCreated');
  assert.equal(created.args.proposalId, id);
  assert.equal(created.args.description, description);
  assert.equal(await governor.getProposalId(...proposal, hashOf(description)), id);
  assert.equal(await state(id), State.pending);

  await advanceTo((await governor.proposalSnapshot(id)) + 1n, mode);
  await transact(holder, governor, 'castVoteWithReason', [id, 1, 'as agreed']);
  const { name, version, chainId, verifyingContract } = await governor.eip712Domain();
  const message = {
    proposalId: id,
    support: 1,
    voter: other.address,
    nonce: await governor.nonces(other.address),
  };
  const signature = await other.signTypedData(
    { name, version, chainId, verifyingContract },
    ballotTypes,
    message,
  );
  await transact(holder, governor, 'castVoteBySig', [id, 1, other.address, signature]);
  const votes = await governor.proposalVotes(id);
  assert.ok(votes.forVotes >= parseEther('800'));
  assert.equal(votes.againstVotes, 0n);
  const twice = await rejects(governor.connect(other).castVote.staticCall(id, 1));
  assert.deepEqual(
    [twice.revert.name, ...twice.revert.args],
    ['GovernorAlreadyCastVote', other.address],
  );

  await advanceTo((await governor.proposalDeadline(id)) + 1n, mode);
  assert.equal(await state(id), State.succeeded);
  await transact(holder, governor, 'queue', [...proposal, hashOf(description)]);
  assert.equal(await state(id), State.queued);
  const early = await rejects(
    governor.connect(holder).execute.staticCall(...proposal, hashOf(description)),
  );
  assert.equal(early.code, 'CALL_EXCEPTION');
  await rpc('evm_setNextBlockTimestamp', [Number(await governor.proposalEta(id))]);
  await mine();
  const done = await transact(other, governor, 'execute', [...proposal, hashOf(description)]);
  assert.equal(await state(id), State.executed);
  const names = done.receipt.logs
    .map((log) => governor.interface.parseLog(log)?.name)
    .filter(Boolean);
  assert.deepEqual(names, ['VotingDelaySet', 'ProposalExecuted']);
});
