import { NO_RULES, type RuleSet } from '@fairlead/core/rules/rule';
import type { RulesRepository } from '@fairlead/db/repositories/rules-repository';
import type { Clock, Log, RulesInForce } from '../ports.ts';
import { ruleSetOf } from './stored-rules.ts';

/** What the book works with. */
export interface RuleBookPorts {
  readonly store: Pick<RulesRepository, 'activateDue' | 'standing' | 'find'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** A version that is in force, or waits for its time. */
interface Standing {
  readonly version: number;
  readonly isActive: boolean;
  readonly effectiveAtUs: number;
  readonly set: RuleSet;
}

/**
 * Holds in memory what the database says of the rules: the active version and those that wait for their time, so that a decision asks nobody
 * and a version takes effect at its microsecond. `refresh` follows the database: after a change of this router's own, and on a timer for
 * those of others.
 */
export class RuleBook implements RulesInForce {
  readonly #ports: RuleBookPorts;
  #standing: readonly Standing[] = [];
  #last: Promise<void> = Promise.resolve();
  #isLooking = false;

  constructor(ports: RuleBookPorts) {
    this.#ports = ports;
  }

  /** The version whose time came last: of those that wait where one is due, else the active one. */
  inForce(nowUs: number): RuleSet {
    let found: Standing | null = null;
    for (const each of this.#standing) {
      if (!each.isActive && each.effectiveAtUs > nowUs) continue;
      if (found === null || found.isActive || (!each.isActive && each.effectiveAtUs >= found.effectiveAtUs))
        found = each;
    }
    return found?.set ?? NO_RULES;
  }

  /** Reads what stands now; what was asked for before is done first. Rejects, keeping what is held, where the database does not answer. */
  refresh(): Promise<void> {
    const run = this.#last.then(() => this.#read());
    this.#last = run.catch(() => {});
    return run;
  }

  /** One look of the timer; a look that takes long is not overtaken by the next. */
  async look(): Promise<void> {
    if (this.#isLooking) return;
    this.#isLooking = true;
    await this.refresh().catch((error: unknown) => {
      this.#ports.log.warn(
        { error: String(error) },
        'the routing rules could not be read again; those held stay in force',
      );
    });
    this.#isLooking = false;
  }

  async #read(): Promise<void> {
    const { store, clock, log } = this.#ports;
    await store.activateDue(clock.nowUs());
    const before = new Map(this.#standing.map((each) => [each.version, each.set]));
    const standing: Standing[] = [];
    for (const row of await store.standing()) {
      const set = before.get(row.version) ?? (await this.#load(row.version));
      const effectiveAtUs = row.effective_at_us ?? 0;
      if (set !== null) standing.push({ version: row.version, isActive: row.state === 'ACTIVE', effectiveAtUs, set });
    }
    const names = (list: readonly Standing[]) => list.map((each) => each.set.version).join(' ');
    if (names(standing) !== names(this.#standing))
      log.info({ standing: names(standing) }, 'routing rules have changed');
    this.#standing = standing;
  }

  /** A version that is approved never changes its content, so it is read once. */
  async #load(version: number): Promise<RuleSet | null> {
    const stored = await this.#ports.store.find(version);
    return stored === null ? null : ruleSetOf(stored);
  }
}
