import { reviewParameters } from '@fairlead/contracts/report-parameters';
import { ok, type Result } from '@fairlead/core/result';
import type { ReportRunRow } from '@fairlead/db/repositories/report-run-rows';
import type { ReviewRepository } from '@fairlead/db/review/review-repository';
import { composeReview, type ReviewHead, reviewCsv } from '@fairlead/rule606/review/review';
import { madeFile } from '../made-file.ts';
import { reviewPdf } from '../pdf/review-pdf.ts';
import type { MadeRun, ReportMaker } from '../report-maker.ts';
import { parametersOf, quarterOf } from '../run-order.ts';

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
      madeFile(`${name}.csv`, 'CSV', reviewCsv(comparisons)),
      madeFile(`${name}.pdf`, 'PDF', await reviewPdf(review)),
    ],
  });
}

/** What is asked for, where it is a quarter of a firm. */
function headOf(run: ReportRunRow): Result<ReviewHead, string> {
  const firm = parametersOf(run, reviewParameters);
  if (!firm.ok) return firm;
  const quarter = quarterOf(run);
  return quarter.ok ? ok({ bd: firm.value.bd, ...quarter.value, simulated: run.simulated }) : quarter;
}
