// SPDX-License-Identifier: Apache-2.0
// The transactions, signed before anything is measured; the same bytes go to both nodes.
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { root } from './nodes.mjs';

const require = createRequire(`${root}build/e2e/package.json`);
const { encodeFunctionData, encodeAbiParameters, keccak256, parseAbi, toHex } = require('viem');
const { privateKeyToAccount } = require('viem/accounts');

export const token = `0x${'a001'.padStart(40, '0')}`;
export const governor = `0x${'a003'.padStart(40, '0')}`;
const abi = parseAbi([
  'function depositFor(address account) payable returns (bool)',
  'function propose(address[] targets, uint256[] values, bytes[] calldatas, string description)',
  'function castVote(uint256 id, uint8 support) returns (uint256)',
  'function proposalVotes(uint256 id) view returns (uint256, uint256, uint256)',
  'function setVotingPeriod(uint32 period)',
]);
const data = (functionName, args) => encodeFunctionData({ abi, functionName, args });

export class Signer {
  constructor(name) {
    this.account = privateKeyToAccount(`0x${createHash('sha256').update(name).digest('hex')}`);
    this.nonce = 0;
  }
  get address() {
    return this.account.address;
  }
  sign(fields) {
    return this.account.signTransaction({
      type: 'eip1559',
      chainId: 31337,
      nonce: this.nonce++,
      maxFeePerGas: 100_000_000_000n,
      maxPriorityFeePerGas: 1_000_000_000n,
      ...fields,
    });
  }
}

export const depositFor = (address) => ({
  to: token,
  value: '0xde0b6b3a7640000',
  data: data('depositFor', [address]),
});

let recipients = 0;
export async function transfers(senders, count) {
  const made = [];
  for (let i = 0; i < count; ++i) {
    const to = toHex(0xbeef0000000000000000n + BigInt(++recipients), { size: 20 });
    made.push(await senders[i % senders.length].sign({ to, value: 1n, gas: 21000n }));
  }
  return made;
}

// A proposal and the votes of all voters on it.
export async function election(proposer, voters, text) {
  const calls = [[governor], [0n], [data('setVotingPeriod', [20])]];
  const id = BigInt(
    keccak256(
      encodeAbiParameters(
        [{ type: 'address[]' }, { type: 'uint256[]' }, { type: 'bytes[]' }, { type: 'bytes32' }],
        [...calls, keccak256(toHex(text))],
      ),
    ),
  );
  const proposal = await proposer.sign({
    to: governor, gas: 1_000_000n, data: data('propose', [...calls, text]),
  });
  const vote = { to: governor, gas: 200_000n, data: data('castVote', [id, 1]) };
  const votes = [];
  for (const voter of voters) votes.push(await voter.sign(vote));
  return { proposal, votes, tally: { to: governor, data: data('proposalVotes', [id]) } };
}

export const hashOf = (raw) => keccak256(raw);
