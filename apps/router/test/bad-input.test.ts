import { REJECT_MESSAGES } from '@fairlead/core/order/reject-code';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PROBLEMS } from '../src/intake/problem.ts';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';
import { journaledBy, rowsOf } from './journaled.ts';

/** Requests tried: 1,000 in the tests, more with FAIRLEAD_PROPERTY_RUNS in the long mode. */
const RUNS = { numRuns: Number(process.env.FAIRLEAD_PROPERTY_RUNS ?? 1_000) };
const CODES = new Set<string>([...Object.keys(PROBLEMS), ...Object.keys(REJECT_MESSAGES)]);
const odd = fc.oneof(
  fc.jsonValue(),
  fc.string({ unit: 'binary' }),
  fc.double(),
  fc.bigInt().map(String),
  fc.constantFrom(
    '',
    '0',
    '-1',
    '1e9',
    '0x10',
    'NaN',
    'Infinity',
    '٣',
    '１００',
    '1.',
    '.5',
    '+1',
    ' 1',
    '1 ',
    '9'.repeat(30),
    null,
    true,
    [],
    {},
  ),
);
const PLACES = [
  {
    url: '/api/v1/smart-routing/orders',
    good: { order_id: 'o', instrument_id: 'AAPL', side: 'BUY', quantity: 300, order_type: 'MARKET' },
    fields: [
      'order_id',
      'instrument_id',
      'side',
      'quantity',
      'order_type',
      'limit_price',
      'time_in_force',
      'routing_mode',
      'exclude_venues',
      'max_venue_split',
      'held',
      '__proto__',
      'constructor',
      'unknown',
    ],
  },
  ...['smart', 'analyze'].map((name) => ({
    url: `/api/v1/trading/intelligent/orders/${name}`,
    good: { orderId: 'o', symbol: 'AAPL', side: 'BUY', quantity: 300, orderType: 'MARKET' },
    fields: [
      'orderId',
      'symbol',
      'side',
      'quantity',
      'orderType',
      'limitPrice',
      'routingObjective',
      'constraints',
      'manualAllocations',
      '__proto__',
      'unknown',
    ],
  })),
];
const rawText = fc.string({ unit: 'binary', maxLength: 200 });

/** One field wrong, any text, any digits as the quantity, or the body cut off. */
function malformed({ good, fields }: (typeof PLACES)[number]): fc.Arbitrary<string> {
  const text = JSON.stringify(good);
  const oneFieldWrong = fc
    .tuple(fc.constantFrom(...fields), odd)
    .map(([field, value]) => JSON.stringify({ ...good, [field]: value }));
  const rawNumber = fc
    .stringMatching(/^-?[0-9.eE+-]{1,40}$/)
    .map((digits) => text.replace('"quantity":300', `"quantity":${digits}`));
  const cut = fc.nat(80).map((length) => text.slice(0, length));
  return fc.oneof(oneFieldWrong, rawText, rawNumber, cut);
}

it.each(PLACES)(
  '$url answers what is malformed with a code of the closed list, and records nothing half',
  async (place) => {
    const router = new BenchRouter();
    router.quote('XNYS', [9_999, 500], [10_001, 200]);
    const app = await benchApi(router, { decisions: [] });
    const headers = { 'x-api-key': 'flk_all', 'content-type': 'application/json' };
    await fc.assert(
      fc.asyncProperty(malformed(place), async (payload) => {
        const before = router.log.length;
        const answer = await app.inject({ method: 'POST', url: place.url, headers, payload });
        if (answer.statusCode < 300) return;
        expect(answer.statusCode).toBeLessThan(500);
        expect(CODES).toContain(answer.json().code);
        const recorded = rowsOf(journaledBy({ log: router.log.slice(before) }));
        expect(recorded.filter(({ order }) => order.state !== 'REJECTED')).toEqual([]);
      }),
      RUNS,
    );
  },
  60_000 + RUNS.numRuns * 20,
);
