import { DEFAULT_MARKET_DAYS } from '@fairlead/core/market/default-market-days';
import { expect, test } from 'vitest';
import { instrumentNamed } from '../../test/market-harness.ts';
import { level, VenueBench } from '../../test/venue-bench.ts';
import { TradingSessions } from './trading-sessions.ts';

const SECOND_US = 1_000_000;
/** 09:29:59 in New York on Friday 2 January 2026. */
const BEFORE_THE_OPEN_US = 1_767_364_199_000_000;
const TO_THE_CLOSE_US = (6.5 * 3_600 + 1) * SECOND_US;

/** NASDAQ, which lists AAPL, a second before the open. */
function listing(venueId = 'XNAS') {
  const bench = new VenueBench({ venueId });
  bench.clock.jump(BEFORE_THE_OPEN_US - bench.clock.nowUs());
  bench.makers([level(999_900, 300)], [level(1_000_100, 500)]);
  const instruments = [instrumentNamed('AAPL')];
  const sessions = new TradingSessions({
    clock: bench.clock,
    days: DEFAULT_MARKET_DAYS,
    instruments,
    venues: [bench.venue],
  });
  sessions.start();
  const news = () =>
    bench.news.map((each) =>
      each.type === 'last_sale' ? `${each.condition} ${each.quantity}@${each.price}` : each.status,
    );
  return { bench, news, sessions };
}

test('before the open it says so, shows nothing and refuses; the open begins with the print of its auction', () => {
  const { bench, news } = listing();
  expect(bench.tops.at(-1)).toMatchObject({ bid: { size: 0 }, ask: { size: 0 } });
  const early = bench.send({});
  expect(bench.story(early)).toEqual(['reject MARKET_PRE_OPEN order']);
  bench.clock.advance(SECOND_US);
  expect(news()).toEqual(['PRE_OPEN', 'OPEN 800@999900', 'TRADING']);
  expect(bench.tops.at(-1)).toMatchObject({ bid: { price: 999_900 }, ask: { price: 1_000_100 } });
  expect(bench.story(bench.send({ limit_price: 1_000_100 }))[0]).toBe('ack');
});

test('the close prints its auction, ends what rests, and refuses from then on', () => {
  const { bench, news } = listing();
  bench.clock.advance(2 * SECOND_US);
  const rests = bench.send({ time_in_force: 'DAY', limit_price: 999_800 });
  bench.clock.advance(TO_THE_CLOSE_US);
  expect(news().slice(-2)).toEqual(['CLOSE 800@999900', 'CLOSED']);
  expect(bench.story(rests)).toEqual(['ack', 'canceled 100 SESSION_CLOSED']);
  expect(bench.story(bench.send({}))).toEqual(['reject MARKET_CLOSED order']);
  expect(bench.venue.trading.notTrading().get('AAPL')?.status).toBe('CLOSED');
});

test('a venue that does not list the instrument opens without a print', () => {
  const { bench, news } = listing('BATS');
  bench.clock.advance(SECOND_US);
  expect(news()).toEqual(['PRE_OPEN', 'TRADING']);
});

test('venues that come up during the session trade at once and print no auction', () => {
  const { bench, news, sessions } = listing();
  sessions.stop();
  bench.clock.jump(3_600 * SECOND_US);
  bench.news.length = 0;
  const later = new VenueBench({ venueId: 'XNAS' });
  later.clock.jump(bench.clock.nowUs() - later.clock.nowUs());
  const instruments = [instrumentNamed('AAPL')];
  new TradingSessions({ clock: later.clock, days: DEFAULT_MARKET_DAYS, instruments, venues: [later.venue] }).start();
  expect([news(), later.news]).toEqual([[], []]);
});
