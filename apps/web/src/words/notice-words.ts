import type { HaltInForce, RaisedAlert } from '@fairlead/contracts/system';

/** How grave an alert is, in a word and a tone. */
export const SEVERITIES: Readonly<
  Record<RaisedAlert['severity'], { readonly word: string; readonly tone: 'neutral' | 'degraded' | 'stopped' }>
> = {
  INFO: { word: 'Note', tone: 'neutral' },
  WARNING: { word: 'Warning', tone: 'degraded' },
  CRITICAL: { word: 'Critical', tone: 'stopped' },
};

const EFFECTS: Readonly<Record<HaltInForce['scope'], string>> = {
  FIRM: 'No new orders are taken; cancels still pass.',
  CLIENT: 'None of its new orders are taken; cancels still pass.',
  VENUE: 'Nothing new is sent there; cancels still pass.',
  INSTRUMENT: 'No new orders in it are taken; cancels still pass.',
  CLIENT_VENUE: 'Nothing new of that client is sent there; cancels still pass.',
  CLIENT_INSTRUMENT: 'No new orders of that client in it are taken; cancels still pass.',
  VENUE_INSTRUMENT: 'Nothing new in it is sent there; cancels still pass.',
};

type Named = Pick<HaltInForce, 'client_id' | 'venue_id' | 'instrument_id'>;

/** What a halt does, and what it leaves. */
export function haltEffect({ scope }: Pick<HaltInForce, 'scope'>): string {
  return EFFECTS[scope];
}

/** For whom trading is halted. */
export function haltedWhat({ client_id: client, venue_id: venue, instrument_id: instrument }: Named): string {
  if (client !== null && venue !== null) return `client ${client} at venue ${venue}`;
  if (client !== null && instrument !== null) return `client ${client} in instrument ${instrument}`;
  if (venue !== null && instrument !== null) return `instrument ${instrument} at venue ${venue}`;
  if (client !== null) return `client ${client}`;
  if (venue !== null) return `venue ${venue}`;
  return instrument === null ? 'the whole firm' : `instrument ${instrument}`;
}

/** How long ago something was, as one says it. */
export function ageWords(ageMs: number): string {
  const seconds = Math.max(0, Math.floor(ageMs / 1_000));
  if (seconds < 5) return 'just now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ago`;
  return seconds < 86_400 ? `${Math.floor(seconds / 3_600)} h ago` : `${Math.floor(seconds / 86_400)} d ago`;
}

/** What the bell says to those who hear it. */
export function bellLabel(open: number, critical: number): string {
  if (open === 0) return 'Alerts: none that you have not acknowledged';
  const grave = critical === 0 ? '' : `, ${critical} critical`;
  return `Alerts: ${open} not acknowledged${grave}`;
}
