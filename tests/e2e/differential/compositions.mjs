// SPDX-License-Identifier: Apache-2.0
// The compositions that a genesis of ours can choose: as a genesis, and as a contract made of
// OpenZeppelin's own. Nothing in the contracts decides anything: every function that Solidity wants
// overridden names its parents and calls them. Order matters where several extensions override one
// function: the timelock has the last word on a state, as OpenZeppelin's own documents have it.
import { account, modules } from '../lib/actors.mjs';

const none = '0x0000000000000000000000000000000000000000';
const usual = {
  counting: 'simple',
  byTime: false,
  minDelay: 3,
  executors: [none],
  delay: 1,
  period: 6,
  threshold: 0,
  quorum: 4,
  extension: 3,
};

export const compositions = {
  base: usual,
  // Seconds as the clock, a threshold that one account meets exactly, an executor of its own.
  time: {
    ...usual,
    byTime: true,
    delay: 2,
    period: 9,
    threshold: 40,
    extension: 4,
    executors: [account(1).address, modules.governor],
  },
  fractional: {
    ...usual,
    counting: 'fractional',
    superQuorum: 50,
    guardian: account(4).address,
    threshold: 1,
  },
  overridable: { ...usual, counting: 'overridable', extension: 2, guardian: none },
};

export function genesisOf(it, alloc, timestamp) {
  return {
    chain_id: 31337,
    dev: true,
    timestamp,
    clock: it.byTime ? 'timestamp' : 'block_number',
    alloc,
    token: { name: 'Ambag', symbol: 'AMB', self_delegate: false },
    timelock: { min_delay: it.minDelay, executors: it.executors },
    governor: {
      name: 'Ambag Governor',
      voting_delay: it.delay,
      voting_period: it.period,
      proposal_threshold: `${it.threshold}`,
      quorum_numerator: it.quorum,
      late_quorum_extension: it.extension,
      counting: it.counting,
      ...(it.superQuorum && { super_quorum_numerator: it.superQuorum }),
      ...(it.guardian && { guardian: it.guardian }),
    },
  };
}

const upper = (text) => text[0].toUpperCase() + text.slice(1);
const arrays = 'address[] memory a, uint256[] memory b, bytes[] memory c, bytes32 d';

function governorSource(it) {
  const counting = `GovernorCounting${upper(it.counting)}`;
  const quorum = it.superQuorum
    ? 'GovernorVotesSuperQuorumFraction'
    : 'GovernorVotesQuorumFraction';
  const bases = ['GovernorSettings', counting, quorum, 'GovernorPreventLateQuorum'];
  if (it.guardian) bases.push('GovernorProposalGuardian');
  bases.push('GovernorTimelockControl');
  const set = [
    'Governor(name_)',
    `GovernorSettings(${it.delay}, ${it.period}, ${it.threshold})`,
    'GovernorVotes(token_)',
    `GovernorVotesQuorumFraction(${it.quorum})`,
    `GovernorPreventLateQuorum(${it.extension})`,
    'GovernorTimelockControl(timelock_)',
  ];
  if (it.superQuorum) set.push(`GovernorVotesSuperQuorumFraction(${it.superQuorum})`);
  const pass = (head, parents, call, more = '') =>
    `function ${head} override(${parents}) ${more} { ${more ? 'return ' : ''}super.${call}; }`;
  const timelock = 'Governor, GovernorTimelockControl';
  const stateParents = it.superQuorum ? `${timelock}, ${quorum}` : timelock;
  const functions = [
    pass(
      'proposalThreshold() public view',
      'Governor, GovernorSettings',
      'proposalThreshold()',
      'returns (uint256)',
    ),
    pass(
      'proposalDeadline(uint256 i) public view',
      'Governor, GovernorPreventLateQuorum',
      'proposalDeadline(i)',
      'returns (uint256)',
    ),
    pass('state(uint256 i) public view', stateParents, 'state(i)', 'returns (ProposalState)'),
    pass(
      'proposalNeedsQueuing(uint256 i) public view',
      timelock,
      'proposalNeedsQueuing(i)',
      'returns (bool)',
    ),
    pass(
      '_tallyUpdated(uint256 i) internal',
      'Governor, GovernorPreventLateQuorum',
      '_tallyUpdated(i)',
    ),
    pass(
      `_queueOperations(uint256 i, ${arrays}) internal`,
      timelock,
      '_queueOperations(i, a, b, c, d)',
      'returns (uint48)',
    ),
    pass(
      `_executeOperations(uint256 i, ${arrays}) internal`,
      timelock,
      '_executeOperations(i, a, b, c, d)',
    ),
    pass(`_cancel(${arrays}) internal`, timelock, '_cancel(a, b, c, d)', 'returns (uint256)'),
    pass('_executor() internal view', timelock, '_executor()', 'returns (address)'),
  ];
  if (it.superQuorum) {
    functions.push(
      pass(
        'proposalVotes(uint256 i) public view',
        `${counting}, GovernorSuperQuorum`,
        'proposalVotes(i)',
        'returns (uint256, uint256, uint256)',
      ),
    );
  }
  if (it.guardian) {
    functions.push(
      pass(
        '_validateCancel(uint256 i, address a) internal view',
        'Governor, GovernorProposalGuardian',
        '_validateCancel(i, a)',
        'returns (bool)',
      ),
    );
  }
  const guard = it.guardian ? `_setProposalGuardian(${it.guardian});` : '';
  return `contract TheGovernor is ${bases.join(', ')} {
    constructor(string memory name_, IVotes token_, TimelockController timelock_)
        ${set.join(' ')} { ${guard} }
    ${functions.join('\n    ')}
}`;
}

function tokenSource(it) {
  const extended = it.counting === 'overridable';
  const history = `
    function _delegate(address a, address to) internal override(Votes, VotesExtended) {
        super._delegate(a, to);
    }
    function _transferVotingUnits(address from, address to, uint256 n)
        internal override(Votes, VotesExtended) { super._transferVotingUnits(from, to, n); }`;
  const clock = it.byTime
    ? ['uint48(block.timestamp)', 'mode=timestamp']
    : ['uint48(block.number)', 'mode=blocknumber&from=default'];
  // Wraps the native coin, as ERC20Wrapper wraps a token.
  return `contract TheToken is ERC20, ERC20Permit, ERC20Votes${extended ? ', VotesExtended' : ''} {
    constructor() ERC20("Ambag", "AMB") ERC20Permit("Ambag") {}
    function depositFor(address account) external payable returns (bool) {
        if (account == address(this)) revert ERC20InvalidReceiver(account);
        _mint(account, msg.value);
        return true;
    }
    function withdrawTo(address account, uint256 value) external returns (bool) {
        if (account == address(this)) revert ERC20InvalidReceiver(account);
        _burn(msg.sender, value);
        if (account == address(0)) revert ERC20InvalidReceiver(account);
        (bool sent,) = account.call{value: value}("");
        require(sent);
        return true;
    }
    function clock() public view override returns (uint48) { return ${clock[0]}; }
    function CLOCK_MODE() public pure override returns (string memory) { return "${clock[1]}"; }
    function nonces(address a) public view override(ERC20Permit, Nonces) returns (uint256) {
        return super.nonces(a);
    }
    function _update(address a, address b, uint256 n) internal override(ERC20, ERC20Votes) {
        super._update(a, b, n);
    }${extended ? history : ''}
}`;
}

const imports = [
  ...[
    'GovernorSettings',
    'GovernorCountingSimple',
    'GovernorCountingFractional',
    'GovernorCountingOverridable',
    'GovernorProposalGuardian',
    'GovernorSuperQuorum',
    'GovernorVotesSuperQuorumFraction',
    'GovernorVotes',
    'GovernorVotesQuorumFraction',
    'GovernorPreventLateQuorum',
    'GovernorTimelockControl',
  ].map((name) => [name, `governance/extensions/${name}`]),
  ...['ERC20Permit', 'ERC20Votes'].map((name) => [name, `token/ERC20/extensions/${name}`]),
  ...['Votes', 'VotesExtended', 'IVotes'].map((name) => [name, `governance/utils/${name}`]),
  ['ERC20', 'token/ERC20/ERC20'],
  ['Governor', 'governance/Governor'],
  ['Nonces', 'utils/Nonces'],
  ['TimelockController', 'governance/TimelockController'],
];

export function soliditySource(it) {
  const lines = imports.map(
    ([name, path]) => `import {${name}} from "@openzeppelin/contracts/${path}.sol";`,
  );
  const timelock = `contract TheTimelock is TimelockController {
    constructor(address[] memory proposers, address[] memory executors)
        TimelockController(${it.minDelay}, proposers, executors, address(0)) {}
}`;
  return [
    '// SPDX-License-Identifier: Apache-2.0',
    'pragma solidity ^0.8.24;',
    ...lines,
    tokenSource(it),
    timelock,
    governorSource(it),
  ].join('\n');
}
