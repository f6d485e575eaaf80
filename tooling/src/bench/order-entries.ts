import { createHash } from 'node:crypto';
import { buildEvidence } from '@fairlead/core/routing/evidence';
import { evidenceText } from '@fairlead/core/routing/evidence-text';
import { planRoute } from '@fairlead/core/routing/plan';
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
  const texts = decisionCases(VENUES, 'BEST_PRICE').map((each) => {
    const input = inputOf(each);
    return evidenceText(buildEvidence(input, planRoute(input)));
  });
  const hashes = texts.map((text) => createHash('sha256').update(text).digest('hex'));
  const recorded = (entry: JournalEntry, index: number): JournalEntry => {
    const place = index % texts.length;
    const [evidence = '', hash = ''] = [texts[place], hashes[place]];
    const decisions = entry.decisions?.map((row) => ({ ...row, evidence, decision_hash: hash })) ?? [];
    return { ...entry, decisions };
  };
  return {
    make: (count) => journalLoad(count, 0).map(recorded),
    evidenceLength: texts.reduce((sum, text) => sum + text.length, 0) / texts.length,
  };
}
