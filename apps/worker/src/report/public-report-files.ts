import type { PublicReportParameters } from '@fairlead/contracts/report-parameters';
import { err, ok, type Result } from '@fairlead/core/result';
import { checkAgainstFacts } from '@fairlead/rule606/check/public-facts-check';
import { publicReportCsv } from '@fairlead/rule606/csv/public-csv';
import { publicFileName, type ReportFormat } from '@fairlead/rule606/file-name';
import type { Finding } from '@fairlead/rule606/finding/finding';
import { composePublicReport } from '@fairlead/rule606/public-report/compose';
import type { PublicReportFacts } from '@fairlead/rule606/public-report/facts';
import type { PublicReport } from '@fairlead/rule606/public-report/public-report';
import { checkedFile, disagrees } from './checked-file.ts';
import { madeFile } from './made-file.ts';
import { publicReportPdf } from './pdf/public-report-pdf.ts';
import type { MadeFile } from './report-maker.ts';
import { namedFirm } from './simulated.ts';

/** Whose public report, of which quarter, of which orders. */
export interface PublicReportOrder extends PublicReportParameters {
  readonly year: number;
  /** 1 to 4. */
  readonly quarter: number;
  readonly simulated: boolean;
}

/** A report with its files, and what a person has to look at before it leaves. */
export interface MadePublicReport {
  readonly report: PublicReport;
  readonly files: readonly MadeFile[];
  readonly findings: readonly Finding[];
}

/**
 * The files of a public report from its facts: equal facts are equal bytes, so no file has the time at which it was made. The XML is held against the SEC's
 * schema, read back, and held against the facts that it was made of; only then is it printed. An error is `CODE: detail`.
 */
export async function makePublicReport(
  order: PublicReportOrder,
  facts: PublicReportFacts,
): Promise<Result<MadePublicReport, string>> {
  const { year, quarter, simulated } = order;
  const { bd, notice } = namedFirm(order.bd, simulated);
  const report = composePublicReport({ bd, year, quarter, timestamp: null }, facts);
  const checked = await checkedFile({ kind: 'RULE_606_A1', report });
  if (!checked.ok) return checked;
  const { xml, read, findings } = checked.value;
  const wrong = read.kind === 'RULE_606_A1' ? checkAgainstFacts(read.report, facts) : [];
  if (wrong.length > 0) return err(disagrees(wrong));
  const file = (format: ReportFormat, content: Buffer | string) =>
    madeFile(publicFileName(order, format), format, content);
  const pdf = await publicReportPdf(report, { notice });
  return ok({ report, files: [file('XML', xml), file('CSV', publicReportCsv(report)), file('PDF', pdf)], findings });
}
