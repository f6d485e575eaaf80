import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handlingFactsArb, routingFactsArb } from '../../test/customer-facts.ts';
import { publicFactsArb } from '../../test/public-facts.ts';
import { isReferenceThere, REFERENCE, referenceFiles } from '../../test/reference.ts';
import { SCHEMA_FILE, schemaErrors } from '../../test/sec-schema.ts';
import { composeHandlingReport } from '../customer-report/compose-handling.ts';
import { composeRoutingReport } from '../customer-report/compose-routing.ts';
import type { HandlingVenueFact } from '../customer-report/handling-facts.ts';
import { composePublicReport } from '../public-report/compose.ts';
import type { RoutedFact } from '../public-report/facts.ts';
import { handlingReportElement } from './handling-form.ts';
import { publicReportElement } from './public-form.ts';
import { writeReport } from './report-file.ts';
import { routingReportElement } from './routing-form.ts';
import { writeDocument } from './write-element.ts';

/** Documents by a name each, so that libxml2 says which one is wrong. */
const named = (kind: string, texts: readonly string[]) =>
  new Map(texts.map((text, place) => [`${kind}-${place}.xml`, text]));

const emptyRouted: Omit<RoutedFact, 'month' | 'venueId' | 'directed'> = {
  section: 'OPTIONS',
  orderType: 'OTHER',
  routed: 1,
  executedQuantityE8: 0n,
  feesUsdE8: 0n,
  rebatesUsdE8: 0n,
  pfofUsdE8: 0n,
  profitSharingUsdE8: 0n,
};

const emptyMonth = { directed: false, sentSharesE8: 0n, executedAsPrincipalSharesE8: 0n, ioiExposedOrders: 0 };

const emptyHandling: Omit<HandlingVenueFact, 'month' | 'venueId' | 'directed'> = {
  services: null,
  routedOrders: 0,
  routedSharesE8: 0n,
  iocRoutedSharesE8: 0n,
  furtherRoutableSharesE8: 0n,
  fills: 0,
  executedSharesE8: 0n,
  netReceivedUsdE8: 0n,
  midpointSharesE8: 0n,
  nearsideSharesE8: 0n,
  farsideSharesE8: 0n,
  providingOrders: 0,
  providingUs: 0n,
  providedSharesE8: 0n,
  providedNetReceivedUsdE8: 0n,
  removedSharesE8: 0n,
  removedNetReceivedUsdE8: 0n,
};

describe('the schema of the SEC', () => {
  it('accepts every public report that we write', async () => {
    const texts = fc
      .sample(publicFactsArb, { numRuns: 40, seed: 606 })
      .map(({ head, facts }) => writeReport({ kind: 'RULE_606_A1', report: composePublicReport(head, facts) }));
    expect(await schemaErrors(named('public', texts))).toEqual([]);
  });

  it('accepts every report on single orders that we write', async () => {
    const texts = fc
      .sample(routingFactsArb, { numRuns: 40, seed: 606 })
      .map(({ head, facts }) => writeReport({ kind: 'RULE_606_B1', report: composeRoutingReport(head, facts) }));
    expect(await schemaErrors(named('routing', texts))).toEqual([]);
  });

  it('accepts every report on handling that we write', async () => {
    const texts = fc
      .sample(handlingFactsArb, { numRuns: 40, seed: 606 })
      .map(({ head, facts }) => writeReport({ kind: 'RULE_606_B3', report: composeHandlingReport(head, facts) }));
    expect(await schemaErrors(named('handling', texts))).toEqual([]);
  });

  it('accepts reports of a time without an order, of one venue, and with names and texts as long as they may be', async () => {
    const head = { bd: 'B'.repeat(80), timestamp: null };
    const period = { ...head, customer: 'é'.repeat(80), startDate: '2025-04-15', endDate: '2025-10-14' };
    const venues = [
      { venueId: 'v', name: `<&>"'${'n'.repeat(75)}`, mic: null, mpid: null, materialAspects: 'x'.repeat(100_000) },
    ];
    const [month, one] = ['2025-07', { month: '2025-07', venueId: 'v', directed: false }];
    const empty = { ...emptyHandling, ...one };
    const documents = [
      publicReportElement(
        composePublicReport({ ...head, year: 2025, quarter: 3 }, { orders: [], routed: [], venues: [] }),
      ),
      publicReportElement(
        composePublicReport(
          { ...head, year: 2025, quarter: 3 },
          { orders: [], routed: [{ ...emptyRouted, ...one }], venues },
        ),
      ),
      routingReportElement(composeRoutingReport(period, { orders: [], venues: [] })),
      handlingReportElement(composeHandlingReport(period, { months: [], handled: [], venues: [] })),
      handlingReportElement(
        composeHandlingReport(period, {
          months: [{ ...emptyMonth, month, ioiVenueIds: ['v'] }],
          handled: [empty, { ...empty, directed: true }],
          venues,
        }),
      ),
    ];
    expect(await schemaErrors(named('edge', documents.map(writeDocument)))).toEqual([]);
  });

  it('is one that refuses: a percentage of one decimal', async () => {
    const [facts] = fc.sample(publicFactsArb, { numRuns: 1, seed: 1 });
    if (facts === undefined) throw new Error('no facts');
    const text = writeReport({ kind: 'RULE_606_A1', report: composePublicReport(facts.head, facts.facts) });
    const wrong = text.replace('<ndoPct/>', '<ndoPct>1.0</ndoPct>');
    expect(await schemaErrors(named('wrong', [wrong]))).not.toEqual([]);
  });

  it.skipIf(!isReferenceThere)('is the one that the SEC publishes, byte by byte', async () => {
    expect(await readFile(SCHEMA_FILE)).toEqual(await readFile(`${REFERENCE}/sec-oh/oh-20191231.xsd`));
  });

  it.skipIf(!isReferenceThere)('accepts all of its own samples', async () => {
    const samples = await referenceFiles('sec-oh', '.xml');
    expect(samples.size).toBe(12);
    expect(await schemaErrors(samples)).toEqual([]);
  });
});
