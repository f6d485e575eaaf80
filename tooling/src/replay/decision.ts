import { join } from 'node:path';
import type { DecisionReplay } from '@fairlead/contracts/decisions';
import { runningPostgres, startEmbeddedPostgres } from '@fairlead/db/embedded-postgres';
import { EngineShelf } from '@fairlead/db/engine-shelf';
import { createPool } from '@fairlead/db/pool';
import { recomputation } from '@fairlead/db/recomputation';
import { DecisionRepository } from '@fairlead/db/repositories/decision-repository';
import type { StartEnvironment } from '../env.ts';
import { Refusal } from '../refusal.ts';
import { choosePorts } from '../start/ports.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What a person is told of a decision that was made again. */
export interface DecisionAgain extends DecisionReplay {
  readonly order_id: string;
  readonly client_id: string;
}

/** Makes a stored decision again by its own engine, whether the system runs or not. Refuses what is no id, and an id of no decision. */
export async function replayDecision(
  decisionId: string | undefined,
  environment: Pick<StartEnvironment, 'databaseUrl' | 'dataDir'>,
): Promise<DecisionAgain> {
  if (decisionId === undefined || !UUID.test(decisionId))
    throw new Refusal('which decision? npm run replay -- decision ID');
  const database = await reach(environment);
  const pool = createPool(database.url, { max: 1, onError: () => {} });
  try {
    const found = await new DecisionRepository(pool).findById(decisionId, null);
    if (found === null) throw new Refusal(`no decision ${decisionId}`);
    const { client_id, order_id } = found.order;
    return { client_id, order_id, ...(await recomputation(found, new EngineShelf())) };
  } finally {
    await pool.end();
    await database.leave();
  }
}

/** The database of the environment, the one that runs on the data folder, or, while nothing runs there, that data on a server of our own. */
async function reach({
  databaseUrl,
  dataDir,
}: Pick<StartEnvironment, 'databaseUrl' | 'dataDir'>): Promise<{ url: string; leave: () => Promise<void> }> {
  const leave = async () => {};
  if (databaseUrl !== undefined) return { url: databaseUrl, leave };
  const postgresDir = join(dataDir, 'postgres');
  const running = await runningPostgres(postgresDir);
  if (running === 'NO_DATA') throw new Refusal(`nothing was ever started on ${dataDir}`);
  if (running !== null) return { url: running, leave };
  const { postgres: port } = await choosePorts({ base: undefined, asked: {} });
  const server = await startEmbeddedPostgres({ dataDir: postgresDir, port });
  return { url: server.url, leave: () => server.stop() };
}
