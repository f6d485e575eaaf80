import { expect, it } from 'vitest';
import {
  type HandlingPlace,
  handlingCellOf,
  handlingPlaceOfText,
  handlingPlaceText,
  handlingWholeOf,
} from './handling-place';

const SENT: HandlingPlace = { month: '2026-07', directed: false, figure: 'sentShr', at: null };
const FILLED: HandlingPlace = {
  ...{ month: '2026-07', directed: true, figure: 'filledPct' },
  at: { venueId: 'XNAS', services: 'EV/SRV' },
};
const NOT_HELD = { month: '2026-07-01', section: null, held: false, orderType: null };

it('what was sent is of customer orders, what a venue got of what was routed there as which it stands', () => {
  expect(handlingCellOf(SENT)).toEqual({
    ...NOT_HELD,
    ...{ kind: 'ORDER', directed: false, venueId: null, services: null, part: null },
  });
  expect(handlingCellOf(FILLED)).toEqual({
    ...NOT_HELD,
    ...{ kind: 'ROUTE', directed: true, venueId: 'XNAS', services: 'EV/SRV', part: null },
  });
});

it('a figure of one side or of liquidity is of the rows that are, a figure of all of every one', () => {
  const partOf = (figure: Exclude<HandlingPlace['figure'], 'sentShr'>) => handlingCellOf({ ...FILLED, figure }).part;
  expect((['midpointPct', 'nearsideShr', 'farsideShr', 'iocRoutedShr'] as const).map(partOf)).toEqual([
    ...['MIDPOINT', 'NEAR', 'FAR', 'IOC'],
  ]);
  expect((['orderDurationMsec', 'removedLiquidityNetCph', 'filledPct'] as const).map(partOf)).toEqual([
    ...['PROVIDING', 'REMOVED', null],
  ]);
  expect(handlingWholeOf({ ...FILLED, figure: 'midpointPct' })).toEqual({ ...handlingCellOf(FILLED), part: null });
  expect(handlingWholeOf(FILLED)).toBeNull();
});

it('stands in an address as it is, whatever a venue is called', () => {
  expect(handlingPlaceOfText(handlingPlaceText(SENT))).toEqual(SENT);
  for (const venueId of ['XNAS', 'G1 Execution Services, L.L.C.', 'a/b?c=d.e'])
    for (const services of [null, 'PRV', 'EV/SRV'] as const) {
      const place = { ...FILLED, at: { venueId, services } };
      expect(handlingPlaceOfText(handlingPlaceText(place))).toEqual(place);
    }
});

it.each([
  ...['', 'sentShr', 'sentShr.2026-13.N', 'sentShr.2026-07.X', 'sentShr.2026-07.N.PRV.XNAS'],
  ...['filledPct.2026-07.N', 'filledPct.2026-07.N.PRV', 'filledPct.2026-07.N.OTHER.XNAS', 'sold.2026-07.N.PRV.XNAS'],
])('%o names no place', (text) => {
  expect(handlingPlaceOfText(text)).toBeNull();
});
