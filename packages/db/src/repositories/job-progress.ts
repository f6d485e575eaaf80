import type { Database } from '../pool.ts';
import { microseconds, timestamp } from '../row-reading.ts';

/** Up to when a job that goes on from where it was has done its work, in microseconds since 1970; null before the first time. */
export async function jobDoneUntil(database: Database, job: string): Promise<number | null> {
  const sql = `select ${microseconds('done_until')} as until_us from job_progress where job = $1`;
  return (await database.query<{ until_us: number }>(sql, [job])).rows[0]?.until_us ?? null;
}

/** Notes it; never back. */
export async function noteJobDone(database: Database, job: string, until_us: number): Promise<void> {
  await database.query(
    `insert into job_progress as t (job, done_until) values ($1, ${timestamp('$2')})
     on conflict (job) do update set done_until = greatest(t.done_until, excluded.done_until)`,
    [job, until_us],
  );
}
