'use client';

import { StatusDot } from '@fairlead/ui/status-dot';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { shortWhy } from '@/words/venue-condition';
import { useNow } from '../shell/use-now';
import { Since, sinceText } from '../venues/since';
import { type ShownVenue, useVenues } from '../venues/use-venues';

/** How every venue is, in one line: what is wrong stands first and says why and since when; what is well is quiet. Each leads to its venue. */
export function VenueStrip() {
  const { venues, isKnown, failure, retry } = useVenues();
  const nowMs = useNow();
  if (venues === null && failure !== undefined)
    return (
      <Line>
        <span className="text-stopped">Venues unknown: {failure}</span>
        <button type="button" className="text-accent hover:underline" onClick={retry}>
          Try again
        </button>
      </Line>
    );
  const rows = venues ?? [];
  const unwell = isKnown ? gravestFirst(rows.filter(({ condition }) => condition.rank < 2)) : [];
  const others = rows.filter((row) => !unwell.includes(row));
  return (
    <Line>
      <Link
        href={unwell.length === 0 ? '/venues' : '/venues?show=UNWELL'}
        className="shrink-0 text-faint hover:text-fg"
      >
        {venues === null ? 'Venues' : summaryOf(rows.length, unwell.length, isKnown)}
      </Link>
      <ul className="relative flex gap-x-3 gap-y-1 overflow-x-auto lg:flex-wrap" aria-label="Venue status">
        {unwell.map((venue) => (
          <Unwell key={venue.venue_id} venue={venue} nowMs={nowMs} />
        ))}
        {others.map(({ venue_id: id, venue_name: name, condition }) => (
          <li key={id} className="flex shrink-0">
            <Link href={hrefOf(id)} title={`${name}: ${condition.word}`} className={LINK}>
              <StatusDot tone={condition.tone} />
              <span className="text-muted">{id}</span>
              <span className="sr-only">{condition.word}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Line>
  );
}

const LINK = 'flex items-center gap-1.5 rounded-sm hover:underline';
const hrefOf = (venueId: string): string => `/venues/${encodeURIComponent(venueId)}`;

/** One that is not well: what, why and since when, in as much room as there is. */
function Unwell({ venue, nowMs }: { venue: ShownVenue; nowMs: number | null }) {
  const { venue_id: id, venue_name: name, condition } = venue;
  const { tone, word, why, sinceMs } = condition;
  const since = sinceMs === null ? '' : `, ${sinceText(sinceMs)}`;
  return (
    <li className="flex max-w-full shrink-0">
      <Link href={hrefOf(id)} title={`${name}: ${word}${since}. ${why}`} className={LINK}>
        <StatusDot tone={tone} />
        <span className="font-medium text-fg">{id}</span>
        <span className="whitespace-nowrap text-fg">{word}</span>
        <span className="max-w-56 truncate text-muted max-sm:sr-only">{shortWhy(venue)}</span>
        {sinceMs !== null && (
          <span className="text-muted">
            <Since sinceMs={sinceMs} nowMs={nowMs} />
          </span>
        )}
      </Link>
    </li>
  );
}

function summaryOf(count: number, unwell: number, isKnown: boolean): string {
  if (!isKnown) return `How ${count} venues are is not known now`;
  return unwell === 0 ? `All ${count} venues well` : `${unwell} of ${count} venues unwell`;
}

/** The gravest first, and of equals the newest. */
function gravestFirst(venues: readonly ShownVenue[]): readonly ShownVenue[] {
  return venues.toSorted(
    ({ condition: a }, { condition: b }) => a.rank - b.rank || (b.sinceMs ?? 0) - (a.sinceMs ?? 0),
  );
}

function Line({ children }: { children: ReactNode }) {
  return (
    <section aria-label="Venues" className="flex min-h-8 items-center gap-3 border-b border-line px-4 py-1 text-2xs">
      {children}
    </section>
  );
}
