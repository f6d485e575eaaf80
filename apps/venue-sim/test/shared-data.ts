import { join, resolve } from 'node:path';

const REPOSITORY = resolve(import.meta.dirname, '../../..');

/** Where the recorded day is: below FAIRLEAD_SHARED, or in `shared` beside the repository. */
export function recordedQuotesPath(): string {
  const shared = process.env.FAIRLEAD_SHARED ?? join(REPOSITORY, '../shared');
  return join(shared, 'data/us-equity-taq/quotes_XXX_2018-01-02.csv.gz');
}
