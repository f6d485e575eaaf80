import { err, ok, type Result } from '@fairlead/core/result';
import type { LimitRefusal, LimitState } from '@fairlead/core/risk/limit-state';
import type pg from 'pg';
import { v7 as uuidV7 } from 'uuid';
import { microseconds, timestamp } from '../row-reading.ts';
import { inTransaction } from '../transaction.ts';
import { appendAudit } from './audit-repository.ts';
import type { RuleWriter } from './rules-rows.ts';

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
  submit(rows: readonly StoredLimitRow[], writer: RuleWriter): Promise<StoredLimits> {
    return this.#write(async (client) => {
      const made = await client.query<{ version: number }>(
        `insert into risk_limit_versions (version, state, author, author_name, reason, created_at)
         select coalesce(max(version), 0) + 1, 'SUBMITTED', $1, $2, $3, ${timestamp('$4')} from risk_limit_versions returning version`,
        [writer.personId, writer.name, writer.reason, writer.atUs],
      );
      const version = made.rows[0]?.version ?? 0;
      for (const row of rows) await insertRow(client, version, row);
      return audited(client, version, { action: 'risk.limits.submit', before: null, writer });
    });
  }

  /** Puts a version in force in the place of the one before, on the word of a second person. */
  approve(version: number, writer: RuleWriter): Promise<Result<StoredLimits, LimitRefusal>> {
    return this.#write(async (client) => {
      const before = await find(client, version);
      const active = (await client.query<{ version: number }>(`${STORED} where v.state = 'ACTIVE'`)).rows[0];
      const refused = refusalOf(before, active?.version ?? 0, writer);
      if (refused !== null) return err(refused);
      await client.query(
        `update risk_limit_versions set state = 'RETIRED', retired_at = ${timestamp('$1')} where state = 'ACTIVE'`,
        [writer.atUs],
      );
      await client.query(
        `update risk_limit_versions set state = 'ACTIVE', approver = $2, approver_name = $3, approval_reason = $4, approved_at = ${timestamp('$5')}
         where version = $1`,
        [version, writer.personId, writer.name, writer.reason, writer.atUs],
      );
      return ok(await audited(client, version, { action: 'risk.limits.approve', before, writer }));
    });
  }

  #write<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    return inTransaction(this.#pool, async (client) => {
      await client.query("select pg_advisory_xact_lock(hashtext('risk_limits'))");
      return work(client);
    });
  }
}

function refusalOf(row: StoredLimits | null, active: number, writer: RuleWriter): LimitRefusal | null {
  if (row === null) return 'LIMITS_NOT_FOUND';
  if (row.state !== 'SUBMITTED') return 'LIMITS_WRONG_STATE';
  if (row.author === writer.personId) return 'SAME_PERSON';
  return row.version < active ? 'LIMITS_SUPERSEDED' : null;
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
  done: { action: string; before: StoredLimits | null; writer: RuleWriter },
): Promise<StoredLimits> {
  const after = await find(client, version);
  if (after === null) throw new Error(`version ${version} of the limits is gone`);
  const { action, before, writer } = done;
  await appendAudit(client, {
    id: uuidV7(),
    actor_type: writer.type,
    actor_id: writer.id,
    action,
    subject_type: 'risk_limits',
    subject_id: `limits-${version}`,
    before: before === null ? null : JSON.stringify(unnamed(before)),
    after: JSON.stringify(unnamed(after)),
    reason: writer.reason,
    trace_id: writer.traceId,
    created_at_us: writer.atUs,
  });
  return after;
}
