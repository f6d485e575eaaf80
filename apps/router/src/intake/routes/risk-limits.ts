import {
  type RiskLimitsVersion,
  riskLimitRow,
  riskLimitsDraft,
  riskLimitsTaken,
  riskLimitsView,
  riskReason,
} from '@fairlead/contracts/risk';
import { isoTime } from '@fairlead/contracts/wire-value';
import { DEFAULT_LIMITS, limitFault, subjectOf } from '@fairlead/core/risk/limits';
import type { RiskLimitsRepository, StoredLimits } from '@fairlead/db/repositories/risk-limits-repository';
import type { RiskStep } from '@fairlead/db/repositories/risk-writer';
import type { LimitBook } from '../../risk/limit-book.ts';
import { limitRowView, limitSetName, toLimitRow } from '../../risk/limit-rows.ts';
import { type Fault, sendProblem } from '../problem.ts';
import { type RiskWriters, riskWriterOf } from '../risk-writer.ts';
import type { Routes } from '../route-schema.ts';
import { versionIn, versionParams } from './rules.ts';

/** What the routes of limits work with. */
export interface RiskLimitRoutes extends RiskWriters {
  readonly limitStore: Pick<RiskLimitsRepository, keyof RiskLimitsRepository>;
  readonly limitBook: LimitBook;
}

const FAULTS = {
  KEY_NOT_FOR_SCOPE: 'a row of this scope is not named by this, or by both of two',
  KEY_MISSING: 'a row of this scope needs this, or may only have the other with it',
  LIMIT_NOT_FOR_SCOPE: 'only the firm and clients are bounded in this',
  REPEATED: 'another row is for the same',
} as const;

/** GET the limits in force and their versions; POST a version, and its approval or refusal by another person. */
export const riskLimitRoutes: Routes<RiskLimitRoutes> = async (app, parts) => {
  const read = app.guard('risk:write', 'audit:read');
  app.get(
    '/risk/limits',
    { onRequest: read, schema: { response: { 200: riskLimitsView } } },
    async (_request, reply) => {
      const versions = (await parts.limitStore.list()).map(versionOf);
      const { name, rows } = parts.limitBook.inForce;
      const stored = versions.find((each) => each.name === name);
      const defaults = DEFAULT_LIMITS.rows.map(limitRowView);
      return reply.send({
        in_force: stored ?? { ...NOBODYS, name, limits: rows.map(limitRowView) },
        defaults,
        versions,
      });
    },
  );
  const onRequest = app.guard('risk:write');
  const drafted = { body: riskLimitsDraft, response: { 201: riskLimitsTaken } };
  app.post('/risk/limits', { onRequest, schema: drafted }, async (request, reply) => {
    const { limits } = request.body;
    const errors = faultsOf(limits);
    if (errors.length > 0) return sendProblem(reply, 'LIMITS_INVALID', { errors });
    const writer = riskWriterOf(request, { act: ['risk.limits.submit'], ...request.body }, parts);
    return reply.code(201).send(takenOf(await parts.limitStore.submit(limits, writer)));
  });
  const decided = { params: versionParams, body: riskReason, response: { 200: riskLimitsTaken } };
  for (const verdict of ['approve', 'refuse'] as const)
    app.post(`/risk/limits/:version/${verdict}`, { onRequest, schema: decided }, async (request, reply) => {
      const version = versionIn(request);
      const writer = riskWriterOf(request, { act: [`risk.limits.${verdict}`, version], ...request.body }, parts);
      const outcome = await parts.limitStore[verdict](version, writer);
      if (!outcome.ok) return sendProblem(reply, outcome.error === 'LIMITS_NOT_FOUND' ? 'NOT_FOUND' : outcome.error);
      // It holds for the next wave before anybody is told that it does.
      await parts.limitBook.refresh();
      return reply.send(takenOf(outcome.value));
    });
};

function takenOf({ done, auditId }: RiskStep<StoredLimits>) {
  return { ...versionOf(done), audit_id: auditId };
}

function faultsOf(limits: Parameters<typeof toLimitRow>[0][]): Fault[] {
  const seen = new Set<string>();
  return limits.flatMap((given, index): Fault[] => {
    const row = toLimitRow(given);
    const fault = limitFault(row);
    const isRepeated = seen.has(subjectOf(row));
    seen.add(subjectOf(row));
    const at = `limits.${index}`;
    if (fault !== null)
      return [{ path: `${at}.${wireName(fault.path)}`, code: fault.code, message: FAULTS[fault.code] }];
    return isRepeated ? [{ path: at, code: 'REPEATED', message: FAULTS.REPEATED }] : [];
  });
}

function wireName(field: string): string {
  return field.replace(/E8$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const NOBODYS: Omit<RiskLimitsVersion, 'name' | 'limits'> = {
  version: 0,
  state: 'ACTIVE',
  author: null,
  author_person: null,
  reason: null,
  created_at: null,
  approver: null,
  approval_reason: null,
  approved_at: null,
  retired_at: null,
};

function versionOf(stored: StoredLimits): RiskLimitsVersion {
  const time = (us: number | null) => (us === null ? null : isoTime(us));
  return {
    version: stored.version,
    name: limitSetName(stored.version),
    state: stored.state,
    author: stored.author_name,
    author_person: stored.author,
    reason: stored.reason,
    created_at: time(stored.created_at_us),
    approver: stored.approver_name,
    approval_reason: stored.approval_reason,
    approved_at: time(stored.approved_at_us),
    retired_at: time(stored.retired_at_us),
    limits: stored.rows.map((row) => riskLimitRow.parse(row)),
  };
}
