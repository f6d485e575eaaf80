import type { ReportFormat } from '@fairlead/rule606/file-name';
import type { MadeFile } from './report-maker.ts';

const MEDIA_TYPES: Readonly<Record<ReportFormat, string>> = {
  XML: 'application/xml',
  CSV: 'text/csv; charset=utf-8',
  PDF: 'application/pdf',
};

/** A file of a report, a text as UTF-8. */
export function madeFile(name: string, format: ReportFormat, content: Buffer | string): MadeFile {
  return { name, mediaType: MEDIA_TYPES[format], content: Buffer.from(content) };
}
