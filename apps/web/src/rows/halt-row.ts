import type { HaltView, haltList } from '@fairlead/contracts/halt';
import type { z } from 'zod';

/** A halt as it is listed. */
export interface HaltRow extends HaltView {
  readonly is_in_force: boolean;
  readonly at_ms: number;
}

/**
 * The halts, those in force first, the newest of each first. What is in force the router knows of itself; the others it reads from tables that are made of the
 * journal, so that one that has just been released may not say yet by whom.
 */
export function haltRows({ in_force: inForce, recent }: z.infer<typeof haltList>): HaltRow[] {
  const ids = new Set(inForce.map(({ halt_id: id }) => id));
  const past = recent.filter(({ halt_id: id }) => !ids.has(id));
  return [...rowsOf(inForce, true), ...rowsOf(past, false)];
}

function rowsOf(halts: readonly HaltView[], isInForce: boolean): HaltRow[] {
  return halts
    .map((halt) => ({ ...halt, is_in_force: isInForce, at_ms: Date.parse(halt.since) }))
    .sort((a, b) => b.at_ms - a.at_ms);
}
