// SPDX-License-Identifier: Apache-2.0
// Runs cast (foundry) as a user types it.
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { keyOf, reference, url } from './world.mjs';

const run = promisify(execFile);

// The program itself: npm's wrapper around it loses the exit code.
const packages = new URL('../node_modules/@foundry-rs/', import.meta.url);
const folder = readdirSync(packages).find((name) => name.startsWith('cast-'));
const program = fileURLToPath(new URL(`${folder}/bin/cast`, packages));

export async function cast(...args) {
  const { stdout } = await run(program, args, {
    env: { ...process.env, ETH_RPC_URL: url, FOUNDRY_DISABLE_NIGHTLY_WARNING: '1', NO_COLOR: '1' },
    timeout: 60_000,
  });
  return stdout.trim();
}

export const castJson = async (...args) => JSON.parse(await cast(...args, '--json'));

// What cast prints on standard error when it gives up.
export async function castFails(...args) {
  try {
    await cast(...args);
  } catch (error) {
    return error.stderr;
  }
  throw new Error(`cast ${args.join(' ')} should have failed`);
}

// See lib/viem.mjs: an estimate of the EVM does not know the time of the next block.
const gas = reference ? ['--gas-limit', '1000000'] : [];

// Sends a transaction from an account; gives the receipt, which must say success.
export async function send(index, ...args) {
  const receipt = await castJson('send', '--private-key', keyOf(index), ...gas, ...args);
  if (receipt.status !== '0x1') throw new Error(`${args.join(' ')} failed in its block`);
  return receipt;
}
