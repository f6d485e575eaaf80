import { holdingFindings } from '@fairlead/core/report/holding-finding';
import type { ReportRunRow } from '@fairlead/db/repositories/report-run-rows';
import { z } from 'zod';
import type { Refused } from './problem.ts';
import { heldBack, kindsAt } from './report-view.ts';

const checked = z.looseObject({ findings: z.array(z.looseObject({ code: z.string() })) });

/**
 * Why a run is neither approved nor published, and its files do not leave: its sources do not agree, or its own check has found what no report leaves with, a
 * fault a kind. Null where it may.
 */
export function mayNotLeave(run: ReportRunRow): Refused | null {
  return heldBack(run) ?? foundWanting(run);
}

/** One of simulated orders is nobody's report, and says so. */
function foundWanting({ simulated, reconciliation }: ReportRunRow): Refused | null {
  const said = checked.safeParse(reconciliation);
  const found = simulated || !said.success ? new Map<string, number>() : holdingFindings(said.data.findings);
  if (found.size === 0) return null;
  return ['REPORT_HAS_FINDINGS', { errors: kindsAt('reconciliation.findings', [...found]) }];
}
