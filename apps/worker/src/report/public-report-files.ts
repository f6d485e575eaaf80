import type { PublicReportParameters } from '@fairlead/contracts/report-parameters';
import { err, ok, type Result } from '@fairlead/core/result';
import { checkPublicReport } from '@fairlead/rule606/check/public-check';
import { checkAgainstFacts } from '@fairlead/rule606/check/public-facts-check';
import { publicReportCsv } from '@fairlead/rule606/csv/public-csv';
import { publicFileName, type ReportFormat } from '@fairlead/rule606/file-name';
import { type Finding, findingText } from '@fairlead/rule606/finding/finding';
import { composePublicReport } from '@fairlead/rule606/public-report/compose';
import type { PublicReportFacts } from '@fairlead/rule606/public-report/facts';
import type { PublicReport } from '@fairlead/rule606/public-report/public-report';
import { parseDocument } from '@fairlead/rule606/xml/parse-document';
import { publicReportElement, readPublicReport } from '@fairlead/rule606/xml/public-form';
import { writeDocument } from '@fairlead/rule606/xml/write-element';
import { publicReportPdf } from './pdf/public-report-pdf.ts';
import type { MadeFile } from './report-maker.ts';
import { checkSchema, type SchemaOutcome } from './schema-check.ts';

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

/** Why there are no files: the one that was written is not what was to be written, which nobody could put right by approving it. */
export interface ReportFault {
  readonly code: 'SCHEMA_INVALID' | 'SCHEMA_UNCHECKED' | 'FILE_DISAGREES';
  readonly detail: string;
}

const SIMULATED = 'SIMULATED ORDERS';
const BD_MAX = 80;
const NOTICE = `${SIMULATED}: a demonstration, and no report of a broker-dealer`;
const MEDIA_TYPES: Readonly<Record<ReportFormat, string>> = {
  XML: 'application/xml',
  CSV: 'text/csv; charset=utf-8',
  PDF: 'application/pdf',
};

/**
 * The files of a public report from its facts: equal facts are equal bytes, so no file has the time at which it was made. The XML is held against the SEC's
 * schema, read back, and held against the facts that it was made of; only then is it printed.
 */
export async function makePublicReport(
  order: PublicReportOrder,
  facts: PublicReportFacts,
): Promise<Result<MadePublicReport, ReportFault>> {
  const { year, quarter, simulated } = order;
  const bd = simulated ? `${SIMULATED}: ${order.bd}`.slice(0, BD_MAX).trim() : order.bd;
  const report = composePublicReport({ bd, year, quarter, timestamp: null }, facts);
  const xml = writeDocument(publicReportElement(report));
  const outcome = await checkSchema(xml);
  if (outcome.state !== 'VALID') return err(schemaFault(outcome));
  const read = readBack(xml);
  const wrong = read.ok ? checkAgainstFacts(read.value, facts) : read.error;
  if (!read.ok || wrong.length > 0) return err({ code: 'FILE_DISAGREES', detail: wrong.map(findingText).join(' ') });
  const texts = { XML: xml, CSV: publicReportCsv(report) };
  const pdf = await publicReportPdf(report, { notice: simulated ? NOTICE : null });
  const file = (format: ReportFormat, content: Buffer): MadeFile => ({
    name: publicFileName(order, format),
    mediaType: MEDIA_TYPES[format],
    content,
  });
  return ok({
    report,
    files: [file('XML', Buffer.from(texts.XML)), file('CSV', Buffer.from(texts.CSV)), file('PDF', pdf)],
    findings: checkPublicReport(read.value),
  });
}

function schemaFault(outcome: Exclude<SchemaOutcome, { state: 'VALID' }>): ReportFault {
  if (outcome.state === 'UNCHECKED') return { code: 'SCHEMA_UNCHECKED', detail: `no end within its ${outcome.why}` };
  return {
    code: 'SCHEMA_INVALID',
    detail: outcome.faults.map(({ line, message }) => `line ${line}: ${message}`).join('; '),
  };
}

function readBack(xml: string): Result<PublicReport, Finding[]> {
  const root = parseDocument(xml);
  return root.ok ? readPublicReport(root.value) : root;
}
