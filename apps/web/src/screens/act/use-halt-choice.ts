'use client';

import type { HaltInForce } from '@fairlead/contracts/system';
import { HALT_SCOPES } from '@fairlead/core/control/halts';
import { useState } from 'react';
import { haltedWhat } from '@/words/notice-words';

type ScopeName = HaltInForce['scope'];
type Named = Pick<HaltInForce, 'client_id' | 'venue_id' | 'instrument_id'>;

const PARTS = [
  ['CLIENT', 'client_id', 'a client'],
  ['VENUE', 'venue_id', 'a venue'],
  ['INSTRUMENT', 'instrument_id', 'an instrument'],
] as const;
const NOTHING: Named = { client_id: null, venue_id: null, instrument_id: null };

/** What somebody who is about to halt trading has chosen. Whoever is of a client halts that client alone. */
export function useHaltChoice(ownClient: string | null) {
  const scopes = HALT_SCOPES.filter((each) => ownClient === null || each.startsWith('CLIENT'));
  const [scope, setScope] = useState<ScopeName>(scopes[0] ?? 'FIRM');
  const [typed, setTyped] = useState<Named>({ ...NOTHING, client_id: ownClient });
  const [cancelAll, setCancelAll] = useState(false);
  const named = namedBy(scope, typed);
  const missing = PARTS.find(([part, field]) => scope.includes(part) && named[field] === null);
  return {
    scopes,
    scope,
    setScope,
    named,
    cancelAll,
    setCancelAll,
    name: (field: keyof Named, id: string | null) => setTyped((before) => ({ ...before, [field]: id })),
    asks: (part: (typeof PARTS)[number][0]) => scope.includes(part),
    what: haltedWhat(named),
    /** What is to be chosen first; null where nothing is. */
    missing: missing === undefined ? null : `Choose ${missing[2]} first.`,
  };
}
export type HaltChoice = ReturnType<typeof useHaltChoice>;

/** Of what was chosen once, only what the scope names counts. */
function namedBy(scope: ScopeName, typed: Named): Named {
  return {
    client_id: scope.includes('CLIENT') ? typed.client_id : null,
    venue_id: scope.includes('VENUE') ? typed.venue_id : null,
    instrument_id: scope.includes('INSTRUMENT') ? typed.instrument_id : null,
  };
}
