// SPDX-License-Identifier: Apache-2.0
// The JSON ABIs that the node writes about its own modules, in genesis/abi.
import { readFileSync } from 'node:fs';
import { modules } from './world.mjs';

const folder = new URL('../../../genesis/abi/', import.meta.url);
export const abis = Object.fromEntries(
  Object.keys(modules).map((name) => [
    name,
    JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')),
  ]),
);
