import type { ReportKind } from '@fairlead/core/report/report-kind';
import type { Database } from '../pool.ts';
import type { Visibility } from './order-repository.ts';

/** A report of the firm's own, to be seen beside those of others: its figures are those of its kind. */
export interface OwnReport {
  readonly id: string;
  readonly state: string;
  readonly simulated: boolean;
  readonly figures: unknown;
}

/** The firm's own reports as one viewer may see them: they are of all its clients, so people of one client see none. */
export class OwnReports {
  readonly #database: Database;
  readonly #whose: Visibility;

  constructor(database: Database, whose: Visibility) {
    this.#database = database;
    this.#whose = whose;
  }

  /** The one of a kind and of a period from a day on that counts most: real before simulated, then published, approved, made, and the newest. */
  async foremost(kind: ReportKind, periodFrom: string): Promise<OwnReport | null> {
    if (this.#whose !== null) return null;
    return (await this.#database.query<OwnReport>(FOREMOST, [kind, periodFrom])).rows[0] ?? null;
  }
}

const FOREMOST = `
select id, state, simulated, figures from report_runs
where kind = $1 and period_from = $2::date and state in ('PUBLISHED', 'APPROVED', 'DONE')
order by simulated, state = 'PUBLISHED' desc, state = 'APPROVED' desc, done_at desc limit 1`;
