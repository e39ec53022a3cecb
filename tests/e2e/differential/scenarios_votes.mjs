// SPDX-License-Identifier: Apache-2.0
// Ballots: types, weights, reasons, signatures, the late quorum, and what the ABI decoder refuses.
import { modules } from '../lib/actors.mjs';
import * as o from './ops.mjs';
import { proposalId } from './proposals.mjs';
import { changing, done, no, ok, opened, plain } from './steps.mjs';

const Already = 'GovernorAlreadyCastVote';
const Type = 'GovernorInvalidVoteType';
const Signature = 'GovernorInvalidSignature';
const State = 'GovernorUnexpectedProposalState';

function ballots(add) {
  add('one vote an account, of three types', 'all', (s, it) => {
    const p = plain();
    opened(s, p);
    s.block(it.delay + 1, no(o.vote(0, p, 3), Type));
    s.block(
      1,
      ok(o.vote(0, p, 0)),
      no(o.vote(0, p, 1), Already),
      no(o.vote(0, p, 9), it.counting === 'overridable' ? Type : Already),
    );
    s.block(1, ok(o.voteWithReason(1, p, 1, 'for a reason')), ok(o.vote(3, p, 2)));
  });
  add('a vote of no weight', 'all', (s, it) => {
    const p = plain();
    opened(s, p);
    const none = (op) => (it.counting === 'fractional' ? no(op, Already) : ok(op));
    s.block(
      it.delay + 1,
      none(o.vote(5, p, 1)),
      none(o.vote(2, p, 0)),
      no(o.vote(5, p, 1), Already),
    );
  });
  add('the weight is that of the snapshot', 'all', (s, it) => {
    const p = plain();
    opened(s, p);
    s.block(it.delay, ok(o.transfer(3, 4, 10)));
    s.block(1, ok(o.transfer(4, 3, 49)), ok(o.vote(4, p, 1)), ok(o.vote(3, p, 1)));
    s.block(
      1,
      ok(o.delegate(2, 2)),
      it.counting === 'fractional' ? no(o.vote(2, p, 1), Already) : ok(o.vote(2, p, 1)),
      ok(o.vote(1, p, 0)),
    );
  });
  add('params choose the event', ['base', 'time', 'overridable'], (s, it) => {
    const p = plain();
    opened(s, p);
    s.block(
      it.delay + 1,
      ok(o.voteWithParams(0, p, 1, 'r', '0x')),
      ok(o.voteWithParams(1, p, 1, 'r', '0x1234')),
      no(o.voteWithParams(3, p, 255, '', o.split(1, 1, 1)), Type),
    );
  });
}

function signatures(add) {
  add('a signed ballot counts once', 'all', (s, it) => {
    const [p, q] = [plain(), plain()];
    opened(s, p, q);
    s.block(it.delay + 1, ok(o.voteBySig(2, 1, p, 1)));
    s.block(
      1,
      no(o.voteBySig(2, 1, p, 1), Already),
      no(o.voteBySig(2, 1, q, 1, { nonce: -1 }), Signature),
    );
    s.block(1, ok(o.voteBySig(2, 1, q, 0)));
  });
  add('what makes a signature invalid', 'all', (s, it) => {
    const p = plain();
    opened(s, p);
    const bad = [
      { nonce: 1 },
      { tamper: 'short' },
      { tamper: 'high s' },
      { tamper: 'v' },
      { chainId: 1 },
      { voter: 1 },
      { voter: modules.token },
      { signed: 0 },
    ];
    s.block(
      it.delay + 1,
      ...bad.slice(0, 4).map((more) => no(o.voteBySig(2, 0, p, 1, more), Signature)),
    );
    s.block(1, ...bad.slice(4).map((more) => no(o.voteBySig(2, 0, p, 1, more), Signature)));
    s.block(
      1,
      no(o.voteBySig(2, 0, p, 1, { voter: o.nobody }), Signature),
      ok(o.voteBySig(2, 0, p, 1)),
    );
  });
  add('a signature is checked before the proposal', 'all', (s) => {
    const p = plain();
    s.knows(p);
    s.block(
      1,
      no(o.voteBySig(2, 0, p, 1, { tamper: 'v' }), Signature),
      no(o.voteBySig(2, 0, p, 1), 'GovernorNonexistentProposal'),
    );
    s.block(1, no(o.voteBySig(2, 0, p, 1), 'GovernorNonexistentProposal'));
  });
  add('an extended ballot signs its reason and params', 'all', (s, it) => {
    const p = plain();
    const params = it.counting === 'fractional' ? o.split(1, 2, 3) : '0xabcd';
    const support = it.counting === 'fractional' ? 255 : 1;
    opened(s, p);
    s.block(
      it.delay + 1,
      no(o.voteWithParamsBySig(2, 0, p, support, 'a', params, { signed: 'b' }), Signature),
      ok(o.voteWithParamsBySig(2, 0, p, support, 'a', params)),
    );
    s.block(1, ok(o.voteWithParamsBySig(2, 1, p, 1, '', '0x')));
  });
}

function lateQuorum(add) {
  const extended = (name, early) =>
    add(name, ['base', 'time', 'overridable'], (s, it) => {
      const p = plain();
      opened(s, p);
      s.block(it.delay + 1, ok(o.vote(4, p, 1)));
      const last = it.period - 1 - early;
      s.block(last, ok(o.vote(3, p, 1)));
      s.block(early + it.extension, o.vote(1, p, 0));
      s.block(1, o.vote(0, p, 1), o.queue(0, p));
    });
  extended('a quorum in the last block moves the deadline', 0);
  extended('a quorum just early enough does not', 3);
  extended('a quorum one block later does', 2);
  extended('a quorum two blocks later does', 1);
  add('the deadline moves once', ['base', 'time'], (s, it) => {
    const p = plain();
    opened(s, p);
    s.block(it.delay + it.period, ok(o.vote(3, p, 1)));
    s.block(it.extension, ok(o.vote(0, p, 2)));
    s.block(1, no(o.vote(1, p, 0), State), ok(o.queue(1, p)));
  });
  add('without an extension the deadline stays', ['base', 'time'], (s, it) => {
    done(s, it, changing('setLateQuorumVoteExtension(uint48)', [0]));
    const p = plain();
    opened(s, p);
    s.block(it.delay + it.period, ok(o.vote(3, p, 1)));
    s.block(1, no(o.vote(0, p, 1), State));
  });
  add('a quorum of nothing is reached by the first vote', ['base', 'time'], (s, it) => {
    done(s, it, changing('updateQuorumNumerator(uint256)', [0]));
    const p = plain();
    opened(s, p);
    s.block(it.delay + it.period, ok(o.vote(5, p, 1)));
    s.block(it.extension, ok(o.vote(4, p, 1)));
    s.block(1, ok(o.queue(1, p)));
  });
}

// Not here: a call without any data. The governor of OpenZeppelin has a `receive` that reverts with
// GovernorDisabledDeposit; this chain refuses coins to a module without a call everywhere, with
// empty data (the governor's README).
function decoding(add) {
  add('strict decoding', 'all', (s, it) => {
    const p = plain();
    opened(s, p);
    const id = BigInt(proposalId(p)).toString(16).padStart(64, '0');
    const raw = (data, more) => no({ by: 0, to: 'governor', data, ...more }, 'empty');
    const one = `${'0'.repeat(63)}1`;
    s.block(
      it.delay + 1,
      raw(`0x56781388${id}`),
      raw(`0x56781388${id}${'1'.repeat(64)}`),
      raw(`0x56781388${id}${one}`, { value: '1' }),
    );
    s.block(1, raw('0x567813'), raw('0xdeadbeef'), raw(`0x7d5e81e2${one.repeat(4)}`));
    s.block(1, ok({ by: 0, to: 'governor', data: `0x56781388${id}${one}ffff` }));
  });
  add('functions of other compositions are unknown', ['base', 'time'], (s, it) => {
    const p = plain();
    opened(s, p);
    s.block(
      it.delay + 1,
      no(o.override(0, p, 1), 'empty'),
      no(o.overrideBySig(1, 0, p, 1), 'empty'),
      no(o.governor(0, 'usedVotes(uint256,address)', [proposalId(p), o.who(0)]), 'empty'),
      no(o.governor(0, 'superQuorum(uint256)', [1]), 'empty'),
    );
    s.block(
      1,
      no(o.governor(0, 'updateSuperQuorumNumerator(uint256)', [1]), 'empty'),
      no(o.governor(0, 'setProposalGuardian(address)', [o.who(1)]), 'empty'),
      no(o.governor(0, 'proposalGuardian()', []), 'empty'),
      no(o.token(0, 'getPastDelegate(address,uint256)', [o.who(1), 1]), 'empty'),
    );
  });
}

export function votingScenarios(add) {
  ballots(add);
  signatures(add);
  lateQuorum(add);
  decoding(add);
}
