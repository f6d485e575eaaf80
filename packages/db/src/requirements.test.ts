import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { namedTables } from './testing/named-tables.ts';
import { query } from './testing/query.ts';
import { testDatabase } from './testing/test-database.ts';

const PAGE = new URL('../../../docs/requirements.md', import.meta.url);
const SHARED = process.env.FAIRLEAD_SHARED ?? fileURLToPath(new URL('../../../../shared', import.meta.url));
const DOCUMENTS = `${SHARED}/requirements`;
const areThere = existsSync(DOCUMENTS);
if (!areThere)
  console.warn(`skipped: no ${DOCUMENTS}; set FAIRLEAD_SHARED to have the page held against the requirements`);

interface NamedRow {
  /** `document: table` */
  readonly table: string;
  readonly names: readonly string[];
  readonly places: readonly string[];
  readonly note: string;
}

const quoted = (cell = '') => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

/** The rows of the page's tables, each with the heading above it. */
async function rowsOfPage(): Promise<NamedRow[]> {
  const sections = (await readFile(PAGE, 'utf8')).split(/^## /m).slice(1);
  return sections.flatMap((section) => {
    const [heading = '', ...lines] = section.split('\n');
    return lines
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.split('|').map((cell) => cell.trim()))
      .map(([, name, place, note = '']) => ({ table: heading, names: quoted(name), places: quoted(place), note }));
  });
}

describe('the page of the tables that were asked for', () => {
  it('names places that the database has, and says why where there is none', async () => {
    await using db = await testDatabase();
    const found = await query(
      db.url,
      "select table_name || '.' || column_name as place from information_schema.columns where table_schema = 'public'",
    );
    const columns = new Set(found.map(({ place }) => place));
    const rows = await rowsOfPage();
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.flatMap(({ places }) => places).filter((place) => !columns.has(place))).toEqual([]);
    expect(rows.filter(({ places, note }) => places.length === 0 && note === '')).toEqual([]);
  });

  it.skipIf(!areThere)('names every table and column of the requirements, and no other', async () => {
    const asked: string[] = [];
    for (const file of (await readdir(DOCUMENTS)).filter((name) => /^\d-/.test(name)))
      for (const [table, columns] of namedTables(await readFile(`${DOCUMENTS}/${file}`, 'utf8')))
        for (const column of columns.size === 0 ? [table] : columns) asked.push(`${file[0]}: ${table}.${column}`);
    const told = (await rowsOfPage()).flatMap(({ table, names }) => names.map((name) => `${table}.${name}`));
    expect(asked.length).toBeGreaterThan(100);
    expect(told.toSorted()).toEqual(asked.toSorted());
  });
});
