import type { StandingLimits } from '@fairlead/core/risk/exposure';
import {
  DEFAULT_LIMITS,
  LimitIndex,
  type LimitQuestion,
  type LimitRow,
  type LimitSet,
  type LimitsInForce,
} from '@fairlead/core/risk/limits';
import type { PersonNames } from '@fairlead/db/repositories/person-names';
import type { RiskLimitsRepository } from '@fairlead/db/repositories/risk-limits-repository';
import type { Log } from '../ports.ts';
import { limitSetOf } from './limit-rows.ts';

/** The limits in force for somebody in an instrument, out of memory. */
export type LimitsOf = (question: LimitQuestion) => LimitsInForce;

/** What the book works with. */
export interface LimitBookPorts {
  readonly store: Pick<RiskLimitsRepository, 'inForce'>;
  /** By what name an order that was taken up again knows its account. */
  readonly pseudonymOf: PersonNames['pseudonymOf'];
  readonly log: Log;
}

/** Answers kept: more accounts than that are worked out again. */
const KEPT_MOST = 20_000;

/** Holds in memory the limits in force, so that an order asks nobody and the next wave is held to what was approved before it. */
export class LimitBook {
  readonly #ports: LimitBookPorts;
  readonly #kept = new Map<string, LimitsInForce>();
  #set: LimitSet = DEFAULT_LIMITS;
  /** The version that was read last, whole: the name of an account in it is another one after an erasure. */
  #content = '';
  #index = new LimitIndex(DEFAULT_LIMITS, DEFAULT_LIMITS);
  #last: Promise<void> = Promise.resolve();

  constructor(ports: LimitBookPorts) {
    this.#ports = ports;
  }

  /** The version that is held. */
  get inForce(): LimitSet {
    return this.#set;
  }

  readonly limitsOf: LimitsOf = (question) => {
    const { clientId, account, instrument } = question;
    const key = `${clientId.length} ${clientId} ${instrument.instrumentId} ${account ?? ''}`;
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    if (this.#kept.size >= KEPT_MOST) this.#kept.clear();
    const found = this.#index.resolve(question);
    this.#kept.set(key, found);
    return found;
  };

  /** What may stand for a client, or for the firm where it is null. */
  standingOf(clientId: string | null): StandingLimits {
    return this.#index.standingOf(clientId);
  }

  /** Reads what is in force now; what was asked for before is done first. Rejects, keeping what is held, where the database does not answer. */
  refresh(): Promise<void> {
    const run = this.#last.then(() => this.#read());
    this.#last = run.catch(() => {});
    return run;
  }

  /** One look of the timer: versions that another process has brought into force. */
  async look(): Promise<void> {
    await this.refresh().catch((error: unknown) => {
      this.#ports.log.warn({ error: String(error) }, 'the limits could not be read again; those held stay in force');
    });
  }

  async #read(): Promise<void> {
    const stored = await this.#ports.store.inForce();
    const content = stored === null ? '' : JSON.stringify([stored.version, stored.rows]);
    if (content === this.#content) return;
    const set = stored === null ? DEFAULT_LIMITS : limitSetOf(stored);
    const byPseudonym = await this.#byPseudonym(set.rows);
    this.#ports.log.info({ limits: set.name, before: this.#set.name }, 'the limits have changed');
    this.#content = content;
    this.#set = set;
    this.#index = new LimitIndex({ name: set.name, rows: [...set.rows, ...byPseudonym] }, DEFAULT_LIMITS);
    this.#kept.clear();
  }

  /** The rows of accounts once more, by the names that the record has for them: of an order that was taken up again nobody knows the account otherwise. */
  #byPseudonym(rows: readonly LimitRow[]): Promise<LimitRow[]> {
    const named = rows.flatMap((row) => {
      const { clientId, account } = row;
      return clientId === null || account === null ? [] : [{ row, clientId, name: account }];
    });
    return Promise.all(
      named.map(async ({ row, clientId, name }) => ({
        ...row,
        account: await this.#ports.pseudonymOf({ clientId, kind: 'ACCOUNT', name }),
      })),
    );
  }
}
