import { err, ok, type Result } from '@fairlead/core/result';
import { checkReport } from '@fairlead/rule606/check/check-report';
import { ROUTING_PARTS } from '@fairlead/rule606/customer-report/routing-report';
import { type Finding, findingText } from '@fairlead/rule606/finding/finding';
import { type Rule606Report, readReport, writeReport } from '@fairlead/rule606/xml/report-file';
import { checkSchema, type SchemaOutcome } from './schema-check.ts';

const ORDERS_A_PIECE = 5_000;
const NO_PARTS = { HELD: null, NOT_HELD_EXEMPT: null, OPTIONS: null } as const;

/** The file of a report with what the SEC's schema lets pass and a person has to look at. */
export interface CheckedFile {
  readonly xml: string;
  /** The report that the file holds. */
  readonly read: Rule606Report;
  readonly findings: readonly Finding[];
}

/**
 * The XML of a report, held against the SEC's schema and read back. An error is `CODE: detail`, why there is no file: what was written is not what was to be
 * written, which nobody could put right by approving it.
 */
export async function checkedFile(own: Rule606Report): Promise<Result<CheckedFile, string>> {
  const xml = writeReport(own);
  for (const piece of piecesOf(own, xml)) {
    const outcome = await checkSchema(piece);
    if (outcome.state !== 'VALID') return err(schemaFault(outcome));
  }
  const read = readReport(xml);
  if (!read.ok) return err(disagrees(read.error));
  if (writeReport(read.value) !== xml) return err('FILE_DISAGREES: read back it is another file');
  const findings = checkReport(read.value);
  const repeated = findings.filter(({ code }) => code === 'ORDER_REPEATED');
  if (repeated.length > 0) return err(`SCHEMA_INVALID: ${repeated.map(findingText).join(' ')}`);
  return ok({ xml, read: read.value, findings });
}

/**
 * A report on single orders may have any number of them, and a check takes many times the memory of what it reads. So such a report is checked in pieces,
 * each with some orders of one part; that an id stands once, which the schema asks of all of them together, is looked at apart.
 */
function* piecesOf(own: Rule606Report, xml: string): Generator<string> {
  if (own.kind !== 'RULE_606_B1') return yield xml;
  const { parts } = own.report;
  if (ROUTING_PARTS.every((part) => (parts[part]?.length ?? 0) <= ORDERS_A_PIECE)) return yield xml;
  for (const part of ROUTING_PARTS) {
    const orders = parts[part] ?? [];
    for (let from = 0; from < orders.length; from += ORDERS_A_PIECE) {
      const only = { ...NO_PARTS, [part]: orders.slice(from, from + ORDERS_A_PIECE) };
      yield writeReport({ kind: own.kind, report: { ...own.report, parts: only } });
    }
  }
}

/** That a file does not hold what it was made of. */
export function disagrees(findings: readonly Finding[]): string {
  return `FILE_DISAGREES: ${findings.map(findingText).join(' ')}`;
}

function schemaFault(outcome: Exclude<SchemaOutcome, { state: 'VALID' }>): string {
  if (outcome.state === 'UNCHECKED') return `SCHEMA_UNCHECKED: no end within its ${outcome.why}`;
  const faults = outcome.faults.map(({ line, message }) => `line ${line}: ${message}`);
  return `SCHEMA_INVALID: ${faults.join('; ')}`;
}
