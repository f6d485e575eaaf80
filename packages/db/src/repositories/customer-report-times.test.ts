import type { OrderKind } from '@fairlead/core/routing/order-kind';
import { composeHandlingReport } from '@fairlead/rule606/customer-report/compose-handling';
import { EXECUTION_LAYOUT } from '@fairlead/rule606/import/execution-layout';
import { describe, expect, it } from 'vitest';
import { customerReports, E8, fill, JULY, NOT_HELD, part, us } from '../testing/customer-reports.ts';
import { storeImported } from '../testing/imported-rows.ts';
import { storeMarket } from '../testing/market-rows.ts';
import type { ReportedOrder, SentPart } from '../testing/reported-orders.ts';

describe('what is of the time of a report to a customer', () => {
  it('has what was sent in it of an order that came in the minute before it', async () => {
    await using set = await customerReports();
    await set.store({
      receivedAt: '2026-05-31T23:59:30.000Z',
      order: NOT_HELD,
      parts: [{ venueId: 'ARCX', sentAt: '2026-06-01T00:00:10.000Z' }],
    });
    const { facts } = await set.handling();
    expect(facts.handled).toMatchObject([{ month: '2026-06', venueId: 'ARCX', routedSharesE8: 100n * E8 }]);
    // It was sent before the time: what the customer sent in it is nothing.
    expect(facts.months).toMatchObject([{ month: '2026-06', sentSharesE8: 0n }]);
  });

  it('averages how long an order rested until it was executed or taken back', async () => {
    await using set = await customerReports();
    const ended = (seconds: number, more: SentPart['child'] = {}) => ({
      ...{ done_at_us: us(JULY) + seconds * 1_000_000, ...more },
    });
    const taken = (kind: OrderKind, more: SentPart['child']) =>
      part(['XNAS', kind], [], { state: 'CANCELED', ...more });
    await set.store({
      receivedAt: JULY,
      order: NOT_HELD,
      parts: [
        part(['XNAS', 'POST'], [fill('190', '100', { flag: 'MAKE', at: '2026-07-06T14:00:01.000Z' })], ended(1)),
        ...Array.from({ length: 9 }, () => taken('POST', ended(60))),
        // Refused, executed or over at once, and there still when the time ends: none of these was executed or taken back while it rested.
        taken('POST', ended(5, { state: 'REJECTED' })),
        taken('IOC', ended(5)),
        taken('POST', { state: 'ACKED' }),
      ],
    });
    const { facts } = await set.handling();
    expect(facts.handled).toMatchObject([{ routedOrders: 13, providingOrders: 10, providedSharesE8: 100n * E8 }]);
    const head = { bd: 'Firm', customer: 'Anna', timestamp: null, startDate: '2026-07-01', endDate: '2026-07-31' };
    const july = composeHandlingReport(head, facts).nonDirected?.[0];
    expect(july?.venues[0]?.figures.orderDurationMsec).toBe('54100');
  });

  it('takes of imported routes those as resting that had a price and were not immediate', async () => {
    await using set = await customerReports();
    const ended = { ended_at: '2026-07-06T14:01:00.000Z' };
    const route = (more: object) => ({ venue: 'Nasdaq', mic: 'XNAS', sentAt: JULY, route: { ...ended, ...more } });
    const limit = { receivedAt: JULY, symbol: 'AAPL', handling: 'NOT_HELD', order: { customer_id: 'anna' } } as const;
    await storeImported(set.url, 'COMPLETE', [
      { ...limit, classification: 'NON_MARKETABLE_LIMIT', routes: [route({}), route({ ioc: true })] },
      { ...limit, classification: 'MARKET', routes: [route({})] },
    ]);
    const { facts } = await set.handling();
    expect(facts.handled).toMatchObject([{ routedOrders: 3, providingOrders: 1, providingUs: 60_000_000n }]);
  });

  it('has an execution that was learned of after a restart when its venue made it', async () => {
    await using set = await customerReports();
    const [sentAt, made, learned] = ['2026-09-30T23:59:50Z', '2026-09-30T23:59:52Z', '2026-10-01T04:00:00Z'];
    const late = (toldAt: string) => {
      const { execution, ...rest } = fill('190', '40', { at: learned, flag: 'MAKE' });
      return { ...rest, execution: { ...execution, venue_time_us: us(toldAt), latency_us: us(learned) - us(sentAt) } };
    };
    const order = { ...NOT_HELD, quantity: '40' };
    const posted = (toldAt: string) => ({
      ...part(['XNAS', 'POST'], [late(toldAt)], { quantity: '40', done_at_us: us(learned) }),
      sentAt,
    });
    // The clock of the second one's venue is wrong: nothing is executed before it was sent.
    await set.store({ receivedAt: sentAt, order, parts: [posted(made), posted('1970-01-01T00:00:00Z')] });
    const { facts } = await set.handling({ from: '2026-09-01' });
    expect(facts.handled).toMatchObject([{ executedSharesE8: 80n * E8, fills: 2, providingUs: 2_000_000n }]);
    const { facts: whereTo } = await set.routing({ from: '2026-09-01' });
    const times = whereTo.orders[0]?.routes.flatMap(({ executedAtUs }) => executedAtUs);
    expect(times?.toSorted()).toEqual([us(sentAt), us(made)]);
    const october = await set.handling({ from: '2026-10-01', to: '2026-11-01' });
    expect(october.facts.handled).toEqual([]);
  });

  it('looks on which side an execution was in the market of its trade, be it learned of later', async () => {
    await using set = await customerReports();
    const [calm, moved] = [
      { bid: 190, ask: 190.1 },
      { bid: 191, ask: 191.1 },
    ];
    await storeMarket(set.url, {
      ...{ instrumentId: 'AAPL', from: '2026-07-06T14:00:00.000Z', until: '2026-07-06T14:01:00.000Z' },
      steps: [
        { at: '2026-07-06T14:00:00.000Z', ...calm },
        { at: '2026-07-06T14:00:30.000Z', ...moved },
      ],
    });
    /** Of 190.05, with the market of when it was learned of beside it. */
    const learned = (toldAt: string, at: string, quantity: string) => {
      const { execution, ...rest } = fill('190.05', quantity, { at });
      const beside = { nbbo_bid: '191', nbbo_ask: '191.1', venue_time_us: us(toldAt), latency_us: us(at) - us(JULY) };
      return { ...rest, execution: { ...execution, ...beside } };
    };
    const hourLater = '2026-07-06T15:00:00.000Z';
    await set.store({
      receivedAt: JULY,
      order: NOT_HELD,
      parts: [
        part(
          ['XNAS', 'IOC'],
          [
            learned('2026-07-06T14:00:29.999Z', hourLater, '1'),
            learned('2026-07-06T14:00:30.000Z', hourLater, '20'),
            // Nothing was recorded of its time: it counts, and on no side.
            learned('2026-07-06T14:01:00.000Z', hourLater, '300'),
            learned('2026-07-06T14:00:29.000Z', '2026-07-06T14:00:30.000Z', '4000'),
          ],
        ),
      ],
    });
    const { facts, exported } = await set.handling({ exportedBy: 'Firm' });
    expect(facts.handled).toMatchObject([
      { executedSharesE8: 4_321n * E8, midpointSharesE8: 1n * E8, nearsideSharesE8: 4_020n * E8, farsideSharesE8: 0n },
    ]);
    const cells = ['quantity', 'nbbo_bid', 'nbbo_ask'].map((name) => Object.keys(EXECUTION_LAYOUT).indexOf(name));
    const told = exported?.executions.map((row) => cells.map((cell) => row[cell]).join(' '));
    expect(told?.toSorted()).toEqual(['1 190 190.1', '20 191 191.1', '300  ', '4000 191 191.1']);
  });

  it('counts what a customer traded in six months, whenever it sent the order', async () => {
    await using set = await customerReports();
    const working = (at: string): ReportedOrder => ({
      ...{ receivedAt: '2026-03-31T23:59:30Z', order: { ...NOT_HELD, quantity: '60000', time_in_force: 'GTC' } },
      parts: [part(['XNAS', 'POST'], [fill('100', '60000', { at })], { quantity: '60000' })],
    });
    const traded = async () => (await set.routing()).exemptions.customerTradedUsdE8;
    await set.store(working('2026-03-31T23:59:59Z'), working('2026-10-01T00:00:00Z'));
    expect(await traded()).toBe(0n);
    await set.store(working('2026-04-02T15:00:00Z'));
    expect(await traded()).toBe(6_000_000n * E8);
    await storeImported(set.url, 'COMPLETE', [
      {
        ...{ receivedAt: '2026-03-31T15:00:00Z', symbol: 'AAPL', handling: 'NOT_HELD', order: { customer_id: 'anna' } },
        routes: [
          {
            ...{ venue: 'Nasdaq', mic: 'XNAS', sentAt: '2026-03-31T15:00:00Z' },
            executed: ['2026-03-31T15:00:01Z', '2026-04-02T15:00:00Z'].map((at) => ({
              ...{ at, quantity: '7', amounts: ['0', '0', '0', '0'] },
            })),
          },
        ],
      },
    ]);
    expect(await traded()).toBe(6_000_070n * E8);
  });
});
