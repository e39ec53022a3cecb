// SPDX-License-Identifier: Apache-2.0
// Writes the vectors of this folder; see README.md. `cast` must be on the PATH.
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HDKey } from '@scure/bip32';
import { entropyToMnemonic, mnemonicToSeedSync } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { HDNodeWallet, Wallet, encryptKeystoreJson, getBytes, hexlify } from 'ethers';

const here = (name) => new URL(name, import.meta.url);
const write = (name, fields, rows) =>
    writeFileSync(here(name),
        [fields.join(' '), ...rows.map((r) => fields.map((f) => r[f]).join(' '))].join('\n') + '\n');

// --- BIP-39: the entropies of the published list, with the first bytes of its seeds ------------
const published = [
    ['00'.repeat(16), 'c55257c360c07c72'], ['7f'.repeat(16), '2e8905819b8723fe'],
    ['80'.repeat(16), 'd71de856f81a8acc'], ['ff'.repeat(16), 'ac27495480225222'],
    ['00'.repeat(24), '035895f2f481b1b0'], ['7f'.repeat(24), 'f2b94508732bcbac'],
    ['80'.repeat(24), '107d7c02a5aa6f38'], ['ff'.repeat(24), '0cd6e5d827bb62eb'],
    ['00'.repeat(32), 'bda85446c6841370'], ['7f'.repeat(32), 'bc09fca1804f7e69'],
    ['80'.repeat(32), 'c0c519bd0e91a2ed'], ['ff'.repeat(32), 'dd48c104698c30cf'],
    ['9e885d952ad362caeb4efe34a8e91bd2', '274ddc525802f7c8'],
    ['6610b25967cdcca9d59875f5cb50b0ea75433311869e930b', '628c3827a8823298'],
    ['68a79eaca2324873eacc50cb9c6eca8cc68ea5d936f98787c60c7ebc74e6ce7c', '64c87cde7e12ecf6'],
];
const mnemonics = published.map(([entropy, start]) => {
    const words = entropyToMnemonic(getBytes('0x' + entropy), wordlist);
    const seed = hexlify(mnemonicToSeedSync(words, 'TREZOR'));
    assert.equal(seed.slice(2, 18), start);
    return { entropy, words: words.replaceAll(' ', ','), seed };
});
write('mnemonics.txt', ['entropy', 'words', 'seed'], mnemonics);

// --- BIP-32: the seeds and paths of the published vectors 1 to 4 -------------------------------
const seeds = [
    ['000102030405060708090a0b0c0d0e0f', "m m/0' m/0'/1 m/0'/1/2' m/0'/1/2'/2 m/0'/1/2'/2/1000000000"],
    ['fffcf9f6f3f0edeae7e4e1dedbd8d5d2cfccc9c6c3c0bdbab7b4b1aeaba8a5a29f9c999693908d8a8784817e7b7875726f6c69' +
        '6663605d5a5754514e4b484542', "m m/0 m/0/2147483647' m/0/2147483647'/1 " +
        "m/0/2147483647'/1/2147483646' m/0/2147483647'/1/2147483646'/2"],
    ['4b381541583be4423346c643850da4b320e46a87ae3d2a4e6da11eba819cd4acba45d239319ac14f863b8d5ab5a0d0c64d2e8a' +
        '1e7d1457df2e5a3c51c73235be', "m m/0'"],
    ['3ddd5602285899a946114506157c7997e5444528f3003f6134712147db19b678', "m m/0' m/0'/1'"],
];
const keys = seeds.flatMap(([seed, paths]) => paths.split(' ').map((path) => {
    const node = HDKey.fromMasterSeed(getBytes('0x' + seed)).derive(path);
    return { seed, path, key: hexlify(node.privateKey), chain_code: hexlify(node.chainCode),
        xprv: node.privateExtendedKey };
}));
for (const [seed, path, xprv] of [
    [0, 'm', 'xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi'],
    [0, "m/0'", 'xprv9uHRZZhk6KAJC1avXpDAp4MDc3sQKNxDiPvvkX8Br5ngLNv1TxvUxt4cV1rGL5hj6KCesnDYUhd7oWgT11eZG7XnxHrnYeSvkzY7d2bhkJ7'],
    [0, "m/0'/1", 'xprv9wTYmMFdV23N2TdNG573QoEsfRrWKQgWeibmLntzniatZvR9BmLnvSxqu53Kw1UmYPxLgboyZQaXwTCg8MSY3H2EU4pWcQDnRnrVA1xe8fs'],
    [1, 'm', 'xprv9s21ZrQH143K31xYSDQpPDxsXRTUcvj2iNHm5NUtrGiGG5e2DtALGdso3pGz6ssrdK4PFmM8NSpSBHNqPqm55Qn3LqFtT2emdEXVYsCzC2U'],
    [1, 'm/0', 'xprv9vHkqa6EV4sPZHYqZznhT2NPtPCjKuDKGY38FBWLvgaDx45zo9WQRUT3dKYnjwih2yJD9mkrocEZXo1ex8G81dwSM1fwqWpWkeS3v86pgKt'],
]) assert.equal(keys.find((k) => k.seed === seeds[seed][0] && k.path === path).xprv, xprv);
write('keys.txt', ['seed', 'path', 'key', 'chain_code', 'xprv'], keys);

// --- accounts of two mnemonics, by ethers ------------------------------------------------------
const accounts = ['test test test test test test test test test test test junk',
    mnemonics[14].words.replaceAll(',', ' ')].flatMap((words) => [0, 1, 2, 9, 255].map((index) => {
    const wallet = HDNodeWallet.fromPhrase(words, '', `m/44'/60'/0'/0/${index}`);
    return { words: words.replaceAll(' ', ','), index, key: wallet.privateKey,
        address: wallet.address.toLowerCase() };
}));
assert.equal(accounts[0].key, '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80');
write('accounts.txt', ['words', 'index', 'key', 'address'], accounts);

// --- files: the first account of "test ... junk" under the password "correct horse" ------------
const password = 'correct horse';
const account = { address: accounts[0].address, privateKey: accounts[0].key };
const fixed = { iv: '0x' + '11'.repeat(16), uuid: '0x' + '22'.repeat(16) };
const ethersFile = async (name, scrypt) => writeFileSync(here(name), await encryptKeystoreJson(account,
    password, { ...fixed, salt: '0x' + '33'.repeat(32), scrypt }));
await ethersFile('ethers.json', { N: 8192, r: 8, p: 1 });
await ethersFile('ethers-geth-cost.json', { N: 262144, r: 8, p: 1 });
const folder = mkdtempSync(join(tmpdir(), 'keystore-'));
execFileSync('cast', ['wallet', 'import', 'cast', '--keystore-dir', folder, '--private-key',
    account.privateKey, '--unsafe-password', password]);
writeFileSync(here('cast.json'), readFileSync(join(folder, 'cast')));
for (const name of ['ethers.json', 'cast.json'])
    assert.equal(Wallet.fromEncryptedJsonSync(readFileSync(here(name), 'utf8'), password).privateKey,
        account.privateKey);
