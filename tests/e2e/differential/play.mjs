// SPDX-License-Identifier: Apache-2.0
// Plays a sequence on both chains and compares everything that a caller can see.
//
// A sequence is plain data, so that it can be cut down, written to a file and played again: a list
// of blocks {ticks, seconds, ops}. `ticks` is how far the votes' clock goes to reach the block
// (blocks, or seconds where time is the clock), `seconds` how much later its time is. An op is
// {by, to, fn, args, value, data, sign}: transactions of one block run in the order given.
import {
  encodeAbiParameters,
  encodeFunctionData,
  keccak256,
  parseAbi,
  parseAbiParameters,
  stringToHex,
  toFunctionSelector,
} from 'viem';
import { account, modules, multicall } from '../lib/actors.mjs';
import { signatureArguments } from './signed.mjs';
import { fullViews, proposalViews } from './views.mjs';

const gas = 3_000_000n;
const system = '0xfffffffffffffffffffffffffffffffffffffffe';

const parsed = new Map();
function signature(fn) {
  if (!parsed.has(fn)) {
    const types = fn.slice(fn.indexOf('(') + 1, -1);
    parsed.set(fn, {
      selector: toFunctionSelector(fn),
      types: types === '' ? [] : parseAbiParameters(types),
    });
  }
  return parsed.get(fn);
}

function typed(type, value) {
  if (type.endsWith('[]')) return value.map((one) => typed(type.slice(0, -2), one));
  if (/^uint/.test(type)) return Number(type.slice(4)) <= 48 ? Number(value) : BigInt(value);
  return value;
}

export function encode(fn, args = []) {
  const { selector, types } = signature(fn);
  const values = types.map(({ type }, i) => typed(type, args[i]));
  return selector + encodeAbiParameters(types, values).slice(2);
}

export const address = (to) => modules[to] ?? (typeof to === 'number' ? account(to).address : to);

async function calldata(pair, op) {
  if (op.data !== undefined) return op.data;
  return encode(op.fn, op.sign ? await signatureArguments(pair, op) : op.args);
}

async function rawTransaction(pair, op, nonce, place) {
  const call = {
    from: account(op.by).address,
    to: address(op.to),
    value: `0x${BigInt(op.value ?? 0).toString(16)}`,
    data: await calldata(pair, op),
  };
  // A block takes the best paying first: the tip falls with the place in the block.
  const raw = await account(op.by).signTransaction({
    type: 'eip1559',
    chainId: 31337,
    nonce,
    gas,
    maxFeePerGas: 10n ** 12n,
    maxPriorityFeePerGas: 10n ** 9n - BigInt(place),
    to: call.to,
    value: BigInt(call.value),
    data: call.data,
  });
  return { raw, call, op, hash: keccak256(raw) };
}

// Sends and mines; returns the transactions with their heights, and the heights of blocks.
async function run(pair, blocks) {
  const nonces = [...pair.nonces];
  let { height, time } = { height: pair.base.height + 1, time: pair.base.time + 1 };
  const done = [];
  const heights = [];
  for (const block of blocks) {
    const skipped = pair.it.byTime ? 0 : block.ticks - 1;
    const seconds = pair.it.byTime ? block.ticks : (block.seconds ?? 1);
    if (skipped > 0) await pair.each((side) => side.mine(skipped));
    const sent = [];
    for (const op of block.ops)
      sent.push(await rawTransaction(pair, op, nonces[op.by]++, sent.length));
    if (sent.length > 0) await pair.each((side) => side.send(sent.map((one) => one.raw)));
    height += skipped + 1;
    time += skipped + seconds;
    await pair.each((side) => side.mine(1, seconds === 1 ? undefined : time));
    for (const one of sent) done.push({ ...one, height });
    heights.push(height);
  }
  return { done, heights, height, time };
}

const hex = (number) => `0x${number.toString(16)}`;
// Code 3 is a revert. Anything else is no answer of a contract, and shown as it is.
const outcome = ({ result, error }) => {
  if (!error) return result;
  return error.code === 3 ? `reverts ${error.data ?? '0x'}` : `fails ${JSON.stringify(error)}`;
};

function receiptsOf(answer) {
  return (answer.result ?? [])
    .filter((one) => one.from !== system)
    .map((one) => ({
      hash: one.transactionHash,
      status: one.status,
      logs: one.logs.map((log) => [log.address, ...log.topics, log.data].join(' ').toLowerCase()),
    }));
}

const headOf = ({ result }) => `${Number(result?.number)} at ${Number(result?.timestamp)}`;

function differ(what, ours, theirs, more = {}) {
  return { what, ours, theirs, ...more };
}

function compareReceipts(height, ours, theirs, done) {
  const [a, b] = [receiptsOf(ours), receiptsOf(theirs)];
  for (let i = 0; i < Math.max(a.length, b.length); ++i) {
    if (a[i]?.hash !== b[i]?.hash)
      return differ(`order in block ${height}`, a[i]?.hash, b[i]?.hash);
    const { op } = done.find((one) => one.hash === a[i].hash);
    if (a[i].status !== b[i].status)
      return differ(`status in block ${height}`, a[i].status, b[i].status, { op });
    for (let k = 0; k < Math.max(a[i].logs.length, b[i].logs.length); ++k)
      if (a[i].logs[k] !== b[i].logs[k])
        return differ(`log ${k} in block ${height}`, a[i].logs[k], b[i].logs[k], { op });
  }
  return null;
}

const aggregate = parseAbi([
  'struct Call { address target; bool allowFailure; bytes callData; }',
  'function aggregate3(Call[] calls) payable returns ((bool,bytes)[])',
]);

// One call that asks many views; each may fail.
function ask(views, height) {
  const calls = views.map(([to, fn, args]) => ({
    target: address(to),
    allowFailure: true,
    callData: encode(fn, args),
  }));
  const data = encodeFunctionData({ abi: aggregate, functionName: 'aggregate3', args: [calls] });
  return ['eth_call', [{ to: multicall, data }, hex(height)]];
}

async function firstView(pair, views, height) {
  for (const view of views) {
    const { data } = ask([view], height)[1][0];
    const [a, b] = await pair.each((side) =>
      side.many([['eth_call', [{ to: multicall, data }, hex(height)]]]),
    );
    if (outcome(a[0]) !== outcome(b[0])) return view;
  }
  return null;
}

async function readBoth(pair, calls) {
  const [ours, theirs] = await pair.each((side) => side.many(calls));
  return calls.map((call, i) => [call, ours[i], theirs[i]]);
}

// What the calls return, asked before their block, and how the failed ones failed.
async function compareCalls(pair, done, failed) {
  const asked = [
    ...done.map((one) => [one, hex(one.height - 1)]),
    ...failed.map((one) => [one, hex(one.height)]),
  ];
  const answers = await readBoth(
    pair,
    asked.map(([one, at]) => ['eth_call', [{ ...one.call, gas: hex(gas) }, at]]),
  );
  // Another transaction of the block may have changed the reason: both are kept.
  const reasons = new Map(done.map((one, i) => [one.hash, [outcome(answers[i][2])]]));
  for (const [i, [, a, b]] of answers.entries()) {
    const [one, at] = asked[i];
    if (i >= done.length) reasons.get(one.hash).push(outcome(b));
    if (outcome(a) !== outcome(b))
      return {
        difference: differ(`eth_call at ${Number(at)}`, outcome(a), outcome(b), { op: one.op }),
      };
  }
  return { reasons };
}

// null when both did the same; else what differs first. `results` has for each op 'ok' or what
// the reference said before and after its block.
export async function play(pair, blocks, proposals) {
  await pair.reset();
  const { done, heights, height, time } = await run(pair, blocks);
  const known = proposalViews(proposals);
  const full = fullViews(pair, proposals, pair.it.byTime ? time : height);
  const reads = await readBoth(pair, [
    ...heights.map((at) => ['eth_getBlockReceipts', [hex(at)]]),
    ...heights.map((at) => ['eth_getBlockByNumber', [hex(at), false]]),
    ...heights.map((at) => ask(known, at)),
    ask(full, height),
  ]);
  const count = heights.length;
  for (const [i, at] of heights.entries()) {
    const [, a, b] = reads[count + i];
    if (headOf(a) !== headOf(b)) return { difference: differ('block', headOf(a), headOf(b)) };
    const [, c, d] = reads[i];
    const difference = compareReceipts(at, c, d, done);
    if (difference) return { difference };
  }
  for (let i = 2 * count; i < reads.length; ++i) {
    const [, a, b] = reads[i];
    if (outcome(a) === outcome(b)) continue;
    const last = i === reads.length - 1;
    const at = last ? height : heights[i - 2 * count];
    const view = await firstView(pair, last ? full : known, at);
    return { difference: differ(`views at ${at}`, outcome(a), outcome(b), { view }) };
  }
  const status = new Map();
  for (let i = 0; i < count; ++i)
    for (const one of receiptsOf(reads[i][2])) status.set(one.hash, one.status);
  const failed = done.filter((one) => status.get(one.hash) === '0x0');
  const missing = done.find((one) => !status.has(one.hash));
  if (missing)
    return { difference: differ('a transaction is in no block', '', '', { op: missing.op }) };
  const { difference, reasons } = await compareCalls(pair, done, failed);
  if (difference) return { difference };
  return {
    difference: null,
    results: done.map((one) => (status.get(one.hash) === '0x1' ? ['ok'] : reasons.get(one.hash))),
    failed: failed.length,
  };
}

export const textHash = (text) => keccak256(stringToHex(text));
