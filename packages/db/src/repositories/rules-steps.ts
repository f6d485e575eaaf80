import { ruleSetName } from '@fairlead/core/rules/rule';
import { RULE_MOVES, type RuleMove, type RuleRefusal } from '@fairlead/core/rules/rule-state';
import type pg from 'pg';
import { v7 as uuidV7 } from 'uuid';
import { timestamp } from '../row-reading.ts';
import { appendAudit, auditEntryOf } from './audit-repository.ts';
import {
  type RuleRow,
  type RuleStep,
  type RuleVersionRow,
  type RuleWriter,
  SELECT_STORED,
  type StoredRules,
} from './rules-rows.ts';

/** One change of a version's state. `set` and `guard` are SQL; their parameters start at $5. */
export interface Change {
  readonly move: RuleMove;
  readonly action: string;
  readonly set: string;
  readonly guard?: string;
  readonly values: readonly unknown[];
  /** Why this version must not be changed so, beyond its state; null where it may. */
  readonly refusal?: (version: RuleVersionRow) => RuleRefusal | null;
}

/** Approved versions whose time has come, in the order in which they take effect. */
export const DUE = `select version from routing_rule_versions where state = 'APPROVED' and effective_at <= ${timestamp('$1')}
  order by effective_at, version`;

/** Writers of rules wait for each other: what one reads stays so until it is done. */
export async function lockRules(client: pg.PoolClient): Promise<void> {
  await client.query("select pg_advisory_xact_lock(hashtext('routing_rules'))");
}

/** A version with its rules. */
export async function findStored(database: Pick<pg.Pool, 'query'>, version: number): Promise<StoredRules | null> {
  const result = await database.query<StoredRules>(`${SELECT_STORED} where v.version = $1`, [version]);
  return result.rows[0] ?? null;
}

/** The state's own refusal; null where the move is possible. */
export function refusalOf(version: RuleVersionRow | null, move: RuleMove): RuleRefusal | null {
  if (version === null) return 'RULES_NOT_FOUND';
  const from: readonly string[] = RULE_MOVES[move].from;
  if (from.includes(version.state)) return null;
  if (move === 'SUBMIT' && version.state === 'DRAFT') return 'RULES_NOT_SIMULATED';
  const isOpen = version.state === 'DRAFT' || version.state === 'SIMULATED';
  return move === 'APPROVE' && isOpen ? 'RULES_NOT_SUBMITTED' : 'RULES_WRONG_STATE';
}

/** Changes one version where its state and the guard allow it; gives why not. */
export async function change(
  client: pg.PoolClient,
  version: number,
  made: { before: RuleVersionRow | null; writer: Pick<RuleWriter, 'atUs'>; change: Change },
): Promise<RuleRefusal | null> {
  const { before, writer } = made;
  const { move, set, guard = 'true', values, refusal } = made.change;
  const refused = refusalOf(before, move) ?? (before === null ? null : (refusal?.(before) ?? null));
  if (refused !== null) return refused;
  const updated = await client.query(
    `update routing_rule_versions set state = $3, updated_at = ${timestamp('$4')}, ${set}
     where version = $1 and state = any ($2) and ${guard}`,
    [version, RULE_MOVES[move].from, RULE_MOVES[move].to, writer.atUs, ...values],
  );
  return updated.rowCount === 1 ? null : 'RULES_WRONG_STATE';
}

/** Makes active, one after the other, what was approved for a time that has come; gives how many. */
export async function activateDue(client: pg.PoolClient, atUs: number): Promise<number> {
  const due = await client.query<{ version: number }>(DUE, [atUs]);
  for (const { version } of due.rows) {
    const before = await findStored(client, version);
    const reason = `${ruleSetName(version)} takes effect`;
    const writer: RuleWriter = {
      type: 'SYSTEM',
      id: 'router',
      personId: 'router',
      name: 'router',
      reason,
      traceId: null,
      atUs,
    };
    await retireActive(client, writer);
    const set = `activated_at = ${timestamp('$4')}`;
    await change(client, version, {
      before,
      writer,
      change: { move: 'ACTIVATE', action: 'rules.activate', set, values: [] },
    });
    await record(client, version, { action: 'rules.activate', before, writer });
  }
  return due.rows.length;
}

/** Retires the version that is active, if one is. */
export async function retireActive(client: pg.PoolClient, writer: RuleWriter): Promise<void> {
  const active = await client.query<StoredRules>(`${SELECT_STORED} where v.state = 'ACTIVE'`);
  for (const before of active.rows) {
    const set = `retired_at = ${timestamp('$4')}`;
    const made: Change = { move: 'RETIRE', action: 'rules.retire', set, values: [] };
    await change(client, before.version, { before, writer, change: made });
    // The entry of its own, beside that of the step which it is a part of.
    const { auditId: _, ...retiring } = writer;
    await record(client, before.version, { action: made.action, before, writer: retiring });
  }
}

/** What came of this very act, sent before, and the content that it left; null where it has no key or was never taken. */
export async function earlierStep(
  client: pg.PoolClient,
  { auditId }: Pick<RuleWriter, 'auditId'>,
): Promise<(RuleStep & { readonly contentHash: string }) | null> {
  const entry = auditId === undefined ? null : await auditEntryOf(client, auditId);
  if (entry === null) return null;
  const left: { version: number; content_hash: string } = JSON.parse(entry.after ?? '');
  const stored = await findStored(client, left.version);
  if (stored === null) throw new Error(`version ${left.version} is gone`);
  return { stored, auditId: entry.id, contentHash: left.content_hash };
}

/** Audits a write with how the version was and is; gives it back as it is. */
export async function record(
  client: pg.PoolClient,
  version: number,
  done: { action: string; before: StoredRules | null; writer: RuleWriter },
): Promise<RuleStep> {
  const after = await findStored(client, version);
  if (after === null) throw new Error(`version ${version} is gone`);
  const { action, before, writer } = done;
  const id = writer.auditId ?? uuidV7();
  await appendAudit(client, {
    id,
    actor_type: writer.type,
    actor_id: writer.id,
    action,
    subject_type: 'routing_rules',
    subject_id: ruleSetName(version),
    before: before === null ? null : JSON.stringify(before),
    after: JSON.stringify(after),
    reason: writer.reason,
    trace_id: writer.traceId,
    created_at_us: writer.atUs,
  });
  return { stored: after, auditId: id };
}

/** Writes the rules of a version. */
export async function insertRules(client: pg.PoolClient, version: number, rules: readonly RuleRow[]): Promise<void> {
  const json = (value: unknown) => (value === null ? null : JSON.stringify(value));
  for (const rule of rules) {
    await client.query(
      `insert into routing_rules (id, version, priority, rule_name, enabled, instrument_pattern, order_size_range, time_conditions,
         client_id, side, order_type, venue_preferences, routing_logic)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        uuidV7(),
        version,
        rule.priority,
        rule.rule_name,
        rule.enabled,
        rule.instrument_pattern,
        json(rule.order_size_range),
        json(rule.time_conditions),
        rule.client_id,
        rule.side,
        rule.order_type,
        json(rule.venue_preferences),
        json(rule.routing_logic),
      ],
    );
  }
}
