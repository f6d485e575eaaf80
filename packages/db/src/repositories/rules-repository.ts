import { err, ok, type Result } from '@fairlead/core/result';
import { ruleSetName } from '@fairlead/core/rules/rule';
import type { RuleRefusal } from '@fairlead/core/rules/rule-state';
import pg from 'pg';
import { timestamp } from '../row-reading.ts';
import { inTransaction } from '../transaction.ts';
import {
  type RuleHistoryRow,
  type RuleRow,
  type RuleStep,
  type RuleVersionRow,
  type RuleWriter,
  SELECT_HISTORY,
  SELECT_VERSIONS,
  type StoredRules,
} from './rules-rows.ts';
import {
  activateDue,
  type Change,
  change,
  DUE,
  earlierStep,
  findStored,
  insertRules,
  lockRules,
  record,
  refusalOf,
  retireActive,
} from './rules-steps.ts';

/** The content of a draft: its rules, and the hash by which it is simulated and approved. */
export interface RuleContent {
  readonly rules: readonly RuleRow[];
  readonly contentHash: string;
}

type Outcome = Result<RuleStep, RuleRefusal | 'ACT_CONFLICT'>;

/**
 * Keeps the versions of the routing rules through their life. Every write is one transaction with its audit record, waits for other writes
 * of rules, and is guarded by state (and content) in its `where`. Sent again with its key, a step is answered as what it has left and not done again.
 */
export class RulesRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** All versions, the newest first, without their rules. */
  async list(): Promise<RuleVersionRow[]> {
    const result = await this.#pool.query<RuleVersionRow>(`${SELECT_VERSIONS} order by v.version desc`);
    return result.rows;
  }

  /** What is in force or will be: the active version and those that wait for their time. */
  async standing(): Promise<RuleVersionRow[]> {
    const sql = `${SELECT_VERSIONS} where v.state in ('APPROVED', 'ACTIVE') order by v.version`;
    return (await this.#pool.query<RuleVersionRow>(sql)).rows;
  }

  /** A version with its rules, or null where there is none. */
  find(version: number): Promise<StoredRules | null> {
    return findStored(this.#pool, version);
  }

  /** What was done with a version, oldest first; empty where there is none. */
  async history(version: number): Promise<RuleHistoryRow[]> {
    return (await this.#pool.query<RuleHistoryRow>(SELECT_HISTORY, [ruleSetName(version)])).rows;
  }

  /** Makes a new draft with the next number. */
  create(content: RuleContent, writer: RuleWriter): Promise<Outcome> {
    return this.#write(
      writer,
      async (client) => {
        const inserted = await client.query<{ version: number }>(
          `insert into routing_rule_versions (version, state, author, author_name, reason, content_hash, created_at, updated_at)
         select coalesce(max(version), 0) + 1, 'DRAFT', $1, $2, $3, $4, ${timestamp('$5')}, ${timestamp('$5')} from routing_rule_versions
         returning version`,
          [writer.personId, writer.name, writer.reason, content.contentHash, writer.atUs],
        );
        const version = inserted.rows[0]?.version ?? 0;
        await insertRules(client, version, content.rules);
        return ok(await record(client, version, { action: 'rules.create', before: null, writer }));
      },
      content,
    );
  }

  /** Gives a draft of the writer's own another content; it has to be simulated again. */
  replace(version: number, content: RuleContent, writer: RuleWriter): Promise<Outcome> {
    return this.#write(
      writer,
      async (client) => {
        const before = await findStored(client, version);
        const changed = await change(client, version, {
          before,
          writer,
          change: {
            move: 'REPLACE',
            action: 'rules.replace',
            set: 'content_hash = $5, reason = $6, simulation = null, simulated_hash = null, simulated_at = null, submitted_at = null',
            guard: 'author = $7',
            values: [content.contentHash, writer.reason, writer.personId],
            refusal: ({ author }) => (author === writer.personId ? null : 'NOT_THE_AUTHOR'),
          },
        });
        if (changed !== null) return err(changed);
        await client.query('delete from routing_rules where version = $1', [version]);
        await insertRules(client, version, content.rules);
        return ok(await record(client, version, { action: 'rules.replace', before, writer }));
      },
      content,
    );
  }

  /** Keeps what a simulation of exactly this content has shown. */
  keepSimulation(
    version: number,
    made: { contentHash: string; simulation: object },
    writer: RuleWriter,
  ): Promise<Outcome> {
    return this.#change(version, writer, {
      move: 'SIMULATE',
      action: 'rules.simulate',
      set: `simulation = $6, simulated_hash = $5, simulated_at = ${timestamp('$4')}`,
      guard: 'content_hash = $5',
      values: [made.contentHash, JSON.stringify(made.simulation)],
      refusal: ({ content_hash }) => (content_hash === made.contentHash ? null : 'RULES_CHANGED'),
    });
  }

  /** Asks for approval of the content that its author names. */
  submit(version: number, contentHash: string, writer: RuleWriter): Promise<Outcome> {
    return this.#change(version, writer, {
      move: 'SUBMIT',
      action: 'rules.submit',
      set: `submitted_at = ${timestamp('$4')}`,
      guard: 'author = $6 and content_hash = $5 and simulated_hash = content_hash',
      values: [contentHash, writer.personId],
      refusal: (row) => {
        if (row.author !== writer.personId) return 'NOT_THE_AUTHOR';
        return row.content_hash === contentHash ? null : 'RULES_CHANGED';
      },
    });
  }

  /** Approves the content that the approver has named, from a time on. */
  approve(
    version: number,
    { contentHash, effectiveAtUs }: { contentHash: string; effectiveAtUs: number },
    writer: RuleWriter,
  ): Promise<Outcome> {
    return this.#change(version, writer, {
      move: 'APPROVE',
      action: 'rules.approve',
      set: `approver = $6, approver_name = $7, approval_reason = $8, approved_at = ${timestamp('$4')}, effective_at = ${timestamp('$9')}`,
      guard: 'author <> $6 and content_hash = $5 and simulated_hash = content_hash',
      values: [contentHash, writer.personId, writer.name, writer.reason, effectiveAtUs],
      refusal: (row) => {
        if (row.author === writer.personId) return 'SELF_APPROVAL';
        if (row.content_hash !== contentHash) return 'RULES_CHANGED';
        return effectiveAtUs < writer.atUs ? 'EFFECTIVE_AT_PASSED' : null;
      },
    });
  }

  /**
   * Makes a version that was active before active again, in the place of the one that is. It is an approval anew: by a second person, who
   * answers for the version from then on.
   */
  rollBack(version: number, writer: RuleWriter): Promise<Outcome> {
    return this.#write(writer, async (client) => {
      await activateDue(client, writer.atUs);
      const before = await findStored(client, version);
      const refused = refusalOf(before, 'ROLL_BACK') ?? rollBackRefusal(before, writer);
      if (refused !== null) return err(refused);
      await retireActive(client, writer);
      const changed = await change(client, version, {
        before,
        writer,
        change: {
          move: 'ROLL_BACK',
          action: 'rules.rollback',
          set: `effective_at = ${timestamp('$4')}, activated_at = ${timestamp('$4')}, approved_at = ${timestamp('$4')},
            approver = $5, approver_name = $6, approval_reason = $7, retired_at = null`,
          guard: 'activated_at is not null and author <> $5',
          values: [writer.personId, writer.name, writer.reason],
        },
      });
      if (changed !== null) throw new Error(`version ${version} changed under the lock: ${changed}`);
      return ok(await record(client, version, { action: 'rules.rollback', before, writer }));
    });
  }

  /** Ends a version: a draft is discarded, one that waits is withdrawn, the active one leaves no rules in force. */
  retire(version: number, writer: RuleWriter): Promise<Outcome> {
    return this.#change(version, writer, {
      move: 'RETIRE',
      action: 'rules.retire',
      set: `retired_at = ${timestamp('$4')}`,
      values: [],
    });
  }

  /** Makes active what was approved for a time that has come, each in the place of the one before; gives how many. */
  async activateDue(atUs: number): Promise<number> {
    const due = await this.#pool.query(DUE, [atUs]);
    if (due.rowCount === 0) return 0;
    return inTransaction(this.#pool, async (client) => {
      await lockRules(client);
      return activateDue(client, atUs);
    });
  }

  #change(version: number, writer: RuleWriter, made: Change): Promise<Outcome> {
    return this.#write(writer, async (client) => {
      await activateDue(client, writer.atUs);
      const before = await findStored(client, version);
      const refused = await change(client, version, { before, writer, change: made });
      if (refused !== null) return err(refused);
      return ok(await record(client, version, { action: made.action, before, writer }));
    });
  }

  async #write(
    writer: RuleWriter,
    work: (client: pg.PoolClient) => Promise<Outcome>,
    content?: RuleContent,
  ): Promise<Outcome> {
    try {
      return await inTransaction(this.#pool, async (client) => {
        await lockRules(client);
        const earlier = await earlierStep(client, writer);
        if (earlier === null) return work(client);
        return content === undefined || content.contentHash === earlier.contentHash ? ok(earlier) : err('ACT_CONFLICT');
      });
    } catch (error) {
      const isClient = error instanceof pg.DatabaseError && error.constraint === 'routing_rules_client_id_fkey';
      if (isClient) return err('UNKNOWN_CLIENT');
      throw error;
    }
  }
}

/** Why a version cannot be gone back to, beyond its state. */
function rollBackRefusal(version: RuleVersionRow | null, writer: RuleWriter): RuleRefusal | null {
  if (version === null || version.activated_at_us === null) return 'NEVER_ACTIVE';
  return version.author === writer.personId ? 'SELF_ROLLBACK' : null;
}
