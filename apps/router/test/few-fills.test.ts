import { DEFAULT_INSTRUMENTS } from '@fairlead/core/catalogue/default-instruments';
import { DEFAULT_VENUES } from '@fairlead/core/venue/default-venues';
import { describe, expect, it } from 'vitest';
import { Market } from '../src/market-data/market.ts';
import { statusView } from '../src/market-data/shown-status.ts';
import { VenueStatusTicker } from '../src/market-data/venue-status.ts';

const START_US = 1_767_366_000_000_000;
const APART_US = 20_000;

/** All simulated venues, which fill what a test says of the children that take what they show. */
function filling() {
  const market = new Market(DEFAULT_INSTRUMENTS, DEFAULT_VENUES);
  const told: string[] = [];
  let nowUs = START_US;
  const publish = (_type: string, data: object) => {
    if ('venue_id' in data && 'status' in data) told.push(`${data.venue_id} ${data.status}`);
  };
  const ticker = new VenueStatusTicker(market, { publish }, { nowUs: () => nowUs });
  for (const { venue } of market.venues) market.setConnected(venue.venueId, true);
  const fill = (children: number, shareOf: (venueId: string) => number) => {
    for (let child = 0; child < children; child++) {
      nowUs += APART_US;
      for (const { venue, estimates } of market.venues)
        estimates.learn('AAPL', { kind: 'TAKE', filledShare: shareOf(venue.venueId), isRejected: false }, nowUs);
      ticker.tick();
    }
  };
  const reasonOf = (venueId: string) => {
    const health = market.health(venueId);
    return health === undefined ? undefined : statusView(health, nowUs).status_reason;
  };
  return { fill, told, reasonOf };
}

/** A machine that has more work than processors: what is sent is late, wherever it goes, but for the few that stand apart. */
const late = (venueId: string) => (/^(LP|CX)/.test(venueId) ? 0.95 : 0.2);

describe('a venue that fills little', () => {
  it('is as ever where all of its kind do, from the start or of late', () => {
    const fresh = filling();
    fresh.fill(200, late);
    expect(fresh.told).toEqual([]);
    const settled = filling();
    settled.fill(200, () => 0.95);
    settled.fill(200, late);
    settled.fill(200, () => 0.95);
    expect(settled.told).toEqual([]);
  });

  it('is CONGESTED where it fills far less than its kind and than itself, until it does again', () => {
    const { fill, told, reasonOf } = filling();
    fill(200, () => 0.6);
    fill(60, (venueId) => (venueId === 'XNYS' ? 0.05 : 0.6));
    expect(told).toEqual(['XNYS CONGESTED']);
    expect(reasonOf('XNYS')).toMatch(/^fills \d+ % of what is sent, \d+ % at best; \d\d % was to be expected$/);
    fill(60, () => 0.6);
    expect(told).toEqual(['XNYS CONGESTED', 'XNYS ACTIVE']);
  });

  it('is as ever where it has never filled more, if that is a fair part of what its kind fills', () => {
    const { fill, told } = filling();
    fill(300, (venueId) => (venueId === 'EDGA' ? 0.35 : 0.9));
    expect(told.filter((each) => !each.startsWith('EDGA'))).toEqual([]);
    expect(told.at(-1)).not.toBe('EDGA CONGESTED');
  });

  it('is CONGESTED for good where it has never filled anything to speak of', () => {
    const { fill, told } = filling();
    fill(1_500, (venueId) => (venueId === 'EDGA' ? 0.02 : 0.9));
    expect(told).toEqual(['EDGA CONGESTED']);
  });
});
