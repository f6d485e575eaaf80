import { byOrderType } from '@fairlead/rule606/public-report/order-types';
import { expect, it } from 'vitest';
import { figureAt } from './figure-at';
import type { FigurePlace } from './figure-place';
import type { PublicFigures, PublicVenue } from './report-figures';

const venue: PublicVenue = {
  ...{ name: 'Nasdaq', mic: 'XNAS', mpid: null, orderPct: '60.00', materialAspects: 'told' },
  byType: byOrderType((type) => ({ pct: `pct ${type}`, netUsd: `usd ${type}`, netCph: `cph ${type}` })),
};
const section = { nonDirectedPct: '99.00', typePct: byOrderType((type) => `of ${type}`), venues: [venue] };
const REPORT: PublicFigures = {
  ...{ bd: 'Meridian', year: 2026, quarter: 3 },
  months: [{ year: 2026, month: 7, sections: { SP500: section, OTHER: null, OPTIONS: null } }],
  venueIds: [{ venueId: 'nasdaq-1', name: 'Nasdaq', mic: 'XNAS' }],
  settings: [],
};
const PLACE: FigurePlace = {
  ...{ unit: 'PCT', month: '2026-07', section: 'SP500', orderType: 'MARKET', venueId: 'nasdaq-1' },
};

it('finds what a report prints at a place, by the id under which the rows know the venue', () => {
  expect(figureAt(REPORT, PLACE)).toEqual({
    ...{ venueName: 'Nasdaq', pct: 'pct MARKET', usd: 'usd MARKET', cph: 'cph MARKET' },
  });
  const none = { usd: null, cph: null };
  expect(figureAt(REPORT, { ...PLACE, orderType: null })).toEqual({ venueName: 'Nasdaq', pct: '60.00', ...none });
  expect(figureAt(REPORT, { ...PLACE, venueId: null })).toEqual({ venueName: '', pct: 'of MARKET', ...none });
  const all = { ...PLACE, venueId: null, orderType: null };
  expect(figureAt(REPORT, all)).toEqual({ venueName: '', pct: '99.00', ...none });
});

it.each<Partial<FigurePlace>>([{ month: '2026-06' }, { section: 'OPTIONS' }, { venueId: 'XNYS' }])(
  'finds nothing at a place that the report does not have: %o',
  (changes) => {
    expect(figureAt(REPORT, { ...PLACE, ...changes })).toBeNull();
  },
);
