import { composeHandlingReport } from '@fairlead/rule606/customer-report/compose-handling';
import { exemptionsOf } from '@fairlead/rule606/customer-report/exemptions';
import type { HandlingVenueFact } from '@fairlead/rule606/customer-report/handling-facts';
import { expect, it } from 'vitest';
import { handlingFigures } from './customer-figures';
import { handlingAt } from './handling-at';
import type { HandlingPlace } from './handling-place';

const NASDAQ = { venueId: 'nasdaq-1', name: 'Nasdaq', mic: 'XNAS' };
const JULY = { month: '2026-07', directed: false };
const sums = {
  ...{ routedOrders: 1, iocRoutedSharesE8: 0n, furtherRoutableSharesE8: 0n, fills: 1, netReceivedUsdE8: 0n },
  ...{ midpointSharesE8: 0n, nearsideSharesE8: 0n, farsideSharesE8: 0n, providingOrders: 0, providingUs: 0n },
  ...{ providedSharesE8: 0n, providedNetReceivedUsdE8: 0n, removedSharesE8: 0n, removedNetReceivedUsdE8: 0n },
};
const handled = (services: HandlingVenueFact['services'], shares: bigint): HandlingVenueFact => ({
  ...{ ...JULY, ...sums, venueId: NASDAQ.venueId, services },
  ...{ routedSharesE8: shares * 100_000_000n, executedSharesE8: 50_00000000n },
});
const report = composeHandlingReport(
  { bd: 'Meridian', customer: 'Seven LP', startDate: '2026-07-01', endDate: '2026-07-31', timestamp: null },
  {
    months: [
      {
        ...{ ...JULY, sentSharesE8: 1_000_00000000n, executedAsPrincipalSharesE8: 0n },
        ...{ ioiExposedOrders: 0, ioiVenueIds: [] },
      },
    ],
    handled: [handled('PRV', 200n), handled('EV/SRV', 100n)],
    venues: [{ ...NASDAQ, mpid: null }],
  },
);
const MADE = {
  ...{ report, look_through: [], exemption_period: { startDate: '2026-02-01', endDate: '2026-07-31' } },
  exemptions: exemptionsOf({ notHeldSharesE8: 0n, allSharesE8: 0n, customerTradedUsdE8: 0n }),
};
const read = (more: object) => handlingFigures.parse(JSON.parse(JSON.stringify({ ...MADE, ...more })));
const FIGURES = read({ venueIds: [NASDAQ] });
const FILLED: HandlingPlace = { ...JULY, figure: 'filledPct', at: { venueId: 'nasdaq-1', services: 'PRV' } };

it('finds what a report prints at a place, by the id under which the rows know the venue and as what it stands', () => {
  expect(handlingAt(FIGURES, FILLED)).toMatchObject({ printed: '25.00', venue: { name: 'Nasdaq' } });
  const lookedThrough = { ...FILLED, at: { venueId: 'nasdaq-1', services: 'EV/SRV' } } as const;
  expect(handlingAt(FIGURES, lookedThrough)?.printed).toBe('50.00');
  expect(handlingAt(FIGURES, { ...JULY, figure: 'sentShr', at: null })).toEqual({ printed: '1000', venue: null });
});

it.each<HandlingPlace>([
  { ...FILLED, month: '2026-06' },
  { ...FILLED, directed: true },
  { ...FILLED, at: { venueId: 'XNYS', services: 'PRV' } },
  { ...FILLED, at: { venueId: 'nasdaq-1', services: null } },
])('finds nothing at a place that the report does not have: %o', (place) => {
  expect(handlingAt(FIGURES, place)).toBeNull();
});

it('finds no venue in a run that did not keep its ids', () => {
  expect(handlingAt(read({}), FILLED)).toBeNull();
});
