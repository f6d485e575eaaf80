import type pg from 'pg';
import { v5 as uuidV5 } from 'uuid';
import { appendAudit } from './audit-repository.ts';
import type { RuleWriter } from './rules-rows.ts';

/** Who changes limits, lists, terms or reports, why, and under which id the audit tells of it: made of the key that it is sent with, so that it is done once. */
export interface RiskWriter extends RuleWriter {
  readonly auditId: string;
}

/** What a service does, with what it is about, why, and when. */
interface ServiceAct {
  readonly act: readonly string[];
  readonly reason: string;
  readonly atUs: number;
}

/** A service that does something once for what it is about: the id of its entry of the audit is made of that. */
export function serviceWriter(service: string, { act, reason, atUs }: ServiceAct): RiskWriter {
  const auditId = uuidV5(JSON.stringify([service, ...act]), uuidV5.URL);
  return { type: 'SYSTEM', id: service, personId: service, name: service, reason, traceId: null, atUs, auditId };
}

/** What a step has left, and the entry of the audit that tells of it. */
export interface RiskStep<T> {
  readonly done: T;
  readonly auditId: string;
}

/** What was changed, as the audit tells it. */
export interface RiskChange {
  readonly action: string;
  readonly subjectType:
    | 'risk_limits'
    | 'risk_lists'
    | 'venue_payment_terms'
    | 'report_runs'
    | 'jobs'
    | 'report_firm'
    | 'report_choices'
    | 'index_members'
    | 'imports'
    | 'api_keys';
  readonly subjectId: string;
  readonly before: object | null;
  readonly after: object;
}

/** What the audit tells of this very act, sent before; null where it is new. */
export async function earlierChange<After>(
  client: pg.PoolClient,
  { auditId }: RiskWriter,
): Promise<{ readonly subjectId: string; readonly after: After } | null> {
  const found = await client.query<{ subject_id: string; after: After }>(
    'select subject_id, after::json as after from audit_entries where id = $1',
    [auditId],
  );
  const [row] = found.rows;
  return row === undefined ? null : { subjectId: row.subject_id, after: row.after };
}

/** Tells the audit of a change, in the transaction that makes it. */
export async function auditChange(client: pg.PoolClient, writer: RiskWriter, change: RiskChange): Promise<void> {
  const { action, subjectType, subjectId, before, after } = change;
  await appendAudit(client, {
    id: writer.auditId,
    actor_type: writer.type,
    actor_id: writer.id,
    action,
    subject_type: subjectType,
    subject_id: subjectId,
    before: before === null ? null : JSON.stringify(before),
    after: JSON.stringify(after),
    reason: writer.reason,
    trace_id: writer.traceId,
    created_at_us: writer.atUs,
  });
}
