// SPDX-License-Identifier: Apache-2.0
// Our node and OpenZeppelin's contracts on anvil, in the same state at the same height and time,
// with the contracts at our module addresses.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { encodeAbiParameters } from 'viem';
import { account, modules, multicall } from '../lib/actors.mjs';
import { compositions, genesisOf, soliditySource } from './compositions.mjs';
import { Side, freePort } from './side.mjs';

const require = createRequire(import.meta.url);
const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const none = '0x0000000000000000000000000000000000000000';
export const start_time = 1_700_000_000;
export const start_height = 100;
export const actors = [0, 1, 2, 3, 4, 5];
const coins = 10n ** 22n;

// Compiling takes seconds: what a source gave is kept beside the packages.
function compile(name, source) {
  const folder = join(root, 'build/e2e/compiled');
  const digest = createHash('sha256').update(source).digest('hex').slice(0, 24);
  const kept = join(folder, `${digest}.json`);
  if (existsSync(kept)) return JSON.parse(readFileSync(kept, 'utf8'));
  const contracts = compileAnew(name, source);
  mkdirSync(folder, { recursive: true });
  writeFileSync(kept, JSON.stringify(contracts));
  return contracts;
}

function compileAnew(name, source) {
  const solc = require('solc');
  const input = {
    language: 'Solidity',
    sources: { [name]: { content: source } },
    settings: {
      optimizer: { enabled: true, runs: 200 },
      evmVersion: 'cancun',
      outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
    },
  };
  const find = (path) => ({ contents: readFileSync(require.resolve(path), 'utf8') });
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: find }));
  const errors = (output.errors ?? []).filter((e) => e.severity === 'error');
  if (errors.length > 0) throw new Error(errors.map((e) => e.formattedMessage).join('\n'));
  return output.contracts[name];
}

// The constructor runs in place, since ids, salts and signing domains hold addresses: the creation
// code becomes the code of the address, a call gives the runtime code, a transaction the storage.
async function place(side, contract, address, args) {
  const inputs = contract.abi.find((item) => item.type === 'constructor')?.inputs ?? [];
  const code = `0x${contract.evm.bytecode.object}${encodeAbiParameters(inputs, args).slice(2)}`;
  const from = account(9).address;
  await side.one('anvil_setCode', [address, code]);
  const runtime = await side.one('eth_call', [{ from, to: address }, 'latest']);
  const gas = '0x1c9c380';
  const hash = await side.one('eth_sendTransaction', [{ from, to: address, gas }]);
  await side.mine(1);
  const receipt = await side.one('eth_getTransactionReceipt', [hash]);
  if (receipt?.status !== '0x1') throw new Error(`the constructor at ${address} failed`);
  await side.one('anvil_setCode', [address, runtime]);
}

async function deploy(side, it) {
  const contracts = compile('Composition.sol', soliditySource(it));
  const { token, timelock, governor } = modules;
  await place(side, contracts.TheToken, token, []);
  await place(side, contracts.TheTimelock, timelock, [[governor], it.executors]);
  await place(side, contracts.TheGovernor, governor, ['Ambag Governor', token, timelock]);
  const path = join(root, 'tests/e2e/reference/Reference.sol');
  const others = compile('Reference.sol', readFileSync(path, 'utf8'));
  await place(side, others.Multicall, multicall, []);
}

export class Pair {
  constructor(name, program) {
    this.name = name;
    this.it = compositions[name];
    this.sequences = 0;
    this.program = program ?? join(root, 'build/release/ambag');
  }

  async start() {
    this.folder = mkdtempSync(join(tmpdir(), 'ambag-oracle-'));
    const genesis = join(this.folder, 'genesis.json');
    const alloc = Object.fromEntries(actors.map((i) => [account(i).address, `${coins}`]));
    writeFileSync(genesis, JSON.stringify(genesisOf(this.it, alloc, start_time)));
    this.ours = new Side('node', await freePort());
    this.theirs = new Side('anvil', await freePort());
    const anvil = join(
      dirname(require.resolve('@foundry-rs/anvil-linux-amd64/package.json')),
      'bin/anvil',
    );
    await Promise.all([
      this.ours.start(this.program, [
        'dev',
        '--memory',
        '--no-mining',
        '--genesis',
        genesis,
        '--port',
        `${this.ours.port}`,
      ]),
      this.theirs.start(anvil, [
        '--no-mining',
        '--quiet',
        '--accounts',
        '10',
        '--timestamp',
        `${start_time}`,
        '--port',
        `${this.theirs.port}`,
      ]),
    ]);
    await this.both('anvil_setBlockTimestampInterval', [1]);
    await deploy(this.theirs, this.it);
    await this.align();
  }

  stop() {
    this.ours?.stop();
    this.theirs?.stop();
    if (this.folder) rmSync(this.folder, { recursive: true, force: true });
  }

  each(work) {
    return Promise.all([work(this.ours), work(this.theirs)]);
  }

  both(method, params = []) {
    return this.each((side) => side.one(method, params));
  }

  async align() {
    await this.each(async (side) => {
      const at = Number(await side.one('eth_blockNumber'));
      await side.mine(start_height - 1 - at);
      await side.mine(1, start_time + 1000);
    });
    await this.keep();
  }

  // The state that every sequence starts from.
  async keep() {
    const nonces = await this.theirs.many(
      actors.map((i) => ['eth_getTransactionCount', [account(i).address, 'latest']]),
    );
    this.nonces = nonces.map(({ result }) => Number(result));
    const block = await this.theirs.one('eth_getBlockByNumber', ['latest', false]);
    this.base = { height: Number(block.number), time: Number(block.timestamp) };
    this.snapshots = await this.both('evm_snapshot');
  }

  async reset() {
    const [a, b] = await Promise.all([
      this.ours.one('evm_revert', [this.snapshots[0]]),
      this.theirs.one('evm_revert', [this.snapshots[1]]),
    ]);
    if (!a || !b) throw new Error('a snapshot is gone');
    this.snapshots = await this.both('evm_snapshot');
    // anvil forgets the states of old blocks, by their hashes: the first block of a sequence is
    // made anew, and the beneficiary gives the blocks of each sequence hashes of their own.
    const beneficiary = `0xc0${(++this.sequences).toString(16).padStart(38, '0')}`;
    await this.theirs.one('anvil_setCoinbase', [beneficiary]);
    await this.each((side) => side.mine(1));
  }
}
