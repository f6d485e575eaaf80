import { expect, it } from 'vitest';
import { cellOf, type FigurePlace, placeOfText, placeText, wholeOf } from './figure-place';

const PLACE: FigurePlace = {
  ...{ unit: 'PCT', month: '2026-07', section: 'SP500' },
  ...{ orderType: 'MARKET', venueId: 'XNAS' },
} as const;
const WHOLE = {
  ...{ kind: 'ROUTE', month: '2026-07-01', section: 'SP500' },
  ...{ held: true, directed: false, services: null, part: null },
} as const;

it('a percentage of a venue is of all that was routed of the type; a payment is of nothing else', () => {
  expect(cellOf(PLACE)).toEqual({ ...WHOLE, venueId: 'XNAS', orderType: 'MARKET' });
  expect(wholeOf(PLACE)).toEqual({ ...WHOLE, venueId: null, orderType: 'MARKET' });
  expect(wholeOf({ ...PLACE, unit: 'USD' })).toBeNull();
});

it('a type of order is of the non-directed ones, and these are of all orders of the section', () => {
  const orders = { ...WHOLE, kind: 'ORDER', venueId: null };
  const ofType = { ...PLACE, venueId: null };
  expect([cellOf(ofType), wholeOf(ofType)]).toEqual([
    { ...orders, orderType: 'MARKET' },
    { ...orders, orderType: null },
  ]);
  const nonDirected = { ...ofType, orderType: null };
  expect([cellOf(nonDirected), wholeOf(nonDirected)]).toEqual([
    { ...orders, orderType: null },
    { ...orders, directed: null, orderType: null },
  ]);
});

it('options count held or not', () => {
  expect(cellOf({ ...PLACE, section: 'OPTIONS' }).held).toBeNull();
});

it('stands in an address as it is, whatever a venue is called', () => {
  for (const venueId of [null, 'XNAS', 'G1 Execution Services, L.L.C.', 'a/b?c=d.e'])
    for (const orderType of [null, 'OTHER'] as const) {
      const place = { ...PLACE, venueId, orderType };
      expect(placeOfText(placeText(place))).toEqual(place);
    }
});

it.each(['', 'PCT', 'PCT.2026-13.SP500.', 'PCT.2026-07.STOCKS.', 'PCT.2026-07.SP500.STOP', 'EUR.2026-07.SP500.'])(
  'an address of %j names no place',
  (text) => {
    expect(placeOfText(text)).toBeNull();
  },
);
