// SPDX-License-Identifier: Apache-2.0
// Signed forms: ballots on the governor, delegations and permits on the token. `sign` of an op is
// {kind, signer, nonce, ...}: `nonce` is added to the next one of the signer on the reference, and
// `tamper` spoils the signature in one of several ways.
import { parseSignature } from 'viem';
import { account, modules } from '../lib/actors.mjs';

const field = (text) => {
  const [type, name] = text.split(' ');
  return { name, type };
};
const fields = (text) => text.split(', ').map(field);
const ballot = 'uint256 proposalId, uint8 support, address voter, uint256 nonce';
const kinds = {
  ballot: ['governor', 'Ballot', fields(ballot)],
  extended: ['governor', 'ExtendedBallot', fields(`${ballot}, string reason, bytes params`)],
  override: ['governor', 'OverrideBallot', fields(`${ballot}, string reason`)],
  delegation: ['token', 'Delegation', fields('address delegatee, uint256 nonce, uint256 expiry')],
  permit: [
    'token',
    'Permit',
    fields('address owner, address spender, uint256 value, uint256 nonce, uint256 deadline'),
  ],
};
const names = { governor: 'Ambag Governor', token: 'Ambag' };
const nonces_selector = '0x7ecebe00';
const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const word = (number) => number.toString(16).padStart(64, '0');

async function nextNonce(pair, contract, signer) {
  const data = nonces_selector + account(signer).address.slice(2).toLowerCase().padStart(64, '0');
  return BigInt(await pair.theirs.one('eth_call', [{ to: modules[contract], data }, 'latest']));
}

function spoil(signature, tamper) {
  if (tamper === 'short') return signature.slice(0, -2);
  const { r, s, v } = parseSignature(signature);
  if (tamper === 'high s') {
    const other = v === 27n ? '1c' : '1b';
    return `${r}${word(order - BigInt(s))}${other}`;
  }
  if (tamper === 'v') return `${r}${s.slice(2)}1d`;
  if (tamper === 'r') return `0x${word(BigInt(r) ^ 1n)}${s.slice(2)}${v.toString(16)}`;
  return signature;
}

const typedMessage = (types, message) =>
  Object.fromEntries(
    types.map(({ name, type }) => [
      name,
      /^uint/.test(type) ? BigInt(message[name]) : message[name],
    ]),
  );

// The arguments of the call: '$signature', '$v', '$r', '$s' and '$nonce' stand for what
// is made here.
export async function signatureArguments(pair, op) {
  const { kind, signer, nonce = 0, tamper, chainId = 31337, message } = op.sign;
  const [contract, primaryType, types] = kinds[kind];
  const used = (await nextNonce(pair, contract, signer)) + BigInt(nonce);
  const signature = spoil(
    await account(signer).signTypedData({
      domain: {
        name: names[contract],
        version: '1',
        chainId,
        verifyingContract: modules[contract],
      },
      types: { [primaryType]: types },
      primaryType,
      message: typedMessage(types, { ...message, nonce: used }),
    }),
    tamper,
  );
  const parts = {
    $signature: signature,
    $nonce: used.toString(),
    $r: `0x${signature.slice(2, 66)}`,
    $s: `0x${signature.slice(66, 130)}`.padEnd(66, '0'),
    $v: Number(`0x${signature.slice(130, 132) || '0'}`),
  };
  return op.args.map((value) => parts[value] ?? value);
}
