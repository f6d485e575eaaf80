import { describe, expect, it } from 'vitest';
import { price, quantity } from '../money/units.ts';
import type { ValidOrder } from '../order/request.ts';
import { marketOf, orderOf, planInputOf, type QuoteOf } from '../testing/market.ts';
import { planRoute } from './plan.ts';

const plan = (order: Partial<ValidOrder>, quotes: Record<string, QuoteOf>) =>
  planRoute(planInputOf(orderOf(order), marketOf(quotes)));
const slices = (result: ReturnType<typeof plan>) =>
  result.slices.map((slice) => `${slice.quantity} ${slice.venueId} ${slice.limitPrice / 100} ${slice.kind}`);
const code = (result: ReturnType<typeof plan>, venueId: string) =>
  result.outcomes.find((outcome) => outcome.venueId === venueId)?.code;
const ask = (cents: number, size: number): QuoteOf => ({ bid: [cents - 5, 100], ask: [cents, size] });

describe('a market order for the best price', () => {
  it('takes the best offers first and walks up, marked as sweep orders', () => {
    const result = plan(
      { quantity: quantity(500) },
      { XNYS: ask(1002, 200), ARCX: ask(1001, 200), BATS: ask(1003, 900) },
    );
    expect(slices(result)).toEqual(['200 ARCX 1001 ISO', '200 XNYS 1002 ISO', '100 BATS 1003 ISO']);
    expect(result.unallocated).toBe(0);
  });

  it('sends plain immediate-or-cancel slices while one price is enough', () => {
    const result = plan(
      { quantity: quantity(250) },
      { XNYS: ask(1001, 200), ARCX: ask(1001, 200), BATS: ask(1003, 900) },
    );
    expect(slices(result)).toEqual(['200 XNYS 1001 IOC', '50 ARCX 1001 IOC']);
    expect(code(result, 'BATS')).toBe('NOT_NEEDED');
  });

  it('sells into the best bids', () => {
    const bid = (cents: number, size: number): QuoteOf => ({ bid: [cents, size], ask: [cents + 9, 100] });
    const result = plan({ side: 'SELL', quantity: quantity(300) }, { XNYS: bid(999, 200), ARCX: bid(1000, 200) });
    expect(slices(result)).toEqual(['200 ARCX 1000 ISO', '100 XNYS 999 ISO']);
  });

  it('says how much nobody displays', () => {
    const result = plan({ quantity: quantity(500) }, { XNYS: ask(1001, 200) });
    expect([result.unallocated, result.unallocatedCode]).toEqual([300, 'INSUFFICIENT_LIQUIDITY']);
  });

  it('gives a preferred venue the tie, and nothing more', () => {
    const quotes = { XNYS: ask(1001, 100), ARCX: ask(1001, 900), EDGX: ask(1000, 100) };
    expect(slices(plan({ quantity: quantity(200), venuePreferences: ['XNYS'] }, quotes))).toEqual([
      '100 EDGX 1000 ISO',
      '100 XNYS 1001 ISO',
    ]);
  });
});

describe('trade-through protection', () => {
  const better = { XNYS: ask(1001, 200), ARCX: ask(1003, 900) };

  it('does not pass over a better protected quote at a venue that the order excludes', () => {
    const result = plan({ excludeVenues: ['XNYS'] }, better);
    expect([slices(result), result.unallocatedCode, code(result, 'ARCX')]).toEqual([
      [],
      'PROTECTED_QUOTE_UNREACHABLE',
      'WOULD_TRADE_THROUGH',
    ]);
  });

  it.each([
    ['a better quote below a round lot', { XNYS: ask(1001, 99), ARCX: ask(1003, 900) }, { excludeVenues: ['XNYS'] }],
    [
      'a venue that is down for us (self-help)',
      { XNYS: { ...ask(1001, 200), circuit: 'OPEN' as const }, ARCX: ask(1003, 900) },
      {},
    ],
    [
      'a venue that has gone silent',
      { XNYS: { ...ask(1001, 200), quoteState: 'STALE' as const }, ARCX: ask(1003, 900) },
      {},
    ],
    [
      'an unprotected venue',
      { XNYS: { ...ask(1001, 200), venue: { protectedQuote: false } }, ARCX: ask(1003, 900) },
      { excludeVenues: ['XNYS'] },
    ],
  ])('does not hold for %s', (_, quotes, order) => {
    expect(slices(plan(order, quotes))).toEqual(['100 ARCX 1003 IOC']);
  });

  it('lets the fastest venue be taken only together with every better quote', () => {
    const quotes = { LTSE: ask(1001, 200), MEMX: ask(1002, 900) };
    expect(slices(plan({ routingObjective: 'FASTEST_EXECUTION', quantity: quantity(150) }, quotes))).toEqual([
      '150 LTSE 1001 IOC',
    ]);
    expect(slices(plan({ routingObjective: 'FASTEST_EXECUTION', quantity: quantity(500) }, quotes))).toEqual([
      '300 MEMX 1002 ISO',
      '200 LTSE 1001 ISO',
    ]);
  });
});

describe('objectives', () => {
  const same = { XNYS: ask(1001, 500), EDGA: ask(1001, 100), BATY: ask(1001, 100), MEMX: ask(1001, 500) };

  it('LOWEST_COST takes inverted venues, which pay the taker, before the dear ones', () => {
    expect(slices(plan({ routingObjective: 'LOWEST_COST', quantity: quantity(300) }, same))).toEqual([
      '100 EDGA 1001 IOC',
      '100 BATY 1001 IOC',
      '100 XNYS 1001 IOC',
    ]);
  });

  it('FASTEST_EXECUTION takes the shortest round trip first', () => {
    expect(slices(plan({ routingObjective: 'FASTEST_EXECUTION', quantity: quantity(600) }, same))).toEqual([
      '500 MEMX 1001 IOC',
      '100 EDGA 1001 IOC',
    ]);
  });

  it('HIGHEST_FILL_RATE takes the venue that fills most, within protection', () => {
    const quotes = { XNYS: { ...ask(1001, 500), fillRate: 0.7 }, MEMX: { ...ask(1001, 500), fillRate: 0.95 } };
    expect(slices(plan({ routingObjective: 'HIGHEST_FILL_RATE' }, quotes))).toEqual(['100 MEMX 1001 IOC']);
  });

  it('MINIMAL_IMPACT goes to the dark venue that shows the order to nobody', () => {
    const quotes = { XNYS: ask(1001, 500), SGMT: { ask: [1001, 500] as const, fillRate: 0.9 } };
    expect(slices(plan({ routingObjective: 'MINIMAL_IMPACT' }, quotes))).toEqual(['100 SGMT 1001 IOC']);
  });

  it('SMART takes a cent of fee into account, and a bad fill rate where the next price is far', () => {
    expect(slices(plan({ routingObjective: 'SMART', quantity: quantity(200) }, same))).toEqual([
      '100 EDGA 1001 IOC',
      '100 BATY 1001 IOC',
    ]);
  });

  it('SMART weighs impact by size, delay by urgency and fade by spread, and records it', () => {
    const weights = (order: Partial<ValidOrder>, cents: number) =>
      plan({ routingObjective: 'SMART', ...order }, { XNYS: { bid: [10_000, 100], ask: [10_000 + cents, 9_000_000] } })
        .weights;
    const [small, large, wide] = [weights({}, 1), weights({ quantity: quantity(5_000_000) }, 1), weights({}, 20)];
    expect(small).toMatchObject({ spread: 1, fee: 1, delay: 0.5 });
    expect(large.impact - small.impact).toBeCloseTo(0.6, 2);
    expect(wide.fade).toBeGreaterThan(small.fade);
  });

  it('records terms in basis points of the mid and the weights that were used', () => {
    const result = plan({ routingObjective: 'LOWEST_COST' }, { XNYS: { bid: [999, 100], ask: [1001, 100] } });
    const terms = result.outcomes[0]?.terms;
    expect(terms?.spreadBps).toBeCloseTo(10, 9);
    expect(terms?.feeBps).toBeCloseTo(3, 9);
    expect(result.weights).toEqual({ spread: 1, fee: 1, fade: 0, delay: 0, impact: 0 });
  });
});

describe('who may be sent to', () => {
  const rest = { ARCX: ask(1002, 900) };
  it.each([
    ['EXCLUDED_BY_ORDER', ask(1002, 200), { excludeVenues: ['XNYS'] }],
    ['NOT_DIRECTED_VENUE', ask(1002, 200), { directedVenue: 'ARCX' }],
    ['VENUE_DISABLED', { ...ask(1002, 200), venue: { enabled: false } }, {}],
    ['VENUE_OFFLINE', { ...ask(1002, 200), status: 'OFFLINE' as const }, {}],
    ['VENUE_RESTRICTED', { ...ask(1002, 200), status: 'RESTRICTED' as const }, {}],
    ['VENUE_DISCONNECTED', { ...ask(1002, 200), connected: false }, {}],
    ['CIRCUIT_OPEN', { ...ask(1002, 200), circuit: 'OPEN' as const }, {}],
    ['INSTRUMENT_NOT_TRADED', { ...ask(1002, 200), venue: { supportedSymbols: ['MSFT'] } }, {}],
    ['ORDER_TYPE_NOT_TAKEN', { ...ask(1002, 200), venue: { orderTypes: [] } }, {}],
    ['TIME_IN_FORCE_NOT_TAKEN', { ...ask(1002, 200), venue: { timesInForce: [] } }, {}],
    ['NO_DISPLAYED_QUOTE', { bid: [1000, 100] as const }, {}],
    ['QUOTE_STALE', { ...ask(1002, 200), quoteState: 'STALE' as const }, {}],
    ['QUOTE_CROSSED', { bid: [1004, 100] as const, ask: [1002, 200] as const }, {}],
    ['OUTSIDE_LIMIT', ask(1003, 200), { orderType: 'LIMIT' as const, limitPrice: price(100_200) }],
    [
      'VENUE_MINIMUM',
      { ...ask(1002, 200), venue: { minOrderQuantity: quantity(101) } },
      { venuePreferences: ['XNYS'] },
    ],
  ])('%s keeps a venue out, and the order goes on elsewhere', (expected, quote, order) => {
    const result = plan(order, { XNYS: quote, ...rest });
    expect([code(result, 'XNYS'), slices(result)]).toEqual([expected, ['100 ARCX 1002 IOC']]);
  });

  it('keeps dark venues out of LIT_ONLY and the internal book out of EXTERNAL_ONLY', () => {
    expect(code(plan({ sourcing: 'LIT_ONLY' }, { SGMT: {}, ...rest }), 'SGMT')).toBe('NOT_SOURCED');
    expect(code(plan({ sourcing: 'EXTERNAL_ONLY' }, { INTERNAL: {}, ...rest }), 'INTERNAL')).toBe('NOT_SOURCED');
  });

  it('uses no more venues than the order allows', () => {
    const result = plan(
      { quantity: quantity(500), maxVenueSplit: 2 },
      { XNYS: ask(1001, 100), ARCX: ask(1001, 100), BATS: ask(1001, 100) },
    );
    expect([result.slices.length, result.unallocated, result.unallocatedCode]).toEqual([2, 300, 'SPLIT_LIMIT']);
  });

  it('sends whole lots to a venue that takes no odd lots', () => {
    const quotes = { XNYS: { ...ask(1001, 500), venue: { acceptsOddLots: false } }, ARCX: ask(1001, 100) };
    expect(slices(plan({ quantity: quantity(150) }, quotes))).toEqual(['100 XNYS 1001 IOC', '50 ARCX 1001 IOC']);
  });
});

describe('the reason of a venue that got nothing', () => {
  const quotes = { MEMX: ask(1005, 900), LTSE: ask(1001, 100), IEXG: ask(1001, 100), XASE: ask(1001, 900) };

  it('is the protected quote at a better price that takes everything, where it counts as cheaper', () => {
    const result = plan(
      { routingObjective: 'FASTEST_EXECUTION', quantity: quantity(16) },
      { MEMX: ask(1005, 900), XASE: ask(1001, 900) },
    );
    expect(result.outcomes.find(({ venueId }) => venueId === 'MEMX')).toMatchObject({
      code: 'WOULD_TRADE_THROUGH',
      blockedBy: { venueId: 'XASE', price: 100_100 },
    });
    expect(result.rationale).toContain(
      'MEMX counts as cheaper than XASE, but taking there would trade through the protected quote of XASE at 10.01.',
    );
  });

  it('is the split limit where that kept better prices, and so this one, from being taken', () => {
    const result = plan({ routingObjective: 'FASTEST_EXECUTION', quantity: quantity(900), maxVenueSplit: 1 }, quotes);
    expect([code(result, 'MEMX'), result.unallocatedCode]).toEqual(['SPLIT_LIMIT', 'SPLIT_LIMIT']);
  });

  it('is the better quote where its venue takes no order as small as the rest', () => {
    const small = { MEMX: ask(1005, 900), LTSE: { ...ask(1001, 100), venue: { minOrderQuantity: quantity(100) } } };
    const result = plan({ routingObjective: 'FASTEST_EXECUTION', quantity: quantity(50) }, small);
    expect([code(result, 'MEMX'), result.unallocatedCode]).toEqual([
      'WOULD_TRADE_THROUGH',
      'PROTECTED_QUOTE_UNREACHABLE',
    ]);
  });
});

describe('limit orders', () => {
  it('rest what cannot trade at the listing venue', () => {
    const order = { orderType: 'LIMIT', limitPrice: price(100_100), quantity: quantity(300) } as const;
    const result = plan(order, { XNYS: ask(1001, 100), XNAS: ask(1005, 100) });
    expect([slices(result), result.unallocated]).toEqual([['100 XNYS 1001 IOC', '200 XNAS 1001 POST'], 0]);
  });

  it('rest where providing liquidity costs least for LOWEST_COST', () => {
    const order = { orderType: 'LIMIT', limitPrice: price(99_900), routingObjective: 'LOWEST_COST' } as const;
    expect(slices(plan(order, { XNYS: ask(1001, 100), EPRL: ask(1001, 100) }))).toEqual(['100 EPRL 999 POST']);
  });

  it('rest odd lots only at a venue that takes them', () => {
    const order = { orderType: 'LIMIT', limitPrice: price(99_900) } as const;
    const quotes = { XNYS: { ...ask(1001, 500), venue: { acceptsOddLots: false } }, ARCX: ask(1001, 100) };
    const posts = [150, 200].map((count) => slices(plan({ ...order, quantity: quantity(count) }, quotes)));
    expect(posts).toEqual([['150 ARCX 999 POST'], ['200 XNYS 999 POST']]);
  });

  it('never rest where that would lock a protected quote', () => {
    const order = { orderType: 'LIMIT', limitPrice: price(100_100), excludeVenues: ['XNYS'] } as const;
    const result = plan(order, { XNYS: ask(1001, 100), ARCX: ask(1002, 100) });
    expect([slices(result), result.unallocatedCode]).toEqual([[], 'WOULD_LOCK_OR_CROSS']);
  });

  it('rest there all the same where no rule forbids it', () => {
    const order = { orderType: 'LIMIT', limitPrice: price(100_100), excludeVenues: ['XNYS'] } as const;
    const input = planInputOf(orderOf(order), marketOf({ XNYS: ask(1001, 100), ARCX: ask(1002, 100) }));
    const rules = { ...input.view.instrument.rules, lockAndCross: false };
    const view = { ...input.view, instrument: { ...input.view.instrument, rules } };
    expect(slices(planRoute({ ...input, view }))).toEqual(['100 ARCX 1001 POST']);
  });

  it('do not rest when immediate or cancel', () => {
    const order = { orderType: 'LIMIT', limitPrice: price(99_900), timeInForce: 'IOC' } as const;
    const result = plan(order, { XNYS: ask(1001, 100) });
    expect([result.unallocated, result.unallocatedCode]).toEqual([100, 'NOTHING_WITHIN_LIMIT']);
  });

  it('rest where the wait is shortest, or a rebate is worth a longer one', () => {
    const slow = { ...ask(1001, 100), bid: [999, 900], bidOutflow: 10 } as const;
    const fast = { ...ask(1001, 100), bid: [999, 900], bidOutflow: 90 } as const;
    const order = { orderType: 'LIMIT', limitPrice: price(99_900) } as const;
    // 90 s against 10 s; NYSE Arca pays 0.0020 a share, IEX nothing, which is worth 120 s to an order that looks for the lowest cost.
    expect(slices(plan({ ...order }, { ARCX: slow, IEXG: fast }))).toEqual(['100 IEXG 999 POST']);
    expect(slices(plan({ ...order, routingObjective: 'LOWEST_COST' }, { ARCX: slow, IEXG: fast }))).toEqual([
      '100 ARCX 999 POST',
    ]);
  });
});

describe('fill or kill', () => {
  it('goes whole to one venue at the best protected price', () => {
    const result = plan(
      { timeInForce: 'FOK', quantity: quantity(300) },
      { XNYS: ask(1001, 200), ARCX: ask(1001, 300) },
    );
    expect(slices(result)).toEqual(['300 ARCX 1001 FOK']);
  });

  it('is not sent in parts, nor past a better quote', () => {
    const parts = plan({ timeInForce: 'FOK', quantity: quantity(400) }, { XNYS: ask(1001, 200), ARCX: ask(1001, 300) });
    const past = plan({ timeInForce: 'FOK', quantity: quantity(400) }, { XNYS: ask(1001, 200), ARCX: ask(1002, 900) });
    expect([parts.unallocatedCode, past.unallocatedCode, parts.slices, past.slices]).toEqual([
      'FOK_NOT_FILLABLE',
      'FOK_NOT_FILLABLE',
      [],
      [],
    ]);
  });
});

describe('the rationale', () => {
  it('names every slice and what was left out', () => {
    const text = plan(
      { quantity: quantity(300) },
      { XNYS: ask(1001, 200), ARCX: ask(1010, 900), BATS: ask(1011, 100), SGMT: {} },
    ).rationale;
    expect(text).toBe(
      'BUY 300 AAPL for the best price: 200 to XNYS at 10.01 and 100 to ARCX at 10.10. XNYS comes before BATS, the next choice, mostly by its price (99.651 bp better, 99.651 bp with all terms). More than one price is taken, so the slices go as intermarket sweep orders and every better protected quote is taken in full. 1 other venue was considered and 1 left out.',
    );
  });
});
