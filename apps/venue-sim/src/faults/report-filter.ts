import type { OrderReport } from '@fairlead/contracts/venue-protocol';
import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import type { FaultBoard } from './fault-board.ts';
import { isLost } from './lost-message.ts';

/** A report with nothing after it changes places with nobody and goes out after this time. */
const HELD_BACK_US = 50_000;

type Striking =
  | 'outcome_unknown'
  | 'wrong_quantity'
  | 'wrong_cumulative_quantity'
  | 'wrong_canceled_quantity'
  | 'duplicate_fill';

/** What becomes of a venue's order reports on their way out while it misbehaves. */
export class ReportFilter {
  readonly #faults: FaultBoard;
  readonly #random: Random;
  readonly #clock: Clock;
  readonly #held = new Map<string, OrderReport>();

  constructor(faults: FaultBoard, random: Random, clock: Clock) {
    this.#faults = faults;
    this.#random = random;
    this.#clock = clock;
  }

  /** Passes a report on to `send`: as it is, changed, twice, later or never. */
  pass(sessionId: string, message: OrderReport, send: (message: OrderReport) => void): void {
    if (this.#faults.find('silence') !== undefined || isLost(message.type, this.#faults, this.#random)) return;
    const said = this.#corrupt(message);
    const outgoing = this.#isRepeated(said) ? [said, said] : [said];
    const held = this.#held.get(sessionId);
    if (held !== undefined) {
      this.#held.delete(sessionId);
      for (const each of [...outgoing, held]) send(each);
    } else if (this.#faults.find('out_of_order') !== undefined) {
      this.#hold(sessionId, said, send);
    } else {
      for (const each of outgoing) send(each);
    }
  }

  #hold(sessionId: string, message: OrderReport, send: (message: OrderReport) => void): void {
    this.#held.set(sessionId, message);
    this.#clock.afterRoughly(HELD_BACK_US, () => {
      if (this.#held.get(sessionId) !== message) return;
      this.#held.delete(sessionId);
      send(message);
    });
  }

  #corrupt(message: OrderReport): OrderReport {
    switch (message.type) {
      case 'ack':
      case 'reject':
        return this.#strikes('outcome_unknown') ? unknownOutcome(message) : message;
      case 'fill':
        if (this.#strikes('wrong_quantity')) return { ...message, quantity: message.quantity * 2 };
        return this.#strikes('wrong_cumulative_quantity') ? withMoreClaimed(message) : message;
      case 'canceled':
        return this.#strikes('wrong_canceled_quantity') ? withMoreClaimed(message) : message;
      default:
        return message;
    }
  }

  #isRepeated(message: OrderReport): boolean {
    return message.type === 'fill' && this.#strikes('duplicate_fill');
  }

  #strikes(kind: Striking): boolean {
    const fault = this.#faults.find(kind);
    return fault !== undefined && this.#random.chance(fault.probability);
  }
}

/** Half of what is left is told as executed. */
function withMoreClaimed<M extends { filled_quantity: number; leaves_quantity: number }>(message: M): M {
  const claimed = Math.ceil(message.leaves_quantity / 2);
  return {
    ...message,
    filled_quantity: message.filled_quantity + claimed,
    leaves_quantity: message.leaves_quantity - claimed,
  };
}

function unknownOutcome({ child_id, time_us }: OrderReport): OrderReport {
  return { type: 'outcome_unknown', child_id, why: 'the answer was cut off on its way', time_us };
}
