import { executionOf } from '@fairlead/core/order-life/child-life';
import type { BookedExecution, OrderEvent } from '@fairlead/core/order-life/order-event';
import { childOf, type OrderLife } from '@fairlead/core/order-life/order-life';
import type { FoldedEntry, FoldedEvent } from './folded-entry.ts';

/** An execution that an event books, changes or takes back. */
export interface ToldExecution {
  readonly type: 'TRADE' | 'CORRECT' | 'CANCEL';
  /** As it stands at the end of the entry; one that is taken back as it was last told. */
  readonly execution: BookedExecution;
  readonly venueId: string;
  /** Null where the caller executed it. */
  readonly childId: string | null;
  readonly decisionId: string | null;
}

/**
 * The executions that an event tells of. What the same entry changes again or takes back is told once, as it is at the end; what it books and takes back
 * is not told at all. A trade that is taken back can leave its child's fixed charge to another, which is corrected by that.
 */
export function executionsTold(folded: FoldedEvent, entry: FoldedEntry): ToldExecution[] {
  const { event, after } = folded;
  if (event.type === 'EXECUTED_ELSEWHERE') {
    const decisionId = after.waves.at(-1)?.decisionId ?? null;
    return [{ type: 'TRADE', execution: event.execution, venueId: event.venueId, childId: null, decisionId }];
  }
  if (event.type === 'FILL')
    return toldOf('TRADE', event.childId, bookedIn(entry.after, event.childId, event.execution.id), entry);
  return touchedBy(folded).flatMap(({ childId, id }) => {
    const was = bookedIn(entry.before, childId, id);
    if (was === null || isTouchedLater(id, folded, entry)) return [];
    const now = bookedIn(entry.after, childId, id);
    return now === null ? toldOf('CANCEL', childId, was, entry) : toldOf('CORRECT', childId, now, entry);
  });
}

function toldOf(
  type: ToldExecution['type'],
  childId: string,
  execution: BookedExecution | null,
  { after }: FoldedEntry,
): ToldExecution[] {
  const child = childOf(after, childId);
  if (execution === null || child === undefined) return [];
  return [{ type, execution, venueId: child.venueId, childId, decisionId: child.decisionId }];
}

function bookedIn(life: OrderLife, childId: string, id: string): BookedExecution | null {
  return childOf(life, childId)?.executions.find((execution) => execution.id === id) ?? null;
}

interface Touched {
  readonly childId: string;
  /** Our id of the execution: the venue's is used again where it books anew. */
  readonly id: string;
}

/** What an event changes of executions that were booked before it. */
function touchedBy({ event, before }: FoldedEvent): Touched[] {
  const { childId, executionIds } = namedBy(event);
  const child = childOf(before, childId);
  if (child === undefined) return [];
  return executionIds.flatMap((named) => {
    const execution = executionOf(child, named);
    return execution === undefined ? [] : [{ childId, id: execution.id }];
  });
}

function namedBy(event: OrderEvent): { readonly childId: string; readonly executionIds: readonly string[] } {
  if (event.type === 'TRADE_CORRECTED') return { childId: event.childId, executionIds: [event.executionId] };
  if (event.type !== 'TRADE_BUSTED') return { childId: '', executionIds: [] };
  const bearer = event.bears === null ? [] : [event.bears.executionId];
  return { childId: event.childId, executionIds: [event.executionId, ...bearer] };
}

function isTouchedLater(id: string, folded: FoldedEvent, { events }: FoldedEntry): boolean {
  return events.slice(events.indexOf(folded) + 1).some((later) => touchedBy(later).some((each) => each.id === id));
}
