import { importFormat } from '@fairlead/contracts/import';
import { numberedFault, peerOutcome } from '@fairlead/contracts/upload';
import { IMPORT_KINDS, IMPORT_STATES } from '@fairlead/core/report/import-state';
import { z } from 'zod';

/** An import as it is listed and shown: who has brought what, and what has become of it. Times are milliseconds since 1970, null until they have come. */
export const importShown = z.object({
  id: z.string(),
  kind: z.enum(IMPORT_KINDS),
  client_id: z.string().nullable(),
  format: importFormat.nullable(),
  state: z.enum(IMPORT_STATES),
  files: z.array(
    z.object({
      file: z.string(),
      name: z.string(),
      bytes: z.number(),
      sha256: z.string().nullable(),
    }),
  ),
  content_hash: z.string().nullable(),
  reason: z.string().nullable(),
  by: z.string(),
  created_at_ms: z.number(),
  completed_at_ms: z.number().nullable(),
  /** 0 to 1, of the bytes that have come or been loaded; null where that is not known. */
  progress: z.number().nullable(),
  orders: z.number(),
  routes: z.number(),
  executions: z.number(),
  fault_count: z.number(),
  faults_by_code: z.record(z.string(), z.number()),
  same_as: z.string().nullable(),
  first_at_ms: z.number().nullable(),
  last_at_ms: z.number().nullable(),
  withdrawn: z.object({ by: z.string(), at_ms: z.number(), reason: z.string() }).nullable(),
  peers: z.array(peerOutcome),
});
export type ImportShown = z.infer<typeof importShown>;

/** A page of imports, the newest first. */
export const importsShown = z.object({ rows: z.array(importShown), next: z.string().nullable() });

/** Faults of lines by their numbers. */
export const faultsShown = z.array(numberedFault);

/** An import that a report counted and that was withdrawn since. */
export const withdrawnImport = z.object({
  id: z.string(),
  client_id: z.string(),
  at_ms: z.number(),
  by: z.string(),
  reason: z.string(),
});
export type WithdrawnImportShown = z.infer<typeof withdrawnImport>;
