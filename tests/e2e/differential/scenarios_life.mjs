// SPDX-License-Identifier: Apache-2.0
// From proposal to execution: states at their edges, ids, descriptions, thresholds, cancellation,
// the timelock, and what governance alone may do.
import { account, modules } from '../lib/actors.mjs';
import * as o from './ops.mjs';
import { accepted, changing, done, no, ok, opened, passed, plain, queued } from './steps.mjs';

const State = 'GovernorUnexpectedProposalState';

function edges(add) {
  add('the snapshot is pending, the deadline is active', 'all', (s, it) => {
    const p = plain();
    opened(s, p);
    s.block(it.delay, no(o.vote(3, p, 1), State));
    s.block(1, ok(o.vote(3, p, 1)), no(o.queue(1, p), State));
    s.block(it.period - 1, ok(o.vote(4, p, 1)));
    s.block(1, no(o.vote(0, p, 1), State), ok(o.queue(1, p)), no(o.queue(1, p), State));
    s.after(it.minDelay - 1, no(o.execute(1, p), 'TimelockUnexpectedOperationState'));
    s.after(1, ok(o.execute(1, p)), no(o.execute(1, p), State));
  });
  add('unknown proposals', 'all', (s) => {
    const p = plain();
    s.knows(p);
    const unknown = 'GovernorNonexistentProposal';
    s.block(1, no(o.vote(0, p, 1), unknown), no(o.queue(0, p), unknown));
    s.block(1, no(o.execute(0, p), unknown), no(o.cancel(0, p), unknown));
  });
  add('exactly the quorum is enough, one less is not, a tie is lost', 'all', (s, it) => {
    const [enough, short, tie, abstained] = [plain(), plain(), plain(), plain()];
    s.block(1, ok(o.delegate(5, 5)));
    opened(s, enough, short, tie, abstained);
    s.block(
      it.delay + 1,
      ok(o.vote(3, enough, 1)),
      ok(o.vote(4, short, 1)),
      ok(o.vote(3, tie, 1)),
      ok(o.vote(4, tie, 0)),
    );
    s.block(1, ok(o.vote(5, tie, 0)), ok(o.vote(4, abstained, 2)), ok(o.vote(5, abstained, 1)));
    s.block(
      it.period + it.extension,
      ok(o.queue(5, enough)),
      no(o.queue(5, short), State),
      no(o.queue(5, tie), State),
      ok(o.queue(5, abstained)),
    );
  });
  add('a lower quorum does not revive what was defeated', 'all', (s, it) => {
    const [old, change] = [plain(), changing('updateQuorumNumerator(uint256)', [3])];
    opened(s, old, change);
    s.block(it.delay + 1, ok(o.vote(4, old, 1)), ok(o.vote(0, change, 1)));
    s.block(it.period + it.extension, no(o.queue(0, old), State), ok(o.queue(0, change)));
    s.after(it.minDelay, ok(o.execute(1, change)));
    const next = plain();
    s.block(1, no(o.queue(0, old), State));
    opened(s, next);
    s.block(it.delay + 1, ok(o.vote(4, next, 1)));
    s.block(it.period + it.extension, ok(o.queue(0, next)), no(o.queue(0, old), State));
  });
  add('new delays and periods are for later proposals', 'all', (s, it) => {
    const list = [
      ['governor', 'setVotingDelay(uint48)', [4]],
      ['governor', 'setVotingPeriod(uint32)', [12]],
      ['governor', 'setLateQuorumVoteExtension(uint48)', [12]],
    ];
    const change = o.calls(list, 'slower');
    done(s, it, change);
    const next = plain();
    opened(s, next);
    s.block(4, no(o.vote(3, next, 1), State));
    s.block(12, ok(o.vote(3, next, 1)));
    s.block(12, ok(o.vote(4, next, 1)));
    s.block(1, no(o.vote(0, next, 1), State), ok(o.queue(0, next)));
  });
}

function proposing(add) {
  add('an id is taken for ever', 'all', (s, it) => {
    const [kept, canceled] = [plain(), plain()];
    opened(s, kept, canceled);
    s.block(
      1,
      no(o.propose(1, kept), State),
      ok(o.cancel(0, canceled)),
      no(o.propose(0, canceled), State),
    );
    s.block(it.delay, no(o.propose(0, kept), State));
  });
  add('lengths', 'all', (s) => {
    const Length = 'GovernorInvalidProposalLength';
    const whole = o.calls(
      [
        [o.stranger, '0x'],
        ['token', '0x'],
      ],
      'lengths',
    );
    const some = (changes) => ({ ...whole, ...changes });
    s.block(
      1,
      no(o.propose(0, some({ targets: [] })), Length),
      no(o.propose(0, some({ values: ['0'] })), Length),
      no(o.propose(0, some({ calldatas: ['0x', '0x', '0x'] })), Length),
      no(o.propose(0, some({ targets: [], values: [], calldatas: [] })), Length),
    );
  });
  add('a description may name its proposer', 'all', (s) => {
    const Restricted = 'GovernorRestrictedProposer';
    const mine = `ends #proposer=${account(0).address}`;
    const lower = `low #proposer=${account(0).address.toLowerCase()}`;
    const shout = `loud #proposer=0x${account(0).address.slice(2).toUpperCase()}`;
    const bare = `#proposer=${account(1).address}`;
    s.block(
      1,
      no(o.propose(1, plain(mine)), Restricted),
      ok(o.propose(0, plain(mine))),
      no(o.propose(1, plain(lower)), Restricted),
      ok(o.propose(0, plain(lower))),
    );
    s.block(
      1,
      ok(o.propose(0, plain(shout))),
      no(o.propose(0, plain(bare)), Restricted),
      ok(o.propose(1, plain(bare))),
      ok(o.propose(1, plain(`${mine} `))),
    );
    s.block(
      1,
      ok(o.propose(1, plain(mine.slice(0, -1)))),
      ok(o.propose(1, plain(`${mine.slice(0, -1)}g`))),
      ok(o.propose(1, plain(mine.replace('#p', '#P')))),
      ok(o.propose(1, plain(mine.replace('0x', '0X')))),
    );
    s.block(1, ok(o.propose(0, plain(''))), ok(o.propose(1, plain(mine.replace('0x', '00')))));
  });
  add('the threshold is met one tick before', 'all', (s, it) => {
    done(s, it, changing('setProposalThreshold(uint256)', [40]));
    const Few = 'GovernorInsufficientProposerVotes';
    s.block(
      1,
      ok(o.propose(3, plain())),
      no(o.propose(4, plain()), Few),
      no(o.propose(5, plain()), Few),
    );
    s.block(1, ok(o.transfer(0, 4, 1)), no(o.propose(4, plain()), Few));
    s.block(1, ok(o.propose(4, plain())), ok(o.transfer(3, 5, 1)), ok(o.propose(3, plain())));
    s.block(1, no(o.propose(3, plain()), Few));
    s.block(
      1,
      no(o.propose(4, { ...plain(), targets: [] }), 'GovernorInvalidProposalLength'),
      no(o.propose(5, { ...plain(), targets: [] }), Few),
    );
  });
  add('a proposal may propose', 'all', (s, it) => {
    const inner = plain('inner');
    const call = o.propose(0, inner);
    if (it.threshold > 0) return s.block(1);
    done(s, it, o.calls([['governor', call.fn, call.args]], 'outer'));
    s.knows(inner).block(it.delay + 1, ok(o.vote(0, inner, 1)));
  });
}

function cancelling(add) {
  const Unable = 'GovernorUnableToCancel';
  add('the proposer cancels while it is pending', ['base', 'time'], (s, it) => {
    const [p, q] = [plain(), plain()];
    opened(s, p, q);
    s.block(1, no(o.cancel(1, p), Unable), ok(o.cancel(0, p)), no(o.cancel(0, p), Unable));
    s.block(it.delay, no(o.cancel(0, q), Unable), no(o.vote(0, p, 1), State));
    s.block(it.period, no(o.cancel(0, q), Unable));
  });
  add('an operation cancelled in the timelock is a cancelled proposal', 'all', (s, it) => {
    const list = [
      [
        'timelock',
        'grantRole(bytes32,address)',
        ['0xfd643c72710c63c0180259aba6b2d05451e3591a24e58b62239378085726f783', o.who(2)],
      ],
    ];
    done(s, it, o.calls(list, 'a canceller'));
    const p = plain();
    queued(s, it, p);
    s.block(
      1,
      no(o.cancelOperation(0, p), 'AccessControlUnauthorizedAccount'),
      ok(o.cancelOperation(2, p)),
    );
    s.after(
      it.minDelay,
      no(o.execute(1, p), State),
      no(o.queue(1, p), State),
      no(o.cancelOperation(2, p), 'TimelockUnexpectedOperationState'),
    );
  });
}

function executing(add) {
  add('an operation executed in the timelock is an executed proposal', 'all', (s, it) => {
    const p = plain();
    queued(s, it, p);
    s.after(it.minDelay, ok(o.executeBatch(1, p)), no(o.execute(1, p), State));
  });
  add('the executor role', ['time'], (s, it) => {
    const p = plain();
    queued(s, it, p);
    s.after(
      it.minDelay,
      no(o.executeBatch(0, p), 'AccessControlUnauthorizedAccount'),
      ok(o.executeBatch(1, p)),
    );
  });
  add('a failing action is undone and stays queued', 'all', (s, it) => {
    const list = [
      ['governor', 'setVotingDelay(uint48)', [3]],
      ['governor', 'setVotingPeriod(uint32)', [0]],
    ];
    const [p, empty] = [o.calls(list, 'half'), o.calls([['governor', '0xdeadbeef']], 'nothing')];
    queued(s, it, p, empty);
    s.after(
      it.minDelay,
      no(o.execute(1, p), 'GovernorInvalidVotingPeriod'),
      no(o.execute(1, empty), 'FailedCall'),
    );
    s.after(50, no(o.execute(1, p), 'GovernorInvalidVotingPeriod'));
  });
  add('bounds of the settings', 'all', (s, it) => {
    const wrong = [
      [
        changing('updateQuorumNumerator(uint256)', [101]),
        it.superQuorum ? 'GovernorInvalidQuorumTooLarge' : 'GovernorInvalidQuorumFraction',
      ],
      [
        changing('setLateQuorumVoteExtension(uint48)', [it.period + 1]),
        'GovernorPreventLateQuorumVoteExtensionTooLarge',
      ],
      [changing('setVotingPeriod(uint32)', [0]), 'GovernorInvalidVotingPeriod'],
    ];
    queued(s, it, ...wrong.map(([p]) => p));
    s.after(it.minDelay, ...wrong.map(([p, error]) => no(o.execute(1, p), error)));
  });
  add('a snapshot must fit 48 bits', 'all', (s, it) => {
    done(s, it, changing('setVotingDelay(uint48)', [(2n ** 48n - 1n).toString()]));
    s.block(1, no(o.propose(0, plain()), 'SafeCastOverflowedUintDowncast'));
  });
  add('only governance changes the governor', 'all', (s, it) => {
    const Only = 'GovernorOnlyExecutor';
    const direct = changing('setVotingDelay(uint48)', [2]);
    queued(s, it, direct);
    s.after(
      it.minDelay,
      no(o.executeBatch(1, direct), 'Panic 49'),
      no(o.governor(0, 'setVotingDelay(uint48)', [2]), Only),
      no(o.governor(0, 'setVotingPeriod(uint32)', [0]), Only),
    );
    s.block(
      1,
      no(o.governor(0, 'relay(address,uint256,bytes)', [o.stranger, 0, '0x']), Only),
      no(o.governor(0, 'updateTimelock(address)', [o.who(0)]), Only),
      no(o.governor(0, 'updateQuorumNumerator(uint256)', [101]), Only),
      ok(o.execute(1, direct)),
    );
  });
  add('values, payments and relays', 'all', (s, it) => {
    const pay = o.calls([[o.stranger, '0x', [], 7]], 'pay');
    const relay = changing('relay(address,uint256,bytes)', [o.stranger, 0, '0x1234']);
    const failing = changing('relay(address,uint256,bytes)', [modules.token, 0, '0x12345678']);
    const wrapped = o.calls([['token', 'depositFor(address)', [o.who(5)], 9]], 'wrap');
    queued(s, it, pay, relay, failing, wrapped);
    s.after(it.minDelay, no(o.execute(1, pay), 'FailedCall'));
    s.block(
      1,
      ok(o.execute(1, pay, 7)),
      ok(o.execute(1, relay)),
      no(o.execute(1, failing), 'FailedCall'),
    );
    s.block(1, ok(o.execute(1, wrapped, 9)));
  });
  add('the timelock is another', 'all', (s, it) => {
    const [p, change] = [plain(), changing('updateTimelock(address)', [o.stranger])];
    queued(s, it, p, change);
    s.after(it.minDelay, ok(o.execute(1, change)), no(o.execute(1, p), 'empty'));
    s.block(1, no(o.queue(1, p), 'empty'));
  });
}

function timelockCalls(add) {
  add('roles of the timelock', 'all', (s) => {
    const p = plain();
    const Denied = 'AccessControlUnauthorizedAccount';
    s.block(
      1,
      no(o.scheduleBatch(0, p), Denied),
      no(o.cancelOperation(0, p), Denied),
      no(o.timelock(0, 'updateDelay(uint256)', [0]), 'TimelockUnauthorizedCaller'),
      no(o.timelock(0, 'grantRole(bytes32,address)', [o.zero, o.who(0)]), Denied),
    );
    s.block(
      1,
      no(
        o.timelock(0, 'renounceRole(bytes32,address)', [o.zero, o.who(1)]),
        'AccessControlBadConfirmation',
      ),
      ok(o.timelock(0, 'renounceRole(bytes32,address)', [o.zero, o.who(0)])),
    );
  });
  add('operations of another proposer', 'all', (s, it) => {
    const role = '0xb09aa5aeb3702cfd50b6b62bc4532604938f21248a27a1d5ca736082b6819cc1';
    const list = [
      ['timelock', 'grantRole(bytes32,address)', [role, o.who(2)]],
      ['timelock', 'updateDelay(uint256)', [5]],
    ];
    done(s, it, o.calls(list, 'a proposer'));
    const p = plain();
    s.knows(p);
    s.block(
      1,
      no(o.scheduleBatch(2, p, 4), 'TimelockInsufficientDelay'),
      ok(o.scheduleBatch(2, p, 5)),
      no(o.scheduleBatch(2, p, 5), 'TimelockUnexpectedOperationState'),
      no(o.scheduleBatch(2, { ...p, values: [] }), 'TimelockInvalidOperationLength'),
    );
    s.after(4, no(o.executeBatch(1, p), 'TimelockUnexpectedOperationState'));
    s.after(
      1,
      ok(o.executeBatch(1, p)),
      no(o.executeBatch(1, p), 'TimelockUnexpectedOperationState'),
    );
  });
  add('a queued operation squatted in the timelock', 'all', (s, it) => {
    const role = '0xb09aa5aeb3702cfd50b6b62bc4532604938f21248a27a1d5ca736082b6819cc1';
    done(s, it, o.calls([['timelock', 'grantRole(bytes32,address)', [role, o.who(2)]]], 'p'));
    const p = plain();
    passed(s, it, p);
    s.block(1, ok(o.scheduleBatch(2, p, 9)), no(o.queue(0, p), 'TimelockUnexpectedOperationState'));
  });
  add('tokens are refused by the governor and taken by the timelock', 'all', (s) => {
    const fn = 'onERC721Received(address,address,uint256,bytes)';
    const args = [o.stranger, o.stranger, 1, '0x'];
    s.block(1, no(o.governor(0, fn, args), 'GovernorDisabledDeposit'), ok(o.timelock(0, fn, args)));
  });
}

export function lifeScenarios(add) {
  edges(add);
  proposing(add);
  cancelling(add);
  executing(add);
  timelockCalls(add);
}
