import { createPool } from '@fairlead/db/pool';
import { type OwnServer, ownServer } from '@fairlead/db/testing/own-server';
import { describe, expect, it } from 'vitest';
import { awayFaults } from './ordeal/away-faults.ts';
import { type Absence, type DatabaseOutcome, databaseOrdeal, takenAgainUs } from './ordeal/database-ordeal.ts';
import { DatabaseWay } from './ordeal/database-way.ts';
import { note, noteTrial } from './ordeal/figures.ts';
import { tallied } from './ordeal/promises.ts';
import { SmallDisk } from './ordeal/small-disk.ts';
import { RunningStack } from './running-stack.ts';

/** How long the database is away and how often: in the long mode longer, with more seeds. */
const AWAY_MS = Number(process.env.FAIRLEAD_DATABASE_AWAY_MS ?? 8_000);
const ABSENCES = Number(process.env.FAIRLEAD_DATABASE_ABSENCES ?? 1);
const KILLS = Number(process.env.FAIRLEAD_DATABASE_KILLS ?? 1);
const SEED = Number(process.env.FAIRLEAD_DATABASE_SEED ?? 20_261_129);
/** A disk is full for as long, and in the tests for a moment. */
const FULL_MS = Number(process.env.FAIRLEAD_DATABASE_AWAY_MS ?? 2_000);
const DISK_MEGABYTES = 400;
const hasDisk = SmallDisk.isPossible;
if (!hasDisk) console.warn('skipped: a full disk, because this account may not mount one of its own');

/** What of a database may fail, in the words of the page. */
const FAILURES = { mute: 'DATABASE_HUNG', gone: 'DATABASE_STOPPED' } as const;
const AWAY = (['mute', 'gone'] as const).flatMap((how) =>
  Array.from({ length: ABSENCES }, (_, index) => ({ how, seed: SEED + index })),
);
const ENDED = (['DATABASE_KILLED', 'DATABASE_RESTARTED'] as const).flatMap((failure) =>
  Array.from({ length: KILLS }, (_, index) => ({ failure, seed: SEED + index })),
);

describe('a database that is away under load', () => {
  it.each(AWAY)(
    `$how for ${AWAY_MS} ms: nothing is sent on an old market, cancels go on, new orders are refused for now, and nothing is lost or done twice (seed $seed)`,
    async ({ how, seed }) => {
      await using wayTo = new DatabaseWay();
      await using stack = await RunningStack.start({ VENUE_SIM_SPEED: '2' }, (url) => wayTo.lead(url));
      const outcome = await databaseOrdeal(stack, {
        take: async () => wayTo.proxy.takeAway(how),
        giveBack: async () => wayTo.proxy.restore(),
        ...{ awayMs: AWAY_MS, seed },
      });
      tell(FAILURES[how], outcome);
      note(`answers with the database ${how} for ${AWAY_MS / 1_000} s, seed ${seed}`, tallied(outcome.answers));
      await holds(stack, outcome);
    },
    AWAY_MS + 150_000,
  );
});

describe('a database that ends under load', () => {
  it.each(ENDED)(
    '$failure: what it had answered is there afterwards, and nothing is lost or done twice (seed $seed)',
    {
      timeout: 200_000,
    },
    async ({ failure, seed }) => {
      const server = await ownServer();
      await using stack = await RunningStack.start({ VENUE_SIM_SPEED: '2' }, undefined, server);
      const outcome = await databaseOrdeal(stack, {
        take: failure === 'DATABASE_KILLED' ? server.kill : server.stop,
        giveBack: server.start,
        ...{ awayMs: 0, seed },
      });
      tell(failure, outcome);
      await holds(stack, outcome);
    },
  );

  it.skipIf(!hasDisk)(
    'because its disk is full: it goes on when there is room, and nothing is lost or done twice',
    {
      timeout: 200_000,
    },
    async () => {
      using disk = new SmallDisk(DISK_MEGABYTES);
      const server = await ownServer(disk.folder);
      await using stack = await RunningStack.start({ VENUE_SIM_SPEED: '2' }, undefined, server);
      const outcome = await databaseOrdeal(stack, fullDisk(disk, server));
      tell('DISK_FULL', outcome);
      note(`answers with the disk full for ${FULL_MS / 1_000} s`, tallied(outcome.answers));
      await holds(stack, outcome);
    },
  );
});

/** Somebody fills the disk, and the server comes to where it needs a new file of its log. Room is made later, and whoever keeps the server starts it where it has ended. */
function fullDisk(disk: SmallDisk, server: OwnServer): Absence {
  return {
    take: async () => {
      disk.fill();
      const pool = createPool(server.url, { max: 1, onError: () => {} });
      await pool.query('select pg_switch_wal(), pg_switch_wal()').catch(() => {});
      await pool.end();
    },
    giveBack: async () => {
      disk.free();
      await server.stop();
      await server.start();
    },
    ...{ awayMs: FULL_MS, seed: SEED },
  };
}

function tell(failure: string, outcome: DatabaseOutcome): void {
  const { orders, goneUs, backUs, differences } = outcome;
  const takenUs = takenAgainUs(outcome);
  noteTrial({
    failure,
    outageMs: [(takenUs - goneUs) / 1_000],
    recoverMs: [Math.max(0, takenUs - backUs) / 1_000],
    orders: orders.length,
    executions: orders.flatMap(({ children }) => children.flatMap(({ executions }) => executions)).length,
    differences: differences.length,
  });
}

async function holds(stack: RunningStack, outcome: DatabaseOutcome): Promise<void> {
  expect({ away: awayFaults(outcome), after: outcome.differences }).toEqual({ away: [], after: [] });
  expect((await fetch(`${stack.address}/health/ready`)).status).toBe(200);
}
