// SPDX-License-Identifier: Apache-2.0
// What genesis turns on: fractional ballots, super quorum and guardian in one composition, votes
// that overrule a delegate in another.
import * as o from './ops.mjs';
import { proposalId } from './proposals.mjs';
import { accepted, changing, done, no, ok, opened, plain, queued } from './steps.mjs';

const State = 'GovernorUnexpectedProposalState';
const Already = 'GovernorAlreadyCastVote';
const Params = 'GovernorInvalidVoteParams';
const Exceed = 'GovernorExceedRemainingWeight';
const frac = ['fractional'];
const over = ['overridable'];

function fractional(add) {
  const vote = (by, p, a, f, b) => o.voteWithParams(by, p, 255, 'split', o.split(a, f, b));
  add('a ballot in parts until its weight is used up', frac, (s, it) => {
    const p = plain();
    opened(s, p);
    s.block(
      it.delay + 1,
      ok(vote(1, p, 100, 200, 20)),
      no(vote(1, p, 50, 50, 1), Exceed),
      ok(vote(1, p, 0, 0, 0)),
      ok(vote(1, p, 50, 0, 0)),
    );
    s.block(
      1,
      ok(o.vote(1, p, 2)),
      no(vote(1, p, 0, 0, 0), Already),
      no(o.vote(1, p, 1), Already),
      ok(vote(0, p, 500, 0, 0)),
    );
    s.block(
      1,
      no(vote(0, p, 0, 0, 1), Already),
      ok(vote(3, p, 0, 0, 0)),
      ok(o.vote(3, p, 0)),
      no(vote(5, p, 0, 0, 0), Already),
    );
  });
  add('forms of params', frac, (s, it) => {
    const p = plain();
    const whole = o.split(1, 1, 1);
    opened(s, p);
    s.block(
      it.delay + 1,
      no(o.voteWithParams(0, p, 255, '', '0x'), Params),
      no(o.voteWithParams(0, p, 255, '', whole.slice(0, -2)), Params),
      no(o.voteWithParams(0, p, 255, '', `${whole}00`), Params),
      no(o.vote(0, p, 255), Params),
    );
    s.block(
      1,
      no(o.voteWithParams(0, p, 1, '', whole), Params),
      no(o.voteWithParams(0, p, 0, '', '0x00'), Params),
      no(o.voteWithParams(0, p, 2, '', '0x00'), Params),
      no(o.voteWithParams(0, p, 3, '', '0x00'), 'GovernorInvalidVoteType'),
    );
    const top = 2n ** 128n - 1n;
    s.block(
      1,
      no(vote(0, p, top, top, top), Exceed),
      no(vote(0, p, 501, 0, 0), Exceed),
      ok(vote(0, p, 0, 500, 0)),
    );
  });
  add('a signed split', frac, (s, it) => {
    const p = plain();
    opened(s, p);
    const params = o.split(1, 2, 3);
    s.block(
      it.delay + 1,
      ok(o.voteWithParamsBySig(2, 0, p, 255, '', params)),
      no(o.voteWithParamsBySig(2, 0, p, 255, '', params), 'GovernorInvalidSignature'),
    );
    s.block(1, ok(o.voteWithParamsBySig(2, 0, p, 255, 'again', params)));
    s.block(1, ok(o.voteBySig(2, 0, p, 1)));
    s.block(1, no(o.voteBySig(2, 0, p, 1), Already));
  });
}

function superQuorum(add) {
  add('half of the supply For ends a vote early', frac, (s, it) => {
    const p = plain();
    opened(s, p);
    s.block(
      it.delay + 1,
      ok(o.voteWithParams(0, p, 255, '', o.split(0, 499, 0))),
      no(o.queue(1, p), State),
    );
    s.block(
      1,
      ok(o.vote(0, p, 1)),
      no(o.vote(3, p, 0), State),
      ok(o.queue(1, p)),
      no(o.vote(3, p, 0), State),
    );
    s.after(it.minDelay, ok(o.execute(1, p)), no(o.vote(3, p, 0), State));
  });
  add('not without a majority', frac, (s, it) => {
    s.block(1, ok(o.transfer(4, 1, 39)), ok(o.transfer(3, 1, 40)), ok(o.transfer(5, 1, 1)));
    const p = plain();
    opened(s, p);
    s.block(it.delay + 1, ok(o.vote(1, p, 0)), ok(o.vote(0, p, 1)), no(o.queue(1, p), State));
    s.block(it.period + it.extension, no(o.queue(1, p), State));
  });
  add('bounds of the super quorum', frac, (s, it) => {
    const wrong = [
      [
        changing('updateSuperQuorumNumerator(uint256)', [101]),
        'GovernorInvalidSuperQuorumFraction',
      ],
      [changing('updateSuperQuorumNumerator(uint256)', [3]), 'GovernorInvalidSuperQuorumTooSmall'],
      [changing('updateQuorumNumerator(uint256)', [51]), 'GovernorInvalidQuorumTooLarge'],
    ];
    queued(s, it, ...wrong.map(([p]) => p));
    s.after(it.minDelay, ...wrong.map(([p, error]) => no(o.execute(1, p), error)));
    s.block(
      1,
      no(o.governor(0, 'updateSuperQuorumNumerator(uint256)', [101]), 'GovernorOnlyExecutor'),
    );
  });
  add('a new super quorum is for later snapshots', frac, (s, it) => {
    const change = o.calls(
      [
        ['governor', 'updateQuorumNumerator(uint256)', [50]],
        ['governor', 'updateSuperQuorumNumerator(uint256)', [100]],
      ],
      'stricter',
    );
    const before = plain();
    queued(s, it, change);
    s.after(it.minDelay - 2, ok(o.propose(0, before)));
    s.block(2, ok(o.execute(1, change)));
    s.block(1, ok(o.vote(0, before, 1)), ok(o.queue(0, before)));
    const next = plain();
    s.knows(before);
    accepted(s, it, next);
    s.block(1, ok(o.vote(0, next, 1)), no(o.queue(0, next), State));
  });
}

function guardian(add) {
  const Unable = 'GovernorUnableToCancel';
  add('the guardian cancels at any stage', frac, (s, it) => {
    const [pending, active, queuedOne, defeated, left] = [
      plain(),
      plain(),
      plain(),
      plain(),
      plain(),
    ];
    opened(s, pending, active, defeated, queuedOne);
    s.block(1, ok(o.cancel(4, pending)), no(o.cancel(4, pending), State), ok(o.propose(0, left)));
    s.block(
      it.delay,
      no(o.cancel(0, active), Unable),
      ok(o.cancel(4, active)),
      ok(o.vote(0, queuedOne, 1)),
      ok(o.queue(0, queuedOne)),
    );
    s.block(
      1,
      no(o.cancel(0, queuedOne), Unable),
      ok(o.cancel(4, queuedOne)),
      ok(o.vote(3, left, 1)),
    );
    s.block(
      it.period + it.extension,
      ok(o.cancel(4, defeated)),
      no(o.execute(1, queuedOne), State),
      ok(o.cancel(4, left)),
      no(o.cancelOperation(4, queuedOne), 'AccessControlUnauthorizedAccount'),
    );
  });
  add('the proposer still cancels what is pending', frac, (s) => {
    const p = plain();
    opened(s, p);
    s.block(1, no(o.cancel(1, p), Unable), ok(o.cancel(0, p)), no(o.cancel(0, p), Unable));
  });
  add('not what is executed, nor what is unknown', frac, (s, it) => {
    const [p, unknown] = [plain(), plain()];
    done(s, it, p);
    s.block(
      1,
      no(o.cancel(4, p), State),
      no(o.cancel(4, unknown), 'GovernorNonexistentProposal'),
      no(o.cancel(1, unknown), 'GovernorNonexistentProposal'),
      no(o.cancel(0, p), Unable),
    );
  });
  add('without a guardian the proposer cancels at any stage', frac, (s, it) => {
    done(s, it, changing('setProposalGuardian(address)', [o.nobody]));
    const [p, q] = [plain(), plain()];
    queued(s, it, p);
    s.block(1, no(o.cancel(4, p), Unable), ok(o.cancel(0, p)), no(o.cancel(0, p), State));
    opened(s, q);
    s.block(it.delay + 1, no(o.cancel(1, q), Unable), ok(o.cancel(0, q)));
  });
  add('no guardian from the beginning', over, (s, it) => {
    const p = plain();
    queued(s, it, p);
    s.block(1, no(o.cancel(1, p), Unable), ok(o.cancel(0, p)), no(o.execute(0, p), State));
    s.block(
      1,
      no(o.governor(0, 'setProposalGuardian(address)', [o.who(0)]), 'GovernorOnlyExecutor'),
    );
  });
  add('a guardian set by a vote', over, (s, it) => {
    done(s, it, changing('setProposalGuardian(address)', [o.who(5)]));
    const p = plain();
    queued(s, it, p);
    s.block(1, no(o.cancel(0, p), Unable), ok(o.cancel(5, p)));
  });
}

function overridable(add) {
  const Twice = 'GovernorAlreadyOverriddenVote';
  add('a holder before and after his delegate', over, (s, it) => {
    const [p, q] = [plain(), plain()];
    opened(s, p, q);
    s.block(
      it.delay + 1,
      ok(o.override(2, p, 0, 'mine')),
      ok(o.vote(1, p, 1)),
      ok(o.vote(1, q, 1)),
      ok(o.override(2, q, 0, 'mine')),
    );
    s.block(
      1,
      no(o.override(2, p, 1), Twice),
      no(o.override(2, p, 3), 'GovernorInvalidVoteType'),
      ok(o.vote(2, p, 1)),
      no(o.vote(1, p, 1), Already),
    );
    s.block(
      1,
      ok(o.override(1, p, 2)),
      ok(o.override(1, q, 1)),
      ok(o.override(0, q, 0)),
      ok(o.vote(0, q, 1)),
    );
    s.block(
      1,
      ok(o.override(5, q, 1)),
      ok(o.vote(5, q, 1)),
      no(o.override(5, q, 1), Twice),
      no(o.vote(3, q, 4), 'GovernorInvalidVoteType'),
    );
  });
  add('only while the vote is open', over, (s, it) => {
    const p = plain();
    s.block(1, no(o.override(0, p, 1), 'GovernorNonexistentProposal'));
    opened(s, p);
    s.block(it.delay, no(o.override(0, p, 1), State));
    s.block(it.period + 1, no(o.override(0, p, 7), State));
  });
  add('balances and delegates of the snapshot', over, (s, it) => {
    const p = plain();
    opened(s, p);
    s.block(
      it.delay + 1,
      ok(o.transfer(2, 5, 120)),
      ok(o.delegate(2, 4)),
      ok(o.override(2, p, 1)),
      ok(o.override(5, p, 0)),
    );
    s.block(1, ok(o.vote(1, p, 0)), ok(o.vote(4, p, 0)));
  });
  add('a quorum that an override takes away again', over, (s, it) => {
    s.block(1, ok(o.delegate(3, 4)));
    const p = plain();
    opened(s, p);
    s.block(it.delay + 1, ok(o.vote(4, p, 1)), ok(o.override(3, p, 0)));
    s.block(it.period + it.extension, no(o.queue(0, p), State));
  });
  add('an override that brings the quorum late', over, (s, it) => {
    const p = plain();
    opened(s, p);
    s.block(it.delay + it.period, ok(o.override(2, p, 1)));
    s.block(it.extension, ok(o.vote(0, p, 0)));
    s.block(1, no(o.vote(3, p, 0), State));
  });
  add('signed overrides', over, (s, it) => {
    const Signature = 'GovernorInvalidSignature';
    const p = plain();
    opened(s, p);
    s.block(
      it.delay + 1,
      no(o.overrideBySig(0, 2, p, 1, 'a', { signed: 'b' }), Signature),
      no(o.overrideBySig(0, 2, p, 1, '', { voter: 3 }), Signature),
      no(o.overrideBySig(0, 2, p, 1, '', { tamper: 'v' }), Signature),
      ok(o.overrideBySig(0, 2, p, 1, 'a')),
    );
    s.block(
      1,
      no(o.overrideBySig(0, 2, p, 1, 'a', { nonce: -1 }), Signature),
      no(o.overrideBySig(0, 2, p, 1, 'a'), Twice),
      ok(o.voteBySig(0, 2, p, 0)),
    );
  });
  add('past balances and delegates', over, (s) => {
    const at = (fn, who, time) => o.token(0, `${fn}(address,uint256)`, [o.who(who), time]);
    s.block(1, ok(o.transfer(0, 5, 10)), ok(o.delegate(0, 3)), ok(o.transfer(0, 0, 4)));
    s.block(
      1,
      ok(at('getPastBalanceOf', 0, 104)),
      ok(at('getPastDelegate', 0, 104)),
      no(at('getPastBalanceOf', 0, 999), 'ERC5805FutureLookup'),
      no(at('getPastDelegate', 0, 999), 'ERC5805FutureLookup'),
    );
    s.block(1, ok(o.deposit(0, 5, 1)), ok(o.withdraw(5, 5, 11)));
  });
  add('functions of fractional ballots are unknown', over, (s, it) => {
    const p = plain();
    opened(s, p);
    s.block(
      it.delay + 1,
      no(o.governor(0, 'usedVotes(uint256,address)', [proposalId(p), o.who(0)]), 'empty'),
      no(o.governor(0, 'superQuorumNumerator()', []), 'empty'),
    );
  });
}

export function extensionScenarios(add) {
  fractional(add);
  superQuorum(add);
  guardian(add);
  overridable(add);
}
