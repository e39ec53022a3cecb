// SPDX-License-Identifier: Apache-2.0
// The views that are compared: of each proposal after each block, of everything at the end.
import { account } from '../lib/actors.mjs';
import { proposalId } from './proposals.mjs';

const actors = [0, 1, 2, 3, 4, 5];
const far = (2n ** 48n).toString();
const nobody = '0x0000000000000000000000000000000000000000';

export function proposalViews(proposals) {
  return proposals.flatMap((proposal) => {
    const id = proposalId(proposal);
    return [
      ['governor', 'state(uint256)', [id]],
      ['governor', 'proposalVotes(uint256)', [id]],
      ['governor', 'proposalDeadline(uint256)', [id]],
      ['governor', 'proposalEta(uint256)', [id]],
    ];
  });
}

function ofActor(who, clock) {
  return [
    ['token', 'balanceOf(address)', [who]],
    ['token', 'delegates(address)', [who]],
    ['token', 'getVotes(address)', [who]],
    ['token', 'getPastVotes(address,uint256)', [who, `${clock - 1}`]],
    ['token', 'getPastVotes(address,uint256)', [who, `${clock - 4}`]],
    ['token', 'getPastVotes(address,uint256)', [who, `${clock}`]],
    ['token', 'numCheckpoints(address)', [who]],
    ['token', 'checkpoints(address,uint32)', [who, 1]],
    ['token', 'nonces(address)', [who]],
    ['token', 'getPastDelegate(address,uint256)', [who, `${clock - 2}`]],
    ['token', 'getPastBalanceOf(address,uint256)', [who, `${clock - 2}`]],
    ['governor', 'nonces(address)', [who]],
    ['governor', 'getVotes(address,uint256)', [who, `${clock - 3}`]],
  ];
}

function ofProposal(proposal) {
  const id = proposalId(proposal);
  return [
    ['governor', 'proposalSnapshot(uint256)', [id]],
    ['governor', 'proposalProposer(uint256)', [id]],
    ['governor', 'proposalNeedsQueuing(uint256)', [id]],
    ...actors.flatMap((i) => [
      ['governor', 'hasVoted(uint256,address)', [id, account(i).address]],
      ['governor', 'usedVotes(uint256,address)', [id, account(i).address]],
      ['governor', 'hasVotedOverride(uint256,address)', [id, account(i).address]],
    ]),
  ];
}

export function fullViews(pair, proposals, clock) {
  const settings = [
    'votingDelay()',
    'votingPeriod()',
    'proposalThreshold()',
    'quorumNumerator()',
    'quorumDenominator()',
    'lateQuorumVoteExtension()',
    'superQuorumNumerator()',
    'clock()',
    'proposalGuardian()',
    'COUNTING_MODE()',
    'CLOCK_MODE()',
    'name()',
    'version()',
    'token()',
    'timelock()',
    'eip712Domain()',
    'BALLOT_TYPEHASH()',
    'EXTENDED_BALLOT_TYPEHASH()',
    'OVERRIDE_BALLOT_TYPEHASH()',
  ];
  return [
    ...settings.map((fn) => ['governor', fn, []]),
    ...[clock - 1, clock - 3, clock, far].flatMap((at) => [
      ['governor', 'quorum(uint256)', [`${at}`]],
      ['governor', 'quorumNumerator(uint256)', [`${at}`]],
      ['governor', 'superQuorum(uint256)', [`${at}`]],
      ['governor', 'superQuorumNumerator(uint256)', [`${at}`]],
      ['token', 'getPastTotalSupply(uint256)', [`${at}`]],
    ]),
    ...['0xcdbdfcee', '0x65455a86', '0x01ffc9a7', '0x4e2312e0', '0xffffffff'].map((id) => [
      'governor',
      'supportsInterface(bytes4)',
      [id],
    ]),
    ['token', 'totalSupply()', []],
    ['token', 'DOMAIN_SEPARATOR()', []],
    ['token', 'clock()', []],
    ['timelock', 'getMinDelay()', []],
    ['governor', 'state(uint256)', ['1']],
    ['governor', 'nothingOfThisName()', []],
    ...actors.flatMap((i) => ofActor(account(i).address, clock)),
    ...ofActor(nobody, clock),
    ...proposals.flatMap(ofProposal),
    ...proposals.flatMap(({ operation }) =>
      operation === undefined
        ? []
        : [
            ['timelock', 'getTimestamp(bytes32)', [operation]],
            ['timelock', 'getOperationState(bytes32)', [operation]],
          ],
    ),
  ];
}
