import { planRoute } from '../plan.ts';
import { type PartTexts, readRecord } from './read-record.ts';
import type { ReceivedOrder } from './recorded-decision.ts';
import { writeRecord } from './write-record.ts';

/** A record as it is stored, with the texts of its parts and the constants of its order. */
export interface StoredRecord {
  readonly record: string;
  readonly parts: PartTexts;
  readonly order: ReceivedOrder;
}

/**
 * Makes a decision again from its own record, and gives the new record back: equal text means equal decision. Throws for a text that is no record
 * of this form. An engine that is kept is this function with everything that it calls.
 */
export function recompute({ record, parts, order }: StoredRecord): string {
  const { input, references } = readRecord(record, parts, order);
  if (references === null) throw new Error('a record without references');
  return writeRecord(input, planRoute(input), references);
}
