import type { CalendarView } from '@fairlead/contracts/calendar';

const NEW_YORK = { timeZone: 'America/New_York', hourCycle: 'h23' } as const;
const TIME = new Intl.DateTimeFormat('en-US', { ...NEW_YORK, hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat('en-US', { ...NEW_YORK, weekday: 'short', month: 'short', day: 'numeric' });
const WEEKDAY = new Intl.DateTimeFormat('en-US', { ...NEW_YORK, weekday: 'short' });
const CLOCK = new Intl.DateTimeFormat('en-US', { ...NEW_YORK, hour: '2-digit', minute: '2-digit', second: '2-digit' });
const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/** The header's clock in New York. */
export const formatClock = (nowMs: number): string => CLOCK.format(nowMs);

/** What the US equity market does at a moment, short, and in a sentence; null where the calendar says nothing of it. */
export function marketWords(calendar: CalendarView, nowMs: number): { short: string; says: string } | null {
  const equity = calendar.sessions.find(({ asset_class }) => asset_class === 'EQUITY');
  if (equity === undefined) return null;
  const [opensMs, closesMs] = [Date.parse(equity.opens_at), Date.parse(equity.closes_at)];
  // The session that the calendar told of is over: what comes next is asked for.
  if (nowMs >= closesMs) return { short: 'closed', says: 'US equities are closed.' };
  const why = calendar.market_day === null ? '' : ` Today is ${calendar.market_day.name}.`;
  const own =
    calendar.session_hours === 'always'
      ? ' This router’s venues are simulated and trade around the clock, so orders are taken all the time.'
      : '';
  const unknown = calendar.holidays_known
    ? ''
    : ' Holidays of this year are not known: the table of market days ends before it.';
  if (nowMs >= opensMs) {
    const until = TIME.format(closesMs);
    return { short: `open until ${until}`, says: `US equities trade until ${until} ET.${why}${own}${unknown}` };
  }
  const from = openingOf(opensMs, nowMs);
  return { short: `closed until ${from}`, says: `US equities are closed and open ${from} ET.${why}${own}${unknown}` };
}

function openingOf(opensMs: number, nowMs: number): string {
  const time = TIME.format(opensMs);
  if (DAY.format(opensMs) === DAY.format(nowMs)) return time;
  return `${(opensMs - nowMs < WEEK_MS - DAY_MS ? WEEKDAY : DAY).format(opensMs)} ${time}`;
}
