import { z } from 'zod';

/** The three files of an import, each naming rows of the one before it: they are read in this order. */
export const importFileName = z.enum(['orders', 'routes', 'executions']);
export type ImportFileName = z.infer<typeof importFileName>;

/** How the files are written: with commas and a first line of names, or a JSON object a line. */
export const importFormat = z.enum(['CSV', 'JSONL']);
export type ImportFormat = z.infer<typeof importFormat>;

/** A file of an import by its contents; `path` is where it lay, or its name where somebody has brought it. */
export const importedFile = z.object({
  file: importFileName,
  path: z.string(),
  bytes: z.int(),
  sha256: z.string(),
});
export type ImportedFile = z.infer<typeof importedFile>;

/** What is wrong with a line of an import: `code` is one of docs/import.md. */
export const importFault = z.object({
  file: importFileName,
  line: z.int(),
  field: z.string().nullable(),
  code: z.string(),
  message: z.string(),
});
export type ImportFault = z.infer<typeof importFault>;

/**
 * How far an import has come: so many records of a file are durable, with those of the files before it, and so often each code was found in them. `bytes` of
 * the file have been read for that, and somewhat more.
 */
export const importProgress = z.object({
  file: importFileName,
  records: z.int(),
  bytes: z.int().default(0),
  faults_by_code: z.record(z.string(), z.int()),
});
export type ImportProgress = z.infer<typeof importProgress>;
