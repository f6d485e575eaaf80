import { readFile } from 'node:fs/promises';
import type { ImportFormat } from '@fairlead/contracts/import';
import { type AnnouncedFile, PART_BYTES } from '@fairlead/contracts/upload';
import { UploadQueue } from '@fairlead/db/import/upload-queue';
import { ImportRepository } from '@fairlead/db/repositories/import-repository';
import { serviceWriter } from '@fairlead/db/repositories/risk-writer';
import { type NewUpload, UploadRepository } from '@fairlead/db/repositories/upload-repository';
import { describe, expect, it } from 'vitest';
import { loadUpload } from '../src/import/load-upload.ts';
import { uploads } from '../src/jobs/uploads.ts';
import { type FirmFiles, filesOf, firmRows, importSet } from './import-set.ts';

const REPORT = new URL('../../../docs/import-sample/report/', import.meta.url);
const ROWS = firmRows(25);
const FILES = filesOf(ROWS, 'CSV');
const ALL = { orders: 25, routes: 25, executions: 50 };
type Set = Awaited<ReturnType<typeof importSet>>;

/** Brings files as the API takes them, and gives them to the worker. */
async function bring(set: Set, what: Omit<NewUpload, 'files'>, files: Readonly<Record<string, [string, Buffer]>>) {
  const repository = new UploadRepository(set.pool);
  const announced = Object.entries(files).map(([file, [name, bytes]]) => ({ file, name, bytes: bytes.length }));
  const act = [JSON.stringify(announced), String(Math.random())];
  const writer = serviceWriter('a test', { act, reason: 'a test', atUs: Date.now() * 1_000 });
  const { done } = await repository.begin({ ...what, files: announced }, writer);
  for (const [file, [, bytes]] of Object.entries(files))
    for (let number = 0; number * PART_BYTES < bytes.length; number++) {
      const content = bytes.subarray(number * PART_BYTES, (number + 1) * PART_BYTES);
      expect(await repository.keepPart(done.id, { file, number, content })).toMatchObject({ ok: true });
    }
  expect(await repository.send(done.id)).toMatchObject({ ok: true, value: { state: 'QUEUED' } });
  return done.id;
}

const bringOrders = (set: Set, files: FirmFiles, format: ImportFormat = 'CSV') =>
  bring(
    set,
    { kind: 'ORDERS', client_id: 'FIRM', format },
    {
      orders: ['orders.csv', Buffer.from(files.orders)],
      routes: ['routes.csv', Buffer.from(files.routes)],
      executions: ['executions.csv', Buffer.from(files.executions)],
    },
  );
const run = (set: Set) => uploads(set.pool).run({}, { now_us: Date.now() * 1_000 });
const told = (set: Set, id: string) => new ImportRepository(set.pool).of(id);

describe('what somebody has brought', () => {
  it('is loaded by the worker: it counts, with its digest and the time that it covers, and its bytes are gone', async () => {
    await using set = await importSet();
    const id = await bringOrders(set, FILES);
    expect(await run(set)).toEqual({ loaded: 1, refused: 0, were_there: 0, given_up: 0 });
    expect(await told(set, id)).toMatchObject({
      ...{ id, state: 'COMPLETE', fault_count: 0, requested_by_name: 'a test', reason: 'a test', ...ALL },
      ...{ content_hash: expect.stringMatching(/^[0-9a-f]{64}$/), first_at_us: 1_782_921_600_000_001 },
      files: [{ file: 'orders', name: 'orders.csv', sha256: expect.any(String) }, {}, {}],
    });
    expect(await set.counts()).toEqual(ALL);
    expect(await set.ask('select from upload_parts')).toEqual([]);
    expect(await run(set)).toEqual({ loaded: 0, refused: 0, were_there: 0, given_up: 0 });
  });

  it('of the same files twice changes nothing, and says which import had brought them', async () => {
    await using set = await importSet();
    const first = await bringOrders(set, FILES);
    await run(set);
    const again = await bringOrders(set, FILES);
    expect(await run(set)).toMatchObject({ loaded: 0, were_there: 1 });
    expect(await told(set, again)).toMatchObject({ state: 'THERE', same_as: first });
    expect(await set.counts()).toEqual(ALL);
  });

  it('with lines that are wrong leaves nothing, and each of its faults can be read', async () => {
    await using set = await importSet();
    const id = await bringOrders(set, { ...FILES, orders: FILES.orders.replaceAll('HELD', 'held') });
    expect(await run(set)).toMatchObject({ loaded: 0, refused: 1 });
    expect(await told(set, id)).toMatchObject({
      ...{ state: 'REFUSED', fault_count: 25, faults_by_code: { NOT_IN_LIST: 25 }, orders: 0 },
    });
    const faults = await new ImportRepository(set.pool).faults(id, { code: null, after: 23, limit: 9 });
    expect(faults).toMatchObject([
      { number: 24, file: 'orders', line: 25, field: 'handling', code: 'NOT_IN_LIST' },
      { number: 25, file: 'orders', line: 26, field: 'handling', code: 'NOT_IN_LIST' },
    ]);
    expect(await set.counts()).toEqual({ orders: 0, routes: 0, executions: 0 });
  });

  it('in files of many parts, cut off in the middle, goes on where it was and comes to the same', async () => {
    await using set = await importSet();
    const files = filesOf(ROWS, 'JSONL');
    // Lines that say nothing, more than a part of them, behind the first executions.
    const lines = files.executions.split('\n');
    const nothing = ' '.repeat(600_000);
    const executions = [...lines.slice(0, 30), nothing, nothing, ...lines.slice(30)].join('\n');
    const id = await bringOrders(set, { ...files, executions }, 'JSONL');
    const queue = new UploadQueue(set.pool);
    const [waiting] = await queue.waiting();
    if (waiting === undefined) throw new Error('nothing waits');
    await queue.begin(id);
    // The bytes are read twice, for their digest and for their rows: the second time executions are cut off behind their first part.
    let opened = 0;
    const cut = {
      async *content(upload: string, file: AnnouncedFile) {
        const isCut = file.file === 'executions' && ++opened === 2;
        yield* queue.content(upload, isCut ? { ...file, bytes: PART_BYTES } : file);
        if (isCut) throw new Error('cut off');
      },
    };
    await expect(loadUpload(waiting, { pool: set.pool, queue: cut, batch: 10 })).rejects.toThrow('cut off');
    expect(await told(set, id)).toMatchObject({ state: 'LOADING', progress: expect.any(Number) });
    expect(await set.counts()).toMatchObject({ orders: 25, routes: 25 });
    expect(await run(set)).toMatchObject({ loaded: 1 });
    expect(await told(set, id)).toMatchObject({ state: 'COMPLETE', ...ALL });
  });

  it('waits while another import is at work, and is begun anew where another has taken its place', async () => {
    await using set = await importSet();
    const id = await bringOrders(set, FILES);
    const held = await set.pool.connect();
    await held.query("select pg_advisory_lock(hashtext('imports'))");
    expect(await run(set)).toMatchObject({ loaded: 0 });
    expect(await told(set, id)).toMatchObject({ state: 'LOADING' });
    held.release(true);
    const queue = new UploadQueue(set.pool);
    const [waiting] = await queue.waiting();
    if (waiting === undefined) throw new Error('nothing waits');
    let opened = 0;
    const cut = {
      content: (upload: string, file: AnnouncedFile) => {
        if (++opened === 5) throw new Error('cut off');
        return queue.content(upload, file);
      },
    };
    await expect(loadUpload(waiting, { pool: set.pool, queue: cut, batch: 5 })).rejects.toThrow('cut off');
    expect(await set.load(filesOf(firmRows(2, 500), 'CSV'))).toMatchObject({ state: 'COMPLETE' });
    expect(await run(set)).toMatchObject({ loaded: 1 });
    expect(await told(set, id)).toMatchObject({ state: 'COMPLETE', ...ALL });
  });
});

describe('what other firms have published, when it is brought', () => {
  const report = async (name: string): Promise<[string, Buffer]> => [name, await readFile(new URL(name, REPORT))];
  const PEERS = { kind: 'PEERS', client_id: null, format: null } as const;

  it('is loaded file by file: what became of each is told, and the same again changes nothing', async () => {
    await using set = await importSet();
    const files = {
      1: await report('123456_606_NMS_2026_Q3.XML'),
      2: ['notes.pdf', Buffer.from('nothing')] satisfies [string, Buffer],
    };
    const id = await bring(set, PEERS, files);
    expect(await run(set)).toMatchObject({ loaded: 1 });
    expect(await told(set, id)).toMatchObject({
      state: 'COMPLETE',
      peers: [
        { state: 'LOADED', kind: 'RULE_606_A1', code: null },
        { name: 'notes.pdf', state: 'REFUSED', code: 'UNKNOWN_FILE_NAME' },
      ],
    });
    const again = await bring(set, PEERS, files);
    await run(set);
    expect(await told(set, again)).toMatchObject({ peers: [{ state: 'THERE' }, { state: 'REFUSED' }] });
    const none = await bring(set, PEERS, { 1: files[2] });
    expect(await run(set)).toMatchObject({ loaded: 0, refused: 1 });
    expect(await told(set, none)).toMatchObject({ state: 'REFUSED' });
  });
});
