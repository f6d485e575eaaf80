import { createLoader } from 'nuqs/server';
import { CSV_ROWS_MAX } from '@/lists/csv-form';
import { DECISION_FILTER_PARSERS, parseAsDecisionSort } from '@/lists/decision-list-url';
import { admit } from '@/server/admission';
import { csvAnswer, csvRefusal } from '@/server/reading/csv-answer';
import { DECISION_CSV } from '@/server/reading/decision-csv';
import { decisionFilterOf, listDecisions } from '@/server/reading/decision-lists';
import { viewerOf } from '@/server/session';

const STEP_ROWS = 1_000;
const load = createLoader({ ...DECISION_FILTER_PARSERS, sort: parseAsDecisionSort });

/** All decisions that fit the filter of the address, as a CSV file. */
export async function GET(request: Request): Promise<Response> {
  const admitted = admit(await viewerOf(request.headers), 'orders:read');
  if (!admitted.ok) return csvRefusal(admitted.error);
  const { viewer, read } = admitted.value;
  const { sort, ...filter } = load(request);
  const step = (cursor: string | null) => listDecisions(read, { filter, sort, cursor, limit: STEP_ROWS });
  return csvAnswer(viewer, {
    name: 'decisions',
    columns: DECISION_CSV,
    first: await step(null),
    step,
    filter: { ...filter, sort: sort === 'newest' ? null : sort },
    expected: await read.decisionList.countUpTo(decisionFilterOf(filter), CSV_ROWS_MAX),
  });
}
