// SPDX-License-Identifier: Apache-2.0
// The voting token: delegation, checkpoints, allowances, signatures.
import { modules } from '../lib/actors.mjs';
import * as o from './ops.mjs';
import { no, ok } from './steps.mjs';

function delegation(add) {
  add('delegation is not transitive and may be taken back', 'all', (s) => {
    s.block(1, ok(o.delegate(0, 1)), ok(o.delegate(1, 3)), ok(o.delegate(1, 3)));
    s.block(1, ok(o.delegate(0, o.nobody)), ok(o.delegate(5, 4)), ok(o.delegate(5, 5)));
    s.block(2, ok(o.delegate(0, 0)), ok(o.transfer(0, 1, 500)), ok(o.transfer(1, 2, 1)));
  });
  add('writes of one clock are one checkpoint', 'all', (s) => {
    s.block(
      1,
      ok(o.transfer(0, 1, 1)),
      ok(o.transfer(0, 1, 2)),
      ok(o.transfer(1, 0, 3)),
      ok(o.deposit(0, 0, 5)),
    );
    s.block(1, ok(o.withdraw(0, 0, 5)), ok(o.transfer(0, 0, 7)), ok(o.transfer(1, 2, 9)));
  });
  add('many checkpoints are searched', 'all', (s) => {
    for (let i = 1; i <= 9; ++i) s.block(1, ok(o.transfer(0, 1, i)), ok(o.delegate(3, i % 2)));
    s.block(
      1,
      ok(o.token(0, 'getPastVotes(address,uint256)', [o.who(0), 103])),
      no(o.token(0, 'checkpoints(address,uint32)', [o.who(0), 99]), 'Panic 50'),
      ok(o.token(0, 'checkpoints(address,uint32)', [o.who(0), 4])),
      no(
        o.token(0, 'getPastVotes(address,uint256)', [o.who(0), (2n ** 40n).toString()]),
        'ERC5805FutureLookup',
      ),
    );
  });
  add('delegation by signature', 'all', (s) => {
    s.block(
      1,
      no(o.delegateBySig(1, 0, 3, { expiry: '1700000000' }), 'VotesExpiredSignature'),
      no(o.delegateBySig(1, 0, 3, { expiry: '1700000000', nonce: 4 }), 'VotesExpiredSignature'),
      no(o.delegateBySig(1, 0, 3, { nonce: 1 }), 'InvalidAccountNonce'),
      ok(o.delegateBySig(1, 0, 3)),
    );
    s.block(
      1,
      no(o.delegateBySig(1, 0, 3, { nonce: -1 }), 'InvalidAccountNonce'),
      no(o.delegateBySig(1, 0, 3, { tamper: 'high s' }), 'ECDSAInvalidSignatureS'),
      no(o.delegateBySig(1, 0, 3, { tamper: 'v' }), 'ECDSAInvalidSignature'),
    );
    s.block(
      1,
      o.delegateBySig(1, 0, 3, { chainId: 2 }),
      o.delegateBySig(1, 0, 3, { tamper: 'r' }),
      ok(o.delegateBySig(1, 5, 5)),
    );
  });
}

function transfers(add) {
  add('receivers, balances, allowances', 'all', (s) => {
    s.block(
      1,
      no(o.transfer(5, 0, 2), 'ERC20InsufficientBalance'),
      no(o.transfer(0, o.nobody, 1), 'ERC20InvalidReceiver'),
      no(o.transfer(5, o.nobody, 2), 'ERC20InvalidReceiver'),
      ok(o.transfer(5, 0, 0)),
    );
    s.block(
      1,
      no(o.approve(0, o.nobody, 1), 'ERC20InvalidSpender'),
      ok(o.approve(0, 1, 10)),
      no(o.transferFrom(1, 0, 2, 11), 'ERC20InsufficientAllowance'),
      ok(o.transferFrom(1, 0, 2, 10)),
    );
    s.block(
      1,
      ok(o.approve(0, 1, (2n ** 256n - 1n).toString())),
      ok(o.transferFrom(1, 0, 3, 490)),
      no(o.transferFrom(1, 0, 3, 1), 'ERC20InsufficientBalance'),
      no(o.transferFrom(1, 0, o.nobody, 0), 'ERC20InvalidReceiver'),
    );
  });
  add('wrapping and unwrapping', 'all', (s) => {
    s.block(
      1,
      ok(o.deposit(0, 5, 0)),
      ok(o.deposit(0, 5, 3)),
      no(o.deposit(0, o.nobody, 3), 'ERC20InvalidReceiver'),
      no(o.deposit(0, modules.token, 3), 'ERC20InvalidReceiver'),
    );
    s.block(
      1,
      no(o.withdraw(5, 5, 5), 'ERC20InsufficientBalance'),
      ok(o.withdraw(5, 1, 4)),
      no(o.withdraw(0, o.nobody, 1), 'ERC20InvalidReceiver'),
      no(o.withdraw(0, modules.token, 1), 'ERC20InvalidReceiver'),
    );
  });
  add('permits', 'all', (s) => {
    s.block(
      1,
      no(o.permit(1, 0, 1, 5, { deadline: '1700000000' }), 'ERC2612ExpiredSignature'),
      no(o.permit(1, 0, 1, 5, { owner: 3 }), 'ERC2612InvalidSigner'),
      no(o.permit(1, 0, o.nobody, 5), 'ERC20InvalidSpender'),
      ok(o.permit(1, 0, 1, 5)),
    );
    s.block(
      1,
      no(o.permit(1, 0, 1, 5, { nonce: -1 }), 'ERC2612InvalidSigner'),
      no(o.permit(1, 0, 1, 5, { tamper: 'v' }), 'ECDSAInvalidSignature'),
      no(o.permit(1, 0, 1, 5, { tamper: 'high s' }), 'ECDSAInvalidSignatureS'),
      ok(o.transferFrom(1, 0, 1, 5)),
    );
  });
}

export function tokenScenarios(add) {
  delegation(add);
  transfers(add);
}
