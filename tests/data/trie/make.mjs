// SPDX-License-Identifier: Apache-2.0
// Writes the trie vectors of this folder with @ethereumjs/mpt, an implementation that is not ours.
// See README.md for how to run it and for the format of the lines.
import { writeFileSync } from 'node:fs'
import { createMPT, createMerkleProof } from '@ethereumjs/mpt'
import { RLP } from '@ethereumjs/rlp'
import { bytesToHex } from '@ethereumjs/util'

const hex = (bytes) => bytesToHex(bytes).slice(2)

// xorshift32: the vectors must not change from run to run.
let state = 0x9e3779b9
const next = () => {
  state ^= state << 13
  state ^= state >>> 17
  state ^= state << 5
  return (state >>>= 0)
}
const below = (n) => next() % n
const random = (size) => Uint8Array.from({ length: size }, () => below(256))

// Keys that share long beginnings and endings, so that extensions, splits and nodes inside their
// parent occur; 3 nibble values at 6 places of a 32-byte key.
const crowded = () => {
  const key = new Uint8Array(32).fill(0x55)
  for (const place of [0, 1, 20, 30, 31]) key[place] = [0x00, 0x05, 0x50][below(3)]
  key[31] = below(16) * 16 + below(3)
  return key
}
const account = () =>
  RLP.encode([
    below(1000),
    BigInt(next()) * 1000000007n,
    Uint8Array.from(Buffer.from('56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421', 'hex')),
    Uint8Array.from(Buffer.from('c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470', 'hex')),
  ])

async function sequence(name, secure, makeKey, makeValue, batches, size) {
  const lines = [`trie ${name} ${secure ? 'secure' : 'plain'}`]
  const trie = await createMPT({ useKeyHashing: secure })
  const present = new Map()
  for (let batch = 0; batch < batches; ++batch) {
    const touched = new Set()
    for (let i = 0; i < size; ++i) {
      const known = [...present.values()]
      const key = known.length > 0 && below(2) === 0 ? known[below(known.length)] : makeKey()
      if (touched.has(hex(key))) continue
      touched.add(hex(key))
      if (below(100) < (batch % 3 === 2 ? 70 : 25)) {
        await trie.del(key)
        present.delete(hex(key))
        lines.push(`del ${hex(key)}`)
      } else {
        const value = makeValue()
        await trie.put(key, value)
        present.set(hex(key), key)
        lines.push(`put ${hex(key)} ${hex(value)}`)
      }
    }
    lines.push(`root ${hex(trie.root())}`)
    for (let i = 0; i < 4 && present.size > 0; ++i) {
      const key = i < 2 ? [...present.values()][below(present.size)] : makeKey()
      const value = await trie.get(key)
      // ethereumjs lists nodes that stand inside their parent too; eth_getProof does not.
      const proof = (await createMerkleProof(trie, key)).filter((n, at) => at === 0 || n.length >= 32)
      lines.push(`proof ${hex(key)} ${value ? hex(value) : '-'} ${proof.map(hex).join(' ')}`)
    }
  }
  for (const key of present.values()) {
    await trie.del(key)
    lines.push(`del ${hex(key)}`)
  }
  lines.push(`root ${hex(trie.root())}`)
  writeFileSync(`${name}.txt`, lines.join('\n') + '\n')
}

async function ordered() {
  const lines = ['trie ordered ordered']
  for (const count of [1, 2, 3, 16, 17, 127, 128, 129, 140]) {
    const trie = await createMPT()
    const values = []
    for (let i = 0; i < count; ++i) {
      const value = random(1 + below(count === 17 ? 4 : 90))
      values.push(value)
      await trie.put(RLP.encode(i), value)
    }
    for (const value of values) lines.push(`value ${hex(value)}`)
    lines.push(`ordered ${hex(trie.root())}`)
    for (const index of new Set([0, below(count), count - 1])) {
      const proof = (await createMerkleProof(trie, RLP.encode(index))).filter(
        (n, at) => at === 0 || n.length >= 32,
      )
      lines.push(`proof_at ${index} ${proof.map(hex).join(' ')}`)
    }
    lines.push('clear')
  }
  writeFileSync('ordered.txt', lines.join('\n') + '\n')
}

await sequence('random', false, () => random(32), () => random(1 + below(80)), 6, 40)
await sequence('crowded', false, crowded, () => random(1 + below(3)), 12, 30)
await sequence('accounts', true, () => random(20), account, 5, 60)
await ordered()
