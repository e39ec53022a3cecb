// SPDX-License-Identifier: Apache-2.0
// Cuts a sequence down while both chains still differ: whole blocks first, then single ops, then
// the time between blocks. Bounded, since each try plays the sequence.
import { play } from './play.mjs';

const tries_max = 200;

function* smaller(blocks) {
  for (let width = blocks.length >> 1; width >= 1; width >>= 1)
    for (let at = 0; at + width <= blocks.length; at += width) {
      const rest = [...blocks.slice(0, at), ...blocks.slice(at + width)];
      // The clock runs on as far as before, so that what follows keeps its time.
      const lost = blocks.slice(at, at + width).reduce((sum, block) => sum + block.ticks, 0);
      if (rest.length > 0) {
        yield rest;
        if (at < rest.length)
          yield rest.map((block, i) =>
            i === at ? { ...block, ticks: block.ticks + lost } : block,
          );
      }
    }
  for (const [i, block] of blocks.entries())
    for (const k of block.ops.keys())
      yield blocks.map((one, j) =>
        j === i ? { ...one, ops: one.ops.filter((_, n) => n !== k) } : one,
      );
  for (const [i, block] of blocks.entries())
    if (block.ticks > 1) yield blocks.map((one, j) => (j === i ? { ...one, ticks: 1 } : one));
}

export async function shrink(pair, sequence, found) {
  let { blocks } = sequence;
  let difference = found;
  for (let tries = 0, progress = true; progress && tries < tries_max;) {
    progress = false;
    for (const candidate of smaller(blocks)) {
      if (++tries > tries_max) break;
      const result = await play(pair, candidate, sequence.proposals);
      if (!result.difference) continue;
      blocks = candidate;
      difference = result.difference;
      progress = true;
      break;
    }
  }
  return { sequence: { ...sequence, blocks }, difference };
}
