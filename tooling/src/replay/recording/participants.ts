import { US_EQUITY_VENUES } from '@fairlead/core/venue/us-equity-catalogue';

/** Who stood behind a letter of the consolidated tapes, and when. */
export interface Participant {
  readonly letter: string;
  readonly name: string;
  /** Its venue in the catalogue; null where nobody can be routed to: what is no exchange, what closed, what the catalogue does not have. */
  readonly venueId: string | null;
  /** The first and the last day of it under this letter, as far as they are known: a year, a month or a date. */
  readonly from: string | null;
  readonly to: string | null;
}

/** FINRA's facilities: its letter on a print says that it was traded off the exchanges, on a quote that it is of the display facility. */
export const OFF_EXCHANGE = 'D';

const FOR_EVER = { from: null, to: null } as const;
const NOBODY = { venueId: null, ...FOR_EVER } as const;

/**
 * The participant codes of the CTA and UTP plans. Sources: CTS 2.11.b and UTP 3.0.c as in ../shared/reference/market/tape_participants.csv, which
 * says which dates were seen and which are recalled: so no row is refused for its date. T is Nasdaq on tapes A and B, Q on tape C.
 */
export const PARTICIPANTS: readonly Participant[] = [
  { letter: 'A', name: 'NYSE American', venueId: 'XASE', ...FOR_EVER },
  { letter: 'B', name: 'Nasdaq Texas', venueId: 'XBOS', from: '2009-01-16', to: null },
  { letter: 'C', name: 'National Stock Exchange', venueId: 'XCIS', from: '1885', to: '2014-05-30' },
  { letter: 'C', name: 'National Stock Exchange (reopened)', venueId: 'XCIS', from: '2015-12', to: '2017-02-01' },
  { letter: 'C', name: 'NYSE National', venueId: 'XCIS', from: '2018-05-21', to: null },
  { letter: OFF_EXCHANGE, name: 'FINRA: alternative display facility and trade reporting facilities', ...NOBODY },
  { letter: 'E', name: 'UTP SIP, generated message', ...NOBODY },
  { letter: 'F', name: 'Texas Stock Exchange (TXSE)', venueId: null, from: '2026-07', to: null },
  { letter: 'G', name: '24X National Exchange', venueId: null, from: '2025-10-14', to: null },
  { letter: 'H', name: 'MIAX Pearl Equities', venueId: 'EPRL', from: '2020-09', to: null },
  {
    letter: 'I',
    name: 'International Securities Exchange (ISE Stock Exchange)',
    venueId: null,
    from: '2006-09',
    to: '2010-07',
  },
  { letter: 'J', name: 'Cboe EDGA', venueId: 'EDGA', from: '2010-07', to: null },
  { letter: 'K', name: 'Cboe EDGX', venueId: 'EDGX', from: '2010-07', to: null },
  { letter: 'L', name: 'Long-Term Stock Exchange', venueId: 'LTSE', from: '2020-09', to: null },
  { letter: 'M', name: 'NYSE Texas', venueId: 'XCHI', ...FOR_EVER },
  { letter: 'N', name: 'New York Stock Exchange', venueId: 'XNYS', ...FOR_EVER },
  { letter: 'P', name: 'NYSE Arca', venueId: 'ARCX', from: '2006-03', to: null },
  { letter: 'Q', name: 'Nasdaq (on tape C)', venueId: 'XNAS', from: '2006-08-01', to: null },
  { letter: 'S', name: 'CTA SIP (CTS/CQS), generated message', ...NOBODY },
  { letter: 'T', name: 'Nasdaq (on tapes A and B)', venueId: 'XNAS', from: '2007-02-12', to: null },
  { letter: 'U', name: 'MEMX', venueId: 'MEMX', from: '2020-09-21', to: null },
  { letter: 'V', name: 'Investors Exchange (IEX)', venueId: 'IEXG', from: '2016-08-19', to: null },
  { letter: 'W', name: 'Cboe Stock Exchange (CBSX)', venueId: null, from: '2007-03', to: '2014-04-30' },
  { letter: 'X', name: 'Nasdaq PSX', venueId: 'XPSX', from: '2010-10-08', to: null },
  { letter: 'Y', name: 'Cboe BYX', venueId: 'BATY', from: '2010-10-15', to: null },
  { letter: 'Z', name: 'Cboe BZX', venueId: 'BATS', from: '2008-10-24', to: null },
];

const CATALOGUE: ReadonlySet<string> = new Set(US_EQUITY_VENUES.map((venue) => venue.venueId));

/**
 * Who stood behind a letter on a date (YYYY-MM-DD, or null where it is not known, which is today): the one of its time, else the last before it,
 * else the first. Undefined for a letter that is none.
 */
export function participantOf(letter: string, date: string | null): Participant | undefined {
  const those = PARTICIPANTS.filter((each) => each.letter === letter);
  const begun = those.filter(({ from }) => date === null || from === null || date.slice(0, from.length) >= from);
  return begun.at(-1) ?? those[0];
}

/** The venue of the catalogue behind a letter; null where there is none to route to. */
export function venueIdOf(letter: string): string | null {
  const venueId = participantOf(letter, null)?.venueId ?? null;
  return venueId !== null && CATALOGUE.has(venueId) ? venueId : null;
}
