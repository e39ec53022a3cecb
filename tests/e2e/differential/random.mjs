// SPDX-License-Identifier: Apache-2.0
// Random sequences from a seed. A sequence is drawn whole before it is played, so that leaving out
// a part of it leaves the rest as it was. Proposals are few and steps follow their life, so that
// most calls come to something; every kind of call is made by the wrong account, at the wrong time
// and with bad arguments too.
import * as o from './ops.mjs';

export class Draw {
  constructor(seed) {
    this.state = (seed ^ 0x9e3779b9) >>> 0;
    for (let i = 0; i < 8; ++i) this.next();
  }

  // mulberry32.
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  below(n) {
    return Math.floor(this.next() * n);
  }

  chance(p) {
    return this.next() < p;
  }

  from(list) {
    return list[this.below(list.length)];
  }
}

const actor = (d) => d.below(6);
const amount = (d) => d.from([0, 1, 2, 20, 39, 40, 41, 60, 100, 250, 500, 1000]);
const receiver = (d) => d.from([0, 1, 2, 3, 4, 5, 5, o.nobody, o.stranger, 'token']);
const target = (d) => {
  const to = receiver(d);
  return to === 'token' ? '0x000000000000000000000000000000000000a001' : to;
};
const support = (d) => d.from([0, 1, 1, 1, 1, 2, 2, 3, 254]);
const reason = (d) => d.from(['', 'because', 'ünïcode ☂', 'x'.repeat(70)]);
const tampering = (d) =>
  d.chance(0.7)
    ? {}
    : d.from([
        { nonce: 1 },
        { tamper: 'short' },
        { tamper: 'high s' },
        { tamper: 'v' },
        { tamper: 'r' },
        { chainId: 1 },
      ]);

function params(d) {
  return d.from([
    '0x',
    '0x',
    '0x01',
    '0x06',
    o.split(1, 2, 3),
    o.split(0, 20, 0),
    o.split(0, 0, 0),
    o.split(10, 250, 10),
    o.split(0, 500, 0),
    o.split(2n ** 128n - 1n, 1, 1),
    `${o.split(1, 1, 1)}00`,
  ]);
}

function payload(d) {
  return d.from([
    () => ['governor', 'setVotingDelay(uint48)', [d.from([0, 1, 3, 2n ** 48n - 1n])]],
    () => ['governor', 'setVotingPeriod(uint32)', [d.from([0, 1, 5, 9])]],
    () => ['governor', 'setProposalThreshold(uint256)', [d.from([0, 1, 40, 500, 501])]],
    () => ['governor', 'updateQuorumNumerator(uint256)', [d.from([0, 3, 5, 50, 51, 100, 101])]],
    () => ['governor', 'updateSuperQuorumNumerator(uint256)', [d.from([3, 4, 30, 100, 101])]],
    () => ['governor', 'setLateQuorumVoteExtension(uint48)', [d.from([0, 1, 6, 7, 10])]],
    () => ['governor', 'setProposalGuardian(address)', [o.who(d.from([0, 4, o.nobody]))]],
    () => ['governor', 'updateTimelock(address)', [o.who(d.from([5, o.stranger]))]],
    () => ['governor', 'relay(address,uint256,bytes)', [o.stranger, d.from([0, 1]), '0x']],
    () => ['governor', 'nothingOfThisName()', []],
    () => ['timelock', 'updateDelay(uint256)', [d.from([0, 1, 5])]],
    () => ['timelock', 'grantRole(bytes32,address)', [o.zero, o.who(actor(d))]],
    () => ['token', 'transfer(address,uint256)', [o.who(actor(d)), d.from([0, 1])]],
    () => ['token', 'delegate(address)', [o.who(actor(d))]],
    () => [o.stranger, '0x', [], d.from([0, 0, 5])],
    () => [o.stranger, '0x12345678', [], 0],
  ])();
}

function plan(d, number) {
  const list = Array.from({ length: d.from([1, 1, 1, 2, 3]) }, () => payload(d));
  const suffix = d.from([
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    '',
    `#proposer=${o.who(actor(d))}`,
    '#proposer=0x12',
    `#proposer=${o.who(actor(d)).toLowerCase()}`,
    `#proposer=${o.who(1).slice(0, -1)}g`,
  ]);
  const made = o.calls(list, `proposal ${number} ${suffix}`);
  if (d.chance(0.03)) made.values = made.values.slice(1);
  return made;
}

function tokenOp(d) {
  const by = actor(d);
  return d.from([
    () => o.deposit(by, target(d), amount(d)),
    () => o.withdraw(by, target(d), amount(d)),
    () => o.transfer(by, target(d), amount(d)),
    () => o.transfer(by, actor(d), amount(d)),
    () => o.approve(by, target(d), amount(d)),
    () => o.transferFrom(by, actor(d), target(d), amount(d)),
    () => o.delegate(by, d.from([0, 1, 2, 3, 4, 5, o.nobody])),
    () => o.delegate(by, actor(d)),
    () => o.delegateBySig(by, actor(d), d.from([0, 1, 2, 3, o.nobody]), tampering(d)),
    () => o.delegateBySig(by, actor(d), 1, { expiry: d.from(['1700001000', '1700001020']) }),
    () => o.permit(by, actor(d), actor(d), amount(d), tampering(d)),
    () => o.permit(by, 2, 3, 10, { owner: 1 }),
  ])();
}

// Votes of the composition at hand, and now and then one of another.
function voteOp(d, it, p) {
  const by = d.from([0, 1, 1, 2, 2, 3, 3, 4, 4, 5]);
  const signer = actor(d);
  const plain = [
    () => o.vote(by, p, d.from([0, 1, 1, 2])),
    () => o.vote(by, p, support(d)),
    () => o.voteWithReason(by, p, support(d), reason(d)),
    () => o.voteBySig(by, signer, p, support(d), tampering(d)),
    () => o.voteWithParams(by, p, d.from([0, 1, 2]), reason(d), d.from(['0x', params(d)])),
    () =>
      o.voteWithParamsBySig(
        by,
        signer,
        p,
        d.from([0, 1, 2, 255]),
        reason(d),
        params(d),
        tampering(d),
      ),
  ];
  const parts = () => o.split(d.below(60), d.below(60), d.below(60));
  const fractional = [
    () => o.voteWithParams(by, p, 255, reason(d), params(d)),
    () => o.voteWithParams(by, p, 255, '', parts()),
    () => o.voteWithParams(by, p, 255, '', parts()),
    () => o.voteWithParamsBySig(by, signer, p, 255, '', parts(), tampering(d)),
  ];
  const overriding = [
    () => o.override(by, p, support(d), reason(d)),
    () => o.override(by, p, d.below(3)),
    () => o.override(by, p, d.below(3)),
    () => o.overrideBySig(by, signer, p, support(d), reason(d), tampering(d)),
  ];
  const own = { fractional, overridable: overriding }[it.counting] ?? plain;
  if (d.chance(0.04)) return d.from([...fractional, ...overriding])();
  return d.from(d.chance(0.5) ? own : plain)();
}

function lifeOp(d, p, stage) {
  const by = actor(d);
  const value = d.from([0, 0, 0, 5]);
  const fitting = [
    [() => o.propose(d.from([0, 1, 2]), p)],
    [() => o.cancel(d.from([0, 0, 1, 4]), p)],
    [() => o.cancel(d.from([0, 4, 4]), p)],
    [() => o.queue(by, p), () => o.cancel(d.from([0, 4, 4]), p)],
    [() => o.queue(by, p)],
    [
      () => o.execute(d.from([1, 1, 2]), p, value),
      () => o.executeBatch(1, p, value),
      () => o.cancel(d.from([0, 4, 4]), p),
    ],
  ][Math.min(stage, 5)];
  if (d.chance(0.6)) return d.from(fitting)();
  return d.from([
    () => o.propose(by, p),
    () => o.queue(by, p),
    () => o.execute(by, p, value),
    () => o.cancel(by, p),
    () => o.executeBatch(by, p, value),
    () => o.cancelOperation(by, p),
  ])();
}

function oddOp(d, p) {
  const by = actor(d);
  const good = o.vote(by, p, 1);
  return d.from([
    () => o.governor(by, 'setVotingPeriod(uint32)', [3]),
    () => o.governor(by, 'updateSuperQuorumNumerator(uint256)', [60]),
    () => o.governor(by, 'setProposalGuardian(address)', [o.who(by)]),
    () => o.governor(by, 'relay(address,uint256,bytes)', [o.stranger, 0, '0x']),
    () => o.timelock(by, 'updateDelay(uint256)', [0]),
    () => o.timelock(by, 'grantRole(bytes32,address)', [o.zero, o.who(by)]),
    () => o.timelock(by, 'renounceRole(bytes32,address)', [o.zero, o.who(actor(d))]),
    () => o.scheduleBatch(by, p),
    () =>
      o.governor(by, 'onERC721Received(address,address,uint256,bytes)', [
        o.stranger,
        o.stranger,
        1,
        '0x',
      ]),
    () => ({ ...good, value: '1' }),
    () => ({ by, to: 'governor', data: `0x56781388${'00'.repeat(d.from([0, 31, 63]))}` }),
    () => ({ by, to: 'governor', data: `0x56781388${'00'.repeat(32)}${'11'.repeat(32)}` }),
    () => ({
      by,
      to: 'token',
      data: d.from(['0xdeadbeef', '0x5c19a95c', `0x5c19a95c${'ff'.repeat(32)}`]),
    }),
    () => ({ by, to: 'timelock', data: '0x12' }),
  ])();
}

// `stages` says how far each proposal has been led.
function anyOp(d, it, proposals, stages) {
  const open = proposals.filter((_, i) => stages[i] >= 2 && stages[i] <= 4);
  const which = d.below(proposals.length);
  const roll = d.next();
  if (roll < 0.3) return tokenOp(d);
  if (roll < 0.4) return voteOp(d, it, proposals[which]);
  if (roll < 0.68) return open.length > 0 ? voteOp(d, it, d.from(open)) : tokenOp(d);
  if (roll < 0.94) return lifeOp(d, proposals[which], stages[which]);
  return oddOp(d, proposals[which]);
}

// Steps that follow a proposal to its end, with anything else in between.
function lead(d, it, p, stage) {
  const wait = it.delay + 1;
  const rest = it.period + d.from([-1, 0, 0, 1, it.extension]);
  return [
    () => [1, [o.propose(d.from([0, 0, 1, 2]), p)]],
    () => [wait + d.from([-1, 0, 0, 0, 1]), [voteOp(d, it, p)]],
    () => [1, [o.vote(d.from([0, 1]), p, 1), voteOp(d, it, p)]],
    () => [Math.max(1, rest - 1), [voteOp(d, it, p)]],
    () => [d.from([1, 1, 2, 3]), [o.queue(actor(d), p)]],
    () => [
      d.from([1, 2, it.minDelay, it.minDelay]),
      [o.execute(d.from([1, 1, 2]), p, d.from([0, 0, 5]))],
    ],
    () => [1, [lifeOp(d, p, stage)]],
  ][Math.min(stage, 6)]();
}

export function sequence(it, seed) {
  const d = new Draw(seed);
  const proposals = Array.from({ length: d.from([1, 2, 2, 3]) }, (_, i) => plan(d, i));
  const stages = proposals.map(() => 0);
  const blocks = [];
  const length = 6 + d.below(7);
  for (let i = 0; i < length; ++i) {
    const which = d.below(proposals.length);
    const [ticks, ops] = d.chance(0.75)
      ? lead(d, it, proposals[which], stages[which]++)
      : [d.from([1, 1, 2, it.period]), [anyOp(d, it, proposals, stages)]];
    while (ops.length < 4 && d.chance(0.45)) ops.push(anyOp(d, it, proposals, stages));
    blocks.push({ ticks, seconds: d.from([1, 1, 1, 2, it.minDelay]), ops });
  }
  return { proposals, blocks };
}
