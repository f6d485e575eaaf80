import type { Journal } from '@fairlead/db/journal/journal-entry';
import type { Log, Publisher } from '../ports.ts';
import { ABOUT_NO_ORDER } from '../publish/alert-subject.ts';

/** The right to act for the shard, as the database knows it. */
export interface HeldTerm {
  /** Says that this router acts for another term; false where another has taken over. Rejects where the database cannot be asked. */
  renew(): Promise<boolean>;
  /** Lets the next one begin at once. */
  end(): Promise<void>;
}

/** What a tenure works with. */
export interface TenurePorts {
  readonly term: HeldTerm;
  readonly journal: Pick<Journal, 'state'>;
  /** Time that nobody sets, in milliseconds. */
  readonly uptimeMs: () => number;
  readonly log: Log;
  readonly publisher: Publisher;
}

/** How often a router sees that it is not stopped, and how often it says that it acts: three times in a term. */
export const BEAT_MS = 100;
export const RENEW_MS = 1_000;
/** Who was stopped for so long asks first: its term may be over, with what was left of it when it stopped. */
const STOPPED_MS = 1_500;
const TAKEN_OVER =
  'Another router has taken over. This one sends nothing and takes nothing any more, and ends; orders go on at the other.';

/**
 * Whether this router still acts. Another may take over when it has said nothing for a term; so one that was stopped, and goes on, sends nothing
 * before it has asked whether it was taken over.
 */
export class Tenure {
  readonly #ports: TenurePorts;
  #seenMs: number;
  #renewing: Promise<void> | null = null;
  #isOver = false;
  #over: () => void = () => {};
  /** Resolves when another router has taken over. */
  readonly over: Promise<void>;

  constructor(ports: TenurePorts) {
    this.#ports = ports;
    this.#seenMs = ports.uptimeMs();
    this.over = new Promise((resolve) => {
      this.#over = resolve;
    });
  }

  /** True from when it is known that another router acts. */
  get isOver(): boolean {
    return this.#isOver || this.#ports.journal.state().lost;
  }

  /** False while something new may not leave: another router acts, or this one was stopped and has not asked yet. */
  get mayAct(): boolean {
    return !this.isOver && this.#stoppedMs() < STOPPED_MS;
  }

  /** Sees that the process runs. After a stop it does not believe so before the database has said it. */
  beat(): void {
    if (this.isOver) return this.#end();
    if (this.#stoppedMs() < STOPPED_MS) this.#seenMs = this.#ports.uptimeMs();
    else void this.renew();
  }

  /** Says that this router acts; where another does, its tenure is over. A database that is away is asked again. */
  renew(): Promise<void> {
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
  }

  async #renew(): Promise<void> {
    if (this.isOver) return this.#end();
    const askedMs = this.#ports.uptimeMs();
    // Of a database that is away people hear from the journal.
    const isOurs = await this.#ports.term.renew().catch(() => null);
    if (isOurs === false) this.#end();
    else if (isOurs === true) this.#seenMs = Math.max(this.#seenMs, askedMs);
  }

  #stoppedMs(): number {
    return this.#ports.uptimeMs() - this.#seenMs;
  }

  #end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const { log, publisher } = this.#ports;
    log.error({}, TAKEN_OVER);
    const told = { code: 'TAKEN_OVER', message: TAKEN_OVER, ...ABOUT_NO_ORDER };
    publisher.publish('ALERT', { severity: 'CRITICAL', ...told });
    this.#over();
  }
}
