import type { RejectCode, Rejection } from '@fairlead/core/order/reject-code';
import type { OrderRequest } from '@fairlead/core/order/request';
import type { Result } from '@fairlead/core/result';
import type { AppendError } from '@fairlead/db/journal/journal-entry';
import type { Answer } from './answer.ts';

/** Who sends an order, and what is to be done with it. */
export interface Submission {
  readonly clientId: string;
  readonly request: OrderRequest;
  /** Decide and record only; the caller executes. */
  readonly routeOnly: boolean;
  /** Made by the demo flow, and marked so everywhere. */
  readonly simulated: boolean;
}

/** The order's own fault; where the gate has refused it, it is recorded, at this position in the journal. */
export interface Rejected {
  readonly kind: 'REJECTED';
  readonly rejection: Rejection;
  readonly detail?: string;
  readonly position?: number;
}

/** Why there is no answer: the order's own fault, or ours. NOT_DURABLE: it may still be taken; the same order again tells. */
export type Refusal =
  | Rejected
  | { readonly kind: 'CONFLICT' }
  | { readonly kind: 'NOT_READY' }
  | { readonly kind: 'OVERLOADED' }
  | { readonly kind: 'DISK_LOW' }
  | { readonly kind: 'NOT_DURABLE' }
  | { readonly kind: 'JOURNAL'; readonly error: AppendError | 'JOURNAL_AWAY' };

/** The answer or refusal, and whether it is the repeat of an earlier one. */
export interface Walked {
  readonly outcome: Result<Answer, Refusal>;
  readonly repeated: boolean;
}

/** What the database remembers of the answer to an order. */
export interface StoredAnswer {
  readonly requestHash: string;
  readonly outcome: Result<Answer, Refusal>;
}

/** The closed code that a refused walk is known by. */
export function refusalCode(
  refusal: Refusal,
): RejectCode | AppendError | 'JOURNAL_AWAY' | 'CONFLICT' | 'NOT_READY' | 'OVERLOADED' | 'DISK_LOW' | 'NOT_DURABLE' {
  switch (refusal.kind) {
    case 'REJECTED':
      return refusal.rejection.code;
    case 'JOURNAL':
      return refusal.error;
    default:
      return refusal.kind;
  }
}
