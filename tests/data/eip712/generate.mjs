// SPDX-License-Identifier: Apache-2.0
// Writes the vectors of this folder; see README.md.
import { writeFileSync } from 'node:fs';
import { strict as assert } from 'node:assert';
import { TypedDataEncoder } from 'ethers';
import { hashDomain, hashStruct, hashTypedData, keccak256, parseSignature, toHex } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';

const word = (n) => keccak256(toHex(n, { size: 32 }));
const address = (n) => ('0x' + word(n).slice(26));
const hexOrDash = (text) => (text === '' || text === '0x' ? '-' : text);
const utf8 = (text) => hexOrDash(toHex(text));

const domainType = [{ name: 'name', type: 'string' }, { name: 'version', type: 'string' },
    { name: 'chainId', type: 'uint256' }, { name: 'verifyingContract', type: 'address' }];
const members = (text) => text.split(',').map((m) => ({ type: m.split(' ')[0], name: m.split(' ')[1] }));
const types = {
    Permit: 'address owner,address spender,uint256 value,uint256 nonce,uint256 deadline',
    Delegation: 'address delegatee,uint256 nonce,uint256 expiry',
    Ballot: 'uint256 proposalId,uint8 support,address voter,uint256 nonce',
    ExtendedBallot: 'uint256 proposalId,uint8 support,address voter,uint256 nonce,string reason,bytes params',
};
const max = (1n << 256n) - 1n;
const token = '0x000000000000000000000000000000000000a001';
const governor = '0x000000000000000000000000000000000000a003';
const domains = [
    { name: 'Ambag', version: '1', chainId: 31337n, verifyingContract: token },
    { name: 'Ambag', version: '1', chainId: 31337n, verifyingContract: governor },
    { name: '', version: '', chainId: 0n, verifyingContract: address(90) },
    { name: 'A name longer than a word, with é and 投票', version: '2.10', chainId: (1n << 64n) - 1n,
        verifyingContract: address(91) },
];
const text = (v, type) => (type === 'string' ? utf8(v) : type === 'bytes' ? hexOrDash(v)
    : typeof v === 'bigint' || typeof v === 'number' ? v.toString() : v);

for (const [primaryType, list] of Object.entries(types)) {
    const fields = members(list);
    const rows = [];
    for (const [index, domain] of domains.entries()) {
        const account = privateKeyToAccount(word(700 + index));
        const who = account.address.toLowerCase();
        const messages = {
            Permit: { owner: who, spender: address(3 + index), value: index === 3 ? max : 12n ** 18n,
                nonce: BigInt(index), deadline: index === 2 ? max : 1_700_000_100n },
            Delegation: { delegatee: address(4 + index), nonce: BigInt(index), expiry: 1_700_000_100n },
            Ballot: { proposalId: BigInt(word(40 + index)), support: index % 3, voter: who,
                nonce: BigInt(index) },
            ExtendedBallot: { proposalId: BigInt(word(50 + index)), support: index === 3 ? 255 : index,
                voter: who, nonce: max, reason: ['', 'because', 'x'.repeat(40), 'é'][index],
                params: ['0x', '0x00', '0x' + '11'.repeat(48), '0xff'][index] },
        };
        const message = messages[primaryType];
        const data = { domain, types: { EIP712Domain: domainType, [primaryType]: fields }, primaryType, message };
        const separator = hashDomain({ domain, types: data.types });
        const struct = hashStruct({ data: message, primaryType, types: data.types });
        const digest = hashTypedData(data);
        assert.equal(separator, TypedDataEncoder.hashDomain(domain));
        assert.equal(struct, TypedDataEncoder.hashStruct(primaryType, { [primaryType]: fields }, message));
        assert.equal(digest, TypedDataEncoder.hash(domain, { [primaryType]: fields }, message));
        const { r, s, v } = parseSignature(await account.signTypedData(data));
        rows.push({ domain_name: utf8(domain.name), domain_version: utf8(domain.version),
            chain_id: domain.chainId, contract: domain.verifyingContract,
            ...Object.fromEntries(fields.map((f) => [f.name, text(message[f.name], f.type)])),
            separator, struct, digest, signer: who, v, r, s });
    }
    const names = Object.keys(rows[0]);
    writeFileSync(new URL(`${primaryType.toLowerCase()}.txt`, import.meta.url),
        [names.join(' '), ...rows.map((r) => names.map((n) => r[n]).join(' '))].join('\n') + '\n');
}
