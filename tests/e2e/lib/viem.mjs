// SPDX-License-Identifier: Apache-2.0
// viem clients for the node under test.
import { createPublicClient, createWalletClient, defineChain, http, webSocket } from 'viem';
import { governorAbi, timelockAbi, tokenAbi } from './abi.mjs';
import { account, advanceTo, modules, multicall, reference, rpc, url, wsUrl } from './world.mjs';

export const chain = defineChain({
  id: Number(await rpc('eth_chainId')),
  name: 'Ambag dev',
  nativeCurrency: { name: 'Ambag', symbol: 'AMB', decimals: 18 },
  rpcUrls: { default: { http: [url], webSocket: [wsUrl] } },
  contracts: { multicall3: { address: multicall } },
});

const polling = { pollingInterval: 50 };
export const client = createPublicClient({ chain, transport: http(), ...polling });
export const wallet = (index) =>
  createWalletClient({ chain, account: account(index), transport: http(), ...polling });
export const overWebSocket = () => createPublicClient({ chain, transport: webSocket(wsUrl) });

export const token = { address: modules.token, abi: tokenAbi };
export const governor = { address: modules.governor, abi: governorAbi };
export const timelock = { address: modules.timelock, abi: timelockAbi };

export const view = (contract, functionName, args = [], more = {}) =>
  client.readContract({ ...contract, functionName, args, ...more });

// What a call costs in the EVM depends on whether the next block has another timestamp, which an
// estimate does not know; a native call has one declared cost, and its estimate has to do.
const gas = reference ? { gas: 1_000_000n } : {};

// Simulates, sends, waits; the receipt must say success.
export async function transact(index, contract, functionName, args = [], more = {}) {
  const call = { ...contract, functionName, args, account: account(index), ...gas, ...more };
  const { request, result } = await client.simulateContract(call);
  const hash = await wallet(index).writeContract(request);
  const receipt = await client.waitForTransactionReceipt({ hash });
  if (receipt.status !== 'success') throw new Error(`${functionName} failed in its block`);
  return { receipt, result, hash };
}

export async function advance(timepoint) {
  await advanceTo(timepoint, await view(token, 'CLOCK_MODE'));
}

// The custom error that viem decoded from a refusal, as [name, arguments].
export function customError(error) {
  const reverted = error.walk((cause) => cause.name === 'ContractFunctionRevertedError');
  return [reverted?.data?.errorName, reverted?.data?.args];
}
