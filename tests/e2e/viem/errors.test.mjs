// SPDX-License-Identifier: Apache-2.0
// Refusals: viem picks its error class by the text of ours.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  FeeCapTooLowError,
  InsufficientFundsError,
  IntrinsicGasTooLowError,
  NonceTooLowError,
  TipAboveFeeCapError,
  encodeFunctionData,
  parseEther,
  parseGwei,
  serializeTransaction,
} from 'viem';
import { sign } from 'viem/accounts';
import { keccak256 } from 'viem';
import { tokenAbi } from '../lib/abi.mjs';
import { account, keyOf, modules, ours, owners, reference, rejects, rpc } from '../lib/world.mjs';
import { client, token, view, wallet } from '../lib/viem.mjs';

const [sender, receiver] = owners.viem;
const from = account(sender).address;
const to = account(receiver).address;
const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const hex = (number) => `0x${number.toString(16).padStart(64, '0')}`;

async function refused(fields, kind) {
  const nonce = await client.getTransactionCount({ address: from });
  const error = await rejects(
    wallet(sender).sendTransaction({
      to,
      value: 1n,
      gas: 21000n,
      nonce,
      maxFeePerGas: parseGwei('20'),
      maxPriorityFeePerGas: 0n,
      ...fields,
    }),
  );
  assert.ok(
    error.walk((cause) => cause instanceof kind),
    `${kind.name}: ${error.details}`,
  );
  assert.equal(await client.getTransactionCount({ address: from }), nonce);
}

// A transaction put together by hand, for what no client would sign.
async function signed(fields, change = (signature) => signature) {
  const nonce = await client.getTransactionCount({ address: from });
  const transaction = {
    type: 'eip1559',
    chainId: 31337,
    nonce,
    to,
    value: 1n,
    gas: 21000n,
    maxFeePerGas: parseGwei('20'),
    maxPriorityFeePerGas: 0n,
    ...fields,
  };
  const hash = keccak256(serializeTransaction(transaction));
  const signature = await sign({ hash, privateKey: keyOf(sender) });
  return serializeTransaction(transaction, change(signature));
}
const send = (raw) => rpc('eth_sendRawTransaction', [raw]);

test('a nonce already used', () => refused({ nonce: 0 }, NonceTooLowError));

test('more than the sender has', () =>
  refused({ value: parseEther('1000000') }, InsufficientFundsError));

test('less gas than a transfer needs', () => refused({ gas: 20999n }, IntrinsicGasTooLowError));

ours('a tip above the cap', () =>
  refused(
    { maxFeePerGas: parseGwei('2'), maxPriorityFeePerGas: parseGwei('3') },
    TipAboveFeeCapError,
  ).catch(async (error) => {
    // viem checks it before it sends; the node has to check it as well.
    const raw = await signed({ maxFeePerGas: 2n, maxPriorityFeePerGas: 3n });
    assert.match(
      (await rejects(send(raw))).message,
      /max priority fee per gas higher than max fee per gas/,
      String(error),
    );
  }),
);

ours('a cap below the base fee', () => refused({ maxFeePerGas: 1n }, FeeCapTooLowError));

ours(
  'every refusal of a transaction has code -32000 and the text that clients look for',
  async () => {
    const cases = [
      [await signed({ nonce: 0 }), /nonce too low/],
      [await signed({ value: parseEther('1000000') }), /insufficient funds/],
      [await signed({ gas: 20999n }), /intrinsic gas too low/],
      [await signed({ gas: 1n << 40n }), /gas limit/],
      [await signed({ maxFeePerGas: 1n }), /max fee per gas less than block base fee/],
      [await signed({ nonce: 1 << 30 }), /nonce too high/],
      [await signed({ chainId: 1 }), /chain id/],
      [await signed({ to: undefined, data: '0x6001', gas: 100000n }), /contract creation/],
    ];
    for (const [raw, text] of cases) {
      const error = await rejects(send(raw));
      assert.equal(error.code, -32000, error.message);
      assert.match(error.message, text);
    }
  },
);

test('the same transaction twice is already known', async () => {
  await rpc('evm_setAutomine', [false]);
  try {
    const raw = await signed({});
    await send(raw);
    const error = await rejects(send(raw));
    assert.match(error.message, /already (known|imported)/);
    if (!reference) assert.match(error.message, /already known/);
  } finally {
    await rpc('evm_setAutomine', [true]);
    await rpc('anvil_mine', []);
  }
});

ours('a high s is refused: each transaction has one form', async () => {
  const raw = await signed({}, ({ r, s, yParity }) => ({
    r,
    s: hex(order - BigInt(s)),
    yParity: 1 - yParity,
  }));
  await rejects(send(raw));
});

test('r and s of zero or beyond the order are refused', async () => {
  for (const bad of [0n, order]) {
    await rejects(send(await signed({}, (signature) => ({ ...signature, r: hex(bad) }))));
    await rejects(send(await signed({}, (signature) => ({ ...signature, s: hex(bad) }))));
  }
});

ours(
  'a legacy signature without chain id is refused with the text that ethers looks for',
  async () => {
    const nonce = await client.getTransactionCount({ address: from });
    const transaction = {
      type: 'legacy',
      nonce,
      to,
      value: 1n,
      gas: 21000n,
      gasPrice: parseGwei('20'),
    };
    const hash = keccak256(serializeTransaction(transaction));
    const signature = await sign({ hash, privateKey: keyOf(sender) });
    const error = await rejects(send(serializeTransaction(transaction, signature)));
    assert.match(error.message, /only replay-protected/);
  },
);

ours('types that this chain does not have are named', async () => {
  for (const raw of ['0x03c0', '0x04c0', '0x7fc0'])
    assert.match((await rejects(send(raw))).message, /transaction type not valid/);
});

test('bytes that are no transaction are refused', async () => {
  const good = await signed({});
  const junk = ['0x', '0x00', '0x02', '0xc0', '0xff', good.slice(0, -2), '0x1', 'zz', 12];
  if (!reference) junk.push(`${good}00`); // anvil looks over bytes after the end
  for (const raw of junk) {
    const error = await rejects(send(raw));
    assert.ok(error.code < 0 && error.code !== -32603, `${raw}: ${error.code} ${error.message}`);
  }
  // The untouched one is still good.
  await client.waitForTransactionReceipt({ hash: await send(good) });
});

test('an estimate for a call that fails does not look like a lack of funds', async () => {
  const data = encodeFunctionData({
    abi: tokenAbi,
    functionName: 'transfer',
    args: [to, 1n << 100n],
  });
  const reverted = await rejects(rpc('eth_estimateGas', [{ from, to: modules.token, data }]));
  assert.doesNotMatch(reverted.message, /insufficient funds/);
});

ours('an estimate for what the sender cannot pay speaks of funds', async () => {
  const poor = await rejects(
    rpc('eth_estimateGas', [{ from, to, value: '0xffffffffffffffffffffffff' }]),
  );
  assert.match(poor.message, /insufficient funds/i);
  assert.doesNotMatch(poor.message, /revert/);
});

test('an estimate is enough and not wasteful', async () => {
  assert.equal(await client.estimateGas({ account: from, to, value: 1n }), 21000n);
  const call = { ...token, functionName: 'depositFor', args: [from], value: 1n, account: from };
  const gas = await client.estimateContractGas(call);
  const hash = await wallet(sender).writeContract({ ...call, account: account(sender), gas });
  const receipt = await client.waitForTransactionReceipt({ hash });
  assert.equal(receipt.status, 'success');
  assert.ok(receipt.gasUsed <= gas);
  assert.ok((await view(token, 'balanceOf', [from])) >= 1n);
});

ours('there is no EVM: a call without `to` is refused and not answered', async () => {
  const error = await rejects(rpc('eth_call', [{ from, data: '0x6080' }, 'latest']));
  assert.ok([-32000, -32602].includes(error.code), String(error.code));
});
