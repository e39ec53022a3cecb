// SPDX-License-Identifier: Apache-2.0
// The two nodes under test: started on free ports, brought to the same state, asked one thing at a
// time outside of what is measured.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection, request } from './http.mjs';

export const root = new URL('../../../', import.meta.url).pathname;
const zero = `0x${'0'.repeat(40)}`;
export const gasLimit = 4_000_000_000;
export const votingPeriod = 3600;

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export class Node {
  static async start(name, command, environment = {}) {
    const node = new Node();
    node.name = name;
    node.port = await freePort();
    const [program, ...words] = command(node.port);
    node.process = spawn(program, words, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ...environment },
    });
    for (let i = 0; i < 300 && !node.control; ++i) {
      await sleep(100);
      const control = new Connection(node.port);
      try {
        await control.post(request({ jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] }));
        node.control = control;
      } catch {
        control.close();
      }
      if (node.process.exitCode !== null) throw new Error(`${name} ended at once`);
    }
    if (!node.control) throw new Error(`${name} does not answer`);
    return node;
  }

  async batch(calls) {
    const body = calls.map(([method, params], id) => ({ jsonrpc: '2.0', id, method, params }));
    const answers = JSON.parse(await this.control.post(request(body)));
    return answers
      .sort((a, b) => a.id - b.id)
      .map(({ result, error }) => {
        if (error) throw new Error(`${this.name}: ${error.message}`);
        return result;
      });
  }

  async rpc(method, ...params) {
    return (await this.batch([[method, params]]))[0];
  }

  async stop() {
    this.control?.close();
    const gone = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill();
    await gone;
    if (this.folder) rmSync(this.folder, { recursive: true, force: true });
  }
}

// `owners` have coins; `voters` one voting token each besides.
export async function startOurs(program, owners, voters) {
  const folder = mkdtempSync(join(tmpdir(), 'ambag-rpc-bench-'));
  const genesis = join(folder, 'genesis.json');
  const all = (addresses, amount) => Object.fromEntries(addresses.map((a) => [a, amount]));
  writeFileSync(
    genesis,
    JSON.stringify({
      chain_id: 31337,
      timestamp: Math.floor(Date.now() / 1000) - 60,
      dev: true,
      trusted_sequencer: true,
      gas_limit: gasLimit,
      base_fee: { initial: '1000000000' },
      alloc: all(owners, '1000 coins'),
      token: { name: 'Ambag', symbol: 'AMB', self_delegate: true, wrapped: all(voters, '1 coins') },
      timelock: { min_delay: 2, executors: [zero] },
      governor: {
        name: 'Ambag Governor',
        voting_delay: 1,
        voting_period: votingPeriod,
        proposal_threshold: '0',
        quorum_numerator: 4,
      },
    }),
  );
  const data = join(folder, 'data');
  const node = await Node.start('ambag', (port) => [
    program, 'dev', '--no-mining', '--genesis', genesis, '--data', data, '--port', `${port}`,
  ]);
  node.folder = folder;
  return node;
}

export async function startAnvil(owners, voters, depositFor) {
  const packages = join(root, 'build/e2e/node_modules/@foundry-rs');
  const found = readdirSync(packages).find((name) => name.startsWith('anvil-'));
  const node = await Node.start('anvil', (port) => [
    join(packages, found, 'bin/anvil'),
    '--port', `${port}`, '--quiet', '--gas-limit', `${gasLimit}`,
  ]);
  await deploy(node);
  await node.rpc('evm_setAutomine', false);
  for (let i = 0; i < owners.length; i += 100)
    await node.batch(
      owners.slice(i, i + 100).map((a) => ['anvil_setBalance', [a, '0x3635c9adc5dea00000']]),
    );
  const [from] = await node.rpc('eth_accounts');
  for (let i = 0; i < voters.length; i += 100) {
    await node.batch(voters.slice(i, i + 100).map((a) => ['eth_sendTransaction', [
      { from, gas: '0x493e0', ...depositFor(a) },
    ]]));
    await node.rpc('evm_mine');
  }
  return node;
}

function deploy(node) {
  const script = join(root, 'tests/e2e/reference/deploy.mjs');
  const done = spawn(process.execPath, [script], {
    stdio: 'inherit',
    env: {
      ...process.env,
      AMBAG_URL: `http://127.0.0.1:${node.port}`,
      AMBAG_VOTING_PERIOD: `${votingPeriod}`,
    },
  });
  return new Promise((resolve, reject) => {
    done.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error('the reference contracts could not be placed')),
    );
  });
}
