// SPDX-License-Identifier: Apache-2.0
// Hand-written sequences: every rule of OpenZeppelin's Governor, timelock and votes, at its edges.
// Each call says what the reference must answer, so that a scenario tries the rule that it names.
// Votes at the start: account 0 has 500, 1 has 420 (120 of them account 2's), 3 has 40, 4 has 39;
// account 5 holds 1 and gave it to nobody. The supply is 1000, the quorum 4 %: 40.
import { votingScenarios } from './scenarios_votes.mjs';
import { extensionScenarios } from './scenarios_extensions.mjs';
import { lifeScenarios } from './scenarios_life.mjs';
import { tokenScenarios } from './scenarios_token.mjs';

class Script {
  constructor(name, it) {
    Object.assign(this, { name, it, blocks: [], proposals: [] });
  }

  // A block `ticks` of the votes' clock later.
  block(ticks, ...ops) {
    this.blocks.push({ ticks, ops });
    return this;
  }

  // A block whose time is `seconds` later.
  after(seconds, ...ops) {
    this.blocks.push(this.it.byTime ? { ticks: seconds, ops } : { ticks: 1, seconds, ops });
    return this;
  }

  knows(...proposals) {
    this.proposals.push(...proposals);
    return this;
  }
}

// The scenarios of one composition.
export function scenarios(composition, it) {
  const made = [];
  for (const family of [lifeScenarios, votingScenarios, tokenScenarios, extensionScenarios])
    family((name, where, write) => {
      if (where !== 'all' && !where.includes(composition)) return;
      const script = new Script(name, it);
      write(script, it, composition);
      made.push(script);
    });
  return made;
}
