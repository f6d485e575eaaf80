import { createHash } from 'node:crypto';
import { planRoute } from '@fairlead/core/routing/plan';
import { PartBook } from '@fairlead/core/routing/record/part-book';
import { writeRecord } from '@fairlead/core/routing/record/write-record';
import type { JournalEntry } from '@fairlead/db/journal-rows';
import { journalLoad } from '@fairlead/db/testing/journal-load';
import { decisionCases, inputOf } from './decision-market.ts';

/** The venues of a decision: about as many as the default catalogue has. */
const VENUES = 20;

/** Entries as the router writes them, and how large their evidence is. */
export interface OrderEntries {
  /** New orders, each with its decision, three children, an event and an outbox row. */
  readonly make: (count: number) => readonly JournalEntry[];
  /** The mean length of a decision's evidence in characters. */
  readonly evidenceLength: number;
}

/** Entries with the evidence of real decisions: filler text would compress to nothing, and flatter whoever stores it. */
export function orderEntries(): OrderEntries {
  const partBook = new PartBook(sha256);
  const decided = decisionCases(VENUES, 'BEST_PRICE').map((each) => {
    const input = inputOf(each);
    const parts = partBook.partsOf(input.view);
    const references = { catalogue: parts.catalogue.hash, belief: parts.belief.hash, request: '0'.repeat(64) };
    return { text: writeRecord(input, planRoute(input), references), parts };
  });
  const texts = decided.map(({ text }) => text);
  const hashes = texts.map(sha256);
  const recorded = (entry: JournalEntry, index: number): JournalEntry => {
    const place = index % texts.length;
    const [evidence = '', hash = ''] = [texts[place], hashes[place]];
    const decisions = entry.decisions?.map((row) => ({ ...row, evidence, decision_hash: hash })) ?? [];
    const parts = decided[place]?.parts;
    return { ...entry, decisions, parts: parts === undefined ? [] : [parts.catalogue, parts.belief] };
  };
  return {
    make: (count) => journalLoad(count, 0).map(recorded),
    evidenceLength: texts.reduce((sum, text) => sum + text.length, 0) / texts.length,
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
