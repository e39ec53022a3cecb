// SPDX-License-Identifier: Apache-2.0
// What the JavaScript suites share: the endpoint, the well-known accounts, the module addresses, a
// bare JSON-RPC call, and control over the dev node's blocks and clock.
import { test } from 'node:test';
import { account, mnemonic, modules, multicall } from './actors.mjs';

export const url = process.env.AMBAG_URL;
if (!url) throw new Error('AMBAG_URL is not set: start the tests with tests/e2e/run');
export const wsUrl = url.replace(/^http/, 'ws');

// Against OpenZeppelin's own contracts on anvil, what only a native node has is left out.
export const reference = process.env.AMBAG_REFERENCE === '1';
export const ours = (name, body) =>
  test(name, { skip: reference ? 'only of a native node' : false }, body);

export { account, mnemonic, modules, multicall };
export const keyOf = (index) =>
  `0x${Buffer.from(account(index).getHdKey().privateKey).toString('hex')}`;

// Which accounts are whose, so that no suite disturbs the nonces of another.
export const owners = {
  genesis: 0,
  viem: [1, 2],
  ethers: [3, 4],
  cast: [5, 6],
  web3py: [7, 8],
  raw: 9,
};

export class RpcError extends Error {
  constructor({ code, message, data }) {
    super(message);
    Object.assign(this, { code, data });
  }
}

export async function post(body, headers = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { response, text: await response.text() };
}

let id = 0;
export async function rpc(method, params = []) {
  const { text } = await post({ jsonrpc: '2.0', id: ++id, method, params });
  const answer = JSON.parse(text);
  if (answer.error) throw new RpcError(answer.error);
  return answer.result;
}

export async function rejects(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('this should have been refused');
}

export const mine = (count = 1) => rpc('anvil_mine', [`0x${count.toString(16)}`]);

// Runs `body` while transactions wait in the pool until something mines them.
export async function withoutMining(body) {
  await rpc('evm_setAutomine', [false]);
  try {
    return await body();
  } finally {
    await rpc('evm_setAutomine', [true]);
    await mine();
  }
}

// Brings the ERC-6372 clock to `timepoint` at least: by time or by blocks, as the token counts.
export async function advanceTo(timepoint, clockMode) {
  const block = await rpc('eth_getBlockByNumber', ['latest', false]);
  if (clockMode.startsWith('mode=timestamp')) {
    const missing = Number(timepoint) - Number(block.timestamp);
    if (missing <= 0) return;
    await rpc('evm_setNextBlockTimestamp', [`0x${Number(timepoint).toString(16)}`]);
    await mine();
  } else {
    const missing = Number(timepoint) - Number(block.number);
    if (missing > 0) await mine(missing);
  }
}

export async function until(what, condition, patience_ms = 20_000) {
  const end = Date.now() + patience_ms;
  while (Date.now() < end) {
    const value = await condition();
    if (value) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited ${patience_ms} ms in vain for ${what}`);
}
