// SPDX-License-Identifier: Apache-2.0
// ethers providers and wallets for the node under test.
import { Contract, JsonRpcProvider, Wallet, WebSocketProvider } from 'ethers';
import { governorAbi, timelockAbi, tokenAbi } from './abi.mjs';
import { keyOf, modules, owners, reference, url, wsUrl } from './world.mjs';

const options = { cacheTimeout: -1, pollingInterval: 50 };
export const provider = new JsonRpcProvider(url, undefined, options);
export const overWebSocket = () => new WebSocketProvider(wsUrl);
export const [holder, other] = owners.ethers.map((index) => new Wallet(keyOf(index), provider));

export const token = new Contract(modules.token, tokenAbi, provider);
export const governor = new Contract(modules.governor, governorAbi, provider);
export const timelock = new Contract(modules.timelock, timelockAbi, provider);

// See lib/viem.mjs: an estimate of the EVM does not know the time of the next block.
const gas = reference ? { gasLimit: 1_000_000n } : {};

// Simulates, sends, waits; ethers throws when the receipt says failure.
export async function transact(signer, contract, name, args = [], more = {}) {
  const method = contract.connect(signer).getFunction(name);
  const result = await method.staticCall(...args, more);
  const response = await method.send(...args, { ...gas, ...more });
  return { result, response, receipt: await response.wait() };
}
