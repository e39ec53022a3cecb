// SPDX-License-Identifier: Apache-2.0
// The ABIs of the modules as OpenZeppelin 5.7 publishes them: what clients are built with, and not
// what our node says about itself.
import { createRequire } from 'node:module';
import { parseAbi } from 'viem';

const require = createRequire(import.meta.url);

function union(...names) {
  const items = new Map();
  for (const name of names) {
    for (const item of require(`@openzeppelin/contracts/build/contracts/${name}.json`).abi) {
      if (item.type === 'constructor') continue;
      const types = (item.inputs ?? []).map((input) => input.type);
      items.set(`${item.type} ${item.name}(${types})`, item);
    }
  }
  return [...items.values()];
}

// Wrapping and unwrapping of the native coin has the names of OpenZeppelin's ERC20Wrapper.
export const tokenAbi = [
  ...union('ERC20Votes', 'ERC20Permit', 'IERC20Errors'),
  ...parseAbi([
    'function depositFor(address account) payable returns (bool)',
    'function withdrawTo(address account, uint256 value) returns (bool)',
  ]),
];

export const governorAbi = union(
  'Governor',
  'GovernorSettings',
  'GovernorCountingSimple',
  'GovernorVotes',
  'GovernorVotesQuorumFraction',
  'GovernorPreventLateQuorum',
  'GovernorTimelockControl',
);

export const timelockAbi = union('TimelockController');

// Stands for a function that no module has.
export const strangerAbi = parseAbi(['function nothingOfThisName(uint256) returns (uint256)']);

export const State = {
  pending: 0,
  active: 1,
  canceled: 2,
  defeated: 3,
  succeeded: 4,
  queued: 5,
  expired: 6,
  executed: 7,
};

export const ballotTypes = {
  Ballot: [
    { name: 'proposalId', type: 'uint256' },
    { name: 'support', type: 'uint8' },
    { name: 'voter', type: 'address' },
    { name: 'nonce', type: 'uint256' },
  ],
};

export const permitTypes = {
  Permit: [
    { name: 'owner', type: 'address' },
    { name: 'spender', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
};

export const delegationTypes = {
  Delegation: [
    { name: 'delegatee', type: 'address' },
    { name: 'nonce', type: 'uint256' },
    { name: 'expiry', type: 'uint256' },
  ],
};
