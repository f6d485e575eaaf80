import type { ProjectorState } from '@fairlead/db/projection/projector';
import type { Log, Publisher } from '../ports.ts';
import { ABOUT_NO_ORDER } from './alert-subject.ts';

/** What the recovery of orders is at. */
const STEPS = {
  PROJECTING: 'waiting for the readable tables',
  READING: 'reading the orders that are alive',
  ASKING: 'asking the venues',
  JOURNAL: 'waiting for the journal',
} as const;

/** What a watch over the recovery works with. */
export interface RecoveryWatchPorts {
  readonly projector: { readonly state: () => Pick<ProjectorState, 'failingSinceMs' | 'lastError'> };
  readonly log: Log;
  readonly publisher: Publisher;
}

/** Knows what the recovery is at, and which orders it could not read; tells people of these. */
export class RecoveryWatch {
  readonly #ports: RecoveryWatchPorts;
  #step: keyof typeof STEPS = 'READING';
  /** The first order that could not be read. */
  #first: string | null = null;
  #unread = 0;

  constructor(ports: RecoveryWatchPorts) {
    this.#ports = ports;
  }

  /** False where an order could not be read: what it has out at its venues is not known, so no new orders are taken. */
  get isWhole(): boolean {
    return this.#unread === 0;
  }

  begins(step: keyof typeof STEPS): void {
    this.#step = step;
  }

  /** Keeps that the record of an order cannot be read, and tells people. */
  unreadable(orderPk: string, error: unknown): void {
    const { log, publisher } = this.#ports;
    const message = `Order ${orderPk} cannot be read: ${error instanceof Error ? error.message : error}. ${WHAT_FOLLOWS}`;
    this.#first ??= orderPk;
    this.#unread += 1;
    log.error({ code: 'RECORD_UNREADABLE', orderPk, err: error }, message);
    const told = { code: 'RECORD_UNREADABLE', message, ...ABOUT_NO_ORDER, order_pk: orderPk };
    publisher.publish('ALERT', { severity: 'CRITICAL', ...told });
  }

  /** What people want to know of a recovery that has not ended, in words. Why a record cannot be read the log says: the reason may quote it. */
  describe(): string {
    if (this.#first !== null) {
      const others = this.#unread === 1 ? '' : `, and ${this.#unread - 1} more`;
      return `RECORD_UNREADABLE: order ${this.#first} cannot be read${others}; the log says why. ${WHAT_FOLLOWS}`;
    }
    const { failingSinceMs, lastError } = this.#ports.projector.state();
    const isHeldUp = this.#step === 'PROJECTING' && failingSinceMs !== null;
    return isHeldUp ? `${STEPS.PROJECTING}, which fail: ${lastError ?? 'nobody knows why'}` : STEPS[this.#step];
  }
}

const WHAT_FOLLOWS =
  'New orders are refused, the other orders are worked on. What to do: docs/operations.md, RECORD_UNREADABLE.';
