import pg from 'pg';
import { rootsOf, rootText } from '../journal/roots.ts';

/** The root of a day in one line, to be kept elsewhere; null where the day has none. */
export async function readRoot(databaseUrl: string, day: string): Promise<string | null> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const root = (await rootsOf(client, 0)).find((each) => each.day === day);
    return root === undefined ? null : rootText(root);
  } finally {
    await client.end();
  }
}
