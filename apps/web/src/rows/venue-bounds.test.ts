import { expect, it } from 'vitest';
import { emptyRow } from './limit-change';
import { venueBounds } from './venue-bounds';

const EVERYBODY = { client_id: null, account: null, instrument_id: null, asset_class: null, venue_id: null };
const VERSION = {
  ...({
    version: 3,
    name: 'limits-3',
    state: 'ACTIVE',
    author: 'a',
    author_person: 'a',
    reason: 'why',
    created_at: null,
  } as const),
  ...{ approver: 'b', approval_reason: null, approved_at: null, retired_at: null },
};
const ofVenue = (venue_id: string | null) => emptyRow({ scope: 'VENUE', ...EVERYBODY, venue_id });
const firm = { ...emptyRow({ scope: 'FIRM', ...EVERYBODY }), collar_bps: 500 };

it('what goes to a venue is bounded by its own limit, then by that of every venue, then by the default of venues, bound by bound', () => {
  const limits = [
    { ...ofVenue(null), max_order_quantity: '9000', max_order_notional: '1000000' },
    { ...ofVenue('XNYS'), max_order_quantity: '500' },
    { ...ofVenue('ARCX'), max_order_notional: '7' },
    firm,
  ];
  const view = { in_force: { ...VERSION, limits }, defaults: [{ ...ofVenue(null), collar_bps: 90 }], versions: [] };
  expect(venueBounds(view, 'XNYS')).toEqual([
    { bound: 'max_order_quantity', value: '500', set_in: 'limits-3' },
    { bound: 'max_order_notional', value: '1000000', set_in: 'limits-3' },
    { bound: 'collar_bps', value: 90, set_in: 'DEFAULT' },
  ]);
});

it('where no limit of venues bounds anything, none is claimed, whatever bounds whole orders', () => {
  const view = { in_force: { ...VERSION, limits: [firm] }, defaults: [firm], versions: [] };
  expect(venueBounds(view, 'XNYS').map(({ value, set_in }) => [value, set_in])).toEqual([
    [null, null],
    [null, null],
    [null, null],
  ]);
});
