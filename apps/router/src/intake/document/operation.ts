import type { ProblemCode } from '../problem.ts';

/** A header that answers of some operations carry. */
export type AnswerHeader = 'Idempotent-Replay' | 'Journal-Position';

/** What a reader of the document is told of an operation beside its schemas. */
export interface Operation {
  /** `operationId`: what generators name its function by; it never changes. */
  readonly id: string;
  readonly summary: string;
  readonly description: string;
  /** What it may be refused with, beside what any request may be. */
  readonly problems?: readonly ProblemCode[];
  readonly headers?: readonly AnswerHeader[];
}

/** Operations about one thing, in the order in which they are read; each by its method and its path. */
export interface OperationGroup {
  readonly tag: string;
  readonly description: string;
  readonly operations: Readonly<Record<string, Operation>>;
}

/** What a request may be refused with that is to be planned as an order. */
export const PLANNING = ['ORDER_REJECTED', 'NOT_READY', 'OVERLOADED'] as const satisfies readonly ProblemCode[];
/** What a new order may be refused with. */
export const TAKING = [
  ...PLANNING,
  'ORDER_CONFLICT',
  'DISK_LOW',
  'NOT_DURABLE',
  'JOURNAL_UNAVAILABLE',
  'JOURNAL_REFUSED',
] as const satisfies readonly ProblemCode[];
