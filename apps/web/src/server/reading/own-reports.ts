import 'server-only';
import type { ReportSection } from '@fairlead/core/report/report-section';
import type { OwnReport } from '@fairlead/db/repositories/own-reports';
import { z } from 'zod';
import { type PeerAspectsAsk, type PeerExecutions, type PeerRouting, routingSection, summaryRow } from '@/rows/peers';

/** Of the figures of a run, what is shown beside those of others: its summary, sizes as numbers or texts. */
const executionFigures = z.object({
  summary: z.array(summaryRow.extend({ size: z.union([z.string(), z.number()]).transform(String) })),
});
const routingFigures = z.object({
  bd: z.string(),
  months: z.array(
    z.object({
      year: z.number(),
      month: z.number(),
      sections: z.object({
        SP500: routingSection.nullable(),
        OTHER: routingSection.nullable(),
        OPTIONS: routingSection.nullable(),
      }),
    }),
  ),
});

/** Our own report on executions of a month, as it stands beside others'. */
export function ownExecutions(report: OwnReport | null): PeerExecutions['own'] {
  if (report === null) return null;
  const { state, simulated, figures } = report;
  return { state, simulated, rows: executionFigures.parse(figures).summary };
}

/** A section of a month, whose first day is given, of our own public report. */
export function ownRouting(report: OwnReport | null, section: ReportSection, month: string): PeerRouting['own'] {
  if (report === null) return null;
  const { state, simulated, figures } = report;
  const { bd, months } = routingFigures.parse(figures);
  const [year, ofYear] = month.split('-').map(Number);
  const own = months.find((each) => each.year === year && each.month === ofYear);
  return { state, simulated, firm: bd, figures: own?.sections[section] ?? null };
}

const told = z.object({ venues: z.array(z.object({ materialAspects: z.string() })) }).nullable();
const toldFigures = z.object({
  months: z.array(
    z.object({
      year: z.number(),
      month: z.number(),
      sections: z.object({ SP500: told, OTHER: told, OPTIONS: told }),
    }),
  ),
});

/** What our own public report says of the material aspects of a venue, by its place in a section of a month. */
export function ownAspects(
  report: OwnReport | null,
  { section, month, place }: Omit<PeerAspectsAsk, 'file_id'>,
): string | null {
  if (report === null) return null;
  const [year, ofYear] = month.split('-').map(Number);
  const { months } = toldFigures.parse(report.figures);
  const own = months.find((each) => each.year === year && each.month === ofYear);
  return own?.sections[section]?.venues[place]?.materialAspects ?? null;
}
