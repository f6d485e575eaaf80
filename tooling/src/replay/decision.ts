import type { DecisionReplay } from '@fairlead/contracts/decisions';
import { EngineShelf } from '@fairlead/db/engine-shelf';
import { createPool } from '@fairlead/db/pool';
import { recomputation } from '@fairlead/db/recomputation';
import { DecisionRepository } from '@fairlead/db/repositories/decision-repository';
import type { StartEnvironment } from '../env.ts';
import { Refusal } from '../refusal.ts';
import { withDatabase } from '../start/with-database.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What a person is told of a decision that was made again. */
export interface DecisionAgain extends DecisionReplay {
  readonly order_id: string;
  readonly client_id: string;
}

/** Makes a stored decision again by its own engine, whether the system runs or not. Refuses what is no id, and an id of no decision. */
export async function replayDecision(
  [decisionId, ...more]: readonly string[],
  environment: StartEnvironment,
): Promise<DecisionAgain> {
  if (decisionId === undefined || !UUID.test(decisionId) || more.length > 0)
    throw new Refusal('which decision? npm run replay -- decision ID');
  return withDatabase(environment, async (databaseUrl) => {
    const pool = createPool(databaseUrl, { max: 1, onError: () => {} });
    try {
      const found = await new DecisionRepository(pool).findById(decisionId, null);
      if (found === null) throw new Refusal(`no decision ${decisionId}`);
      const { client_id, order_id } = found.order;
      return { client_id, order_id, ...(await recomputation(found, new EngineShelf())) };
    } finally {
      await pool.end();
    }
  });
}
