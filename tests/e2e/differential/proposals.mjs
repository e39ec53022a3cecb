// SPDX-License-Identifier: Apache-2.0
// Proposals {targets, values, calldatas, description}, their ids and their timelock operations,
// from the documents of OpenZeppelin and not from either chain.
import { encodeAbiParameters, keccak256, parseAbiParameters, stringToHex } from 'viem';
import { modules } from '../lib/actors.mjs';

const id_types = parseAbiParameters('address[], uint256[], bytes[], bytes32');
const operation_types = parseAbiParameters('address[], uint256[], bytes[], bytes32, bytes32');
const zero = `0x${'0'.repeat(64)}`;

export const descriptionHash = ({ description }) => keccak256(stringToHex(description));

const ids = new WeakMap();
export function proposalId(proposal) {
  if (!ids.has(proposal)) {
    const { targets, values, calldatas } = proposal;
    const encoded = encodeAbiParameters(id_types, [
      targets,
      values.map(BigInt),
      calldatas,
      descriptionHash(proposal),
    ]);
    ids.set(proposal, BigInt(keccak256(encoded)).toString());
  }
  return ids.get(proposal);
}

// bytes20(governor) ^ descriptionHash.
export function timelockSalt(proposal) {
  const left = BigInt(modules.governor) << 96n;
  return `0x${(left ^ BigInt(descriptionHash(proposal))).toString(16).padStart(64, '0')}`;
}

export function operationId({ targets, values, calldatas, ...rest }) {
  const salt = timelockSalt({ targets, values, calldatas, ...rest });
  return keccak256(
    encodeAbiParameters(operation_types, [targets, values.map(BigInt), calldatas, zero, salt]),
  );
}

export function proposal(targets, values, calldatas, description) {
  const made = { targets, values, calldatas, description };
  return { ...made, operation: operationId(made) };
}
