import type pg from 'pg';
import { ReportRunRepository } from '../repositories/report-run-repository.ts';
import type { ReportScope } from '../repositories/report-scope.ts';
import { personWriter } from './person-writer.ts';

/** A run of a public report that is being made: the first attempt at it has begun. */
export async function runningReport(
  pool: pg.Pool,
  { from, to, simulated }: ReportScope,
  parameters: object = {},
): Promise<string> {
  const runs = new ReportRunRepository(pool);
  const request = { kind: 'RULE_606_A1', period_from: from, period_to: to, parameters, simulated } as const;
  const writer = personWriter();
  const { done } = await runs.create(request, writer);
  await runs.begin(done.id, writer.atUs);
  return done.id;
}
