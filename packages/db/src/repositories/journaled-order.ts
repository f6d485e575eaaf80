import { divideHalfAwayFromZero } from '@fairlead/core/money/amount';
import { formatScaled } from '@fairlead/core/money/scaled';
import { recordSummary } from '@fairlead/core/routing/record/record-summary';
import type { StoredEntry } from '../journal/journal-entry.ts';
import type { ChildRow, ExecutionRow, ProjectedDecisionRow } from '../order-rows.ts';
import { JOURNAL_CODEC } from '../projection/journal-codec.ts';
import { take } from '../projection/projected-order.ts';
import type { ProjectedRows } from '../projection/projected-rows.ts';
import { readBody } from '../record/entry-body.ts';
import type { EntryContent } from '../record/entry-content.ts';
import { wholeE8 } from '../row-reading.ts';
import type { WaveSums } from './order-parts.ts';

/** The record of a decision as it stands in the journal, and what it says of why. */
export interface StoredRecord {
  /** The canonical text that the hash of the decision covers. */
  readonly record: string;
  readonly rationale: () => string;
}

/** An order out of its entries alone. */
export interface JournaledOrder extends ProjectedRows {
  /** By the id of their decision. */
  readonly records: ReadonlyMap<string, StoredRecord>;
}

/** The order that entries tell, read as the projector reads them: it has the same rows wherever they come from. Null where its first is not among them. */
export function journaledOrder(entries: readonly StoredEntry[]): JournaledOrder | null {
  if (entries[0]?.firstEvent !== 1) return null;
  let known: ReturnType<typeof take> | null = null;
  const records = new Map<string, StoredRecord>();
  for (const entry of entries) {
    const content = readBody(entry.body);
    known = take(known, { place: { ...entry, orderPk: entry.orderPk ?? '' }, content }, JOURNAL_CODEC);
    for (const [id, record] of recordsIn(content)) records.set(id, record);
  }
  if (known === null) return null;
  const { order, decisions, children, executions, terms } = known;
  return {
    ...{ order, decisions, children: children.toSorted(inWaves), executions: executions.toSorted(inTime) },
    ...{ terms, records },
  };
}

/** The records of the decisions that an entry made, by their ids. */
export function recordsIn(content: EntryContent): [string, StoredRecord][] {
  if (content.kind === 'MIGRATED')
    return content.rows.decisions.map(({ id, evidence, rationale }) => [
      id,
      { record: evidence, rationale: () => rationale },
    ]);
  return content.events.flatMap((event): [string, StoredRecord][] =>
    event.type === 'WAVE_PLANNED'
      ? [[event.decisionId, { record: event.record, rationale: () => recordSummary(event.record).rationale }]]
      : [],
  );
}

function inWaves(a: ChildRow, b: ChildRow): number {
  return a.wave - b.wave || a.priority - b.priority || (a.id < b.id ? -1 : 1);
}

function inTime(a: ExecutionRow, b: ExecutionRow): number {
  return a.executed_at_us - b.executed_at_us || (a.id < b.id ? -1 : 1);
}

const UNIT_E8 = 100_000_000n;

/** What the wave of a decision has executed. What the caller executed itself is of its only decision. */
export function waveSums(
  decision: Pick<ProjectedDecisionRow, 'id'>,
  { children, executions }: Pick<ProjectedRows, 'children' | 'executions'>,
): WaveSums {
  const own = new Set(children.filter((child) => child.decision_id === decision.id).map((child) => child.id));
  let [filled, notional, fees] = [0n, 0n, 0n];
  for (const execution of executions) {
    if (execution.child_id !== null && !own.has(execution.child_id)) continue;
    const quantity = wholeE8(execution.quantity);
    filled += quantity;
    notional += divideHalfAwayFromZero(wholeE8(execution.price) * quantity, UNIT_E8);
    fees += wholeE8(execution.fee);
  }
  return {
    filled_quantity: formatScaled(filled, 8),
    notional: formatScaled(notional, 8),
    total_fees: formatScaled(fees, 8),
  };
}
