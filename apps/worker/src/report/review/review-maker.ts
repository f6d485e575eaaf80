import { reviewParameters } from '@fairlead/contracts/report-parameters';
import { err, ok, type Result } from '@fairlead/core/result';
import type { ReportRunRow } from '@fairlead/db/repositories/report-run-rows';
import type { ReviewRepository } from '@fairlead/db/review/review-repository';
import { composeReview, type ReviewHead, reviewCsv } from '@fairlead/rule606/review/review';
import { reviewPdf } from '../pdf/review-pdf.ts';
import type { MadeRun, ReportMaker } from '../report-maker.ts';

/** How much of the work it is to read and add up. */
const READING = 0.9;

/** Makes the review of best execution of a quarter (FINRA Rule 5310, Supplementary Material .09: regular and rigorous, security by security and type by type). */
export function reviewMaker(reviews: Pick<ReviewRepository, 'facts'>): ReportMaker {
  return { kind: 'REVIEW', make: (run, tell) => makeRun(run, tell, reviews) };
}

async function makeRun(
  run: ReportRunRow,
  tell: (done: number) => void,
  reviews: Pick<ReviewRepository, 'facts'>,
): Promise<Result<MadeRun, string>> {
  const head = headOf(run);
  if (!head.ok) return head;
  const { period_from: from, period_to: to, simulated } = run;
  const { asOfPosition, ...facts } = await reviews.facts({ from, to, simulated });
  tell(READING);
  const { review, comparisons } = composeReview(head.value, facts);
  const name = `best-execution-${head.value.year}-Q${head.value.quarter}`;
  return ok({
    items: facts.venues.reduce((sum, { executions }) => sum + executions, 0),
    asOfPosition,
    figures: review,
    reconciliation: { findings: [], member_lists: [] },
    files: [
      { name: `${name}.csv`, mediaType: 'text/csv; charset=utf-8', content: Buffer.from(reviewCsv(comparisons)) },
      { name: `${name}.pdf`, mediaType: 'application/pdf', content: await reviewPdf(review) },
    ],
  });
}

/** What is asked for, where it is a quarter of a firm. */
function headOf({ parameters, period_from, period_to, simulated }: ReportRunRow): Result<ReviewHead, string> {
  const firm = reviewParameters.safeParse(parameters);
  if (!firm.success) return err('PARAMETERS_INVALID: the name of the firm and its CRD number are asked for');
  const from = new Date(`${period_from}T00:00:00Z`);
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth()];
  const after = new Date(Date.UTC(year, month + 3, 1)).toISOString().slice(0, 10);
  if (month % 3 !== 0 || from.getUTCDate() !== 1 || after !== period_to)
    return err(`PERIOD_INVALID: ${period_from} to ${period_to} is no calendar quarter`);
  return ok({ bd: firm.data.bd, year, quarter: month / 3 + 1, simulated });
}
