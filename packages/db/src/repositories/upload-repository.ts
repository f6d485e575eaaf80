import { type AnnouncedFile, announcedFile, PART_BYTES } from '@fairlead/contracts/upload';
import type { ImportKind } from '@fairlead/core/report/import-state';
import { err, ok, type Result } from '@fairlead/core/result';
import type pg from 'pg';
import { v7 as uuidV7 } from 'uuid';
import { IMPORTS, type ImportRow, importRow, partsOf } from '../import/import-rows.ts';
import { timestamp } from '../row-reading.ts';
import { inTransaction } from '../transaction.ts';
import { auditChange, earlierChange, type RiskStep, type RiskWriter } from './risk-writer.ts';
import { isUuid } from './uuid-range.ts';

/** What somebody is going to bring. Client and format are those of a firm's orders, null of files of other firms. */
export interface NewUpload {
  readonly kind: ImportKind;
  readonly client_id: string | null;
  readonly format: 'CSV' | 'JSONL' | null;
  readonly files: readonly AnnouncedFile[];
}

/** A part of a file, counted from 0. */
export interface UploadPart {
  readonly file: string;
  readonly number: number;
  readonly content: Buffer;
}

/** Why a part is not taken: nobody announced the import, it has come whole or was given up, its file has no such part, or the part has another length. */
export type PartRefusal = 'NOT_FOUND' | 'NOT_UPLOADING' | 'PART_UNKNOWN' | 'PART_LENGTH';
/** Why it is not given to the worker. */
export type SendRefusal = 'NOT_FOUND' | 'NOT_UPLOADING' | 'PARTS_MISSING';

/** Takes what people bring, part by part, until it is whole and the worker's. */
export class UploadRepository {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Announces files; announced again with the same key it is the same import. */
  begin(upload: NewUpload, writer: RiskWriter): Promise<RiskStep<ImportRow>> {
    const { auditId, personId, name, atUs, reason } = writer;
    return inTransaction(this.#pool, async (client) => {
      await client.query("select pg_advisory_xact_lock(hashtext('uploads'))");
      const earlier = await earlierChange(client, writer);
      if (earlier !== null) return { done: await one(client, earlier.subjectId), auditId };
      const id = uuidV7({ msecs: Math.floor(atUs / 1_000) });
      const { kind, client_id, format, files } = upload;
      await client.query(BEGIN, [id, kind, client_id, format, JSON.stringify(files), reason, personId, name, atUs]);
      const change = { action: 'import.request', subjectType: 'imports', subjectId: id } as const;
      await auditChange(client, writer, { ...change, before: null, after: upload });
      return { done: await one(client, id), auditId };
    });
  }

  /** Keeps a part; kept again it takes the place of what was there. */
  async keepPart(id: string, { file, number, content }: UploadPart): Promise<Result<null, PartRefusal>> {
    const found = isUuid(id) ? await this.#pool.query<{ files: unknown; state: string }>(ANNOUNCED, [id]) : null;
    const upload = found?.rows[0];
    if (upload === undefined) return err('NOT_FOUND');
    const announced = announcedFile.array().parse(upload.files);
    const bytes = announced.find((each) => each.file === file)?.bytes ?? 0;
    if (number < 0 || number >= partsOf(bytes)) return err('PART_UNKNOWN');
    if (content.length !== Math.min(PART_BYTES, bytes - number * PART_BYTES)) return err('PART_LENGTH');
    const kept = await this.#pool.query(KEEP_PART, [id, file, number, content]);
    return kept.rowCount === 1 ? ok(null) : err('NOT_UPLOADING');
  }

  /** Gives the worker what has come whole; given again nothing changes. */
  send(id: string): Promise<Result<ImportRow, SendRefusal>> {
    return inTransaction(this.#pool, async (client) => {
      if (!isUuid(id)) return err('NOT_FOUND');
      const [locked] = (await client.query('select from uploads where id = $1 for update', [id])).rows;
      if (locked === undefined) return err('NOT_FOUND');
      const before = await one(client, id);
      if (before.state === 'GIVEN_UP') return err('NOT_UPLOADING');
      if (before.state !== 'UPLOADING') return ok(before);
      if (before.files.some(({ bytes, parts }) => parts !== partsOf(bytes))) return err('PARTS_MISSING');
      await client.query("update uploads set state = 'QUEUED', updated_at = now() where id = $1", [id]);
      return ok(await one(client, id));
    });
  }
}

async function one(client: pg.PoolClient, id: string): Promise<ImportRow> {
  return importRow((await client.query(`${IMPORTS} where coalesce(u.id, b.id) = $1`, [id])).rows[0]);
}

const BEGIN = `
insert into uploads (id, kind, client_id, format, files, state, reason, requested_by, requested_by_name, created_at, updated_at)
values ($1, $2, $3, $4, $5, 'UPLOADING', $6, $7, $8, ${timestamp('$9')}, now())`;
const ANNOUNCED = 'select files, state from uploads where id = $1';
const KEEP_PART = `
insert into upload_parts (upload_id, file, number, content) select id, $2, $3, $4 from uploads where id = $1 and state = 'UPLOADING' for share
on conflict (upload_id, file, number) do update set content = excluded.content`;
