import type { ExecutionReportParameters } from '@fairlead/contracts/report-parameters';
import { err, ok, type Result } from '@fairlead/core/result';
import type { FilledCovered } from '@fairlead/db/rule605/covered-orders-repository';
import type { Finding } from '@fairlead/rule606/finding/finding';
import type { DetailRow } from '@fairlead/rule606/rule605/detail-columns';
import { detailFileName, detailLines } from '@fairlead/rule606/rule605/detail-file';
import type { DetailReport, Reporter } from '@fairlead/rule606/rule605/detail-report';
import type { Rule605Rules } from '@fairlead/rule606/rule605/filled-groups';
import type { Defect } from '@fairlead/rule606/rule605/reading/defect';
import { detailTable } from '@fairlead/rule606/rule605/reading/read-detail';
import { readSummary } from '@fairlead/rule606/rule605/reading/read-summary';
import { TableReader } from '@fairlead/rule606/rule605/reading/table-reader';
import {
  type ExecutionReportFigures,
  executionFindings,
  executionReportFigures,
} from '@fairlead/rule606/rule605/run-figures';
import { summaryFile, summaryFileName } from '@fairlead/rule606/rule605/summary-file';
import { summaryRows } from '@fairlead/rule606/rule605/summary-report';
import { summaryReportPdf } from '../pdf/summary-report-pdf.ts';
import type { MadeFile } from '../report-maker.ts';
import { zipFile } from './zip-file.ts';

/** Whose report, of which month, of which orders. */
export interface ExecutionReportOrder extends ExecutionReportParameters {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly simulated: boolean;
}

/** A report with its files, and what a person has to look at before it leaves. */
export interface MadeExecutionReport {
  readonly figures: ExecutionReportFigures;
  readonly findings: readonly Finding[];
  readonly files: readonly MadeFile[];
}

/** More of one kind say nothing that the first ones do not. */
const DEFECTS_TOLD = 20;

/**
 * The files of a report from its orders: the detailed one, zipped, and the summary, to read by machine and by people. Equal orders are equal bytes. Each file that
 * a machine reads is read back line by line, and is not published where it does not say what was to be written.
 */
export async function makeExecutionReport(
  order: ExecutionReportOrder,
  filled: Pick<FilledCovered, 'report' | 'covered' | 'leftOut' | 'isSp500'>,
  rules: Rule605Rules,
): Promise<Result<MadeExecutionReport, string>> {
  const { bd, participant, entity, month, simulated } = order;
  const { report, covered, leftOut } = filled;
  const reporter: Reporter = { participant, entity, month };
  const summary = summaryRows(report.sums(), reporter, filled.isSp500);
  const detail = detailText(report, reporter, rules);
  if (!detail.ok) return detail;
  const csv = summaryFile(summary);
  const read = readSummary(csv);
  if (summaryFile(read.rows) !== csv) return err('FILE_DISAGREES: the summary is not read as it was written');
  const detailFile = detailFileName(entity, month);
  const figures = executionReportFigures(
    { bd, reporter, simulated, report, summary, covered, leftOut, detailFile },
    rules,
  );
  const csvName = summaryFileName(entity, month);
  const content = [
    [detailFile.replace('.txt', '.zip'), 'application/zip', zipFile(detailFile, detail.value.content)],
    [csvName, 'text/csv; charset=us-ascii', Buffer.from(csv)],
    [csvName.replace('.csv', '.pdf'), 'application/pdf', await summaryReportPdf(figures)],
  ] as const;
  return ok({
    figures,
    findings: [
      ...executionFindings(figures),
      ...defectFindings(detailFile, detail.value.defects),
      ...defectFindings(csvName, read.defects),
    ],
    files: content.map(([name, mediaType, bytes]) => ({ name, mediaType, content: bytes })),
  });
}

/** The detailed file, with what a reader finds wrong with it. A row that is read otherwise than it was written is refused. */
function detailText(
  report: DetailReport,
  reporter: Reporter,
  rules: Rule605Rules,
): Result<{ content: Buffer; defects: readonly Defect[] }, string> {
  const reader = new TableReader<DetailRow>(detailTable(rules));
  const lines: string[] = [];
  const defects: Defect[] = [];
  for (const line of detailLines(report.rows(reporter), rules.settings)) {
    const { row, defects: found } = reader.take(line.replace(/\n$/, ''));
    const [, again = null] = row === null ? [] : detailLines([row], rules.settings);
    if (row === null ? lines.length > 0 : again !== line)
      return err(`FILE_DISAGREES: line ${lines.length + 1} of the detailed file is not read as it was written`);
    lines.push(line);
    defects.push(...found);
  }
  return ok({ content: Buffer.from(lines.join('')), defects: [...defects, ...reader.end()] });
}

/** What is missing is told by what is not known of its orders. */
function defectFindings(file: string, defects: readonly Defect[]): Finding[] {
  return defects
    .filter(({ code }) => code !== 'MISSING')
    .slice(0, DEFECTS_TOLD)
    .map(({ code, line, column, found }) => ({
      code: 'ROW_DEFECT',
      place: [file, `line ${line}`, ...(column === null ? [] : [column])].join(' '),
      found: `${code} ${found}`,
    }));
}
