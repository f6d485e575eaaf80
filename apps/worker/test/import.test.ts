import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { importedKey } from '@fairlead/db/import/imported-rows';
import { describe, expect, it } from 'vitest';
import { importProgram } from '../src/import/import-program.ts';
import { filesOf, firmRows, importSet } from './import-set.ts';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const ROWS = firmRows(25);
const FILES = filesOf(ROWS, 'CSV');
const NOTHING = { orders: 0, routes: 0, executions: 0 };
const ALL = { orders: 25, routes: 25, executions: 50 };
const STATES = 'select state, error_count from imported_batches order by created_at';
const changed = (text: string, line: number, change: (line: string) => string) =>
  text
    .split('\n')
    .map((each, index) => (index === line - 1 ? change(each) : each))
    .join('\n');

describe('an import', () => {
  it.each(['CSV', 'JSONL'] as const)('of %s brings every value exactly', async (format) => {
    await using set = await importSet();
    const files = filesOf(ROWS, format);
    expect(await set.load(files, { format })).toMatchObject({ state: 'COMPLETE', wasThere: false, counts: ALL });
    expect(await set.ask('select state, orders, routes, executions, error_count from imported_batches')).toEqual([
      { state: 'COMPLETE', ...ALL, error_count: 0 },
    ]);
    const [row] = await set.ask(
      `select o.id, o.line, o.client_id, trim_scale(o.limit_price)::text as limit_price, o.classification, o.ioi_venues, o.account, n.name as customer,
         extract(epoch from o.received_at)::text as received_at, r.order_pk, r.mic, e.order_pk as of_order, e.route_pk, e.line as execution_line,
         trim_scale(e.fee_usd)::text as fee, e.payment_for_order_flow_usd::text as pfof
       from imported_orders o join imported_routes r on r.order_pk = o.id join imported_executions e on e.route_pk = r.id
         join person_names n on n.pseudonym::text = o.customer_id
       where o.order_id = 'O-7' and e.execution_id = 'E-7b'`,
    );
    const id = importedKey('FIRM', 'order', 'O-7');
    const first = format === 'CSV' ? 1 : 0;
    expect(row).toEqual({
      ...{ id, line: first + 8, client_id: 'FIRM', limit_price: '210', classification: 'MARKETABLE_LIMIT' },
      ...{
        ioi_venues: [],
        account: null,
        customer: 'C-1',
        received_at: '1782921600.007001',
        order_pk: id,
        mic: 'XNAS',
      },
      ...{ of_order: id, route_pk: importedKey('FIRM', 'route', 'R-7'), execution_line: first + 16 },
      ...{ fee: '0.3', pfof: '-0.00000001' },
    });
  });

  it('of the sample of docs/import.md is whole', async () => {
    await using set = await importSet();
    const sample = (name: string) => readFile(at(`../../../docs/import-sample/${name}.csv`), 'utf8');
    const files = {
      orders: await sample('orders'),
      routes: await sample('routes'),
      executions: await sample('executions'),
    };
    expect(await set.load(files)).toMatchObject({
      state: 'COMPLETE',
      counts: { orders: 6, routes: 7, executions: 7 },
    });
  });

  it('reads a byte order mark, CRLF, empty lines and a last line without an end', async () => {
    await using set = await importSet();
    for (const format of ['CSV', 'JSONL'] as const) {
      const { orders, routes, executions } = filesOf(ROWS, format);
      const windows = `\uFEFF${orders.replaceAll('\n', '\r\n')}\r\n\r\n`;
      const files = { orders: windows, routes: `\n${routes}`, executions: executions.trimEnd() };
      expect(await set.load(files, { format, clientId: format })).toMatchObject({ state: 'COMPLETE', counts: ALL });
    }
  });

  it('of numbers in JSON keeps every digit', async () => {
    await using set = await importSet();
    const { orders, routes, executions } = filesOf(firmRows(1), 'JSONL');
    const asNumber = orders.replace('"limit_price":"210"', '"limit_price":123456789012.12345678');
    expect(await set.load({ orders: asNumber, routes, executions }, { format: 'JSONL' })).toMatchObject({
      state: 'COMPLETE',
    });
    expect(await set.ask('select limit_price::text from imported_orders')).toEqual([
      { limit_price: '123456789012.12345678' },
    ]);
  });

  it('of the same files twice changes nothing', async () => {
    await using set = await importSet();
    const first = await set.load(FILES);
    const rows = await set.ask('select xmin::text, * from imported_executions order by line');
    expect(await set.load({})).toEqual({ ...first, wasThere: true });
    expect(await set.ask('select xmin::text, * from imported_executions order by line')).toEqual(rows);
    expect(await set.ask(STATES)).toHaveLength(1);
  });

  it('keeps the ids of clients apart', async () => {
    await using set = await importSet();
    await set.load(FILES, { clientId: 'ONE' });
    expect(await set.load({}, { clientId: 'TWO' })).toMatchObject({ state: 'COMPLETE', wasThere: false, counts: ALL });
  });

  it('may name what an earlier one has brought, but not bring it again', async () => {
    await using set = await importSet();
    const { executions, ...others } = ROWS;
    const later = { orders: [], routes: [], executions };
    await set.load(filesOf({ ...others, executions: [] }, 'CSV'));
    expect(await set.load(filesOf(later, 'CSV'))).toMatchObject({
      state: 'COMPLETE',
      counts: { ...NOTHING, executions: 50 },
    });
    const [batch] = await set.ask('select id from imported_batches order by created_at');
    const again = await set.load(filesOf({ ...later, orders: ROWS.orders.slice(3, 4) }, 'CSV'));
    expect(again).toMatchObject({
      state: 'REFUSED',
      faults: [
        { file: 'orders', line: 2, field: 'order_id', code: 'ID_IMPORTED', message: `import ${batch?.id} has "O-3"` },
      ],
    });
    expect(await set.counts()).toEqual(ALL);
  });
});

describe('an import with a line that is wrong', () => {
  it.each([
    [
      'ID_TWICE',
      'orders',
      4,
      'order_id',
      '"O-1" stands on line 3 already',
      (line: string) => line.replace('O-2,', 'O-1,'),
    ],
    // In another batch of rows than the first.
    [
      'ID_TWICE',
      'routes',
      24,
      'route_id',
      '"R-0" stands on line 2 already',
      (line: string) => line.replace('R-22,', 'R-0,'),
    ],
    [
      'ORDER_UNKNOWN',
      'routes',
      9,
      'order_id',
      'nothing has the id "O-x"',
      (line: string) => line.replace('O-7,', 'O-x,'),
    ],
    [
      'ROUTE_UNKNOWN',
      'executions',
      2,
      'route_id',
      'nothing has the id "R-x"',
      (line: string) => line.replace('R-0,', 'R-x,'),
    ],
    [
      'EXECUTED_BEYOND_ROUTE',
      'executions',
      5,
      'quantity',
      'the executions of "R-1" up to this line come to 200.00000001, and 200 were routed',
      (line: string) => line.replace(',100,', ',100.00000001,'),
    ],
    ['VALUE_MISSING', 'orders', 2, 'order_id', 'it is needed and empty', (line: string) => line.replace('O-0,', ',')],
    ['FIELD_COUNT', 'orders', 26, null, 'it has 33 fields and the first line names 32', (line: string) => `${line},`],
    ['COLUMN_UNKNOWN', 'routes', 1, 'Order', '"Order" is no field of the layout', (line: string) => `${line},Order`],
    [
      'LINE_MALFORMED',
      'executions',
      8,
      null,
      expect.stringContaining('Quote'),
      (line: string) => line.replace('E-3a', '"E-3a'),
    ],
    // A break of lines in quotes is refused, and the lines after it keep their numbers.
    ['TEXT_INVALID', 'orders', 12, 'customer_id', expect.any(String), (line: string) => line.replace('C-1', '"C-\n1"')],
  ] as const)('is refused as %s in %s:%d, and leaves nothing', async (code, file, line, field, message, change) => {
    await using set = await importSet();
    const outcome = await set.load({ ...FILES, [file]: changed(FILES[file], line, change) });
    expect(outcome).toMatchObject({ state: 'REFUSED', faultsByCode: { [code]: 1 } });
    expect(outcome.state === 'REFUSED' && outcome.faults).toEqual([{ file, line, field, code, message }]);
    expect(await set.counts()).toEqual(NOTHING);
    expect(await set.ask(STATES)).toEqual([{ state: 'REFUSED', error_count: 1 }]);
    // Mended, the same files are imported.
    expect(await set.load(FILES)).toMatchObject({ state: 'COMPLETE', counts: ALL });
  });

  it.each([
    ['no object', '[1]', null],
    ['cut', '{"order_id":"O-', null],
    ['a member that is no value', '{"order_id":true}', 'order_id'],
  ])('of JSON that is %s is refused, and the lines after it are read', async (_, text, field) => {
    await using set = await importSet();
    const files = filesOf(ROWS, 'JSONL');
    const orders = changed(
      changed(files.orders, 2, () => text),
      20,
      (line) => line.replace('"BUY"', '"BYE"'),
    );
    expect(await set.load({ ...files, orders }, { format: 'JSONL' })).toMatchObject({
      state: 'REFUSED',
      faults: [
        { file: 'orders', line: 2, field, code: 'LINE_MALFORMED' },
        { file: 'orders', line: 20, field: 'side', code: 'NOT_IN_LIST' },
      ],
    });
  });

  it('tells the first hundred, keeps and counts all, and does not blame the lines that name it', async () => {
    await using set = await importSet();
    const files = filesOf(firmRows(150), 'CSV');
    const outcome = await set.load({ ...files, orders: files.orders.replaceAll('HELD', 'held') });
    expect(outcome).toMatchObject({ state: 'REFUSED', faultsByCode: { NOT_IN_LIST: 150 } });
    expect(outcome.state === 'REFUSED' && outcome.faults.length).toBe(100);
    const [batch] = await set.ask(
      'select error_count, (select count(*)::int from import_faults where batch_id = b.id) as kept from imported_batches b',
    );
    expect(batch).toEqual({ error_count: 150, kept: 150 });
    expect(await set.counts()).toEqual(NOTHING);
  });

  it('does not touch what other imports have brought', async () => {
    await using set = await importSet();
    await set.load(FILES);
    const next = filesOf(firmRows(5, 100), 'CSV');
    await set.load({ ...next, executions: next.executions.replaceAll('R-104', 'R-105') });
    expect(await set.counts()).toEqual(ALL);
  });
});

describe('an import that was stopped', () => {
  /** Runs until so many batches are durable, and is cut off there as by a server that goes. */
  async function cutOff(set: Awaited<ReturnType<typeof importSet>>, afterBatches: number): Promise<void> {
    let told = 0;
    const tell = () => {
      if (++told === afterBatches) throw new Error('cut off');
    };
    await expect(set.load(FILES, { tell })).rejects.toThrow('cut off');
  }

  it.each([1, 3, 4, 8, 10])('after %d batches goes on where it was, and comes to the same', async (batches) => {
    await using set = await importSet();
    await using whole = await importSet();
    await whole.load(FILES);
    await cutOff(set, batches);
    expect(await set.ask(STATES)).toEqual([{ state: 'LOADING', error_count: 0 }]);
    const told: string[] = [];
    const outcome = await set.load({}, { tell: ({ file, records }) => told.push(`${file} ${records}`) });
    expect(outcome).toMatchObject({ state: 'COMPLETE', wasThere: false, counts: ALL });
    const every = [
      ...['orders 10', 'orders 20', 'orders 25', 'routes 10', 'routes 20', 'routes 25'],
      ...['executions 10', 'executions 20', 'executions 30', 'executions 40', 'executions 50'],
    ];
    // What had been written with the batch that was cut off may be durable as well.
    expect(every.slice(batches)).toEqual(expect.arrayContaining(told));
    expect(told.length).toBeGreaterThanOrEqual(every.length - batches - 1);
    const rows = 'select id, line from imported_executions order by line';
    expect(await set.ask(rows)).toEqual(await whole.ask(rows));
  });

  it('remembers what was wrong before', async () => {
    await using set = await importSet();
    const orders = changed(FILES.orders, 2, (line) => line.replace('BUY', 'BYE'));
    let told = 0;
    const tell = () => {
      if (++told === 2) throw new Error('cut off');
    };
    await expect(set.load({ ...FILES, orders }, { tell })).rejects.toThrow('cut off');
    expect(await set.load({})).toMatchObject({ state: 'REFUSED', faultsByCode: { NOT_IN_LIST: 1 } });
    expect(await set.counts()).toEqual(NOTHING);
  });

  it('is given up where other files come, and leaves nothing', async () => {
    await using set = await importSet();
    await cutOff(set, 5);
    expect(await set.load(filesOf(firmRows(2, 500), 'CSV'))).toMatchObject({ state: 'COMPLETE' });
    expect(await set.ask(STATES)).toEqual([
      { state: 'REFUSED', error_count: 0 },
      { state: 'COMPLETE', error_count: 0 },
    ]);
    expect(await set.counts()).toEqual({ orders: 2, routes: 2, executions: 4 });
  });

  it('by a kill of its process goes on where it was', async () => {
    await using set = await importSet();
    const count = 6_000;
    await set.write(filesOf(firmRows(count), 'CSV'));
    const child = startProgram(set);
    await until(async () => (await set.ask('select progress from imported_batches'))[0]?.progress !== undefined);
    await until(async () => Number((await set.counts())?.orders) > 0);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const before = await set.counts();
    expect(Number(before?.executions)).toBeLessThan(2 * count);
    const output: string[] = [];
    const code = await importProgram(argumentsOf(set), locationOf(set), {
      say: (line) => output.push(line),
      complain: (line) => output.push(line),
    });
    expect(output.at(-1)).toMatch(/^OK {2}import .{36}: 6000 orders, 6000 routes, 12000 executions$/);
    expect(code).toBe(0);
    expect(await set.ask(STATES)).toEqual([{ state: 'COMPLETE', error_count: 0 }]);
  }, 240_000);

  it('holds up no other: while one is at work another says so', async () => {
    await using set = await importSet();
    let other: Promise<unknown> | null = null;
    await set.load(FILES, {
      tell: () => {
        other ??= set.load({}, { clientId: 'OTHER' });
      },
    });
    expect(await other).toEqual({ state: 'BUSY' });
  });
});

describe('npm run import', () => {
  async function run(set: Awaited<ReturnType<typeof importSet>>, args: string[]) {
    const said: string[] = [];
    const complaints: string[] = [];
    const output = { say: (line: string) => said.push(line), complain: (line: string) => complaints.push(line) };
    return { code: await importProgram(args, locationOf(set), output), said, complaints };
  }

  it('says what has come, and what is wrong by file and line', async () => {
    await using set = await importSet();
    await set.write({ ...FILES, routes: changed(FILES.routes, 9, (line) => line.replace('XNAS', 'xnas')) });
    expect(await run(set, argumentsOf(set))).toEqual({
      code: 1,
      said: [],
      complaints: [
        'routes:9 mic NOT_A_CODE: "xnas" is no such code',
        'nothing is imported: NOT_A_CODE 1; docs/import.md says what to do',
      ],
    });
    await set.write(FILES);
    expect(await run(set, argumentsOf(set))).toMatchObject({ code: 0, complaints: [] });
    expect((await run(set, argumentsOf(set))).said).toEqual([
      expect.stringMatching(/: 25 orders, 25 routes, 50 executions, imported before; nothing changed$/),
    ]);
    expect(await set.ask('select client_id from imported_batches where state = $1', ['COMPLETE'])).toEqual([
      { client_id: 'IMPORT' },
    ]);
  });

  it.each([
    ['all three files are needed', ['--orders', 'x']],
    ['--format xml: it is csv or jsonl', ['--format', 'xml']],
    ['--client : it has 1 to 50 characters', ['--client', '']],
    ["Unknown option '--order'", ['--order', 'x']],
  ])('refuses to begin: %s', async (complaint, more) => {
    await using set = await importSet();
    const files = more.includes('x') ? [] : argumentsOf(set);
    const { code, complaints } = await run(set, [...files, ...more]);
    expect(code).toBe(2);
    expect(complaints.join()).toContain(complaint);
  });

  it('names a file that cannot be read', async () => {
    await using set = await importSet();
    await set.write({ orders: FILES.orders });
    expect(await run(set, argumentsOf(set))).toMatchObject({
      code: 2,
      complaints: [`${set.paths.routes} cannot be read`],
    });
  });
});

function locationOf({ url }: Awaited<ReturnType<typeof importSet>>) {
  return { databaseUrl: url, redisUrl: undefined };
}

function argumentsOf({ paths }: Awaited<ReturnType<typeof importSet>>): string[] {
  return ['--orders', paths.orders, '--routes', paths.routes, '--executions', paths.executions];
}

/** The program as a process; built first, as `npm test` does. */
function startProgram(set: Awaited<ReturnType<typeof importSet>>): ChildProcess {
  const program = [at('../dist/import-main.js'), ...argumentsOf(set)];
  return spawn(
    process.execPath,
    ['--import', new URL('../../../tooling/orphan-guard.mjs', import.meta.url).href, ...program],
    {
      env: { ...process.env, DATABASE_URL: set.url },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
}

/** Asks again until it is so. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  await expect.poll(isSo, { timeout: 30_000, interval: 5 }).toBe(true);
}
