import type { HaltEffectView } from '@fairlead/contracts/halt';
import { HALT_SCOPES } from '@fairlead/core/control/halts';
import { describe, expect, it } from 'vitest';
import { HALT_SCOPE_NAMES, haltConfirm, placeWords, releaseWords, whoWords, whyNoRelease } from './halt-words';

const NOTHING: HaltEffectView = { open_orders: 0, working_children: 0, working_quantity: [], working_notional: [] };
const OPEN: HaltEffectView = {
  open_orders: 12,
  working_children: 5,
  working_quantity: [
    { unit: 'BTC', quantity: 0.5 },
    { unit: 'SHARES', quantity: 3_400 },
  ],
  working_notional: [
    { currency: 'JPY', notional: 1_000 },
    { currency: 'USD', notional: 512_300.5 },
  ],
};
const ONE: HaltEffectView = {
  ...{ open_orders: 1, working_children: 1, working_quantity: [{ unit: 'SHARES', quantity: 1 }] },
  working_notional: [{ currency: 'USD', notional: 10 }],
};
const HOLDS = 'It holds until another person releases it.';

describe('what a halt would do', () => {
  it.each<[string, Parameters<typeof placeWords>, readonly string[]]>([
    [
      'the firm, with what works left there',
      [OPEN, 'FIRM', false],
      [
        'No new orders are taken; cancels still pass.',
        '12 orders are open now; 5 children work at venues: 0.5 BTC and 3,400 shares, worth 1,000.00 JPY and 512,300.50 USD at their limits.',
        'What works there stays, and may still be filled.',
        HOLDS,
      ],
    ],
    [
      'one order of a client, asked back',
      [ONE, 'CLIENT', true],
      [
        'None of its new orders are taken; cancels still pass.',
        '1 order is open in it now; 1 child works at venues: 1 share, worth 10.00 USD at their limits.',
        'It is canceled.',
        HOLDS,
      ],
    ],
    [
      'a venue, asked back: its orders are not ended',
      [OPEN, 'VENUE', true],
      [
        'Nothing new is sent there; cancels still pass.',
        expect.stringMatching(/^12 orders are open in it now; 5 children/),
        'All of it is asked back from there; what comes back is routed to other venues.',
        HOLDS,
      ],
    ],
    [
      'nothing that is open',
      [NOTHING, 'INSTRUMENT', true],
      ['No new orders in it are taken; cancels still pass.', 'No order is open in it now.', HOLDS],
    ],
    [
      'orders of which nothing is at a venue',
      [{ ...NOTHING, open_orders: 2 }, 'CLIENT_INSTRUMENT', true],
      [
        'No new orders of that client in it are taken; cancels still pass.',
        '2 orders are open in it now; nothing of them is at a venue.',
        'All 2 are canceled.',
        HOLDS,
      ],
    ],
  ])('%s', (_name, asked, lines) => {
    expect(placeWords(...asked)).toEqual(lines);
  });

  it('is named on the button, and each scope has its name', () => {
    expect(haltConfirm('venue XNYS', false)).toBe('Halt venue XNYS');
    expect(haltConfirm('the whole firm', true)).toBe('Halt the whole firm, ask all back');
    expect(new Set(HALT_SCOPES.map((scope) => HALT_SCOPE_NAMES[scope])).size).toBe(HALT_SCOPES.length);
  });
});

it.each<[HaltEffectView, string]>([
  [NOTHING, 'No order waits for it.'],
  [ONE, '1 order that is open is routed on at once.'],
  [OPEN, '12 orders that are open are routed on at once.'],
])('a release says what goes on: %#', (effect, words) => {
  expect(releaseWords(effect)).toContain(words);
});

it.each([
  ['ops@example.com', 'ops@example.com'],
  ['ops@example.com (desk)', 'ops@example.com, by key desk'],
  ['019abcde-0000-7000-8000-000000000007 (night batch)', 'key night batch'],
  ['runaway guard', 'runaway guard'],
])('%s is %s', (actor, words) => {
  expect(whoWords(actor)).toBe(words);
});

describe('who may release a halt', () => {
  const viewer = { email: 'ops@example.com', clientId: null, whyNot: () => '' };
  const halt = { actor: 'other@example.com', client_id: null };

  it('is another person than who placed it, also than whose key did', () => {
    expect(whyNoRelease(halt, viewer)).toBe('');
    expect(whyNoRelease({ ...halt, actor: null }, viewer)).toBe('');
    expect(whyNoRelease({ ...halt, actor: 'ops@example.com' }, viewer)).toMatch(/another person/);
    expect(whyNoRelease({ ...halt, actor: 'ops@example.com (desk)' }, viewer)).toMatch(/another person/);
  });

  it('is nobody whose role may not, and of a client only of its own halts', () => {
    expect(whyNoRelease(halt, { ...viewer, whyNot: () => 'You are here as Trader.' })).toBe('You are here as Trader.');
    expect(whyNoRelease(halt, { ...viewer, clientId: 'DEMO' })).toMatch(/the firm releases it/);
    expect(whyNoRelease({ ...halt, client_id: 'DEMO' }, { ...viewer, clientId: 'DEMO' })).toBe('');
  });
});
