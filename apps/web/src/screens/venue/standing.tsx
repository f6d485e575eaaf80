import { type DotTone, StatusDot } from '@fairlead/ui/status-dot';
import { Time } from '@fairlead/ui/time';
import type { ReactNode } from 'react';
import { circuitName, circuitTone, circuitWhy } from '@/words/circuit-words';
import { formatQuantity } from '@/words/figures';
import { whoWords } from '@/words/halt-words';
import { STATUS_NAMES, statusShown, statusWhy } from '@/words/venue-condition';
import { Since } from '../venues/since';
import type { ShownVenue } from '../venues/use-venues';

interface StandingProps {
  readonly venue: ShownVenue | null;
  readonly isKnown: boolean;
  readonly nowMs: number | null;
}

/** How a venue stands: its session, its status and its circuit, each with why, since when and by whom. */
export function Standing({ venue, isKnown, nowMs }: StandingProps) {
  if (venue === null || !isKnown)
    return (
      <section aria-label="How it stands" className="border-y border-line px-4 py-2 text-xs text-muted">
        How it stands is not known now: the router is away, or does not trade there.
      </section>
    );
  const { circuit, said } = venue;
  const isSaidBeside = said !== null && venue.status_cause !== 'SAID';
  return (
    <section aria-label="How it stands" className="grid border-y border-line lg:grid-cols-2">
      <Line
        name="Status"
        {...statusShown(venue)}
        why={statusWhy(venue)}
        since={<Since sinceMs={Date.parse(venue.status_since)} nowMs={nowMs} />}
      >
        {isSaidBeside && (
          <span>
            {said.actor === null ? 'A person' : whoWords(said.actor)} says {STATUS_NAMES[said.status].toLowerCase()}
            {said.reason !== null && `: “${said.reason}”`}.
          </span>
        )}
        <span>Session {venue.connected ? 'up' : 'down'}.</span>
      </Line>
      <Line
        name="Circuit"
        tone={circuitTone(circuit)}
        word={circuitName(circuit)}
        why={circuitWhy(circuit)}
        since={circuit.since === null ? null : <Since sinceMs={Date.parse(circuit.since)} nowMs={nowMs} />}
      >
        <CircuitMore circuit={circuit} />
      </Line>
    </section>
  );
}

/** What comes next of a circuit, and what counts against it. */
function CircuitMore({ circuit }: Pick<ShownVenue, 'circuit'>) {
  const { state, until, openings, failures, last_failure: last } = circuit;
  return (
    <>
      {until !== null && (
        <span>
          Tried again from <Time atMs={Date.parse(until)} short /> ET.
        </span>
      )}
      {state === 'HALF_OPEN' && (
        <span>
          {circuit.probes_out} out to try it, {circuit.probes_answered} of 3 answered.
        </span>
      )}
      {openings > 1 && <span>Opened {openings} times in a row.</span>}
      {failures > 0 && (
        <span>
          {formatQuantity(failures)} of its latest outcomes failed
          {last !== null && (
            <>
              , the last at <Time atMs={Date.parse(last)} short /> ET
            </>
          )}
          .
        </span>
      )}
    </>
  );
}

interface LineProps {
  readonly name: string;
  readonly tone: DotTone;
  readonly word: string;
  readonly why: string;
  readonly since: ReactNode;
  readonly children: ReactNode;
}

function Line({ name, tone, word, why, since, children }: LineProps) {
  return (
    <div className="min-w-0 px-4 py-2 max-lg:not-first:border-t max-lg:border-line lg:not-first:border-l lg:border-line">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="text-2xs text-faint">{name}</span>
        <span className="inline-flex items-center gap-1.5 text-sm font-medium">
          <StatusDot tone={tone} />
          {word}
        </span>
        <span className="text-xs text-muted">{since}</span>
      </p>
      <p className="flex flex-wrap gap-x-2 pt-0.5 text-xs text-muted">
        <span className="text-fg">{why}</span>
        {children}
      </p>
    </div>
  );
}
