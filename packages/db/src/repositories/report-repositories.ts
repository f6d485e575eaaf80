import type pg from 'pg';
import { SHARD } from '../journal/shard-lease.ts';
import { tellsUntil } from '../projection/projected-until.ts';
import { CoveredItemsRepository } from './covered-items-repository.ts';
import { ImportRepository } from './import-repository.ts';
import { IndexMembersRepository } from './index-members-repository.ts';
import { PaymentTermsRepository } from './payment-terms-repository.ts';
import { Reconciliation } from './reconciliation.ts';
import { ReportAsidesRepository } from './report-asides-repository.ts';
import { ReportChoicesRepository } from './report-choices-repository.ts';
import { ReportContentRepository } from './report-content-repository.ts';
import { ReportFirmRepository } from './report-firm-repository.ts';
import { ReportItemsRepository } from './report-items-repository.ts';
import { ReportRunRepository } from './report-run-repository.ts';
import { UploadRepository } from './upload-repository.ts';

/** What reports are asked for, read and settled by. */
export interface ReportRepositories {
  readonly runs: ReportRunRepository;
  readonly items: ReportItemsRepository;
  /** The orders of reports of Rule 605. */
  readonly covered: CoveredItemsRepository;
  readonly contents: ReportContentRepository;
  readonly breaks: Reconciliation;
  readonly asides: ReportAsidesRepository;
  /** Whether the rows tell everything of before a time, in microseconds since 1970. */
  readonly tellsUntil: (until_us: number) => Promise<boolean>;
  readonly firms: ReportFirmRepository;
  readonly choices: ReportChoicesRepository;
  readonly terms: PaymentTermsRepository;
  readonly members: IndexMembersRepository;
  readonly imports: ImportRepository;
  readonly uploads: UploadRepository;
}

/** The same over one pool. */
export function reportRepositories(pool: pg.Pool): ReportRepositories {
  return {
    runs: new ReportRunRepository(pool),
    items: new ReportItemsRepository(pool),
    covered: new CoveredItemsRepository(pool),
    contents: new ReportContentRepository(pool),
    breaks: new Reconciliation(pool),
    asides: new ReportAsidesRepository(pool),
    tellsUntil: (until_us) => tellsUntil(pool, SHARD, until_us),
    firms: new ReportFirmRepository(pool),
    choices: new ReportChoicesRepository(pool),
    terms: new PaymentTermsRepository(pool),
    members: new IndexMembersRepository(pool),
    imports: new ImportRepository(pool),
    uploads: new UploadRepository(pool),
  };
}
