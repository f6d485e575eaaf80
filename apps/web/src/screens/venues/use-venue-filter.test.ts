import { expect, it } from 'vitest';
import { venueOf } from '@/testing/venues';
import { conditionOf } from '@/words/venue-condition';
import { venuesIn } from './use-venue-filter';

const shown = (changes: Parameters<typeof venueOf>[0]) => {
  const venue = venueOf(changes);
  return { ...venue, condition: conditionOf(venue) };
};
const VENUES = [
  shown({}),
  shown({ venue_id: 'ARCX', venue_name: 'NYSE Arca', mic: 'ARCX', status: 'SLOW', status_cause: 'SLOW_ANSWERS' }),
  shown({
    venue_id: 'DARK-1',
    venue_name: 'Deep',
    mic: 'DEEP',
    venue_type: 'DARK_POOL',
    circuit: { code: 'FORCED_CLOSED' },
  }),
  shown({ venue_id: 'LP-A', venue_name: 'Provider', mic: null, venue_type: 'LIQUIDITY_PROVIDER', asset_class: 'FX' }),
];
const ALL = { q: null, show: null, kind: null, assets: null };
const ids = (filter: Partial<Parameters<typeof venuesIn>[1]>) =>
  venuesIn(VENUES, { ...ALL, ...filter }).map(({ venue_id: id }) => id);

it('venues are found by parts of name, id and MIC, by kind, by what they trade, and by how they are', () => {
  expect(ids({})).toHaveLength(4);
  expect(ids({ q: 'ny arc' })).toEqual(['ARCX']);
  expect(ids({ q: 'deep' })).toEqual(['DARK-1']);
  expect(ids({ kind: 'LIQUIDITY_PROVIDER' })).toEqual(['LP-A']);
  expect(ids({ assets: 'FX' })).toEqual(['LP-A']);
  expect(ids({ show: 'UNWELL' })).toEqual(['ARCX', 'DARK-1']);
  expect(ids({ show: 'CIRCUIT' })).toEqual(['DARK-1']);
  expect(ids({ q: 'nothing like it' })).toEqual([]);
});
