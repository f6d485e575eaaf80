import { IMPORT_KINDS, IMPORT_STATES } from '@fairlead/core/report/import-state';
import { z } from 'zod';
import { idempotencyKey } from './act.ts';
import { integerInput } from './decimal.ts';
import { identifier } from './identifier.ts';
import { importedFile, importFormat, importProgress } from './import.ts';

/** Each part of a file has so many bytes, the last one what is left. */
export const PART_BYTES = 1_048_576;
/** A firm's quarter has hundreds of megabytes; what is larger comes as several imports. */
export const ORDER_FILE_BYTES_MAX = 4 * 1024 * 1024 * 1024;
/** What other firms publish is opened in memory. */
export const PEER_FILE_BYTES_MAX = 256 * 1024 * 1024;
export const PEER_FILES_MAX = 50;

const audited = { audit_id: z.uuid() };
const said = {
  reason: z.string().normalize().trim().min(1).max(500),
  idempotency_key: idempotencyKey.nullish(),
};
/** The name that the file has with whoever brings it; what other firms publish is known by it. */
const fileName = z
  .string()
  .normalize()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^/\\\p{Cc}]+$/u, 'a name without folders');
const announced = (most: number) => z.strictObject({ name: fileName, bytes: integerInput(0, most) });
const orderFile = announced(ORDER_FILE_BYTES_MAX);

export const uploadRequest = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('ORDERS'),
      client_id: identifier(50).default('IMPORT').describe('Whose orders they are: ids are unique for it.'),
      format: importFormat,
      files: z.strictObject({ orders: orderFile, routes: orderFile, executions: orderFile }),
      ...said,
    }),
    z.strictObject({
      kind: z.literal('PEERS'),
      files: z.array(announced(PEER_FILE_BYTES_MAX)).min(1).max(PEER_FILES_MAX),
      ...said,
    }),
  ])
  .meta({
    id: 'UploadRequest',
    description: `Files that are to be brought: the three of a firm's own past (docs/import.md), or what other firms have published (docs/peers.md). Their bytes follow in parts.`,
  });
export type UploadRequest = z.infer<typeof uploadRequest>;

export const withdrawalRequest = z
  .strictObject(said)
  .meta({ id: 'WithdrawalRequest', description: 'What a person says who withdraws an import.' });

/** A file by the name under which its parts come: `orders`, `routes`, `executions`, or its number from 1 on. */
const broughtFile = z.object({
  file: z.string(),
  name: z.string(),
  bytes: z.int(),
  parts: z.int().describe('Its parts of which the bytes have come; all of them once they have been loaded.'),
  sha256: z.string().nullable().describe('Hexadecimal; null until the worker has read it.'),
});

/** What became of one file of another firm. One that is refused says by a code why, one that is loaded how many faults its figures have. */
export const peerOutcome = z.object({
  name: z.string(),
  state: z.enum(['LOADED', 'THERE', 'REFUSED']),
  firm: z.string().nullable(),
  kind: z.string().nullable(),
  period_from: z.string().nullable(),
  rows: z.int(),
  defect_count: z.int(),
  code: z.string().nullable(),
  said: z.array(z.string()),
});
export type PeerOutcome = z.infer<typeof peerOutcome>;

export const importView = z
  .object({
    id: z.uuid(),
    kind: z.enum(IMPORT_KINDS),
    client_id: z.string().nullable(),
    format: importFormat.nullable(),
    state: z.enum(IMPORT_STATES),
    files: z.array(broughtFile),
    content_hash: z.string().nullable().describe('Over format and files; null until the worker has read them.'),
    reason: z.string().nullable().describe('Null where it was brought by a program on the machine itself.'),
    requested_by: z.string(),
    requested_by_name: z.string(),
    created_at: z.string(),
    updated_at: z.string(),
    completed_at: z.string().nullable(),
    progress: z
      .number()
      .nullable()
      .describe('0 to 1, of the bytes that have come (UPLOADING) or been loaded; null where that is not known.'),
    orders: z.int(),
    routes: z.int(),
    executions: z.int(),
    fault_count: z.int(),
    faults_by_code: z.record(z.string(), z.int()),
    same_as: z.uuid().nullable().describe('Of one that was there: the import that had brought it.'),
    first_at: z.string().nullable().describe('The first and the last time that its rows tell of.'),
    last_at: z.string().nullable(),
    withdrawn_at: z.string().nullable(),
    withdrawn_by: z.string().nullable(),
    withdrawal_reason: z.string().nullable(),
    peers: z.array(peerOutcome).describe('Of files of other firms: what became of each; empty until then.'),
  })
  .meta({
    id: 'Import',
    description: 'An import: who has brought what, and what has become of it. Times are null until they have come.',
  });
export type ImportView = z.infer<typeof importView>;

export const importTaken = importView
  .extend(audited)
  .meta({ id: 'ImportTaken', description: 'An import as an act has left it.' });

export const importListQuery = z.strictObject({
  kind: z.enum(IMPORT_KINDS).optional(),
  cursor: z.uuid().optional().describe('The `next_cursor` of the page before.'),
  limit: integerInput(1, 200).default(50),
});

export const importPage = z
  .object({ imports: z.array(importView), next_cursor: z.string().nullable() })
  .meta({ id: 'ImportPage', description: 'Imports, the newest first.' });

export const importFaultQuery = z.strictObject({
  code: z.string().max(40).optional(),
  after: integerInput(0, 2_000_000_000).default(0).describe('The number of the last fault of the page before.'),
  limit: integerInput(1, 1_000).default(100),
});

/** What is wrong with a line, numbered from 1 in the order in which it was found; `code` is one of docs/import.md. */
export const numberedFault = z.object({
  number: z.int(),
  file: z.string(),
  line: z.int(),
  field: z.string().nullable(),
  code: z.string(),
  message: z.string(),
});
export type NumberedFault = z.infer<typeof numberedFault>;

export const importFaultPage = z
  .object({ faults: z.array(numberedFault), next_after: z.int().nullable() })
  .meta({ id: 'ImportFaultPage', description: 'Faults of an import.' });

/** A file that is announced, by the name under which its parts come. */
export const announcedFile = z.object({ file: z.string(), name: z.string(), bytes: z.number() });
export type AnnouncedFile = z.infer<typeof announcedFile>;

const storedTime = z.number().nullable();

/** An import as the database tells it: files as they were announced and as they were read, times in microseconds since 1970. */
export const storedImport = importView
  .pick({
    ...{ id: true, kind: true, client_id: true, format: true, state: true, content_hash: true, reason: true },
    ...{ requested_by: true, requested_by_name: true, orders: true, routes: true, executions: true },
    ...{ fault_count: true, same_as: true, withdrawn_by: true, withdrawal_reason: true, peers: true },
  })
  .extend({
    announced: announcedFile.array().nullable(),
    loaded: importedFile.array().nullable(),
    parts: z.record(z.string(), z.number()),
    progress: importProgress.nullable(),
    created_at_us: z.number(),
    updated_at_us: z.number(),
    ...{ completed_at_us: storedTime, first_at_us: storedTime, last_at_us: storedTime, withdrawn_at_us: storedTime },
  });

/** An upload that has come whole and is to be loaded, as the database tells it. */
export const waitingUpload = z.object({
  id: z.string(),
  kind: z.enum(IMPORT_KINDS),
  client_id: z.string().nullable(),
  format: importFormat.nullable(),
  files: announcedFile.array(),
  requested_by_name: z.string(),
});
export type WaitingUpload = z.infer<typeof waitingUpload>;
