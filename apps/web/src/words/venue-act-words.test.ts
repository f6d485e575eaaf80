import { describe, expect, it } from 'vitest';
import type { VenueEffect } from '@/rows/venue-effect';
import { venueOf } from '@/testing/venues';
import { VENUE_ACT_TEXTS, VENUE_ACTS, venueActWords, whyNoVenueAct } from './venue-act-words';

const EFFECT: VenueEffect = {
  open: {
    ...{ open_orders: 2, working_children: 3 },
    working_quantity: [{ unit: 'SHARES', quantity: 1_200 }],
    working_notional: [{ currency: 'USD', notional: 63_000 }],
  },
  flow: {
    ...{ children: 400, here: 46, is_whole: true, instrument_id: 'KO' },
    others: [
      { venue_id: 'ARCX', children: 100 },
      { venue_id: 'XNAS', children: 80 },
    ],
  },
  next_best: 'ARCX',
};
const nameOf = (venueId: string) => (venueId === 'ARCX' ? 'NYSE Arca' : venueId);
const said = (act: (typeof VENUE_ACTS)[number], venue = venueOf(), effect = EFFECT) =>
  venueActWords(act, venue, { effect, nameOf });

describe('what an act on a venue says before it is done', () => {
  it('is what works there, its part of the flow, and where that would go', () => {
    expect(said('OPEN')).toEqual([
      '2 orders are open in it now; 3 children work at venues: 1,200 shares, worth 63,000.00 USD at their limits.',
      'What works there stays, and may still be filled.',
      'It had 46 of the 400 child orders of the last hour, 11.5\u00a0%; most of the others went to NYSE Arca · ARCX (25.0\u00a0%), XNAS (20.0\u00a0%).',
      'Most was in KO: the best venue for that beside it is NYSE Arca · ARCX now.',
    ]);
    expect(said('RESTRICT')).toEqual(said('OPEN'));
  });

  it('is what it undoes, where it lets a venue in again', () => {
    const open = venueOf({ circuit: { state: 'OPEN', code: 'FAILURES', reason: 'three rejects, two timeouts' } });
    expect(said('RESET', open).at(-1)).toBe(
      'It is open because: Too much of what was sent there lately failed, three rejects, two timeouts.',
    );
    expect(said('CLOSE', venueOf({ circuit: { failures: 3 } })).at(-1)).toBe('3 of its latest outcomes failed.');
    const restricted = { status: 'RESTRICTED', reason: 'strange fills', actor: null, since: null } as const;
    expect(said('RELEASE', venueOf({ said: restricted })).at(-1)).toBe('It was said because “strange fills”.');
  });

  it('says of an idle firm that nothing is sent anywhere', () => {
    const idle: VenueEffect = {
      open: { open_orders: 0, working_children: 0, working_quantity: [], working_notional: [] },
      flow: { children: 0, here: 0, is_whole: true, others: [], instrument_id: null },
      next_best: null,
    };
    expect(said('OPEN', venueOf(), idle)).toEqual([
      'No order is open in it now.',
      'No child order was sent anywhere in the last hour.',
    ]);
  });
});

describe('why an act on a venue is not there', () => {
  const may = { clientId: null, whyNot: () => '' };
  const why = (changes: Parameters<typeof venueOf>[0]) =>
    Object.fromEntries(VENUE_ACTS.map((act) => [act, whyNoVenueAct(act, venueOf(changes), may)]));

  it('is that there is nothing to undo, or that it is done already', () => {
    expect(why({})).toEqual({
      ...{ OPEN: '', CLOSE: '', RESTRICT: '' },
      RESET: 'It is closed, and nobody holds it so.',
      RELEASE: 'Nobody has said anything of it.',
    });
    expect(why({ circuit: { state: 'OPEN', code: 'FORCED_OPEN' } })).toMatchObject({
      ...{ OPEN: 'It is forced open already.', CLOSE: '', RESET: '' },
    });
    expect(why({ circuit: { state: 'CLOSED', code: 'FORCED_CLOSED' } })).toMatchObject({
      ...{ CLOSE: 'It is forced closed already.', OPEN: '', RESET: '' },
    });
    const restricted = { status: 'RESTRICTED', reason: null, actor: null, since: null } as const;
    expect(why({ said: restricted })).toMatchObject({ RESTRICT: 'It is restricted already.', RELEASE: '' });
  });

  it('is the role, or that one is of a client, or that nobody knows how the venue stands', () => {
    for (const act of VENUE_ACTS) {
      expect(whyNoVenueAct(act, venueOf(), { ...may, whyNot: () => 'not you' })).toBe('not you');
      expect(whyNoVenueAct(act, venueOf(), { ...may, clientId: 'DEMO' })).toContain('every client');
      expect(whyNoVenueAct(act, null, may)).toBe('How the venue stands is not known now.');
    }
  });
});

it('each act names itself', () => {
  for (const name of ['button', 'confirm', 'done'] as const)
    expect(new Set(VENUE_ACTS.map((act) => VENUE_ACT_TEXTS[act][name])).size).toBe(VENUE_ACTS.length);
});
