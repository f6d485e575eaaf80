import { createHash } from 'node:crypto';
import { planRoute } from '@fairlead/core/routing/plan';
import { PartBook, type RecordPart } from '@fairlead/core/routing/record/part-book';
import { writeRecord } from '@fairlead/core/routing/record/write-record';
import { type OrderLoad, orderLoad } from '@fairlead/db/testing/journal-load';
import { decisionCases, inputOf } from './decision-market.ts';

/** The venues of a decision: about as many as the default catalogue has. */
const VENUES = 20;

/** Makes what so many new orders write: each its first entry, with the record of a real decision, and the one that ends it. */
export function orderEntries(): (count: number) => readonly OrderLoad[] {
  const book = new PartBook(sha256);
  const written = new Set<string>();
  const decided = decisionCases(VENUES, 'BEST_PRICE').map((each) => {
    const input = inputOf(each);
    const { catalogue, belief } = book.partsOf(input.view);
    const references = { catalogue: catalogue.hash, belief: belief.hash, request: '0'.repeat(64) };
    return { record: writeRecord(input, planRoute(input), references), parts: [catalogue, belief] };
  });
  /** As the router does: a part goes with the first entry that names it. */
  const isNew = ({ hash }: RecordPart) => !written.has(hash) && written.add(hash) === written;
  return (count) =>
    Array.from({ length: count }, (_, index) => {
      const { record, parts } = decided[index % decided.length] ?? { record: '', parts: [] };
      return orderLoad(record, parts.filter(isNew));
    });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
