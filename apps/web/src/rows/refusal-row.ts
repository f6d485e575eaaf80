import { z } from 'zod';

/** What was refused on a day in New York, by code and by the hour that begins then. */
export const refusalsOfDay = z.object({
  date: z.string(),
  counts: z.array(z.object({ code: z.string(), hour_ms: z.number(), count: z.number() })),
  /** False where only the newest were looked at. */
  is_whole: z.boolean(),
});
export type RefusalsOfDay = z.infer<typeof refusalsOfDay>;

/** One code of a day: how often, of all how much, and its course from the hour before the first in which anything was refused. */
export interface RefusalRow {
  readonly code: string;
  readonly count: number;
  readonly share: number;
  readonly by_hour: readonly number[];
  readonly last_hour_ms: number;
}

const HOUR_MS = 3_600_000;

/** The codes of a day, the most frequent first. */
export function refusalRows({ counts }: Pick<RefusalsOfDay, 'counts'>): RefusalRow[] {
  const hours = counts.map(({ hour_ms: hour }) => hour);
  // From nothing on, so that a single hour has a course too.
  const [first, last] = [Math.min(...hours) - HOUR_MS, Math.max(...hours)];
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  return [...new Set(counts.map(({ code }) => code))]
    .map((code) => {
      const rows = counts.filter((each) => each.code === code);
      const count = rows.reduce((sum, row) => sum + row.count, 0);
      const byHour = Array.from({ length: (last - first) / HOUR_MS + 1 }, () => 0);
      for (const row of rows) byHour[(row.hour_ms - first) / HOUR_MS] = row.count;
      const lastHour = Math.max(...rows.map(({ hour_ms: hour }) => hour));
      return { code, count, share: count / total, by_hour: byHour, last_hour_ms: lastHour };
    })
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
}
