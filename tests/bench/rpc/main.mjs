// SPDX-License-Identifier: Apache-2.0
// See tests/bench/rpc_bench. Both nodes make blocks by evm_mine, anvil's best mode; ours writes
// each durably. They are measured in turn, and a figure is the median of the ratios of the pairs.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Connection, request } from './http.mjs';
import { root, startAnvil, startOurs } from './nodes.mjs';
import { Signer, depositFor, election, hashOf, transfers } from './work.mjs';

const connectionCount = 4;
const batchSize = 50;

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    transfers: { type: 'string' },
    votes: { type: 'string' },
    rounds: { type: 'string' },
    ambag: { type: 'string' },
  },
});
const transferCount = Number(options.transfers ?? (options.quick ? 2000 : 10_000));
const voteCount = Number(options.votes ?? (options.quick ? 1000 : 5000));
const rounds = Number(options.rounds ?? (options.quick ? 3 : 5));
const program = [options.ambag, 'build/bench/ambag', 'build/release/ambag']
  .filter(Boolean)
  .map((path) => (path.startsWith('/') ? path : join(root, path)))
  .find((path) => existsSync(path));
if (!program) {
  console.log('not measured: ambag is not built');
  process.exit(0);
}

// Transactions a second, from the first byte sent to the last receipt seen.
async function measure(node, transactions, senderCount) {
  const groups = Array.from({ length: connectionCount }, () => []);
  // A sender keeps to one connection, so that its nonces arrive in order.
  transactions.forEach((raw, i) => groups[(i % senderCount) % connectionCount].push(raw));
  const work = groups.map((group) => {
    const bodies = [];
    for (let i = 0; i < group.length; i += batchSize)
      bodies.push(
        request(
          group.slice(i, i + batchSize).map((raw, id) => ({
            jsonrpc: '2.0', id, method: 'eth_sendRawTransaction', params: [raw],
          })),
        ),
      );
    return { connection: new Connection(node.port), bodies, last: hashOf(group.at(-1)) };
  });
  const start = process.hrtime.bigint();
  await Promise.all(
    work.map(async ({ connection, bodies }) => {
      for (const body of bodies) {
        const answer = await connection.post(body);
        if (answer.includes('"error"')) throw new Error(`${node.name}: ${answer.slice(0, 300)}`);
      }
    }),
  );
  const accepted = process.hrtime.bigint();
  const asked = work.map(({ last }) => ['eth_getTransactionReceipt', [last]]);
  for (let i = 0; ; ++i) {
    await node.rpc('evm_mine');
    if ((await node.batch(asked)).every(Boolean)) break;
    if (i === 100) throw new Error(`${node.name}: no receipts after 100 blocks`);
  }
  const end = process.hrtime.bigint();
  for (const { connection } of work) connection.close();
  await check(node, transactions);
  const rate = (until) => (transactions.length / Number(until - start)) * 1e9;
  return { rate: rate(end), accepted: rate(accepted) };
}

async function check(node, transactions) {
  for (let i = 0; i < transactions.length; i += 100) {
    const receipts = await node.batch(
      transactions.slice(i, i + 100).map((raw) => ['eth_getTransactionReceipt', [hashOf(raw)]]),
    );
    if (!receipts.every((receipt) => receipt?.status === '0x1'))
      throw new Error(`${node.name}: a transaction has no receipt or failed`);
  }
}

async function vote(node, { proposal, votes, tally }) {
  await node.rpc('eth_sendRawTransaction', proposal);
  await node.rpc('evm_mine');
  await node.rpc('evm_increaseTime', 5);
  await node.rpc('evm_mine');
  const result = await measure(node, votes, votes.length);
  const answer = await node.rpc('eth_call', tally, 'latest');
  const inFavour = BigInt(`0x${answer.slice(2 + 64, 2 + 128)}`);
  if (inFavour !== BigInt(votes.length) * 10n ** 18n)
    throw new Error(`${node.name}: the tally is ${inFavour}`);
  return result;
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const load = () => readFileSync('/proc/loadavg', 'utf8').trim();
const show = ({ rate, accepted }) => `${rate.toFixed(0)}/s (accepted ${accepted.toFixed(0)}/s)`;

const senders = Array.from({ length: 1000 }, (_, i) => new Signer(`sender ${i}`));
const voters = Array.from({ length: voteCount }, (_, i) => new Signer(`voter ${i}`));
const proposer = new Signer('proposer');
const addresses = (signers) => signers.map((signer) => signer.address);
const owners = addresses([...senders, ...voters, proposer]);

console.log(`load average ${load()}`);
const ours = await startOurs(program, owners, addresses(voters));
let anvil;
try {
  anvil = await startAnvil(owners, addresses(voters), depositFor);
  const ratios = { transfers: [], votes: [], own: [] };
  for (let round = 0; round < rounds; ++round) {
    const block = await transfers(senders, transferCount);
    const ballots = await election(proposer, voters, `round ${round}`);
    const theirTransfers = await measure(anvil, block, senders.length);
    const ourTransfers = await measure(ours, block, senders.length);
    const theirVotes = await vote(anvil, ballots);
    const ourVotes = await vote(ours, ballots);
    console.log(`transfers: ours ${show(ourTransfers)}, anvil ${show(theirTransfers)}`);
    console.log(`castVote:  ours ${show(ourVotes)}, anvil ${show(theirVotes)}`);
    ratios.transfers.push(ourTransfers.rate / theirTransfers.rate);
    ratios.votes.push(ourVotes.rate / theirVotes.rate);
    ratios.own.push(ourVotes.rate / ourTransfers.rate);
  }
  const how = `median of ${rounds} pairs, ${connectionCount} connections, batches of ${batchSize}`;
  const line = (name, values, what) =>
    console.log(`figure ${name} ${median(values).toFixed(3)} ${what}; ${how}`);
  line('transfers_vs_anvil', ratios.transfers, `${transferCount} transfers`);
  line('votes_vs_anvil', ratios.votes, `${voteCount} votes`);
  line('votes_vs_transfers', ratios.own, `${voteCount} votes, ${transferCount} transfers`);
  console.log(`load average ${load()}`);
} finally {
  await anvil?.stop();
  await ours.stop();
}
