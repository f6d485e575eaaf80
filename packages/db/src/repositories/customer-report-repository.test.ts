import { describe, expect, it } from 'vitest';
import { customerReports, E8, fill, JULY, NOT_HELD, part, us } from '../testing/customer-reports.ts';
import { storeImported } from '../testing/imported-rows.ts';
import { query } from '../testing/query.ts';
import type { ReportedOrder } from '../testing/reported-orders.ts';
import type { CustomerScope } from './customer-report-repository.ts';
import { ReportItemsRepository } from './report-items-repository.ts';

/** An order of the customer at a venue of the firm's own routing and at one of another's, both executed, and what does not count. */
async function importHandled(url: string): Promise<void> {
  const executed = { at: JULY, quantity: '400', amounts: ['1.2', '0.2', '9', '9'] };
  const own = { venue: 'Nasdaq', mic: 'XNAS', sentAt: JULY, route: { ioc: true, further_routable: true } };
  const order = { customer_id: 'anna', ioi_venues: ['Pool Nine', 'IEXG'] };
  await storeImported(url, 'COMPLETE', [
    {
      ...{ receivedAt: JULY, symbol: 'AAPL', handling: 'NOT_HELD', order },
      routes: [
        {
          ...own,
          executed: [{ ...executed, execution: { price_side: 'NEAR', liquidity: 'PROVIDED', as_principal: true } }],
        },
        {
          venue: 'Pool Nine',
          sentAt: JULY,
          route: { routing_firm: 'Clearing Co', mpid: 'POOL' },
          executed: [executed],
        },
      ],
    },
    { receivedAt: JULY, symbol: 'AAPL', handling: 'NOT_HELD_EXEMPT', order: { customer_id: 'anna' }, routes: [] },
    {
      receivedAt: JULY,
      symbol: 'XYZ',
      securityClass: 'OTC',
      handling: 'NOT_HELD',
      order: { customer_id: 'anna' },
      routes: [],
    },
  ]);
  await storeImported(url, 'LOADING', [
    { receivedAt: JULY, symbol: 'AAPL', handling: 'NOT_HELD', order: { customer_id: 'anna' }, routes: [] },
  ]);
}

describe('how not held orders were handled', () => {
  it('adds up what each venue got and executed, where in the spread, and for what', async () => {
    await using set = await customerReports();
    await set.store({
      receivedAt: JULY,
      order: { ...NOT_HELD, quantity: '1000' },
      parts: [
        part(['XNAS', 'IOC'], [fill('190.10', '60', { fee: '0.18' }), fill('190.05', '30', { fee: '0.09' })]),
        part(['XNAS', 'POST'], [fill('190.00', '10', { fee: '-0.02', flag: 'MAKE' })], {
          ...{ quantity: '300', done_at_us: us(JULY) + 2_500_400 },
        }),
        part(['ARCX', 'ISO'], []),
      ],
    });
    const { facts, items } = await set.handling();
    expect(items).toBe(4);
    expect(facts.months).toEqual([
      {
        ...{ month: '2026-07', directed: false, sentSharesE8: 1_000n * E8, executedAsPrincipalSharesE8: 0n },
        ...{ ioiExposedOrders: 0, ioiVenueIds: [] },
      },
    ]);
    const [arca, nasdaq] = facts.handled;
    expect(nasdaq).toEqual({
      ...{ month: '2026-07', directed: false, venueId: 'XNAS', services: 'PRV', routedOrders: 2, fills: 3 },
      ...{ routedSharesE8: 400n * E8, iocRoutedSharesE8: 100n * E8, furtherRoutableSharesE8: 0n },
      // Fees of 0.27 paid, a rebate of 0.02 received.
      ...{ executedSharesE8: 100n * E8, netReceivedUsdE8: -25_000_000n },
      ...{ midpointSharesE8: 30n * E8, nearsideSharesE8: 10n * E8, farsideSharesE8: 60n * E8 },
      ...{
        providingOrders: 1,
        providingUs: 2_500_400n,
        providedSharesE8: 10n * E8,
        providedNetReceivedUsdE8: 2_000_000n,
      },
      ...{ removedSharesE8: 90n * E8, removedNetReceivedUsdE8: -27_000_000n },
    });
    expect(arca).toMatchObject({ venueId: 'ARCX', routedSharesE8: 100n * E8, iocRoutedSharesE8: 100n * E8, fills: 0 });
    expect(facts.venues).toMatchObject([
      { venueId: 'ARCX', mic: 'ARCX' },
      { venueId: 'XNAS', mic: 'XNAS' },
    ]);
  });

  it('sees the spread from the side of the order, and at the midpoint tells who rested', async () => {
    await using set = await customerReports();
    const midpoint = (quantity: string) => fill('190.05', quantity, { flag: 'MIDPOINT' });
    await set.store({
      receivedAt: JULY,
      order: { ...NOT_HELD, side: 'SELL_SHORT' },
      parts: [
        part(['XNAS', 'MID_PEG'], [midpoint('7'), fill('190.06', '20')]),
        part(['XNAS', 'MID_IOC'], [midpoint('5'), fill('190.04', '30')]),
      ],
    });
    const unknown = { ...fill('190', '3'), execution: { price: '190', nbbo_bid: null, nbbo_ask: null } };
    await set.store({ receivedAt: JULY, order: NOT_HELD, parts: [part(['XNAS', 'IOC'], [unknown])] });
    expect((await set.handling()).facts.handled).toMatchObject([
      {
        ...{ executedSharesE8: 65n * E8, midpointSharesE8: 12n * E8, nearsideSharesE8: 20n * E8 },
        ...{ farsideSharesE8: 30n * E8, providedSharesE8: 7n * E8, removedSharesE8: 58n * E8, providingOrders: 1 },
      },
    ]);
  });

  it('has what was executed in the month in which it was routed, and nothing from after its time', async () => {
    await using set = await customerReports();
    const at = {
      sent: '2026-06-30T23:59:59.999Z',
      july: '2026-07-01T00:00:00.000Z',
      after: '2026-10-01T00:00:00.000Z',
    };
    const late = [fill('190', '1', { at: at.july }), fill('190', '2', { at: '2026-09-30T23:00:00Z' })];
    const child = { quantity: '400', done_at_us: us('2026-10-02T15:00:00Z') };
    const makes = late.map((each) => ({ ...each, execution: { ...each.execution, liquidity_flag: 'MAKE' as const } }));
    const fills = [...makes, fill('190', '4', { at: at.after })];
    await set.store(
      {
        receivedAt: '2026-05-20T15:00:00Z',
        order: NOT_HELD,
        parts: [{ venueId: 'XNAS', sentAt: at.sent, fills, child }],
      },
      { receivedAt: at.sent, order: NOT_HELD, parts: [{ venueId: 'ARCX', sentAt: at.july }] },
      {
        receivedAt: '2026-05-31T23:59:59.999Z',
        order: NOT_HELD,
        parts: [{ venueId: 'BATS', sentAt: '2026-05-31T23:59:59.999Z' }],
      },
      { receivedAt: at.after, order: NOT_HELD, parts: [{ venueId: 'BATS', sentAt: at.after }] },
    );
    const { facts } = await set.handling();
    expect(facts.months.map(({ month, sentSharesE8 }) => [month, sentSharesE8])).toEqual([
      ['2026-06', 300n * E8],
      ['2026-07', 0n],
    ]);
    // It had not ended in the time: it had been there until its last execution.
    const untilLast = BigInt(us('2026-09-30T23:00:00Z') - us(at.sent));
    expect(facts.handled).toMatchObject([
      {
        month: '2026-06',
        venueId: 'XNAS',
        executedSharesE8: 3n * E8,
        fills: 2,
        providingOrders: 1,
        providingUs: untilLast,
      },
      { month: '2026-07', venueId: 'ARCX' },
    ]);
  });

  it('tells of the customer alone, or of a client, or of everybody', async () => {
    await using set = await customerReports();
    await query(set.url, "insert into clients (client_id, name) values ('other', 'Other')");
    const of = (order: ReportedOrder['order']): ReportedOrder => ({
      receivedAt: JULY,
      order: { ...NOT_HELD, ...order },
    });
    await set.store(
      ...[of({}), of({ customer_id: 'bert' }), of({ customer_id: null }), of({ client_id: 'other' })],
      ...[
        of({ held: true }),
        of({ state: 'REJECTED', reject_code: 'PRICE_COLLAR' }),
        of({ simulated: true }),
        of({ security_class: 'NO_SECURITY' }),
      ],
    );
    const sent = async (scope: Partial<CustomerScope>) =>
      (await set.handling(scope)).facts.months.map(({ sentSharesE8 }) => sentSharesE8 / E8);
    expect(await sent({})).toEqual([300n]);
    expect(await sent({ customerId: null })).toEqual([900n]);
    expect(await sent({ customerId: null, clientId: null })).toEqual([1_200n]);
    expect(await sent({ customerId: 'nobody' })).toEqual([]);
    expect(await sent({ simulated: true })).toEqual([300n]);
  });

  it('says what the firm executed as principal, and keeps directed orders apart', async () => {
    await using set = await customerReports();
    await set.store(
      {
        receivedAt: JULY,
        order: { ...NOT_HELD, capacity: 'PRINCIPAL' },
        parts: [part(['XNAS', 'IOC'], [fill('190', '8')])],
      },
      {
        receivedAt: JULY,
        order: { ...NOT_HELD, directed_venue: 'ARCX', capacity: 'RISKLESS_PRINCIPAL' },
        parts: [part(['ARCX', 'IOC'], [fill('190', '9')])],
      },
    );
    const { facts } = await set.handling();
    expect(facts.months).toMatchObject([
      { directed: false, executedAsPrincipalSharesE8: 8n * E8 },
      { directed: true, executedAsPrincipalSharesE8: 0n },
    ]);
    expect(facts.handled).toMatchObject([
      { directed: false, venueId: 'XNAS' },
      { directed: true, venueId: 'ARCX' },
    ]);
  });

  it('takes what a client has executed itself as routed once a venue, when it first executed there', async () => {
    await using set = await customerReports();
    const executed = (at: string, quantity: string) => ({ venueId: 'XNAS', at, quantity });
    const elsewhere = [executed(JULY, '100'), executed('2026-08-03T15:00:00Z', '50')];
    await set.store({ receivedAt: JULY, order: { ...NOT_HELD, route_only: true }, elsewhere });
    expect((await set.handling()).facts.handled).toMatchObject([
      { month: '2026-07', routedOrders: 1, routedSharesE8: 150n * E8, executedSharesE8: 150n * E8, fills: 2 },
    ]);
  });

  it('counts imported orders, whom they were shown to, and whose part is whose', async () => {
    await using set = await customerReports();
    await importHandled(set.url);
    const { id, facts, lookedThrough } = await set.handling();
    expect(facts.months).toEqual([
      {
        ...{ month: '2026-07', directed: false, sentSharesE8: 1_000n * E8, executedAsPrincipalSharesE8: 400n * E8 },
        ...{ ioiExposedOrders: 1, ioiVenueIds: ['IEXG', 'Pool Nine'] },
      },
    ]);
    expect(facts.handled).toMatchObject([
      {
        ...{ venueId: 'Pool Nine', services: 'EV/SRV', routedSharesE8: 1_000n * E8, executedSharesE8: 400n * E8 },
        ...{ netReceivedUsdE8: -E8, providedSharesE8: 0n, removedSharesE8: 0n },
      },
      {
        ...{ venueId: 'XNAS', services: 'PRV', iocRoutedSharesE8: 1_000n * E8, furtherRoutableSharesE8: 1_000n * E8 },
        ...{ nearsideSharesE8: 400n * E8, providedSharesE8: 400n * E8, providedNetReceivedUsdE8: -E8 },
      },
    ]);
    expect(facts.venues).toMatchObject([
      { venueId: 'IEXG' },
      { venueId: 'Pool Nine', name: 'Pool Nine', mpid: 'POOL' },
      { venueId: 'XNAS' },
    ]);
    expect(lookedThrough).toEqual([
      {
        ...{ month: '2026-07', directed: false, routingFirm: 'Clearing Co', venueId: 'Pool Nine' },
        ...{ routedSharesE8: 1_000n * E8, executedSharesE8: 400n * E8 },
      },
    ]);
    const cell = {
      kind: 'ROUTE',
      month: '2026-07-01',
      section: null,
      held: false,
      directed: false,
      orderType: null,
      part: null,
    } as const;
    const rows = await new ReportItemsRepository(set.pool).page(
      id,
      { ...cell, venueId: 'Pool Nine', services: 'EV/SRV' },
      { after: null, limit: 10 },
    );
    expect(rows).toMatchObject([{ source_table: 'imported_routes', shares: '400', fees: '1.2', rebates: '0.2' }]);
  });
});

describe('where single orders went', () => {
  const held = { customer_id: 'anna', held: true };

  it('has each order in its part, with the venues in the order in which they got it and when they executed', async () => {
    await using set = await customerReports();
    const later = '2026-07-06T14:00:05.000Z';
    await set.store({
      receivedAt: JULY,
      order: { ...held, order_id: 'first', directed_venue: 'ARCX' },
      parts: [
        { ...part(['ARCX', 'IOC'], [fill('190', '1', { at: later }), fill('190', '2')]), sentAt: later },
        part(['XNAS', 'IOC'], []),
      ],
    });
    await storeImported(set.url, 'COMPLETE', [
      {
        receivedAt: later,
        symbol: 'AAPL  261218C00190000',
        securityClass: 'OPTION',
        order: { customer_id: 'anna', order_id: 'option' },
        routes: [],
      },
      {
        receivedAt: later,
        symbol: 'AAPL',
        handling: 'NOT_HELD_EXEMPT',
        order: { customer_id: 'anna', order_id: 'exempt' },
        routes: [],
      },
    ]);
    const { facts, items } = await set.routing();
    expect(items).toBe(5);
    expect(facts.orders).toMatchObject([
      {
        ...{ part: 'HELD', orderId: 'first', directed: true, receivedAtUs: us(JULY) },
        routes: [
          { venueId: 'XNAS', executedAtUs: [] },
          { venueId: 'ARCX', executedAtUs: [us(JULY), us(later)] },
        ],
      },
      { part: 'NOT_HELD_EXEMPT', orderId: 'exempt', directed: false, routes: [] },
      { part: 'OPTIONS', orderId: 'option' },
    ]);
    const { facts: every } = await set.routing({ clientId: null, customerId: null });
    expect(every.orders.map(({ orderId }) => orderId)).toEqual(['default/first', 'default/exempt', 'default/option']);
  });

  it('has not held orders where the firm or the customer is exempt, and not where neither is', async () => {
    await using set = await customerReports();
    const notHeld = (quantity: string, fills: string): ReportedOrder => ({
      ...{ receivedAt: JULY, order: { ...NOT_HELD, quantity } },
      parts: [part(['XNAS', 'IOC'], [fill('100', fills)], { quantity })],
    });
    await set.store(
      { receivedAt: JULY, order: { ...held, customer_id: 'bert', quantity: '500000' } },
      notHeld('60000', '59999'),
    );
    const parts = async () => (await set.routing()).facts.orders.map(({ part: name }) => name);
    // Six months of a million dollars would be 60,000 shares at 100.
    const { exemptions, exemptionPeriod } = await set.routing();
    expect(exemptions).toEqual({
      ...{ notHeldSharesE8: 60_000n * E8, allSharesE8: 560_000n * E8, customerTradedUsdE8: 5_999_900n * E8 },
    });
    expect(exemptionPeriod).toEqual({ startDate: '2026-04-01', endDate: '2026-09-30' });
    expect(await parts()).toEqual(['NOT_HELD_EXEMPT']);
    await set.store(notHeld('1', '1'));
    expect(await parts()).toEqual([]);
    await set.store({
      receivedAt: '2026-04-01T00:00:00Z',
      order: { ...held, customer_id: 'bert', quantity: '700000' },
    });
    expect(await parts()).toEqual(['NOT_HELD_EXEMPT', 'NOT_HELD_EXEMPT']);
  });
});
