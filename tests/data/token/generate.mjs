// SPDX-License-Identifier: Apache-2.0
// Writes abi.txt; see README.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { toEventSelector, toFunctionSelector } from 'viem';

const folder = process.argv[2];  // of the unpacked package @openzeppelin/contracts
const artifacts = ['ERC20Votes', 'ERC20Permit', 'ERC20Wrapper', 'ECDSA', 'Checkpoints'];
const entries = artifacts.flatMap((name) =>
    JSON.parse(readFileSync(`${folder}/build/contracts/${name}.json`)).abi);
const joined = (list, of) => list.map(of).join(',') || '-';
const type = (p) => (p.type.startsWith('tuple')
    ? `(${p.components.map(type).join(',')})${p.type.slice(5)}` : p.type);
const rows = new Map();
for (const entry of entries) {
    if (!['function', 'event', 'error'].includes(entry.type)) continue;
    const signature = `${entry.name}(${entry.inputs.map(type).join(',')})`;
    const id = entry.type === 'event' ? toEventSelector(signature) : toFunctionSelector(signature);
    rows.set(`${entry.type} ${signature}`, [entry.type, signature, id, entry.stateMutability ?? '-',
        joined(entry.inputs, (p) => (p.indexed ? 'indexed_' : '') + (p.name || '-')),
        joined(entry.outputs ?? [], type)].join(' '));
}
writeFileSync(new URL('abi.txt', import.meta.url),
    'kind signature id mutability inputs outputs\n' + [...rows.keys()].sort().map((k) => rows.get(k)).join('\n') + '\n');
