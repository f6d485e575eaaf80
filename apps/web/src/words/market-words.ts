import type { CalendarView } from '@fairlead/contracts/calendar';

type Session = CalendarView['sessions'][number];
type MarketDay = NonNullable<CalendarView['market_day']>;

const NEW_YORK = { timeZone: 'America/New_York', hourCycle: 'h23' } as const;
const TIME = new Intl.DateTimeFormat('en-US', { ...NEW_YORK, hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat('en-US', { ...NEW_YORK, weekday: 'short', month: 'short', day: 'numeric' });
const WEEKDAY = new Intl.DateTimeFormat('en-US', { ...NEW_YORK, weekday: 'short' });
const CLOCK = new Intl.DateTimeFormat('en-US', { ...NEW_YORK, hour: '2-digit', minute: '2-digit', second: '2-digit' });
const CALENDAR_DAY = new Intl.DateTimeFormat('en-US', {
  timeZone: 'UTC',
  weekday: 'short',
  month: 'short',
  day: 'numeric',
});
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
  const today = todayOf(calendar, nowMs);
  const why = today === null ? '' : ` Today is ${today.name}.`;
  const more = `${why}${hoursKept(calendar)}${whatIsKnown(calendar)}`;
  if (nowMs >= opensMs) {
    const until = TIME.format(closesMs);
    const early = today === null ? '' : ', early close';
    return { short: `open until ${until}${early}`, says: `US equities trade until ${until} ET.${more}` };
  }
  const from = openingOf(opensMs, nowMs);
  const holiday = today !== null && today.opens_at === null ? ` (${today.name})` : '';
  return { short: `closed${holiday} until ${from}`, says: `US equities are closed and open ${from} ET.${more}` };
}

/** One market, what it does and when that changes. */
export interface SessionLine {
  readonly name: string;
  readonly isOpen: boolean;
  readonly says: string;
}

const MARKETS = { EQUITY: 'US equities', FX: 'FX', CRYPTO: 'Crypto' } as const;

/** What each market does at a moment, by the exchanges' hours. */
export function sessionLines({ sessions }: CalendarView, nowMs: number): SessionLine[] {
  return sessions.map((session) => ({ name: MARKETS[session.asset_class], ...stateOf(session, nowMs) }));
}

/** When a market trades, in words. */
export interface MarketHours {
  readonly name: string;
  readonly now: string;
  /** The session that is on, or the next one. */
  readonly session: string;
  /** When the router takes orders in it. */
  readonly taken: string;
  /** The next day that is no whole one; null where the market knows none, or none is known. */
  readonly otherDay: string | null;
}

/** When the market of a kind of instruments trades, by the calendar; null where that says nothing of it. */
export function marketHours(
  calendar: CalendarView,
  assetClass: Session['asset_class'],
  nowMs: number,
): MarketHours | null {
  const session = calendar.sessions.find(({ asset_class }) => asset_class === assetClass);
  if (session === undefined) return null;
  const [day] = assetClass === 'EQUITY' ? comingDays(calendar) : [];
  return {
    name: MARKETS[assetClass],
    now: stateOf(session, nowMs).says,
    session: sessionWords(session),
    taken: calendar.session_hours === 'always' ? 'always: venues are simulated' : 'in its session',
    otherDay: day === undefined ? null : `${day.day}: ${day.hours}`,
  };
}

function sessionWords({ asset_class, opens_at, closes_at }: Session): string {
  if (asset_class === 'CRYPTO') return 'around the clock';
  const [opensMs, closesMs] = [Date.parse(opens_at), Date.parse(closes_at)];
  const until = DAY.format(opensMs) === DAY.format(closesMs) ? '' : `${WEEKDAY.format(closesMs)} `;
  return `${WEEKDAY.format(opensMs)} ${TIME.format(opensMs)} to ${until}${TIME.format(closesMs)} ET`;
}

function stateOf({ asset_class, opens_at, closes_at }: Session, nowMs: number): Omit<SessionLine, 'name'> {
  const [opensMs, closesMs] = [Date.parse(opens_at), Date.parse(closes_at)];
  if (nowMs >= closesMs) return { isOpen: false, says: 'session over; the next one is asked for' };
  if (nowMs < opensMs) return { isOpen: false, says: `closed, opens ${openingOf(opensMs, nowMs)} ET` };
  if (asset_class === 'CRYPTO')
    return { isOpen: true, says: `open always; its day turns ${openingOf(closesMs, nowMs)} ET` };
  return { isOpen: true, says: `open, closes ${openingOf(closesMs, nowMs)} ET` };
}

/** A day that is no whole one: which, why, and its hours. */
export interface ComingDay {
  readonly date: string;
  readonly day: string;
  readonly name: string;
  readonly hours: string;
}

/** The next holidays and short days, in words. */
export function comingDays({ coming_days }: CalendarView): ComingDay[] {
  return coming_days.map(({ date, name, opens_at, closes_at }) => ({
    date,
    day: CALENDAR_DAY.format(Date.parse(`${date}T00:00:00Z`)),
    name,
    hours:
      opens_at === null || closes_at === null ? 'closed' : `${opens_at.slice(0, 5)} to ${closes_at.slice(0, 5)} ET`,
  }));
}

/** Up to when holidays are known; where today is beyond it, what follows from that. */
export function knownUntilWords({ holidays_known, holidays_known_until }: CalendarView): string {
  if (holidays_known) return `Holidays are known until ${holidays_known_until ?? '–'}.`;
  return 'Holidays of this year are not known: the table of market days ends before it.';
}

/** The row of today; a calendar that was told yesterday says nothing of today. */
function todayOf({ market_day }: CalendarView, nowMs: number): MarketDay | null {
  if (market_day === null) return null;
  const day = CALENDAR_DAY.format(Date.parse(`${market_day.date}T00:00:00Z`));
  return day === DAY.format(nowMs) ? market_day : null;
}

function hoursKept({ session_hours }: CalendarView): string {
  return session_hours === 'always'
    ? ' This router’s venues are simulated and trade around the clock, so orders are taken all the time.'
    : '';
}

function whatIsKnown(calendar: CalendarView): string {
  return calendar.holidays_known ? '' : ` ${knownUntilWords(calendar)}`;
}

function openingOf(opensMs: number, nowMs: number): string {
  const time = TIME.format(opensMs);
  if (DAY.format(opensMs) === DAY.format(nowMs)) return time;
  return `${(opensMs - nowMs < WEEK_MS - DAY_MS ? WEEKDAY : DAY).format(opensMs)} ${time}`;
}
