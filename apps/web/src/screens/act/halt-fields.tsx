'use client';

import { PickField } from '@fairlead/ui/pick-field';
import { useId } from 'react';
import { HALT_SCOPE_NAMES } from '@/words/halt-words';
import type { HaltChoice } from './use-halt-choice';
import { usePicks } from './use-picks';

interface HaltFieldsProps {
  readonly choice: HaltChoice;
  /** Whoever is of a client halts that one alone. */
  readonly ownClient: string | null;
  readonly readOnly: boolean;
}

/** What is to be halted, and whether what works is asked back. */
export function HaltFields({ choice, ownClient, readOnly }: HaltFieldsProps) {
  const { scope, scopes, setScope, named, name, asks, cancelAll, setCancelAll } = choice;
  const picks = usePicks();
  const scopeId = useId();
  return (
    <fieldset disabled={readOnly} className="flex flex-col gap-3">
      <legend className="sr-only">What is halted</legend>
      <div className="flex flex-col gap-1 text-xs text-muted">
        <label htmlFor={scopeId}>What is halted</label>
        <select
          id={scopeId}
          value={scope}
          onChange={(event) => setScope(scopes.find((each) => each === event.target.value) ?? scope)}
          className="h-9 w-full rounded-md border border-line-strong bg-bg px-2 text-sm text-fg hover:border-faint"
        >
          {scopes.map((each) => (
            <option key={each} value={each}>
              {HALT_SCOPE_NAMES[each]}
            </option>
          ))}
        </select>
      </div>
      {scope !== 'FIRM' && (
        <div className="grid gap-x-3 sm:grid-cols-2">
          {asks('CLIENT') && (
            <PickField
              label="Client"
              value={named.client_id}
              onChange={(id) => name('client_id', id)}
              picks={picks.clients}
              readOnly={ownClient !== null}
            />
          )}
          {asks('INSTRUMENT') && (
            <PickField
              label="Instrument"
              value={named.instrument_id}
              onChange={(id) => name('instrument_id', id)}
              picks={picks.instruments}
            />
          )}
          {asks('VENUE') && (
            <PickField
              label="Venue"
              value={named.venue_id}
              onChange={(id) => name('venue_id', id)}
              picks={picks.venues}
            />
          )}
        </div>
      )}
      <label className="flex items-center gap-2 text-sm">
        <input type="checkbox" checked={cancelAll} onChange={(event) => setCancelAll(event.target.checked)} />
        Ask back what is open in it (cancel all)
      </label>
    </fieldset>
  );
}
