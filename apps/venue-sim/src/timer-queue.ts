import type { Timer } from './clock.ts';

interface Entry extends Timer {
  readonly dueUs: number;
  readonly sequence: number;
  task: (() => void) | null;
}

/** Tasks by due time, first asked first run where times are equal: a binary heap. */
export class TimerQueue {
  readonly #heap: Entry[] = [];
  #sequence = 0;

  /** Adds a task for an absolute time in microseconds. */
  add(dueUs: number, task: () => void): Timer {
    const entry: Entry = {
      dueUs,
      sequence: this.#sequence++,
      task,
      cancel() {
        entry.task = null;
      },
    };
    this.#heap.push(entry);
    this.#rise(this.#heap.length - 1);
    return entry;
  }

  /** When the next live task is due, or null where there is none. */
  nextDueUs(): number | null {
    for (;;) {
      const head = this.#heap[0];
      if (head === undefined) return null;
      if (head.task !== null) return head.dueUs;
      this.#removeHead();
    }
  }

  /** Takes the next task if it is due by this time. */
  takeDue(nowUs: number): (() => void) | null {
    const dueUs = this.nextDueUs();
    const head = this.#heap[0];
    if (dueUs === null || dueUs > nowUs || head === undefined) return null;
    this.#removeHead();
    return head.task;
  }

  #removeHead(): void {
    const last = this.#heap.pop();
    if (last === undefined || this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#sink(0);
  }

  #rise(from: number): void {
    let index = from;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!this.#swapIfEarlier(index, parent)) return;
      index = parent;
    }
  }

  #sink(from: number): void {
    let index = from;
    for (;;) {
      const left = 2 * index + 1;
      const right = left + 1;
      const earlier = this.#isEarlier(right, left) ? right : left;
      if (!this.#swapIfEarlier(earlier, index)) return;
      index = earlier;
    }
  }

  #isEarlier(index: number, other: number): boolean {
    const a = this.#heap[index];
    const b = this.#heap[other];
    if (a === undefined || b === undefined) return false;
    return a.dueUs < b.dueUs || (a.dueUs === b.dueUs && a.sequence < b.sequence);
  }

  #swapIfEarlier(index: number, other: number): boolean {
    const a = this.#heap[index];
    const b = this.#heap[other];
    if (a === undefined || b === undefined || !this.#isEarlier(index, other)) return false;
    this.#heap[index] = b;
    this.#heap[other] = a;
    return true;
  }
}
