import { err, ok, type Result } from '@fairlead/core/result';
import type { LimitRefusal, LimitState } from '@fairlead/core/risk/limit-state';
import type pg from 'pg';
import { v7 as uuidV7 } from 'uuid';
import { microseconds, timestamp } from '../row-reading.ts';
import { inTransaction } from '../transaction.ts';
import { auditChange, earlierChange, type RiskStep, type RiskWriter } from './risk-writer.ts';

/** One row of a version as it is stored; decimals are texts. */
export interface StoredLimitRow {
  readonly scope: string;
  readonly client_id: string | null;
  readonly account: string | null;
  readonly instrument_id: string | null;
  readonly asset_class: string | null;
  readonly venue_id: string | null;
  readonly max_order_quantity: string | null;
  readonly max_order_notional: string | null;
  readonly collar_bps: number | null;
  readonly max_orders_per_second: number | null;
  readonly duplicate_window_ms: number | null;
  readonly duplicate_min_notional: string | null;
  readonly max_gross_exposure: string | null;
  readonly max_net_exposure: string | null;
  readonly credit: string | null;
}

/** A version with its rows. Times are microseconds since 1970. */
export interface StoredLimits {
  readonly version: number;
  readonly state: LimitState;
  readonly author: string;
  readonly author_name: string;
  readonly reason: string;
  readonly approver: string | null;
  readonly approver_name: string | null;
  readonly approval_reason: string | null;
  readonly created_at_us: number;
  readonly approved_at_us: number | null;
  readonly retired_at_us: number | null;
  readonly rows: readonly StoredLimitRow[];
}

const NEWEST = 100;
const DECIMALS = [
  'max_order_quantity',
  'max_order_notional',
  'duplicate_min_notional',
  'max_gross_exposure',
  'max_net_exposure',
  'credit',
] as const;
const WHOLE = ['collar_bps', 'max_orders_per_second', 'duplicate_window_ms'] as const;
const KEYS = ['scope', 'client_id', 'account', 'instrument_id', 'asset_class', 'venue_id'] as const;
const COLUMNS = [...KEYS, ...DECIMALS, ...WHOLE];

const FIELDS = [
  ...[...KEYS, ...WHOLE].map((name) => `'${name}', l.${name}`),
  ...DECIMALS.map((name) => `'${name}', trim_scale(l.${name})::text`),
].join(', ');
const TIMES = ['created_at', 'approved_at', 'retired_at'].map((name) => `${microseconds(`v.${name}`)} as ${name}_us`);
const STORED = `select v.version, v.state, v.author, v.author_name, v.reason, v.approver, v.approver_name, v.approval_reason, ${TIMES.join(', ')},
    coalesce((select json_agg(json_build_object(${FIELDS}) order by l.id) from risk_limits l where l.version = v.version), '[]'::json) as rows
  from risk_limit_versions v`;

/** Keeps the versions of the limits. Every write is one transaction with its audit record, and waits for other writes of limits. */
export class RiskLimitsRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** The newest hundred versions, the newest first. */
  async list(): Promise<StoredLimits[]> {
    return (await this.#pool.query<StoredLimits>(`${STORED} order by v.version desc limit ${NEWEST}`)).rows;
  }

  /** The version in force, or null where none was ever approved. */
  async inForce(): Promise<StoredLimits | null> {
    return (await this.#pool.query<StoredLimits>(`${STORED} where v.state = 'ACTIVE'`)).rows[0] ?? null;
  }

  /** Writes a version that waits for approval from here on. */
  async submit(rows: readonly StoredLimitRow[], writer: RiskWriter): Promise<RiskStep<StoredLimits>> {
    const outcome = await this.#settled<LimitRefusal>(writer, async (client) => {
      const made = await client.query<{ version: number }>(
        `insert into risk_limit_versions (version, state, author, author_name, reason, created_at)
         select coalesce(max(version), 0) + 1, 'SUBMITTED', $1, $2, $3, ${timestamp('$4')} from risk_limit_versions returning version`,
        [writer.personId, writer.name, writer.reason, writer.atUs],
      );
      const version = made.rows[0]?.version ?? 0;
      for (const row of rows) await insertRow(client, version, row);
      return ok(await audited(client, version, { action: 'risk.limits.submit', before: null, writer }));
    });
    if (!outcome.ok) throw new Error(`a version that is written is not refused: ${outcome.error}`);
    return outcome.value;
  }

  /** Puts a version in force in the place of the one before, on the word of a second person. */
  approve(version: number, writer: RiskWriter): Promise<Result<RiskStep<StoredLimits>, LimitRefusal>> {
    return this.#decide(version, writer, async (client, before) => {
      const active = (await client.query<{ version: number }>(`${STORED} where v.state = 'ACTIVE'`)).rows[0];
      if (before.version < (active?.version ?? 0)) return 'LIMITS_SUPERSEDED';
      await client.query(
        `update risk_limit_versions set state = 'RETIRED', retired_at = ${timestamp('$1')} where state = 'ACTIVE'`,
        [writer.atUs],
      );
      return 'ACTIVE';
    });
  }

  /** Ends a version that waits, on the word of a second person: it never comes into force. */
  refuse(version: number, writer: RiskWriter): Promise<Result<RiskStep<StoredLimits>, LimitRefusal>> {
    return this.#decide(version, writer, async () => 'REFUSED');
  }

  async #decide(
    version: number,
    writer: RiskWriter,
    stateOf: (client: pg.PoolClient, before: StoredLimits) => Promise<'ACTIVE' | 'REFUSED' | LimitRefusal>,
  ): Promise<Result<RiskStep<StoredLimits>, LimitRefusal>> {
    return this.#settled(writer, async (client) => {
      const before = await find(client, version);
      if (before === null) return err('LIMITS_NOT_FOUND');
      if (before.state !== 'SUBMITTED') return err('LIMITS_WRONG_STATE');
      if (before.author === writer.personId) return err('SAME_PERSON');
      const state = await stateOf(client, before);
      if (state !== 'ACTIVE' && state !== 'REFUSED') return err(state);
      await client.query(
        `update risk_limit_versions set state = $6, approver = $2, approver_name = $3, approval_reason = $4, approved_at = ${timestamp('$5')}
         where version = $1`,
        [version, writer.personId, writer.name, writer.reason, writer.atUs, state],
      );
      const action = state === 'ACTIVE' ? 'risk.limits.approve' : 'risk.limits.refuse';
      return ok(await audited(client, version, { action, before, writer }));
    });
  }

  /** One write after the other; what was done before with this key is answered as it stands, and not done again. */
  #settled<Refusal>(
    writer: RiskWriter,
    work: (client: pg.PoolClient) => Promise<Result<StoredLimits, Refusal>>,
  ): Promise<Result<RiskStep<StoredLimits>, Refusal>> {
    return inTransaction(this.#pool, async (client) => {
      await client.query("select pg_advisory_xact_lock(hashtext('risk_limits'))");
      const earlier = await earlierChange<object>(client, writer);
      const stored = earlier === null ? null : await find(client, Number(earlier.subjectId.replace('limits-', '')));
      const outcome = stored === null ? await work(client) : ok(stored);
      return outcome.ok ? ok({ done: outcome.value, auditId: writer.auditId }) : outcome;
    });
  }
}

async function find(client: pg.PoolClient, version: number): Promise<StoredLimits | null> {
  return (await client.query<StoredLimits>(`${STORED} where v.version = $1`, [version])).rows[0] ?? null;
}

async function insertRow(client: pg.PoolClient, version: number, row: StoredLimitRow): Promise<void> {
  const places = COLUMNS.map((_, index) => `$${index + 3}`);
  await client.query(
    `insert into risk_limits (id, version, ${COLUMNS.join(', ')}) values ($1, $2, ${places.join(', ')})`,
    [uuidV7(), version, ...COLUMNS.map((name) => row[name])],
  );
}

/** As the audit keeps it, which has no names of persons: that an account is meant, and not which. */
function unnamed(version: StoredLimits): StoredLimits {
  const rows = version.rows.map((row) => (row.account === null ? row : { ...row, account: 'NOT_KEPT' }));
  return { ...version, rows };
}

async function audited(
  client: pg.PoolClient,
  version: number,
  done: { action: string; before: StoredLimits | null; writer: RiskWriter },
): Promise<StoredLimits> {
  const after = await find(client, version);
  if (after === null) throw new Error(`version ${version} of the limits is gone`);
  const { action, before, writer } = done;
  const change = { action, subjectType: 'risk_limits', subjectId: `limits-${version}` } as const;
  const told = { before: before === null ? null : unnamed(before), after: unnamed(after) };
  await auditChange(client, writer, { ...change, ...told });
  return after;
}
