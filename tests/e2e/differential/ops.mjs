// SPDX-License-Identifier: Apache-2.0
// Calls by their names, as ops of a sequence. `by` is the number of an account.
import { createRequire } from 'node:module';
import { toFunctionSelector } from 'viem';
import { account, modules } from '../lib/actors.mjs';
import { encode } from './play.mjs';
import { descriptionHash, proposal, proposalId, timelockSalt } from './proposals.mjs';

const require = createRequire(import.meta.url);
export const nobody = '0x0000000000000000000000000000000000000000';
export const stranger = '0x00000000000000000000000000000000000beef1';
export const zero = `0x${'0'.repeat(64)}`;
const far = '4000000000';
export const who = (i) => (typeof i === 'number' ? account(i).address : i);
const op =
  (to) =>
  (by, fn, args = [], more = {}) => ({ by, to, fn, args, ...more });
export const token = op('token');
export const governor = op('governor');
export const timelock = op('timelock');

export const deposit = (by, to, value) =>
  token(by, 'depositFor(address)', [who(to)], { value: `${value}` });
export const withdraw = (by, to, value) =>
  token(by, 'withdrawTo(address,uint256)', [who(to), `${value}`]);
export const transfer = (by, to, value) =>
  token(by, 'transfer(address,uint256)', [who(to), `${value}`]);
export const approve = (by, to, value) =>
  token(by, 'approve(address,uint256)', [who(to), `${value}`]);
export const transferFrom = (by, from, to, value) =>
  token(by, 'transferFrom(address,address,uint256)', [who(from), who(to), `${value}`]);
export const delegate = (by, to) => token(by, 'delegate(address)', [who(to)]);
export const delegateBySig = (by, signer, to, more = {}) =>
  token(
    by,
    'delegateBySig(address,uint256,uint256,uint8,bytes32,bytes32)',
    [who(to), '$nonce', more.expiry ?? far, '$v', '$r', '$s'],
    {
      sign: {
        kind: 'delegation',
        signer,
        ...more,
        message: { delegatee: who(to), expiry: more.expiry ?? far },
      },
    },
  );
export const permit = (by, signer, spender, value, more = {}) => {
  const deadline = more.deadline ?? far;
  const owner = who(more.owner ?? signer);
  return token(
    by,
    'permit(address,address,uint256,uint256,uint8,bytes32,bytes32)',
    [owner, who(spender), `${value}`, deadline, '$v', '$r', '$s'],
    {
      sign: {
        kind: 'permit',
        signer,
        ...more,
        message: { owner, spender: who(spender), value: `${value}`, deadline },
      },
    },
  );
};

const actions = (p) => [p.targets, p.values, p.calldatas];
const with_hash = '(address[],uint256[],bytes[],bytes32)';
export const propose = (by, p) =>
  governor(by, 'propose(address[],uint256[],bytes[],string)', [...actions(p), p.description]);
const step =
  (name) =>
  (by, p, value = 0) =>
    governor(
      by,
      name + with_hash,
      [...actions(p), descriptionHash(p)],
      value === 0 ? {} : { value: `${value}` },
    );
export const queue = step('queue');
export const execute = step('execute');
export const cancel = step('cancel');

export const vote = (by, p, support) =>
  governor(by, 'castVote(uint256,uint8)', [proposalId(p), support]);
export const voteWithReason = (by, p, support, reason) =>
  governor(by, 'castVoteWithReason(uint256,uint8,string)', [proposalId(p), support, reason]);
export const voteWithParams = (by, p, support, reason, params) =>
  governor(by, 'castVoteWithReasonAndParams(uint256,uint8,string,bytes)', [
    proposalId(p),
    support,
    reason,
    params,
  ]);
export const voteBySig = (by, signer, p, support, more = {}) => {
  const voter = who(more.voter ?? signer);
  return governor(
    by,
    'castVoteBySig(uint256,uint8,address,bytes)',
    [proposalId(p), support, voter, '$signature'],
    {
      sign: {
        kind: 'ballot',
        signer,
        ...more,
        message: { proposalId: proposalId(p), support: more.signed ?? support, voter },
      },
    },
  );
};
export const voteWithParamsBySig = (by, signer, p, support, reason, params, more = {}) => {
  const voter = who(more.voter ?? signer);
  return governor(
    by,
    'castVoteWithReasonAndParamsBySig(uint256,uint8,address,string,bytes,bytes)',
    [proposalId(p), support, voter, reason, params, '$signature'],
    {
      sign: {
        kind: 'extended',
        signer,
        ...more,
        message: {
          proposalId: proposalId(p),
          support,
          voter,
          reason: more.signed ?? reason,
          params,
        },
      },
    },
  );
};
export const override = (by, p, support, reason = '') =>
  governor(by, 'castOverrideVote(uint256,uint8,string)', [proposalId(p), support, reason]);
export const overrideBySig = (by, signer, p, support, reason = '', more = {}) => {
  const voter = who(more.voter ?? signer);
  return governor(
    by,
    'castOverrideVoteBySig(uint256,uint8,address,string,bytes)',
    [proposalId(p), support, voter, reason, '$signature'],
    {
      sign: {
        kind: 'override',
        signer,
        ...more,
        message: { proposalId: proposalId(p), support, voter, reason: more.signed ?? reason },
      },
    },
  );
};
// Three packed uint128: Against, For, Abstain.
export const split = (against, inFavour, abstain) =>
  `0x${[against, inFavour, abstain].map((n) => BigInt(n).toString(16).padStart(32, '0')).join('')}`;

const batch = (p) => [...actions(p), zero, timelockSalt(p)];
export const executeBatch = (by, p, value = 0) =>
  timelock(
    by,
    'executeBatch(address[],uint256[],bytes[],bytes32,bytes32)',
    batch(p),
    value === 0 ? {} : { value: `${value}` },
  );
export const scheduleBatch = (by, p, delay = 10) =>
  timelock(by, 'scheduleBatch(address[],uint256[],bytes[],bytes32,bytes32,uint256)', [
    ...batch(p),
    `${delay}`,
  ]);
export const cancelOperation = (by, p) => timelock(by, 'cancel(bytes32)', [p.operation]);

// Proposals of calls [target, fn, args, value]; a raw calldata stands in the place of fn.
export function calls(list, description) {
  return proposal(
    list.map(([to]) => modules[to] ?? to),
    list.map(([, , , value]) => `${value ?? 0}`),
    list.map(([, fn, args]) => (fn.startsWith('0x') ? fn : encode(fn, args ?? []))),
    description,
  );
}

// The name of a custom error, or what else revert data says.
const errors = new Map();
for (const contract of [
  'Governor',
  'GovernorCountingFractional',
  'GovernorCountingOverridable',
  'GovernorVotesSuperQuorumFraction',
  'GovernorPreventLateQuorum',
  'TimelockController',
  'ERC20Votes',
  'ERC20Permit',
  'SafeCast',
  'ECDSA',
  'Errors',
  'Address',
  'Checkpoints',
]) {
  const { abi } = require(`@openzeppelin/contracts/build/contracts/${contract}.json`);
  for (const item of abi)
    if (item.type === 'error')
      errors.set(toFunctionSelector(`${item.name}(${item.inputs.map((i) => i.type)})`), item.name);
}

export function errorName(result) {
  if (!result?.startsWith('reverts ')) return result;
  const data = result.slice(8);
  if (data === '0x') return 'empty';
  if (data.startsWith('0x4e487b71')) return `Panic ${Number(`0x${data.slice(10)}`)}`;
  return errors.get(data.slice(0, 10)) ?? data.slice(0, 10);
}
