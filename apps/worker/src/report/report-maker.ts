import type { ReportKind } from '@fairlead/core/report/report-kind';
import type { Result } from '@fairlead/core/result';
import type { ReportRunRow } from '@fairlead/db/repositories/report-run-rows';

/** A file of a report before it is kept. */
export interface MadeFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Buffer;
}

/** What the making of a run comes to. */
export interface MadeRun {
  /** How many rows its figures are sums over. */
  readonly items: number;
  /** Up to which position of the journal it tells. */
  readonly asOfPosition: number;
  /** What its files were made of. */
  readonly figures: object;
  /** What a person has to look at before it leaves. */
  readonly reconciliation: object;
  readonly files: readonly MadeFile[];
}

/** Makes the reports of one kind. */
export interface ReportMaker {
  readonly kind: ReportKind;
  /**
   * Fills the rows of a run whose attempt has begun, and makes its files; writes neither the run nor keeps the files. Tells how far it is, 0 to 1. An
   * error is `CODE: detail`, and what another attempt would come to as well; what may go away by itself is thrown. The same rows are the same bytes.
   */
  make(run: ReportRunRow, tell: (done: number) => void): Promise<Result<MadeRun, string>>;
}
