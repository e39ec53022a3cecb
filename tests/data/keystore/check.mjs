// SPDX-License-Identifier: Apache-2.0
// Opens the key files given (ours.json when none) with ethers and cast; see README.md.
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Wallet } from 'ethers';

const password = 'correct horse';
const key = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80';
const files = process.argv.slice(2);
if (files.length === 0) files.push(fileURLToPath(new URL('ours.json', import.meta.url)));
for (const file of files) {
    assert.equal(Wallet.fromEncryptedJsonSync(readFileSync(file, 'utf8'), password).privateKey, key);
    const folder = mkdtempSync(join(tmpdir(), 'keystore-'));
    copyFileSync(file, join(folder, 'account'));
    const said = execFileSync('cast', ['wallet', 'decrypt-keystore', 'account', '--keystore-dir', folder,
        '--unsafe-password', password], { encoding: 'utf8' });
    assert.ok(said.includes(key), said);
    console.log('opened by ethers and cast:', file);
}
