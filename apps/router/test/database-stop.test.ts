import { describe, expect, it } from 'vitest';
import { awayFaults } from './ordeal/away-faults.ts';
import { type Absence, databaseOrdeal } from './ordeal/database-ordeal.ts';
import { DatabaseWay } from './ordeal/database-way.ts';
import { note } from './ordeal/figures.ts';
import { tallied } from './ordeal/promises.ts';
import { RunningStack } from './running-stack.ts';

/** How long the database is away and how often: in the long mode longer, with more seeds. */
const AWAY_MS = Number(process.env.FAIRLEAD_DATABASE_AWAY_MS ?? 8_000);
const ABSENCES = Number(process.env.FAIRLEAD_DATABASE_ABSENCES ?? 1);
const SEED = Number(process.env.FAIRLEAD_DATABASE_SEED ?? 20_261_129);

const ABSENT: Absence[] = (['mute', 'gone'] as const).flatMap((how) =>
  Array.from({ length: ABSENCES }, (_, index) => ({ how, awayMs: AWAY_MS, seed: SEED + index })),
);

describe('a database that is away under load', () => {
  it.each(ABSENT)(
    '$how for $awayMs ms: nothing is sent on an old market, cancels go on, new orders are refused for now, and nothing is lost or done twice (seed $seed)',
    async (absence) => {
      await using wayTo = new DatabaseWay();
      await using stack = await RunningStack.start({ VENUE_SIM_SPEED: '2' }, (url) => wayTo.lead(url));
      const outcome = await databaseOrdeal(stack, wayTo.proxy, absence);
      expect({ away: awayFaults(outcome), after: outcome.differences }).toEqual({ away: [], after: [] });
      expect((await fetch(`${stack.address}/health/ready`)).status).toBe(200);

      const { how, awayMs, seed } = absence;
      note(`answers with the database ${how} for ${awayMs / 1_000} s, seed ${seed}`, tallied(outcome.answers));
    },
    AWAY_MS + 150_000,
  );
});
