import 'server-only';
import { ProjectionRepository } from '@fairlead/db/repositories/projection-repository';
import { database } from './database';
import { processWide } from './process-wide';

const projections = processWide('projections', () => new ProjectionRepository(database()));

/**
 * How much of what the stream has told is in the tables that lists are read from: all of it, or what came before a time in microseconds since 1970. Null where
 * that cannot be found out.
 */
export async function tablesTell(): Promise<'all' | number | null> {
  return projections()
    .told()
    .then(({ isAll, atUs }) => (isAll ? 'all' : atUs))
    .catch(() => null);
}
