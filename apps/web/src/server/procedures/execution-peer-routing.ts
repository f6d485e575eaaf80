import 'server-only';
import { REPORT_SECTIONS, type ReportSection } from '@fairlead/core/report/report-section';
import type { OwnReport } from '@fairlead/db/repositories/own-reports';
import { peerRouting, peerRoutingAsk } from '@/rows/peers';
import { peers } from '../market-reads';
import { firstOfQuarter } from '../reading/first-of-quarter';
import { ownRouting } from '../reading/own-reports';
import { procedureFor } from '../trpc';

/** Where other firms say that they route a section of a month, and our own report for whoever may see it. */
export const peersRouting = procedureFor('orders:read')
  .input(peerRoutingAsk)
  .output(peerRouting)
  .query(async ({ ctx, input: { month, section } }) => {
    const quarter = firstOfQuarter(month);
    const own = ctx.viewer.scopes.has('reports:read')
      ? await ctx.read.ownReports.foremost('RULE_606_A1', quarter)
      : null;
    const told = section ?? (await firstTold(month, own));
    return {
      section: told,
      files: await peers().files('RULE_606_A1', quarter),
      rows: await peers().routing(told, month),
      own: ownRouting(own, told, month),
    };
  });

/** The first section in which our own report names a venue, else in which another does. */
async function firstTold(month: string, own: OwnReport | null): Promise<ReportSection> {
  const ours = REPORT_SECTIONS.find((section) => (ownRouting(own, section, month)?.figures?.venues.length ?? 0) > 0);
  if (ours !== undefined) return ours;
  for (const section of REPORT_SECTIONS) {
    const rows = await peers().routing(section, month);
    if (rows.some(({ figures }) => figures.venues.length > 0)) return section;
  }
  return 'SP500';
}
