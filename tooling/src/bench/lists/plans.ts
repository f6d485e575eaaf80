import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '@fairlead/db/pool';
import { decisionList } from '@fairlead/db/repositories/decision-list';
import { OrderList } from '@fairlead/db/repositories/order-list';
import { Search } from '@fairlead/db/repositories/search';
import { ROOT } from '../../root.ts';
import type { ListQuery } from './list-queries.ts';

const FILE = 'bench/results/lists-plans.txt';

/** A list of two thousand keys says no more than its beginning. */
const LINE_MAX = 200;

interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
  readonly ms: number;
}

/** Writes down the plan of the slowest statement of each query. */
export async function writePlans(
  pool: Database,
  { queries, progress }: { readonly queries: readonly ListQuery[]; readonly progress: (line: string) => void },
): Promise<void> {
  progress('writing down the plans');
  const texts: string[] = [];
  for (const { name, ask } of queries) {
    const statements: Statement[] = [];
    const database = watched(pool, statements);
    await ask({
      orders: new OrderList(database, null),
      decisions: decisionList(database, null),
      search: new Search(database, null),
    });
    const [slowest] = statements.sort((a, b) => b.ms - a.ms);
    if (slowest === undefined) continue;
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(
      `explain (analyze, buffers, costs off) ${slowest.sql}`,
      [...slowest.values],
    );
    const plan = rows
      .map((row) => row['QUERY PLAN'].slice(0, LINE_MAX))
      .filter((line) => !line.includes('never executed'));
    texts.push(`== ${name} (${statements.length} statements)`, ...plan, '');
  }
  await writeFile(join(ROOT, FILE), `${texts.join('\n')}\n`);
}

/** Asks as the pool does, and remembers what was asked and how long it took. */
function watched(pool: Database, statements: Statement[]): Database {
  const query = async (sql: string, values: unknown[] = []) => {
    const begun = performance.now();
    const result = await pool.query(sql, values);
    statements.push({ sql, values, ms: performance.now() - begun });
    return result;
  };
  return { query } as Database;
}
