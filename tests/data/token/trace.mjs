// SPDX-License-Identifier: Apache-2.0
// Writes trace.txt: random calls run by OpenZeppelin's own bytecode on anvil; see README.md.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync } from 'node:fs';
import { encodeFunctionData, keccak256, parseAbi, toHex } from 'viem';

const require = createRequire(`${process.cwd()}/`);
const solc = require('solc');
const source = `pragma solidity ^0.8.24;
import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit, Nonces} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
contract Token is ERC20, ERC20Permit, ERC20Votes {
    constructor() ERC20("Ambag", "AMB") ERC20Permit("Ambag") {}
    function depositFor(address account) external payable returns (bool) {
        if (account == address(this)) revert ERC20InvalidReceiver(account);
        _mint(account, msg.value);
        return true;
    }
    function withdrawTo(address account, uint256 value) external returns (bool) {
        if (account == address(this)) revert ERC20InvalidReceiver(account);
        _burn(_msgSender(), value);
        if (account == address(0)) revert ERC20InvalidReceiver(account);  // the underlying's rule
        (bool sent,) = account.call{value: value}("");
        require(sent);
        return true;
    }
    function _update(address from, address to, uint256 value) internal override(ERC20, ERC20Votes) {
        super._update(from, to, value);
    }
    function nonces(address owner) public view override(ERC20Permit, Nonces) returns (uint256) {
        return super.nonces(owner);
    }
}`;
const compiled = JSON.parse(solc.compile(JSON.stringify({ language: 'Solidity',
    sources: { 'Token.sol': { content: source } },
    settings: { optimizer: { enabled: true }, outputSelection: { '*': { Token: ['evm.bytecode.object'] } } } }),
{ import: (path) => ({ contents: readFileSync(`node_modules/${path}`, 'utf8') }) }));
const creation = '0x' + compiled.contracts['Token.sol'].Token.evm.bytecode.object;

const node = spawn('node_modules/.bin/anvil', ['--port', '18545', '--silent', '--gas-price', '0',
    '--base-fee', '0', '--no-mining', '--chain-id', '31337']);
const rpc = async (method, ...params) => {
    const answer = await (await fetch('http://127.0.0.1:18545', { method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }) })).json();
    if (answer.error) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
    return answer.result;
};
for (let tries = 0; ; ++tries) {
    try { await rpc('eth_chainId'); break; } catch (e) { if (tries > 100) throw e; }
    await new Promise((done) => setTimeout(done, 100));
}

// The contract at the module's address: creation code there, its result as the code to keep.
const token = '0x000000000000000000000000000000000000a001';
const people = [1, 2, 3, 4, 5].map((i) => `0x${i.toString(16).padStart(2, '0')}55${'0'.repeat(36)}`);
for (const who of people) {
    await rpc('anvil_setBalance', who, toHex(1000n));
    await rpc('anvil_impersonateAccount', who);
}
const send = (from, value, data, gas = 500_000n) => rpc('eth_sendTransaction', { from, to: token,
    value: toHex(value), data, gas: toHex(gas), gasPrice: '0x0' });
await rpc('anvil_setCode', token, creation);
const runtime = await rpc('eth_call', { to: token, data: '0x' }, 'latest');
await send(people[0], 0n, '0x', 5_000_000n);
await rpc('evm_mine');
await rpc('anvil_setCode', token, runtime);

// A small generator of our own, so that every run writes the same file.
let seed = keccak256('0x01');
const below = (n) => { seed = keccak256(seed); return Number(BigInt(seed) % BigInt(n)); };
const abi = parseAbi(['function depositFor(address)', 'function withdrawTo(address,uint256)',
    'function transfer(address,uint256)', 'function approve(address,uint256)',
    'function transferFrom(address,address,uint256)', 'function delegate(address)',
    'function getPastVotes(address,uint256)', 'function getPastTotalSupply(uint256)',
    'function getVotes(address)', 'function checkpoints(address,uint32)',
    'function numCheckpoints(address)', 'function balanceOf(address)']);
const zero = `0x${'0'.repeat(40)}`;
const anybody = () => (below(12) === 0 ? zero : people[below(people.length)]);
const units = () => BigInt(below(8) === 0 ? 0 : below(250));
const call = (functionName, ...args) => ({ value: 0n, data: encodeFunctionData({ abi, functionName, args }) });
const max = (1n << 256n) - 1n;
const actions = [
    () => ({ ...call('depositFor', below(15) === 0 ? token : anybody()), value: units() }),
    () => call('withdrawTo', below(15) === 0 ? token : anybody(), units()),
    () => call('transfer', anybody(), units()), () => call('transfer', anybody(), units()),
    () => call('approve', anybody(), below(4) === 0 ? max : units()),
    () => call('transferFrom', anybody(), anybody(), units()),
    () => call('delegate', anybody()), () => call('delegate', anybody()),
];
const now = async () => BigInt(await rpc('eth_blockNumber')) + 1n;
const views = (head) => [
    call('getVotes', anybody()), call('balanceOf', anybody()), call('numCheckpoints', anybody()),
    call('checkpoints', anybody(), below(12)), call('getPastVotes', anybody(), BigInt(below(Number(head) + 2))),
    call('getPastTotalSupply', BigInt(below(Number(head) + 2)))];
const view = async (block, data) => {
    const answer = await (await fetch('http://127.0.0.1:18545', { method: 'POST',
        headers: { 'content-type': 'application/json' }, body: JSON.stringify({ jsonrpc: '2.0', id: 1,
            method: 'eth_call', params: [{ to: token, data }, block] }) })).json();
    return answer.error ? ['revert', answer.error.data ?? '0x'] : ['ok', answer.result];
};
const dash = (text) => (text === '0x' || text === '' ? '-' : text);
const rows = ['block kind from value data status output logs'];
for (let block = 0; block < 90; ++block) {
    const height = await now();
    const sent = [];
    for (let i = below(6); i > 0; --i) {
        const from = people[below(people.length)];
        const action = actions[below(actions.length)]();
        // Anvil checks the balance as of the last block, so the value stays within a sure part.
        const funds = BigInt(await rpc('eth_getBalance', from, 'latest'));
        if (action.value > funds / 6n) action.value = funds / 6n;
        sent.push({ from, ...action, hash: await send(from, action.value, action.data) });
    }
    await rpc('evm_mine');
    const executed = [];
    for (const tx of sent) {
        const receipt = await rpc('eth_getTransactionReceipt', tx.hash);
        const trace = await rpc('debug_traceTransaction', tx.hash, { tracer: 'callTracer' });
        executed.push({ index: Number(receipt.transactionIndex), row: [height, 'call', tx.from, tx.value, tx.data,
            receipt.status === '0x1' ? 'ok' : 'revert', dash(trace.output ?? ''),
            dash(receipt.logs.map((l) => `${l.topics.join(',')}:${l.data}`).join(';'))].join(' ') });
    }
    rows.push(...executed.sort((a, b) => a.index - b.index).map((e) => e.row));
    for (const { data } of views(height)) {
        const [status, output] = await view(toHex(height), data);
        rows.push([height, 'view', people[0], 0, data, status, dash(output), '-'].join(' '));
    }
}
node.kill();
writeFileSync(new URL('trace.txt', import.meta.url), rows.join('\n') + '\n');
