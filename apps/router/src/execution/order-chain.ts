import type { OrderEventRow } from '@fairlead/db/journal-rows';
import type { Hash } from '../ports.ts';

const FIRST_HASH = '0'.repeat(64);

/** The hash chain of one order's events: gapless sequence, each link covering the one before. */
export class OrderChain {
  readonly #orderPk: string;
  readonly #hash: Hash;
  #sequence: number;
  #last: string;

  /** Starts a new chain, or goes on after the last stored event. */
  constructor(orderPk: string, hash: Hash, last: { seq: number; hash: string } = { seq: 0, hash: FIRST_HASH }) {
    this.#orderPk = orderPk;
    this.#hash = hash;
    this.#sequence = last.seq;
    this.#last = last.hash;
  }

  /** The next event of the order, with its facts as plain data. */
  next(eventType: string, facts: object, nowUs: number): OrderEventRow {
    const payload = JSON.stringify(facts);
    const previous = this.#last;
    this.#sequence += 1;
    this.#last = this.#hash(`${previous}${this.#sequence}${eventType}${payload}`);
    return {
      order_pk: this.#orderPk,
      seq: this.#sequence,
      event_type: eventType,
      payload,
      prev_hash: previous,
      hash: this.#last,
      created_at_us: nowUs,
    };
  }
}
