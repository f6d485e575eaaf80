import type { AppendOutcome, JournalEntry } from './journal-entry.ts';

/** An entry on its way, and who waits for it. */
export interface Waiting {
  readonly entry: JournalEntry;
  /** Tells what became of it, once. */
  readonly settle: (outcome: AppendOutcome) => void;
  /** What became of it has been told. */
  isSettled: boolean;
}

/** What the journal has accepted and not settled: those that a commit takes, and behind them those that come after it, in the order of the appends. */
export class WaitingEntries {
  #inWork: readonly Waiting[] = [];
  #queue: Waiting[] = [];
  #unsettled = 0;

  /** Those that are not settled. */
  get size(): number {
    return this.#unsettled;
  }

  /** True where nothing waits for a commit of its own. */
  get isEmpty(): boolean {
    return this.#queue.length === 0;
  }

  add(entry: JournalEntry): Promise<AppendOutcome> {
    this.#unsettled += 1;
    return new Promise((settle) => this.#queue.push({ entry, settle, isSettled: false }));
  }

  /** Takes the next ones for a commit, so many at most, and none whose name one before it has: which of them is new is known after the commit. */
  take(most: number): readonly Waiting[] {
    const names = new Set<string>();
    let count = 0;
    for (const { entry } of this.#queue) {
      const name = entry.key === null ? null : JSON.stringify([entry.key.clientId, entry.key.orderId]);
      if (count === most || (name !== null && names.has(name))) break;
      if (name !== null) names.add(name);
      count += 1;
    }
    this.#inWork = this.#queue.splice(0, count);
    return this.#inWork;
  }

  settle(waiting: Waiting, outcome: AppendOutcome): void {
    if (waiting.isSettled) return;
    waiting.isSettled = true;
    this.#unsettled -= 1;
    waiting.settle(outcome);
  }

  /**
   * Refuses an entry, and with it those of its order that came after it: they go on from events that are not written. What the order appends
   * from now on begins anew.
   */
  refuse(waiting: Waiting, outcome: AppendOutcome): void {
    this.settle(waiting, outcome);
    const { orderPk } = waiting.entry;
    if (orderPk === null) return;
    for (const later of [...this.#inWork, ...this.#queue]) {
      if (later.entry.orderPk === orderPk) this.settle(later, outcome);
    }
    this.#queue = this.#queue.filter((later) => !later.isSettled);
  }

  /** Refuses everything. */
  refuseAll(outcome: AppendOutcome): void {
    for (const waiting of [...this.#inWork, ...this.#queue]) this.settle(waiting, outcome);
    this.#queue = [];
  }
}
