import { describe, expect, it } from 'vitest';
import { venueOf } from '../testing/market.ts';
import { type VenueAbilities, venueWithin } from './abilities.ts';

const XNYS = venueOf('XNYS');
const ABLE: VenueAbilities = {
  kinds: ['MARKET', 'LIMIT', 'MIDPOINT_PEG', 'STOP'],
  timesInForce: ['DAY', 'GTC', 'IOC', 'FOK'],
  canReplace: true,
  hasStatusByClientId: true,
  takesMinQuantity: true,
  ordersPerSecond: null,
  cancelsOnDisconnect: false,
  idLengthMax: 36,
};

describe('a venue within its own word', () => {
  it.each([null, ABLE])('is what its settings say where it says %s', (able) => {
    expect(venueWithin(XNYS, able)).toBe(XNYS);
  });

  it('takes only what settings and word both take', () => {
    const within = venueWithin(XNYS, { ...ABLE, kinds: ['LIMIT', 'STOP'], timesInForce: ['GTC', 'IOC'] });
    expect(within).toEqual({ ...XNYS, orderTypes: ['LIMIT'], timesInForce: ['IOC'] });
  });

  it('takes no kind of order where its ids are shorter than ours', () => {
    expect(venueWithin(XNYS, { ...ABLE, idLengthMax: 35 }).orderTypes).toEqual([]);
  });

  it('says where it knows no minimum quantity', () => {
    expect(venueWithin(XNYS, { ...ABLE, takesMinQuantity: false })).toEqual({ ...XNYS, refusesMinQuantity: true });
  });
});
