// SPDX-License-Identifier: Apache-2.0
// Steps that many scenarios begin with. The clock stands at a proposal's own block before each.
import * as o from './ops.mjs';

export const ok = (op) => ({ ...op, expect: 'ok' });
export const no = (op, error) => ({ ...op, expect: error });

let count = 0;
export const plain = (description = `plain ${++count}`) =>
  o.calls([[o.stranger, '0x']], description);
export const changing = (fn, args, description = `change ${++count}`) =>
  o.calls([['governor', fn, args]], description);

// Proposed by account 0; the next block is `ticks` after the first in which one may vote.
export function opened(s, ...proposals) {
  s.knows(...proposals);
  s.block(1, ...proposals.map((p) => ok(o.propose(0, p))));
}

// Voted for by accounts 0 and 1 (920 votes) in the first block that is open.
export function accepted(s, it, ...proposals) {
  opened(s, ...proposals);
  s.block(it.delay + 1, ...proposals.map((p) => ok(o.vote(1, p, 1))));
  if (!it.superQuorum) s.block(1, ...proposals.map((p) => ok(o.vote(0, p, 1))));
}

// Succeeded: the next block may queue.
export function passed(s, it, ...proposals) {
  accepted(s, it, ...proposals);
  s.block(it.period + it.extension, ...[]);
}

export function queued(s, it, ...proposals) {
  passed(s, it, ...proposals);
  s.block(1, ...proposals.map((p) => ok(o.queue(2, p))));
}

export function done(s, it, ...proposals) {
  queued(s, it, ...proposals);
  s.after(it.minDelay, ...proposals.map((p) => ok(o.execute(1, p))));
}
