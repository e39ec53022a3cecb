// SPDX-License-Identifier: Apache-2.0
// Writes the vectors of this folder; see README.md.
import { writeFileSync } from 'node:fs';
import { strict as assert } from 'node:assert';
import { SigningKey, Transaction, computeAddress, keccak256, toBeHex, hexlify, getBytes } from 'ethers';
import { keccak256 as viemKeccak, serializeTransaction } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { createTxFromRLP } from '@ethereumjs/tx';
import { createBlockHeader } from '@ethereumjs/block';
import { Bloom, encodeReceipt } from '@ethereumjs/vm';
import { Common, Mainnet, Hardfork } from '@ethereumjs/common';

const seed = (n) => keccak256(toBeHex(n, 32));
const addressOf = (n) => ('0x' + seed(n).slice(26));
const hexOrDash = (h) => (h === '0x' || h === undefined || h === null ? '-' : h);
const write = (name, fields, rows) =>
    writeFileSync(new URL(name, import.meta.url),
        [fields.join(' '), ...rows.map((r) => fields.map((f) => r[f]).join(' '))].join('\n') + '\n');

// --- signatures ---------------------------------------------------------------------------------
const signatures = [];
for (let i = 1; i <= 12; i++) {
    const key = new SigningKey(seed(i));
    const digest = i === 1 ? '0x' + '00'.repeat(32) : i === 2 ? '0x' + 'ff'.repeat(32) : seed(1000 + i);
    const made = key.sign(digest);
    signatures.push({ key: key.privateKey, digest, r: made.r, s: made.s, parity: made.yParity,
        compressed: key.compressedPublicKey, uncompressed: '0x' + key.publicKey.slice(4),
        address: computeAddress(key).toLowerCase() });
}
write('signatures.txt', ['key', 'digest', 'r', 's', 'parity', 'compressed', 'uncompressed', 'address'],
    signatures);

// --- transactions -------------------------------------------------------------------------------
const list = [{ address: addressOf(50), storageKeys: [seed(51), seed(52)] },
    { address: addressOf(53), storageKeys: [] }, { address: addressOf(54), storageKeys: [seed(55)] }];
const gwei = 1_000_000_000n;
const big = (1n << 256n) - 1n;
const shapes = [
    { type: 'legacy', chainId: 31337, nonce: 0, gasPrice: gwei, gas: 21000n, to: addressOf(60), value: 1n },
    { type: 'legacy', chainId: 1, nonce: 127, gasPrice: 0n, gas: 0n, to: addressOf(61), value: 0n },
    { type: 'legacy', chainId: 1, nonce: 128, gasPrice: 255n, gas: 256n, to: addressOf(61), value: 55n,
        data: '0x00' },
    { type: 'legacy', chainId: 4294967295, nonce: 1, gasPrice: 3n * gwei, gas: 30_000_000n,
        to: addressOf(62), value: 10n ** 24n, data: '0x' + 'a9059cbb' + '00'.repeat(60) },
    { type: 'legacy', chainId: 31337, nonce: 9, gasPrice: gwei, gas: 60000n, value: 0n,
        data: '0x60006000fd' },
    { type: 'legacy', chainId: 31337, nonce: 2 ** 40, gasPrice: 1n << 100n, gas: 1n << 63n,
        to: addressOf(63), value: big },
    { type: 'eip2930', chainId: 31337, nonce: 3, gasPrice: 2n * gwei, gas: 100000n, to: addressOf(64),
        value: 5n, data: '0x01020304', accessList: list },
    { type: 'eip2930', chainId: 31337, nonce: 4, gasPrice: 2n * gwei, gas: 100000n, to: addressOf(64),
        value: 0n, accessList: [] },
    { type: 'eip1559', chainId: 31337, nonce: 5, maxFeePerGas: 3n * gwei, maxPriorityFeePerGas: gwei,
        gas: 21000n, to: addressOf(65), value: 10n ** 18n },
    { type: 'eip1559', chainId: 31337, nonce: 6, maxFeePerGas: 3n * gwei, maxPriorityFeePerGas: 0n,
        gas: 500000n, to: addressOf(66), value: 0n, data: '0x' + '7f'.repeat(300), accessList: list },
    { type: 'eip1559', chainId: 1, nonce: 0, maxFeePerGas: big, maxPriorityFeePerGas: big,
        gas: (1n << 53n), value: 0n, data: '0x80' },
    { type: 'eip1559', chainId: 31337, nonce: 255, maxFeePerGas: 0n, maxPriorityFeePerGas: 0n,
        gas: 56n, to: addressOf(67), value: 0n, data: '0x' + '00'.repeat(55) },
];
const transactions = [];
for (const [i, shape] of shapes.entries()) {
    const account = privateKeyToAccount(seed(200 + i));
    const raw = await account.signTransaction(shape);
    const unsigned = serializeTransaction(shape);
    const seen = Transaction.from(raw);
    assert.equal(seen.hash, viemKeccak(raw));
    assert.equal(seen.unsignedHash, viemKeccak(unsigned));
    assert.equal(seen.from, account.address);
    const common = new Common({ chain: { ...Mainnet, chainId: shape.chainId }, hardfork: Hardfork.London });
    const gas = shape.gas < (1n << 53n);
    if (gas) {
        const other = createTxFromRLP(getBytes(raw), { common });
        assert.equal(hexlify(other.hash()), seen.hash);
        assert.equal(hexlify(other.getHashedMessageToSign()), seen.unsignedHash);
    }
    const listText = (shape.accessList ?? []).map((e) => e.address + ':' + e.storageKeys.join(',')).join(';');
    transactions.push({ type: seen.type, chain_id: seen.chainId, nonce: seen.nonce,
        fee_cap: seen.type === 2 ? seen.maxFeePerGas : seen.gasPrice,
        tip_cap: seen.type === 2 ? seen.maxPriorityFeePerGas : seen.gasPrice,
        gas: seen.gasLimit, to: seen.to === null ? '-' : seen.to.toLowerCase(), value: seen.value,
        data: hexOrDash(seen.data), access_list: listText === '' ? '-' : listText, key: seed(200 + i),
        sender: account.address.toLowerCase(), r: seen.signature.r, s: seen.signature.s,
        parity: seen.signature.yParity, signing_hash: seen.unsignedHash, hash: seen.hash, raw });
}
write('transactions.txt', ['type', 'chain_id', 'nonce', 'fee_cap', 'tip_cap', 'gas', 'to', 'value',
    'data', 'access_list', 'key', 'sender', 'r', 's', 'parity', 'signing_hash', 'hash', 'raw'], transactions);

// --- receipts and blooms ------------------------------------------------------------------------
const receiptShapes = [
    { type: 0, status: 1, cumulative: 21000n, logs: [] },
    { type: 2, status: 0, cumulative: 1n, logs: [] },
    { type: 2, status: 1, cumulative: 30_000_000n, logs: [
        { address: addressOf(70), topics: [seed(71), seed(72), seed(73)], data: toBeHex(10n ** 18n, 32) },
        { address: addressOf(70), topics: [], data: '0x' },
        { address: addressOf(74), topics: [seed(75)], data: '0x' + '11'.repeat(70) }] },
    { type: 1, status: 1, cumulative: 127n, logs: [{ address: addressOf(76),
        topics: [seed(77), seed(78), seed(79), seed(80)], data: '0x7f' }] },
    { type: 0, status: 1, cumulative: 128n, logs: [{ address: addressOf(76), topics: [seed(77)], data: '0x80' }] },
];
const receipts = receiptShapes.map(({ type, status, cumulative, logs }) => {
    const bloom = new Bloom();
    for (const log of logs) {
        bloom.add(getBytes(log.address));
        for (const topic of log.topics) bloom.add(getBytes(topic));
    }
    const encoded = encodeReceipt({ status, cumulativeBlockGasUsed: cumulative, bitvector: bloom.bitvector,
        logs: logs.map((l) => [getBytes(l.address), l.topics.map((t) => getBytes(t)), getBytes(l.data)]) }, type);
    const text = logs.map((l) => `${l.address}:${l.topics.join(',')}:${l.data}`).join(';');
    return { type, status, cumulative, logs: text === '' ? '-' : text,
        bloom: hexlify(bloom.bitvector), encoded: hexlify(encoded) };
});
write('receipts.txt', ['type', 'status', 'cumulative', 'logs', 'bloom', 'encoded'], receipts);

// --- headers ------------------------------------------------------------------------------------
const london = new Common({ chain: Mainnet, hardfork: Hardfork.Paris });
const headerShapes = [
    { parentHash: '0x' + '00'.repeat(32), coinbase: '0x' + '00'.repeat(20), stateRoot: seed(300),
        number: 15537394n, gasLimit: 30_000_000n, gasUsed: 0n, timestamp: 1_700_000_000n, extraData: '0x',
        baseFeePerGas: 0n },
    { parentHash: seed(301), coinbase: addressOf(302), stateRoot: seed(303), transactionsTrie: seed(304),
        receiptTrie: seed(305), logsBloom: receipts[2].bloom, number: 15537395n, gasLimit: 1n << 52n,
        gasUsed: 29_999_999n, timestamp: 1_700_000_001n, extraData: seed(306), baseFeePerGas: gwei },
    { parentHash: seed(311), coinbase: addressOf(312), stateRoot: seed(313), transactionsTrie: seed(314),
        receiptTrie: seed(315), logsBloom: receipts[3].bloom, number: 1n << 40n, gasLimit: 5000n,
        gasUsed: 5000n, timestamp: 1n << 33n, extraData: '0x00', baseFeePerGas: (1n << 200n) + 7n },
];
const headers = headerShapes.map((shape) => {
    const header = createBlockHeader(shape, { common: london, skipConsensusFormatValidation: true });
    return { parent_hash: hexlify(header.parentHash), miner: header.coinbase.toString(),
        state_root: hexlify(header.stateRoot), transactions_root: hexlify(header.transactionsTrie),
        receipts_root: hexlify(header.receiptTrie), logs_bloom: hexlify(header.logsBloom),
        number: header.number, gas_limit: header.gasLimit, gas_used: header.gasUsed,
        timestamp: header.timestamp, extra_data: hexOrDash(hexlify(header.extraData)),
        base_fee: header.baseFeePerGas, encoded: hexlify(header.serialize()), hash: hexlify(header.hash()) };
});
write('headers.txt', ['parent_hash', 'miner', 'state_root', 'transactions_root', 'receipts_root', 'logs_bloom',
    'number', 'gas_limit', 'gas_used', 'timestamp', 'extra_data', 'base_fee', 'encoded', 'hash'], headers);
