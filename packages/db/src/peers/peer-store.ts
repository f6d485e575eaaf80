import { createHash } from 'node:crypto';
import { err, ok, type Result } from '@fairlead/core/result';
import type { TalliedDefect } from '@fairlead/rule606/peer/defect-tally';
import { type PeerExecution, PeerExecutionReader } from '@fairlead/rule606/peer/peer-executions';
import type { PeerKind } from '@fairlead/rule606/peer/peer-kind';
import { type PeerRefusal, type PeerRouting, readPeerRouting } from '@fairlead/rule606/peer/peer-routing';
import { rule605Dates } from '@fairlead/rule606/rule605/reporting-calendar';
import { rule605Settings } from '@fairlead/rule606/rule605/settings';
import type pg from 'pg';
import { v7 as uuidV7 } from 'uuid';
import { arrayLiteral } from '../array-parameter.ts';
import { inTransaction } from '../transaction.ts';
import { type NamedBytes, unpack } from './unpack.ts';

/** What has become of one file: it was loaded, it is there already to the byte, or it is none that can be read. */
export interface LoadedPeer {
  readonly name: string;
  readonly outcome: Result<KeptPeer, PeerRefusal>;
}

export interface KeptPeer {
  readonly kind: PeerKind;
  readonly firm: string;
  /** The first day of its quarter or month, an ISO date. */
  readonly periodFrom: string;
  readonly rows: number;
  readonly defectCount: number;
  /** False where the same file was loaded before. */
  readonly isNew: boolean;
}

/** What a file is about, before its rows. */
interface PeerHead {
  readonly kind: PeerKind;
  readonly reporter: string;
  readonly firm: string;
  readonly crd: string | null;
  readonly periodFrom: string;
  readonly periodTo: string;
}

/** What reading its rows has come to. */
interface ReadRows {
  readonly rows: number;
  readonly participant: string | null;
  readonly defects: readonly TalliedDefect[];
}

type WriteRows = (client: pg.PoolClient, fileId: string) => Promise<ReadRows>;

const RULES = { settings: rule605Settings, dates: rule605Dates };
const ROWS_A_STATEMENT = 2_000;

/** Keeps what other firms have published. A file takes the place of the one of its kind, reporter and period; the same one twice changes nothing. */
export class PeerStore {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Loads a file, or each of the files that it is a package of, in one transaction each. */
  async load(file: NamedBytes): Promise<readonly LoadedPeer[]> {
    const opened = unpack(file);
    if (!opened.ok) return [{ name: file.name, outcome: err({ code: 'NOT_UNPACKED', said: [opened.error] }) }];
    const loaded: LoadedPeer[] = [];
    for (const each of opened.value) loaded.push({ name: each.name, outcome: await this.#loadOne(each) });
    return loaded;
  }

  async #loadOne(file: NamedBytes): Promise<Result<KeptPeer, PeerRefusal>> {
    if (/\.xml$/i.test(file.name)) {
      const read = readPeerRouting(file.name, file.bytes.toString('utf8'));
      return read.ok ? this.#keep(file, { ...read.value, kind: 'RULE_606_A1' }, writeSections(read.value)) : read;
    }
    const reader = PeerExecutionReader.of(file.name, RULES);
    if (!reader.ok) return reader;
    const { kind, entity, periodFrom, periodTo } = reader.value;
    const head = { kind, reporter: entity, firm: entity, crd: null, periodFrom, periodTo };
    return this.#keep(file, head, writeExecutions(reader.value, file.bytes));
  }

  async #keep(file: NamedBytes, head: PeerHead, write: WriteRows): Promise<Result<KeptPeer, PeerRefusal>> {
    const hash = createHash('sha256').update(file.bytes).digest('hex');
    const { kind, firm, periodFrom } = head;
    return inTransaction(this.#pool, async (client) => {
      await client.query("select pg_advisory_xact_lock(hashtext('peer_files'))");
      const key = [kind, head.reporter, periodFrom];
      const [known] = (await client.query<KnownFile>(KNOWN, key)).rows;
      if (known?.content_hash === hash) {
        return ok({ kind, firm, periodFrom, rows: known.rows, defectCount: known.defect_count, isNew: false });
      }
      await client.query('savepoint before_file');
      await client.query(REMOVE, key);
      const id = uuidV7();
      await client.query(INSERT, [id, ...key, firm, head.crd, head.periodTo, file.name, hash]);
      const { rows, participant, defects } = await write(client, id);
      const defectCount = defects.reduce((sum, { count }) => sum + count, 0);
      if (rows === 0) {
        await client.query('rollback to savepoint before_file');
        return err({ code: 'NO_ROWS', said: defects.map(({ code }) => code) });
      }
      await client.query(FINISH, [id, rows, participant, defectCount, JSON.stringify(defects)]);
      return ok({ kind, firm, periodFrom, rows, defectCount, isNew: true });
    });
  }
}

function writeSections({ sections, defects }: PeerRouting): WriteRows {
  return async (client, fileId) => {
    await client.query(SECTIONS, [
      fileId,
      sections.map(({ month }) => month),
      sections.map(({ section }) => section),
      arrayLiteral(sections.map(({ figures }) => JSON.stringify(figures))),
    ]);
    return { rows: sections.length, participant: null, defects };
  };
}

function writeExecutions(reader: PeerExecutionReader, bytes: Buffer): WriteRows {
  return async (client, fileId) => {
    let rows = 0;
    let batch: PeerExecution[] = [];
    for (const line of linesOf(bytes)) {
      const row = reader.take(line);
      if (row !== null) batch.push(row);
      if (batch.length === ROWS_A_STATEMENT) await flush();
    }
    await flush();
    return { rows, defects: reader.end(), participant: reader.participant };

    async function flush() {
      const of = (value: (row: PeerExecution) => string | null) => arrayLiteral(batch.map(value));
      await client.query(EXECUTIONS, [
        fileId,
        batch.map(({ line }) => line),
        of(({ symbol }) => symbol),
        of(({ sp500 }) => sp500),
        of(({ lot }) => lot),
        of(({ size }) => size),
        of(({ type }) => type),
        of(({ figures }) => JSON.stringify(figures)),
      ]);
      rows += batch.length;
      batch = [];
    }
  };
}

/** Lines without their line feeds; what is behind the last one is a line only where something stands there. A zero byte is no text of the database. */
function* linesOf(bytes: Buffer): Generator<string> {
  let from = 0;
  while (from < bytes.length) {
    const feed = bytes.indexOf(10, from);
    const until = feed === -1 ? bytes.length : feed;
    yield bytes.toString('utf8', from, until).replaceAll('\0', '');
    from = until + 1;
  }
}

interface KnownFile {
  readonly content_hash: string;
  readonly rows: number;
  readonly defect_count: number;
}

const KEY = 'kind = $1 and reporter = $2 and period_from = $3::date';
const KNOWN = `select content_hash, rows, defect_count from peer_files where ${KEY}`;
const REMOVE = `delete from peer_files where ${KEY}`;
const INSERT = `
insert into peer_files (id, kind, reporter, period_from, firm, crd, period_to, file_name, content_hash, rows, defect_count, defects, loaded_at)
values ($1, $2, $3, $4::date, $5, $6, $7::date, $8, $9, 0, 0, '[]', now())`;
const FINISH = `update peer_files set rows = $2, participant = $3, defect_count = $4, defects = $5::jsonb where id = $1`;
const SECTIONS = `
insert into peer_sections (file_id, month, section, figures)
select $1, s.month, s.section, s.figures::jsonb from unnest($2::date[], $3::text[], $4::text[]) as s(month, section, figures)`;
const EXECUTIONS = `
insert into peer_executions (file_id, line, symbol, sp500, lot, size, type, figures)
select $1, e.line, e.symbol, e.sp500, e.lot, e.size, e.type, e.figures::jsonb
from unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) as e(line, symbol, sp500, lot, size, type, figures)`;
