import { earlierDecision } from '@fairlead/core/routing/record/earlier-record';
import { earlierRecord } from '@fairlead/core/routing/record/earlier-text';
import { evidenceOf } from '@fairlead/core/routing/record/evidence';
import { partNames } from '@fairlead/core/routing/record/part-names';
import { type PartTexts, readRecord } from '@fairlead/core/routing/record/read-record';
import { type RecordSummary, recordSummary, summaryOf } from '@fairlead/core/routing/record/record-summary';
import type { ReceivedOrder, RecordedDecision } from '@fairlead/core/routing/record/recorded-decision';
import { type DecisionEvidence, decisionEvidence } from './evidence.ts';

/** A decision as it is stored, wherever that is: the text of its record, the texts of the parts that it names, and the constants of its order. */
export interface StoredDecision {
  readonly record: string;
  /** Null where the record names none: those of engines before 1.4.0 hold everything. */
  readonly parts: PartTexts | null;
  readonly order: ReceivedOrder;
}

/** Reads a stored decision of any engine: what it was made from and what it decided. Throws for a text that is no record of ours. */
export function readDecision({ record, parts, order }: StoredDecision): RecordedDecision {
  return parts === null ? earlierDecision(readEarlier(record)) : readRecord(record, parts, order);
}

/** The same, spelled out for people and programs. */
export function readEvidence(stored: StoredDecision): DecisionEvidence {
  return stored.parts === null ? readEarlier(stored.record) : evidenceOf(readDecision(stored));
}

/** What lists and rows say of a decision of any engine, from its record alone. Throws for a text that is no record of ours. */
export function readSummary(record: string): RecordSummary {
  return partNames(record) === null ? summaryOf(earlierDecision(readEarlier(record))) : recordSummary(record);
}

/** A record of an engine before 1.4.0, with what its engine did not know of yet as it was taken to be then. */
function readEarlier(record: string): DecisionEvidence {
  return decisionEvidence.parse(earlierRecord(record));
}

/** What the record's own engine is given: of records of today the stored texts, of earlier ones their whole content spelled out. */
export function engineInput(stored: StoredDecision): unknown {
  return stored.parts === null ? readEarlier(stored.record) : stored;
}
