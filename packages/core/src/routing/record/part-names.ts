import { RECORD_FORM } from './write-record.ts';

const TEXT = String.raw`"(?:[^"\\]|\\.)*"`;
/** The places up to the names of the parts; what follows need not be sound. */
const NAMES = new RegExp(`^\\[${RECORD_FORM},${TEXT},${TEXT},${TEXT},"([0-9a-f]{64})","([0-9a-f]{64})",`);

/** The hashes of the parts that a stored record names; null for one of an engine before 1.4.0, which names none. */
export function partNames(record: string): { readonly catalogue: string; readonly belief: string } | null {
  const [, catalogue, belief] = NAMES.exec(record) ?? [];
  return catalogue === undefined || belief === undefined ? null : { catalogue, belief };
}
