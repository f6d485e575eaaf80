import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_MARKET_DAYS } from '@fairlead/core/market/default-market-days';
import { MarketDays } from '@fairlead/core/market/market-days';
import { expect, it } from 'vitest';
import { readReplayEnvironment } from '../../env.ts';
import { eachRow, textIn } from './rows.ts';
import { CLOSE_US, OPEN_US, usEquityMarket } from './us-equity-market.ts';

const table = join(readReplayEnvironment().shared, 'reference/market/us_market_days_1990_2028.csv');
const isThere = existsSync(table);
if (!isThere)
  console.warn(`skipped: no market days at ${table}; set FAIRLEAD_SHARED to have the replay held against them`);

const DAY_MS = 86_400_000;
const US_PER_MINUTE = 60_000_000;
/** The close of a recording of a date in microseconds since midnight; null where it is refused. */
function closeOf(date: string, days = DEFAULT_MARKET_DAYS): number | null {
  const recordedUs = { first: 0, last: 86_399_999_999 };
  const stock = { symbol: 'TST', path: 'x', date, venueIds: ['XNYS'], primaryVenueId: 'XNYS', recordedUs, days };
  try {
    return usEquityMarket(stock).session.closeUs;
  } catch {
    return null;
  }
}

type Column = 'date' | 'close_time' | 'kind';

it.skipIf(!isThere)(
  'a recording of any day from 1990 to 2028 closes when the market did, or is refused',
  async () => {
    const known = new Map<string, number | null>();
    const columns: readonly Column[] = ['date', 'close_time', 'kind'];
    await eachRow(table, { separator: ',', columns, optional: [], hasHeader: true }, (row) => {
      const [hours = 0, minutes = 0] = textIn(row, 'close_time').split(':').map(Number);
      known.set(textIn(row, 'date'), textIn(row, 'kind') === 'closed' ? null : (hours * 60 + minutes) * US_PER_MINUTE);
    });
    expect(known.size).toBe(436);
    const wrong: string[] = [];
    for (let ms = Date.UTC(1990, 0, 1); ms < Date.UTC(2029, 0, 1); ms += DAY_MS) {
      const date = new Date(ms).toISOString().slice(0, 10);
      const isWeekend = [0, 6].includes(new Date(ms).getUTCDay());
      const expected = known.has(date) ? known.get(date) : isWeekend ? null : CLOSE_US;
      if (closeOf(date) !== expected) wrong.push(date);
    }
    expect(wrong).toEqual([]);
  },
  30_000,
);

it('takes late openings and other closes from rows', () => {
  const row = { date: '1996-01-08', opensAt: '11:00', closesAt: '14:00', name: 'Snow', source: 'PMC' };
  const days = new MarketDays([row]);
  expect(closeOf('1996-01-08', days)).toBe(14 * 60 * US_PER_MINUTE);
  expect(closeOf('1996-01-08')).toBe(CLOSE_US);
  const late = usEquityMarket({
    symbol: 'TST',
    path: 'x',
    date: '1996-01-08',
    venueIds: ['XNYS'],
    primaryVenueId: 'XNYS',
    recordedUs: { first: OPEN_US, last: CLOSE_US },
    days,
  });
  expect(late.session.openUs).toBe(11 * 60 * US_PER_MINUTE);
});
