// SPDX-License-Identifier: Apache-2.0
// Puts the reference contracts at our module addresses on the anvil at AMBAG_URL. Ids, salts and
// EIP-712 domains hold addresses, so each constructor runs in place: the creation code is set as
// the code of the address, a call gives the runtime code, a transaction writes the storage.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { encodeAbiParameters, encodeFunctionData, parseEther } from 'viem';
import { tokenAbi } from '../lib/abi.mjs';
import { account, modules, multicall, rpc, until } from '../lib/world.mjs';

const require = createRequire(import.meta.url);
const solc = require('solc');

function compile() {
  const input = {
    language: 'Solidity',
    sources: {
      'Reference.sol': { content: readFileSync(new URL('Reference.sol', import.meta.url), 'utf8') },
    },
    settings: {
      optimizer: { enabled: true, runs: 200 },
      viaIR: false,
      evmVersion: 'cancun',
      outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object'] } },
    },
  };
  const find = (path) => ({ contents: readFileSync(require.resolve(path), 'utf8') });
  const output = JSON.parse(solc.compile(JSON.stringify(input), { import: find }));
  const errors = (output.errors ?? []).filter((e) => e.severity === 'error');
  if (errors.length > 0) throw new Error(errors.map((e) => e.formattedMessage).join('\n'));
  return output.contracts['Reference.sol'];
}

async function place(contract, address, args) {
  const inputs = contract.abi.find((item) => item.type === 'constructor')?.inputs ?? [];
  const code = `0x${contract.evm.bytecode.object}${encodeAbiParameters(inputs, args).slice(2)}`;
  const from = account(0).address;
  await rpc('anvil_setCode', [address, code]);
  const runtime = await rpc('eth_call', [{ from, to: address }, 'latest']);
  await send({ from, to: address, gas: '0x1c9c380' });
  await rpc('anvil_setCode', [address, runtime]);
}

async function send(transaction) {
  const hash = await rpc('eth_sendTransaction', [transaction]);
  const receipt = await until('a receipt', () => rpc('eth_getTransactionReceipt', [hash]));
  if (receipt.status !== '0x1') throw new Error(`set-up transaction failed: ${hash}`);
}

const none = '0x0000000000000000000000000000000000000000';
const contracts = compile();
const { token, timelock, governor } = modules;
const period = Number(process.env.AMBAG_VOTING_PERIOD ?? 20);
await place(contracts.Token, token, ['Ambag', 'AMB', true]);
await place(contracts.Timelock, timelock, [2n, [governor], [none]]);
await place(contracts.GovernorReference, governor, ['Ambag Governor', token, timelock, 1, period]);
await place(contracts.Multicall, multicall, []);
const data = encodeFunctionData({
  abi: tokenAbi,
  functionName: 'depositFor',
  args: [account(0).address],
});
await send({
  from: account(0).address,
  to: token,
  value: `0x${parseEther('1000').toString(16)}`,
  data,
});
