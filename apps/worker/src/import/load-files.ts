import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  type ImportedFile,
  type ImportFault,
  type ImportFileName,
  type ImportFormat,
  importFileName,
} from '@fairlead/contracts/import';
import {
  type BegunImport,
  type Clash,
  FAULTS_KEPT_MOST,
  type ImportCounts,
  type ImportStep,
  ImportStore,
} from '@fairlead/db/import/import-store';
import { PersonNames } from '@fairlead/db/repositories/person-names';
import type { Layout, RowOf } from '@fairlead/rule606/import/layout';
import { quoted } from '@fairlead/rule606/import/line-fault';
import type pg from 'pg';
import { csvLines } from './csv-lines.ts';
import { FAULTS_TOLD_MOST, FaultList } from './fault-list.ts';
import { digestOf } from './file-digest.ts';
import { executionsOf, type FilePart, type LinedRow, ordersOf, routesOf } from './file-parts.ts';
import type { FileSource } from './file-source.ts';
import { jsonLines } from './json-lines.ts';
import type { ReadLine } from './read-line.ts';

/** What a firm wants to have imported. */
export interface ImportRequest {
  /** Whose orders they are; ids are unique for it. */
  readonly clientId: string;
  readonly format: ImportFormat;
  readonly files: Readonly<Record<ImportFileName, FileSource>>;
  readonly requestedBy: string;
  /** The id of the upload that brings them, where one does. */
  readonly uploadId?: string;
}

/** What became of it. */
export type ImportOutcome =
  /** Every row counts; `wasThere` where an earlier import had done it. */
  | {
      readonly state: 'COMPLETE';
      readonly batchId: string;
      readonly counts: ImportCounts;
      readonly wasThere: boolean;
    }
  /** No row is kept: the first faults, and how often each code. */
  | {
      readonly state: 'REFUSED';
      readonly batchId: string;
      readonly faults: readonly ImportFault[];
      readonly faultsByCode: Readonly<Record<string, number>>;
    }
  /** Another import is at work in this database. */
  | { readonly state: 'BUSY' }
  | { readonly state: 'UNREADABLE'; readonly path: string };

/** So many records of a file are durable. */
export interface ImportNews {
  readonly file: ImportFileName;
  readonly records: number;
  readonly faults: number;
}

/** What an import works with. */
export interface ImportTools {
  /** Two connections at least. */
  readonly pool: pg.Pool;
  readonly tell: (news: ImportNews) => void;
  /** Records that become durable together. */
  readonly batch?: number;
}

const BATCH = 5_000;

/**
 * Imports the three files of a firm, or goes on where an earlier try of the same files has stopped. Either every row of them counts afterwards, or none is
 * left; what an earlier import has brought is not brought again.
 */
export async function loadFiles(request: ImportRequest, tools: ImportTools): Promise<ImportOutcome> {
  const files: ImportedFile[] = [];
  for (const file of importFileName.options) {
    const { path } = request.files[file];
    const digest = await digestOf(request.files[file]);
    if (digest === null) return { state: 'UNREADABLE', path };
    files.push({ file, path, ...digest });
  }
  await using store = await ImportStore.open(tools.pool);
  if (store === null) return { state: 'BUSY' };
  const { clientId, format, requestedBy, uploadId: id = null } = request;
  const contentHash = hashOf(format, files);
  const begun = await store.begin({ id, clientId, format, contentHash, files, requestedBy });
  // An upload whose own import was complete when its worker was cut off has been loaded by itself.
  if (begun.state === 'COMPLETE') return { ...begun, wasThere: begun.batchId !== id };
  return await new Loading(begun, { request, tools, store }).run();
}

function hashOf(format: ImportFormat, files: readonly ImportedFile[]): string {
  return createHash('sha256')
    .update([format, ...files.map(({ sha256 }) => sha256)].join())
    .digest('hex');
}

interface Around {
  readonly request: ImportRequest;
  readonly tools: ImportTools;
  readonly store: ImportStore;
}

/** Records that are written together, and how many of the file there are with them. */
interface Prepared<Row> {
  readonly rows: readonly LinedRow<Row>[];
  readonly faults: readonly ImportFault[];
  readonly records: number;
}

class Loading {
  readonly #batchId: string;
  readonly #around: Around;
  readonly #faults: FaultList;
  #at: { file: ImportFileName; records: number };
  /** Bytes of the file that have been read. */
  #bytes = 0;

  constructor(begun: Extract<BegunImport, { state: 'LOADING' }>, around: Around) {
    this.#batchId = begun.batchId;
    this.#around = around;
    this.#at = begun.progress ?? { file: 'orders', records: 0 };
    this.#faults = new FaultList(begun.faultyFile, begun.progress?.faults_by_code ?? {});
  }

  async run(): Promise<ImportOutcome> {
    const { store, tools, request } = this.#around;
    const target = {
      ...{ store, persons: new PersonNames(tools.pool) },
      ...{ batchId: this.#batchId, clientId: request.clientId },
    };
    await this.#load(ordersOf(target));
    await this.#load(routesOf(target));
    await this.#load(executionsOf(target));
    if (this.#faults.count === 0) await this.#weigh();
    const batchId = this.#batchId;
    if (this.#faults.count === 0)
      return { state: 'COMPLETE', batchId, counts: await store.complete(batchId), wasThere: false };
    await store.refuse(this.#step());
    const faults = await store.faults(batchId, FAULTS_TOLD_MOST);
    return { state: 'REFUSED', batchId, faults, faultsByCode: this.#faults.byCode };
  }

  /** Reads one file from where it was left; the next records are read while those before them are written. */
  async #load<L extends Layout>(part: FilePart<L>): Promise<void> {
    const order = importFileName.options;
    if (order.indexOf(part.file) < order.indexOf(this.#at.file)) return;
    if (part.file !== this.#at.file) this.#at = { file: part.file, records: 0 };
    const { request, tools } = this.#around;
    const source = { file: this.#counted(request.files[part.file]), skip: this.#at.records };
    const lines = request.format === 'CSV' ? csvLines(part.kind, source) : jsonLines(part.kind, source);
    // A line that is wrong would make every line wrong that names it.
    const { faultyFile } = this.#faults;
    const isWriting = faultyFile === null || faultyFile === part.file;
    let writing = Promise.resolve();
    try {
      for await (const prepared of batchesOf(lines, part, { size: tools.batch ?? BATCH, records: source.skip })) {
        await writing;
        writing = this.#write(part, prepared, isWriting);
        // It is waited for, and what it throws thrown, in the next round.
        writing.catch(() => {});
      }
    } finally {
      await writing;
    }
  }

  /** The same file; how much of it is read is known. */
  #counted(file: FileSource): Pick<FileSource, 'open'> {
    this.#bytes = 0;
    const count = (bytes: number) => {
      this.#bytes += bytes;
    };
    return { open: () => Readable.from(countedPieces(file.open(), count), { objectMode: false }) };
  }

  async #write<L extends Layout>(
    part: FilePart<L>,
    { rows, faults, records }: Prepared<RowOf<L>>,
    isWriting: boolean,
  ): Promise<void> {
    const { store, tools } = this.#around;
    await store.step(async () => {
      const clashes = isWriting ? await part.write(rows) : [];
      const byLine = new Map(clashes.length === 0 ? [] : rows.map(({ line, row }) => [line, row]));
      for (const fault of faults) this.#faults.add(fault);
      for (const clash of clashes) {
        const row = byLine.get(clash.line);
        if (row !== undefined) this.#faults.add({ file: part.file, line: clash.line, ...wordsOf(clash, part, row) });
      }
      this.#at = { file: part.file, records };
      return this.#step();
    });
    tools.tell({ file: part.file, records, faults: this.#faults.count });
  }

  /** What is wrong between files as a whole. */
  async #weigh(): Promise<void> {
    const { routes, count } = await this.#around.store.overexecuted(this.#batchId, FAULTS_KEPT_MOST);
    const code = 'EXECUTED_BEYOND_ROUTE';
    for (const { line, routeId, executed, routed } of routes) {
      const message = `the executions of ${quoted(routeId)} up to this line come to ${executed}, and ${routed} were routed`;
      this.#faults.add({ file: 'executions', line, field: 'quantity', code, message });
    }
    this.#faults.countMore(code, count - routes.length);
  }

  #step(): ImportStep {
    const progress = { ...this.#at, bytes: this.#bytes, faults_by_code: this.#faults.byCode };
    return { batchId: this.#batchId, progress, faults: this.#faults.takeUnwritten() };
  }
}

async function* countedPieces(pieces: Readable, count: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    count(piece.length);
    yield piece;
  }
}

/** Gathers lines into batches, with what is wrong with them; an id that is twice in one of them counts once. */
async function* batchesOf<L extends Layout>(
  lines: AsyncIterable<ReadLine<RowOf<L>>>,
  { file, id }: FilePart<L>,
  from: { readonly size: number; readonly records: number },
): AsyncGenerator<Prepared<RowOf<L>>> {
  let rows: LinedRow<RowOf<L>>[] = [];
  let faults: ImportFault[] = [];
  let lineOfId = new Map<string, number>();
  let { records } = from;
  let inBatch = 0;
  for await (const { line, read } of lines) {
    records += 1;
    inBatch += 1;
    if (read.ok) {
      const key = id.of(read.value);
      const firstLine = lineOfId.get(key);
      if (firstLine === undefined) rows.push({ line, row: read.value });
      else faults.push({ file, line, field: id.field, code: 'ID_TWICE', message: twice(key, firstLine) });
      if (firstLine === undefined) lineOfId.set(key, line);
    } else for (const { field, code, message } of read.error) faults.push({ file, line, field, code, message });
    if (inBatch < from.size) continue;
    yield { rows, faults, records };
    [rows, faults, lineOfId, inBatch] = [[], [], new Map(), 0];
  }
  if (inBatch > 0) yield { rows, faults, records };
}

function wordsOf<L extends Layout>(clash: Clash, { id, parent }: FilePart<L>, row: RowOf<L>) {
  if (clash.why === 'ID_TWICE')
    return { field: id.field, code: clash.why, message: twice(id.of(row), clash.firstLine) };
  if (clash.why === 'ID_IMPORTED')
    return { field: id.field, code: clash.why, message: `import ${clash.batchId} has ${quoted(id.of(row))}` };
  const { field, code } = parent ?? { field: id.field, code: 'ORDER_UNKNOWN' };
  return { field, code, message: `nothing has the id ${quoted(parent?.of(row) ?? '')}` };
}

function twice(id: string, firstLine: number): string {
  return `${quoted(id)} stands on line ${firstLine} already`;
}
