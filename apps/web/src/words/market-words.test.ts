import type { CalendarView } from '@fairlead/contracts/calendar';
import { expect, it } from 'vitest';
import { comingDays, formatClock, knownUntilWords, marketHours, marketWords, sessionLines } from './market-words';

/** The calendar as the router tells it, of a session of US equities. */
function calendar(opens_at: string, closes_at: string, changes: Partial<CalendarView> = {}): CalendarView {
  return {
    timestamp: '2026-11-27T12:00:00Z',
    session_hours: 'exchange',
    holidays_known: true,
    holidays_known_until: '2028-12-31',
    market_day: null,
    coming_days: [],
    sessions: [{ asset_class: 'EQUITY', phase: 'CLOSED', opens_at, closes_at, takes_orders: false }],
    ...changes,
  };
}
const FRIDAY = calendar('2026-11-27T14:30:00Z', '2026-11-27T18:00:00Z', {
  market_day: { date: '2026-11-27', opens_at: '09:30', closes_at: '13:00', name: 'Day after Thanksgiving', source: '' },
});
const HOLIDAY = {
  ...FRIDAY,
  market_day: { date: '2026-11-26', opens_at: null, closes_at: null, name: 'Thanksgiving', source: '' },
};
const MONDAY = calendar('2026-11-30T14:30:00Z', '2026-11-30T21:00:00Z');

it.each([
  ['before the open', FRIDAY, '2026-11-27T14:29:59Z', 'closed until 09:30'],
  ['on a half day', FRIDAY, '2026-11-27T14:30:00Z', 'open until 13:00, early close'],
  ['on a holiday', HOLIDAY, '2026-11-26T15:00:00Z', 'closed (Thanksgiving) until Fri 09:30'],
  ['after midnight, by a calendar of the holiday before', HOLIDAY, '2026-11-27T06:00:00Z', 'closed until 09:30'],
  ['just after the close, before the next session is known', FRIDAY, '2026-11-27T18:00:00Z', 'closed'],
  ['on a weekend', MONDAY, '2026-11-28T17:00:00Z', 'closed until Mon 09:30'],
  ['on a whole day', MONDAY, '2026-11-30T20:59:59Z', 'open until 16:00'],
  ['a week before', MONDAY, '2026-11-23T22:00:00Z', 'closed until Mon, Nov 30 09:30'],
])('%s the header says so', (_, at, now, short) => {
  expect(marketWords(at, Date.parse(now))?.short).toBe(short);
});

it('a half day is named, and so is a router whose venues never close', () => {
  const now = Date.parse('2026-11-27T15:00:00Z');
  expect(marketWords(FRIDAY, now)?.says).toBe('US equities trade until 13:00 ET. Today is Day after Thanksgiving.');
  const always = marketWords({ ...FRIDAY, market_day: null, session_hours: 'always' }, now);
  expect(always?.says).toContain('orders are taken all the time');
});

it('a year whose holidays are not known is told', () => {
  const beyond = { ...MONDAY, holidays_known: false };
  expect(marketWords(beyond, Date.parse('2026-11-28T17:00:00Z'))?.says).toContain('not known');
});

it('the clock shows New York, in winter and in summer', () => {
  expect(formatClock(Date.parse('2026-11-27T14:30:05Z'))).toBe('09:30:05');
  expect(formatClock(Date.parse('2026-07-01T04:00:00Z'))).toBe('00:00:00');
});

it('each market says what it does and when that changes', () => {
  const sessions: CalendarView['sessions'] = [
    ...FRIDAY.sessions,
    {
      ...{ asset_class: 'FX', phase: 'REGULAR', takes_orders: true },
      opens_at: '2026-11-26T22:00:00Z',
      closes_at: '2026-11-27T22:00:00Z',
    },
    {
      ...{ asset_class: 'CRYPTO', phase: 'REGULAR', takes_orders: true },
      opens_at: '2026-11-27T00:00:00Z',
      closes_at: '2026-11-28T00:00:00Z',
    },
  ];
  const at = (now: string) => sessionLines({ ...FRIDAY, sessions }, Date.parse(now));
  expect(at('2026-11-27T15:00:00Z')).toEqual([
    { name: 'US equities', isOpen: true, says: 'open, closes 13:00 ET' },
    { name: 'FX', isOpen: true, says: 'open, closes 17:00 ET' },
    { name: 'Crypto', isOpen: true, says: 'open always; its day turns 19:00 ET' },
  ]);
  expect(at('2026-11-27T12:00:00Z')[0]?.says).toBe('closed, opens 09:30 ET');
  expect(at('2026-11-27T18:00:00Z')[0]?.isOpen).toBe(false);
});

it('the days to come are named with their hours, and until when they are known', () => {
  const source = '';
  const coming_days = [
    { date: '2026-11-26', opens_at: null, closes_at: null, name: 'Thanksgiving', source },
    { date: '2026-11-27', opens_at: '09:30', closes_at: '13:00:00', name: 'Day after Thanksgiving', source },
  ];
  expect(comingDays({ ...MONDAY, coming_days })).toEqual([
    { date: '2026-11-26', day: 'Thu, Nov 26', name: 'Thanksgiving', hours: 'closed' },
    { date: '2026-11-27', day: 'Fri, Nov 27', name: 'Day after Thanksgiving', hours: '09:30 to 13:00 ET' },
  ]);
  expect(knownUntilWords(MONDAY)).toBe('Holidays are known until 2028-12-31.');
});

it('the hours of a market are its session, what it does now, when orders are taken, and its next day that is no whole one', () => {
  const half = { date: '2026-12-24', opens_at: '09:30', closes_at: '13:00', name: 'Christmas Eve', source: '' };
  const sessions: CalendarView['sessions'] = [
    ...MONDAY.sessions,
    {
      ...{ asset_class: 'FX', phase: 'REGULAR', takes_orders: true },
      ...{ opens_at: '2026-11-29T22:00:00Z', closes_at: '2026-11-30T22:00:00Z' },
    },
  ];
  const view = { ...MONDAY, sessions, coming_days: [half] };
  const now = Date.parse('2026-11-30T12:00:00Z');
  expect(marketHours(view, 'EQUITY', now)).toEqual({
    name: 'US equities',
    now: 'closed, opens 09:30 ET',
    session: 'Mon 09:30 to 16:00 ET',
    taken: 'in its session',
    otherDay: 'Thu, Dec 24: 09:30 to 13:00 ET',
  });
  expect(marketHours({ ...view, session_hours: 'always' }, 'FX', now)).toMatchObject({
    session: 'Sun 17:00 to Mon 17:00 ET',
    taken: 'always: venues are simulated',
    otherDay: null,
  });
  expect(marketHours(view, 'CRYPTO', now)).toBeNull();
});
