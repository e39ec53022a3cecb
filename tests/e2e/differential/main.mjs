// SPDX-License-Identifier: Apache-2.0
// The differential oracle: see tests/e2e/oracle for its options. Prints one line a composition and,
// for a difference, the shortest sequence that still shows it, which --replay plays again.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { compositions } from './compositions.mjs';
import * as o from './ops.mjs';
import { Pair } from './pair.mjs';
import { play } from './play.mjs';
import { sequence } from './random.mjs';
import { scenarios } from './scenarios.mjs';
import { shrink } from './shrink.mjs';

const { values: options } = parseArgs({
  options: {
    sequences: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    composition: { type: 'string', multiple: true },
    program: { type: 'string' },
    replay: { type: 'string' },
    'stop-at-first': { type: 'boolean', default: false },
    out: { type: 'string', default: '.' },
  },
});

// 1000 votes: 500, 300, 120, 40 (exactly the quorum), 39 and 1, which its holder gives to nobody.
const holdings = [500, 300, 120, 40, 39, 1];
const setup = [
  { ticks: 1, ops: holdings.map((n, i) => o.deposit(i, i, n)).slice(0, 4) },
  { ticks: 1, ops: holdings.map((n, i) => o.deposit(i, i, n)).slice(4) },
  { ticks: 1, ops: [o.delegate(0, 0), o.delegate(1, 1), o.delegate(2, 1), o.delegate(3, 3)] },
  { ticks: 1, ops: [o.delegate(4, 4)] },
  { ticks: 3, ops: [] },
];

const text = (value) => JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? `${v}` : v), 1);
const short = (value) => (`${value}`.length > 400 ? `${`${value}`.slice(0, 400)}…` : `${value}`);

let differences = 0;
function report(name, what, difference, cut) {
  ++differences;
  mkdirSync(options.out, { recursive: true });
  const file = join(options.out, `oracle-${name}-${differences}.json`);
  if (cut) writeFileSync(file, text({ composition: name, ...cut }));
  console.log(`FAIL  ${name}: ${what}: ${difference.what}`);
  if (difference.op)
    console.log(`        call      ${short(text(difference.op).replace(/\s+/g, ' '))}`);
  if (difference.view)
    console.log(`        view      ${short(text(difference.view).replace(/\s+/g, ' '))}`);
  console.log(`        node      ${short(difference.ours)}`);
  console.log(`        reference ${short(difference.theirs)}`);
  if (cut) console.log(`        ${cut.blocks.length} blocks in ${file}; play it with --replay`);
}

async function open(name) {
  const pair = new Pair(name, options.program);
  try {
    await pair.start();
    const { difference, failed } = await play(pair, setup, []);
    if (difference || failed > 0) throw new Error(`the set-up differs: ${text(difference)}`);
    await pair.keep();
    return pair;
  } catch (error) {
    pair.stop();
    throw error;
  }
}

async function runScenarios(pair) {
  let passed = 0;
  for (const scenario of scenarios(pair.name, pair.it)) {
    const { difference, results } = await play(pair, scenario.blocks, scenario.proposals);
    if (difference) {
      report(pair.name, scenario.name, difference, scenario);
      if (options['stop-at-first']) break;
      continue;
    }
    // The reference must do what the scenario says, or the scenario tries another rule than named.
    const ops = scenario.blocks.flatMap((block) => block.ops);
    const wrong = ops.findIndex(
      (op, i) =>
        op.expect !== undefined && !results[i].some((one) => o.errorName(one) === op.expect),
    );
    if (wrong >= 0) {
      ++differences;
      console.log(
        `FAIL  ${pair.name}: ${scenario.name}: call ${wrong} (${ops[wrong].fn}): ` +
          `expected ${ops[wrong].expect}, the reference says ${results[wrong].map(o.errorName)}`,
      );
    } else {
      ++passed;
    }
  }
  return passed;
}

async function runRandom(pair, count, seed) {
  const sum = { sequences: 0, calls: 0, reverts: 0 };
  for (let i = 0; i < count; ++i) {
    const drawn = sequence(pair.it, seed + i);
    const { difference, results, failed } = await play(pair, drawn.blocks, drawn.proposals);
    ++sum.sequences;
    if (difference) {
      const cut = await shrink(pair, drawn, difference);
      report(pair.name, `seed ${seed + i}`, cut.difference, cut.sequence);
      if (options['stop-at-first'] || differences >= 5) break;
    } else {
      sum.calls += results.length;
      sum.reverts += failed;
    }
    if ((i + 1) % 500 === 0) console.error(`${pair.name}: ${i + 1} of ${count}`);
  }
  return sum;
}

async function replay(file) {
  const saved = JSON.parse(readFileSync(file, 'utf8'));
  const pair = await open(saved.composition);
  try {
    const { difference } = await play(pair, saved.blocks, saved.proposals);
    if (difference) report(saved.composition, file, difference);
    else console.log(`${file}: no difference`);
  } finally {
    pair.stop();
  }
}

async function all() {
  const names = options.composition ?? Object.keys(compositions);
  const total = { scenarios: 0, sequences: 0, calls: 0, reverts: 0 };
  for (const [i, name] of names.entries()) {
    const share = Math.floor((Number(options.sequences) + i) / names.length);
    const begun = Date.now();
    const before = differences;
    const pair = await open(name);
    try {
      const scenariosPassed = await runScenarios(pair);
      const wanted = before === differences || !options['stop-at-first'] ? share : 0;
      const sum = await runRandom(pair, wanted, Number(options.seed) + 1_000_000 * i);
      total.scenarios += scenariosPassed;
      for (const key of ['sequences', 'calls', 'reverts']) total[key] += sum[key];
      const seconds = Math.round((Date.now() - begun) / 1000);
      console.log(
        `${differences === before ? 'ok   ' : 'FAIL '} ${name}: ${scenariosPassed} scenarios, ` +
          `${sum.sequences} random sequences, ` +
          `${sum.calls} calls of which ${sum.reverts} revert, in ${seconds} s`,
      );
    } finally {
      pair.stop();
    }
    if (differences > 0 && options['stop-at-first']) break;
  }
  console.log(
    `${total.scenarios} scenarios and ${total.sequences} random sequences ` +
      `(${total.calls} calls, ${total.reverts} reverts): ${differences} differences`,
  );
  console.log(`${total.scenarios + total.sequences} passed, ${differences} failed, 0 skipped`);
}

await (options.replay ? replay(options.replay) : all());
process.exit(differences === 0 ? 0 : 1);
