// SPDX-License-Identifier: Apache-2.0
// The well-known development accounts.
import { mnemonicToAccount } from 'viem/accounts';

export const mnemonic = 'test test test test test test test test test test test junk';

const derived = new Map();
export function account(index) {
  if (!derived.has(index)) derived.set(index, mnemonicToAccount(mnemonic, { addressIndex: index }));
  return derived.get(index);
}

const at = (tail) => `0x${tail.padStart(40, '0')}`;
export const modules = {
  token: at('a001'),
  timelock: at('a002'),
  governor: at('a003'),
  treasury: at('a004'),
  issuance: at('a010'),
  attestation: at('a015'),
};
export const multicall = '0xcA11bde05977b3631167028862bE2a173976CA11';
