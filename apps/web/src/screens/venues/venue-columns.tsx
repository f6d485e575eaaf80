import type { Column } from '@fairlead/ui/column';
import { StatusDot } from '@fairlead/ui/status-dot';
import { formatEt, formatEtDate, Time } from '@fairlead/ui/time';
import Link from 'next/link';
import type { VenueWorking } from '@/rows/venue-working';
import { circuitName, circuitTone, circuitWhy } from '@/words/circuit-words';
import { feeWords } from '@/words/fee-words';
import { formatQuantity } from '@/words/figures';
import { ASSET_CLASS_NAMES, statusShown, statusWhy, VENUE_TYPE_NAMES } from '@/words/venue-condition';
import type { ShownVenue } from './use-venues';

/** A venue with what works there; null while nobody knows. */
export interface ListedVenue extends ShownVenue {
  readonly working: readonly VenueWorking[] | null;
  readonly isKnown: boolean;
}

const MONEY = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const DASH = '–';
const msOf = (text: string | null): number | null => (text === null ? null : Date.parse(text));
const dated = (atMs: number | null): string | null =>
  atMs === null ? null : `${formatEtDate(atMs)} ${formatEt(atMs).slice(0, 8)}`;

export const hrefOfVenue = (venueId: string): string => `/venues/${encodeURIComponent(venueId)}`;

const NAMES: readonly Column<ListedVenue>[] = [
  {
    id: 'condition',
    header: 'Now',
    width: 150,
    priority: 1,
    value: ({ condition }) => `${condition.rank} ${condition.word}`,
    cell: ({ condition: { tone, word, why } }) => (
      <span title={why} className="inline-flex items-center gap-1.5">
        <StatusDot tone={tone} />
        <span className={tone === 'good' || tone === 'idle' ? 'text-muted' : 'font-medium'}>{word}</span>
      </span>
    ),
  },
  {
    id: 'venue',
    header: 'Venue',
    width: 150,
    grow: true,
    priority: 1,
    pressable: true,
    value: ({ venue_name: name, venue_id: id }) => (name === id ? id : `${name} · ${id}`),
    cell: ({ venue_id: id, venue_name: name }) => (
      <Link
        href={hrefOfVenue(id)}
        title={`${name} · ${id}`}
        className="inline-flex max-w-full items-baseline hover:underline"
      >
        <span className="truncate">{name}</span>
        {name !== id && <span className="shrink-0 font-mono text-2xs text-faint">&nbsp;· {id}</span>}
      </Link>
    ),
  },
  { id: 'mic', header: 'MIC', width: 62, priority: 4, hidden: true, value: ({ mic }) => mic },
  { id: 'type', header: 'Type', width: 126, priority: 3, value: ({ venue_type: type }) => VENUE_TYPE_NAMES[type] },
  {
    id: 'assets',
    header: 'Trades',
    width: 76,
    priority: 4,
    value: ({ asset_class: assets }) => ASSET_CLASS_NAMES[assets],
  },
];

const STANDING: readonly Column<ListedVenue>[] = [
  {
    id: 'status',
    header: 'Status',
    hint: 'By what is measured, and by what people say; of both the worse',
    width: 88,
    priority: 4,
    value: (row) => (row.isKnown ? statusShown(row).word : null),
    cell: (row) => <span title={statusWhy(row)}>{row.isKnown ? statusShown(row).word : DASH}</span>,
  },
  {
    id: 'since',
    header: 'Since',
    unit: 'ET',
    width: 158,
    priority: 2,
    value: (row) => (row.isKnown ? dated(row.condition.sinceMs) : null),
    cell: (row) =>
      row.isKnown && row.condition.sinceMs !== null ? <Time atMs={row.condition.sinceMs} withDate short /> : DASH,
  },
  {
    id: 'why',
    header: 'Why',
    width: 150,
    grow: true,
    priority: 2,
    value: (row) => (row.isKnown && row.condition.rank !== 2 ? row.condition.why : null),
  },
  {
    id: 'circuit',
    header: 'Circuit',
    width: 104,
    priority: 2,
    value: (row) => (row.isKnown ? circuitName(row.circuit) : null),
    cell: (row) =>
      row.isKnown ? (
        <span title={circuitWhy(row.circuit)} className="inline-flex items-center gap-1.5">
          <StatusDot tone={circuitTone(row.circuit)} />
          {circuitName(row.circuit)}
        </span>
      ) : (
        DASH
      ),
  },
  {
    id: 'circuit-since',
    header: 'Circuit since',
    unit: 'ET',
    width: 158,
    priority: 4,
    hidden: true,
    value: (row) => (row.isKnown ? dated(msOf(row.circuit.since)) : null),
  },
  {
    id: 'session',
    header: 'Session',
    width: 70,
    priority: 4,
    hidden: true,
    value: (row) => (row.isKnown ? (row.connected ? 'up' : 'down') : null),
  },
];

const FIGURES: readonly Column<ListedVenue>[] = [
  {
    id: 'working',
    header: 'Working',
    hint: 'Child orders that are at the venue and have not ended',
    align: 'right',
    width: 76,
    priority: 2,
    value: ({ working }) => working?.reduce((sum, { children }) => sum + children, 0) ?? null,
    cell: ({ working }) =>
      working === null ? DASH : formatQuantity(working.reduce((sum, { children }) => sum + children, 0)),
  },
  {
    id: 'open-value',
    header: 'Open value',
    hint: 'What of them is unfilled, at their limits; by currency',
    align: 'right',
    width: 124,
    priority: 4,
    value: ({ working }) => (working === null || working.length === 0 ? null : workingValue(working)),
  },
  ...(['take', 'make'] as const).map(
    (side): Column<ListedVenue> => ({
      id: `${side}-fee`,
      header: side === 'take' ? 'Take fee' : 'Make fee',
      hint: 'By the tier in force now: a unit in currency, or parts per million of the value; paid (+) or received (−)',
      align: 'right',
      width: 84,
      priority: 3,
      value: (row) => feeWords({ perUnit: row[`${side}_fee`], ppm: row[`${side}_ppm`] }),
      cell: (row) => (
        <span title={row.fee_note}>{feeWords({ perUnit: row[`${side}_fee`], ppm: row[`${side}_ppm`] })}</span>
      ),
    }),
  ),
];

/** What a list of venues tells of each. */
export const VENUE_COLUMNS: readonly Column<ListedVenue>[] = [...NAMES, ...STANDING, ...FIGURES];

function workingValue(working: readonly VenueWorking[]): string {
  return working.map(({ currency, notional }) => `${MONEY.format(notional)} ${currency}`).join(', ');
}
