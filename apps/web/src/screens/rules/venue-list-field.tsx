'use client';

import { Button } from '@fairlead/ui/button';
import { useId } from 'react';
import type { FormFault } from '@/rules/rule-faults';
import { venueWords } from '@/words/venue-words';
import { Faults } from './form-parts';
import type { RulePicks } from './use-rule-picks';

interface VenueListFieldProps {
  readonly label: string;
  readonly venues: readonly string[];
  readonly picks: RulePicks;
  readonly faults: readonly FormFault[];
  readonly at: string;
  readonly onChange: (venues: readonly string[]) => void;
}

/** Venues, added out of the catalogue one by one and taken out again; in the order in which they stand. */
export function VenueListField({ label, venues, picks, faults, at, onChange }: VenueListFieldProps) {
  const left = picks.venues.filter((id) => !venues.includes(id));
  return (
    <div className="flex min-w-0 flex-col gap-1 text-xs text-muted">
      <div className="flex flex-wrap items-center gap-1.5">
        <VenueAdder label={label} picks={picks} venues={left} onAdd={(id) => onChange([...venues, id])} />
        {venues.map((id) => (
          <Button
            key={id}
            size="sm"
            aria-label={`${label}: take ${id} out`}
            onClick={() => onChange(venues.filter((each) => each !== id))}
          >
            {venueWords(id, picks.nameOf)} <span aria-hidden="true">×</span>
          </Button>
        ))}
      </div>
      <Faults faults={faults} at={[at]} />
    </div>
  );
}

interface VenueAdderProps {
  readonly label: string;
  readonly picks: RulePicks;
  readonly venues: readonly string[];
  readonly onAdd: (venueId: string) => void;
}

/** Adds one venue. */
export function VenueAdder({ label, picks, venues, onAdd }: VenueAdderProps) {
  const id = useId();
  return (
    <span className="flex max-w-full min-w-0 flex-wrap items-center gap-1.5">
      <label htmlFor={id} className="w-32 shrink-0">
        {label}
      </label>
      <select
        id={id}
        value=""
        onChange={(event) => event.target.value !== '' && onAdd(event.target.value)}
        className="h-7 max-w-full min-w-0 rounded-md border border-line-strong bg-bg px-1.5 text-xs text-fg hover:border-faint"
      >
        <option value="">Add a venue…</option>
        {venues.map((each) => (
          <option key={each} value={each}>
            {venueWords(each, picks.nameOf)}
          </option>
        ))}
      </select>
    </span>
  );
}
