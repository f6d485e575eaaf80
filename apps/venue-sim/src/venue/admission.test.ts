import { US_EQUITY_VENUES } from '@fairlead/core/venue/us-equity-catalogue';
import type { OrderFault } from '@fairlead/core/venue/venue-reject';
import { expect, test } from 'vitest';
import { instrumentNamed } from '../../test/market-harness.ts';
import { type NewOrder, orderFault } from './admission.ts';

const GOOD: NewOrder = {
  type: 'new',
  child_id: 'c1',
  instrument_id: 'AAPL',
  side: 'BUY',
  quantity: 100,
  limit_price: 2_700_100,
  time_in_force: 'IOC',
  iso: false,
  post_only: false,
  peg_midpoint: false,
  min_quantity: 0,
};

const PEG: Partial<NewOrder> = { peg_midpoint: true, time_in_force: 'DAY' };

const ROWS: readonly (readonly [string, string, Partial<NewOrder>, OrderFault | null])[] = [
  ['a good order', 'XNYS', {}, null],
  ['an odd lot at an exchange', 'XNYS', { quantity: 7 }, null],
  ['a resting order at an exchange', 'XNYS', { time_in_force: 'DAY', post_only: true }, null],
  ['good till canceled', 'XNYS', { time_in_force: 'GTC' }, 'UNSUPPORTED_TIME_IN_FORCE'],
  ['a resting order at a dark pool', 'SGMT', { time_in_force: 'DAY' }, null],
  ['a resting order at a wholesaler', 'CDRG', { time_in_force: 'DAY' }, 'UNSUPPORTED_TIME_IN_FORCE'],
  ['post-only and immediate', 'XNYS', { post_only: true }, 'POST_ONLY_IMMEDIATE'],
  ['no quantity', 'XNYS', { quantity: 0 }, 'QUANTITY_BELOW_MINIMUM'],
  ['a negative quantity', 'XNYS', { quantity: -100 }, 'QUANTITY_BELOW_MINIMUM'],
  ['below the venue minimum', 'BIDS', { quantity: 99 }, 'QUANTITY_BELOW_MINIMUM'],
  ['above the venue maximum', 'INTERNAL', { quantity: 5_001 }, 'QUANTITY_ABOVE_MAXIMUM'],
  ['an odd lot where only round lots are taken', 'BIDS', { quantity: 150 }, 'ODD_LOT'],
  ['no price', 'XNYS', { limit_price: 0 }, 'PRICE_NOT_POSITIVE'],
  ['half a tick at an exchange', 'XNYS', { limit_price: 2_700_150 }, 'PRICE_OFF_TICK'],
  ['a peg whose cap is half a tick, at an exchange', 'XNAS', { ...PEG, limit_price: 2_700_150 }, 'PRICE_OFF_TICK'],
  ['a peg whose cap is on a tick', 'XNAS', PEG, null],
  ['half a tick in the dark', 'SGMT', { limit_price: 2_700_150 }, null],
];

test.each(ROWS)('%s at %s', (_, venueId, change, wanted) => {
  const venue = US_EQUITY_VENUES.find((each) => each.venueId === venueId);
  if (venue === undefined) throw new Error(`no venue ${venueId}`);
  expect(orderFault({ ...GOOD, ...change }, venue, instrumentNamed('AAPL'))).toBe(wanted);
});

test('an instrument that is unknown or not traded there', () => {
  const [venue] = US_EQUITY_VENUES;
  if (venue === undefined) throw new Error('no venues');
  expect(orderFault(GOOD, venue, undefined)).toBe('UNKNOWN_INSTRUMENT');
  expect(orderFault(GOOD, { ...venue, supportedSymbols: ['MSFT'] }, instrumentNamed('AAPL'))).toBe(
    'UNKNOWN_INSTRUMENT',
  );
});
