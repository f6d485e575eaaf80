import type { OrderEventRow } from '@fairlead/db/journal-rows';
import type { Hash } from '../ports.ts';

/** The end of the hash chain of one order's events: gapless sequence, each link covering the one before. */
export interface ChainLink {
  readonly seq: number;
  readonly hash: string;
}

/** The end of a chain without events. */
export const CHAIN_START: ChainLink = { seq: 0, hash: '0'.repeat(64) };

/** An event as it is to be chained. */
export interface ChainedEvent {
  readonly type: string;
  readonly payload: string;
  readonly atUs: number;
}

/** The rows of events that follow a chain's end, and its new end. */
export function chained(
  at: { readonly orderPk: string; readonly from: ChainLink; readonly hash: Hash },
  events: readonly ChainedEvent[],
): { readonly rows: readonly OrderEventRow[]; readonly end: ChainLink } {
  let end = at.from;
  const rows = events.map(({ type, payload, atUs }): OrderEventRow => {
    const previous = end;
    const seq = previous.seq + 1;
    end = { seq, hash: at.hash(`${previous.hash}${seq}${type}${payload}`) };
    return {
      order_pk: at.orderPk,
      seq,
      event_type: type,
      payload,
      prev_hash: previous.hash,
      hash: end.hash,
      created_at_us: atUs,
    };
  });
  return { rows, end };
}
