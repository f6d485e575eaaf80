import 'server-only';
import { ProjectionRepository } from '@fairlead/db/repositories/projection-repository';
import { database } from './database';
import { processWide } from './process-wide';

const projections = processWide('projections', () => new ProjectionRepository(database()));

/**
 * Waits until the tables that lists are read from tell all that is durable now, which is all that the stream has told. False where that does not come in time, or
 * cannot be found out.
 */
export async function tablesTellNow(msMax: number): Promise<boolean> {
  return projections()
    .untilNow(msMax)
    .catch(() => false);
}
